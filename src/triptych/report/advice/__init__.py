"""Advice: which of the three meets somebody's constraints, on what was measured."""
