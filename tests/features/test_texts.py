"""Promises of measurements of texts."""

import numpy as np

from triptych.features.texts import MEANINGS, measure_texts


def test_known_texts_have_known_measurements():
    """Counted by hand."""
    row = measure_texts(np.array(["Call 0800 123 NOW! www.a.de"], dtype=object)).iloc[0]

    assert (row["characters"], row["numbers"], row["links"], row["lines"]) == (27, 2, 1, 1)
    assert (row["exclamation marks"], row["question marks"]) == (1, 0)
    assert row["share of digits"] == 7 / 27


def test_empty_texts_and_nothing_at_all_have_every_column():
    """No division by nothing."""
    table = measure_texts(np.array(["", " \n"], dtype=object))

    assert list(table) == list(MEANINGS)
    assert np.isfinite(table.to_numpy(dtype=float)).all()
    assert list(measure_texts(np.array([], dtype=object))) == list(MEANINGS)
