"""Promises of items put together: the same kind, in order."""

import numpy as np
import pandas as pd

from triptych.learners.together import together


def test_items_stay_of_their_kind():
    """A table gets rows of its own; texts and pictures stay as they are."""
    table = pd.DataFrame({"a": [1, 2]})
    assert together(table, table.iloc[:1]).index.tolist() == [0, 1, 2]
    texts = np.array(["x", "longer"], dtype=object)
    assert together(texts[:1], texts[1:]).tolist() == ["x", "longer"]
    assert together(np.zeros((2, 3, 3), np.uint8), np.ones((1, 3, 3), np.uint8)).shape == (3, 3, 3)
