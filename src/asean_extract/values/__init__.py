"""Dates, money, names and places: expressions of the text with their values."""
