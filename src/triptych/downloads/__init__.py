"""Files that tasks need and triptych does not ship: fetched once, checked byte by byte."""
