"""Promises of the native track: every contender explains itself, or says why it does not."""

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.tree import DecisionTreeClassifier

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.harness.pipeline import explainer
from triptych.paradigms import native
from triptych.task import view_of

CATALOGUE = Catalogue.find()
EMBEDDED = sorted(name for name, task in CATALOGUE.tasks.items() if not task.card.files)
TRAINED, EXPLAINED = 240, 6

# What has no contributions of its own, and must say so: everything else explains itself.
UNEXPLAINED = {
    ("digits", "classical"): "radial kernel",
    ("shapes", "classical"): "radial kernel",
    ("fizzbuzz", "classical"): "'waves'",
    ("roman_numerals", "classical"): "overlapping pieces",
}


def hurried(estimator):
    """The same estimator with little training, for its explanations alone."""
    for name, value in estimator.get_params().items():
        if name.rpartition("__")[2] == "max_epochs":
            estimator.set_params(**{name: 1})
        if isinstance(value, HistGradientBoostingClassifier):
            value.set_params(max_iter=10)
    if isinstance(estimator, HistGradientBoostingClassifier):
        estimator.set_params(max_iter=10)
    return estimator


@pytest.mark.parametrize("paradigm", ["classical", "deep"])
@pytest.mark.parametrize("name", EMBEDDED)
def test_every_embedded_contender_explains_itself_or_says_why_not(name, paradigm):
    """Contributions have the parts of the item, and add up; or there is a reason in words."""
    task = LoadedTask(CATALOGUE[name])
    size = len(task.dataset.target)
    some = np.sort(np.random.default_rng(0).choice(size, min(TRAINED, size), replace=False))
    raw, target = take(task.dataset.raw, some), task.dataset.target[some]
    estimator = hurried(task.make(paradigm, 0))
    is_table = view_of(estimator, paradigm) == "table"
    items = task.features(raw) if is_table else raw
    estimator.fit(items, target)
    explain = explainer(task, paradigm, estimator)
    few = take(raw, np.arange(EXPLAINED))

    if (name, paradigm) in UNEXPLAINED:
        with pytest.raises(ExplanationUnavailable, match=UNEXPLAINED[name, paradigm]):
            explain(few)
        return
    explanations = explain(few)
    decisions = estimator.predict(take(items, np.arange(EXPLAINED)))
    assert [one.decision for one in explanations] == decisions.tolist()
    places = range(EXPLAINED)
    read = [
        items.iloc[place] if isinstance(items, pd.DataFrame) else items[place] for place in places
    ]
    for item, explanation in zip(read, explanations, strict=True):
        if is_table:
            assert explanation.contributions.shape == item.shape
        else:
            assert explanation.contributions.shape == task.units.places(item).shape
        assert explanation.kind == "additive"
        assert explanation.because
        assert explanation.completeness_error < 0.05


def test_an_estimator_of_ones_own_speaks_for_itself():
    """What has a method `explain` is asked, whatever else it is."""

    class Oracle(DecisionTreeClassifier):
        def explain(self, X):
            return [Explanation(decision="yes", because="it is so") for _ in X]

    assert native.explain(Oracle(), [1, 2]) == [Explanation("yes", "it is so")] * 2
