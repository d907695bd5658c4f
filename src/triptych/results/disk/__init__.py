"""Writing that a crash cannot spoil."""
