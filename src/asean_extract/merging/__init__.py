"""The corpus as a whole: what several documents tell of one happening, initiative, name or sum, put together."""
