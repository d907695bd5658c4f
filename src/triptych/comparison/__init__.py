"""Somebody's own data, rules and models compared: a task folder is written, run and answered."""
