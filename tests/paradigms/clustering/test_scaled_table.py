"""A table as points: each column by its range, categories as indicators."""

import numpy as np
import pandas as pd

from triptych.paradigms.clustering.scaled_table import ScaledTable


def test_columns_are_divided_by_their_range():
    """No unit counts more than another; a missing number is the median, a category an indicator."""
    table = pd.DataFrame(
        {"gram": [0.0, 1000.0, np.nan, 500.0], "kind": ["a", "b", "a", "a"], "none": [np.nan] * 4}
    )
    points = ScaledTable().fit(table).transform(table)

    assert points[:, 0].tolist() == [0.0, 1.0, 0.5, 0.5]
    assert np.isfinite(points).all()
    assert points.min() >= 0.0
    assert points.max() <= 1.0
    assert points.shape == (4, 4)
