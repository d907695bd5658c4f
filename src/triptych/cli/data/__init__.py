"""`triptych data`: files that tasks need."""
