"""The report's first page: verdicts, and results over all tasks."""
