"""The content of a run folder: typed files, with one reader and one writer each."""
