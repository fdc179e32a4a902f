"""The doorway: commands that parse, call one library function and render."""
