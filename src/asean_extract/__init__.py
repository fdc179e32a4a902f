"""Reads press releases and news on diplomatic cooperation into dated, traceable JSON records."""
