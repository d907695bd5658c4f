"""The page of one task, section by section."""
