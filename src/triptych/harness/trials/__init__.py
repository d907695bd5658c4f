"""Trials: what one cell learns, answers and scores."""
