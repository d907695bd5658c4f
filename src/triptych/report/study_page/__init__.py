"""The page of one study: all its tasks in a figure, and their figures in tables."""
