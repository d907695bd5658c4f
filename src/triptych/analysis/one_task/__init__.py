"""Statistics of the outcomes of one task."""
