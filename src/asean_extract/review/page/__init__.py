"""The review page: one self-contained HTML file with every text beside its records."""
