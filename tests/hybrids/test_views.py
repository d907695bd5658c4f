"""Promises of views: each of two reads what it reads alone."""

import numpy as np
import pandas as pd
import pytest

from triptych.hybrids.views import Views


class Reader:
    def __init__(self, reads):
        self.reads = reads


@pytest.mark.parametrize("rules", ["raw", "table"])
@pytest.mark.parametrize("model", ["raw", "table"])
def test_each_sees_its_own_view_and_one_table_is_made(rules, model):
    made = []

    def table(raw):
        made.append(raw)
        return pd.DataFrame({"length": [len(one) for one in raw]})

    raw = np.array(["a", "bc"], dtype=object)
    views = Views(Reader(rules), Reader(model), table)
    seen = views.of_both(raw)

    assert views.of_model == model
    assert ["raw" if one is raw else "table" for one in seen] == [rules, model]
    assert len(made) == ("table" in (rules, model))
