"""Columns: what the cells of each are: numbers, words, text or moments in time."""
