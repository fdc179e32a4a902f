"""From bytes to labelled blocks and articles."""
