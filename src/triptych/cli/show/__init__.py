"""`triptych show`: a task, its parts and its items."""
