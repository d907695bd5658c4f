"""Deciding by rules: batches of items, and single ones compiled."""
