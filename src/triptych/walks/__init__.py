"""Walks: one item through every contender, from raw item to decision."""
