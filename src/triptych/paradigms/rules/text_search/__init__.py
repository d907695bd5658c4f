"""Searching many texts for many patterns at once."""
