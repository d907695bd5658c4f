"""The report's first page: answers, and what holds over all tasks."""
