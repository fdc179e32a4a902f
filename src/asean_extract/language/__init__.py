"""From text to annotated text: the pattern rules and the only imports of spaCy."""
