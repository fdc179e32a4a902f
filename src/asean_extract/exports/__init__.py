"""One file per format, the same two verbs."""
