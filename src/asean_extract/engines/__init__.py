"""Ways to run the pipeline over many files; one signature, the same bytes."""
