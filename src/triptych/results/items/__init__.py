"""Item tables: a row for each tested item, as Parquet."""
