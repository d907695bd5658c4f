"""Promises of adjusted p-values: as the literature has them, whatever their order."""

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from triptych.analysis.statistics.rank_tests import benjamini_hochberg, holm

P_VALUES = {"a": 0.04, "b": 0.001, "c": 0.03, "d": 0.6, "e": 0.011}


@pytest.mark.parametrize(
    ("adjust", "method"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")], ids=["holm", "bh"]
)
def test_adjusted_p_values_are_those_of_statsmodels(adjust, method):
    """The same numbers under the same names."""
    expected = multipletests([*P_VALUES.values()], method=method)[1]

    assert adjust(P_VALUES) == pytest.approx(dict(zip(P_VALUES, expected, strict=True)))


@pytest.mark.parametrize("adjust", [holm, benjamini_hochberg])
def test_no_p_value_at_all_is_no_trouble(adjust):
    """A family of nothing; and a p that is not a number counts as 1."""
    assert adjust({}) == {}
    assert adjust({"a": np.nan, "b": 0.01}) == {"a": 1.0, "b": 0.02}
