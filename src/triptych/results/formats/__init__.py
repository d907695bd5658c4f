"""Formats of the files in a run folder: one frozen class each, with its schema version."""
