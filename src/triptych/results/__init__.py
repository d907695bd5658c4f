"""What a run folder holds: its files, typed, with one reader and one writer each."""
