"""The answer to a task: how it is decided, for which delta it holds, and what would change it."""
