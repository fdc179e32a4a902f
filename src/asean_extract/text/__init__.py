"""From bytes to labelled articles: decoding, lines, blocks, articles."""
