"""Files that tasks need and triptych does not include: downloaded once, verified by checksum."""
