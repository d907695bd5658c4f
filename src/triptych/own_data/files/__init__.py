"""Files of rows: each kind has one reader, which gives their cells."""
