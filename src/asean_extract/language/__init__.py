"""From text to annotated text: the only place that imports spaCy."""
