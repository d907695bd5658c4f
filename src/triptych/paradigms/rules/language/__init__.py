"""The rule language: conditions, measures and rules."""
