"""Leaks: what gives the answer away, looked for before time is spent on a comparison."""
