"""Items that are no rows of cells: pictures, recordings, series, stacked arrays."""
