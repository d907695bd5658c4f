"""Measures of claims: what is tested on a task, one family a file."""
