"""Alterations of raw items before they are tested, by kind of data."""
