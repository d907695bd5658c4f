"""Measures: scores, losses, sizes and explanation metrics."""
