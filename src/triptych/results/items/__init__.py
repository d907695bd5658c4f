"""Item tables: one row per tested item, as Parquet."""
