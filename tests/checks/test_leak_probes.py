"""Promises of the leak probes: each finds its leak, and an honest task is not accused."""

import numpy as np
import pytest

from triptych.checks import CONTENDER_CHECKS, DATA_CHECKS, Specimen
from triptych.errors import ContractError

CHECKS = {
    check.__name__.removeprefix("check_"): check for check in (*DATA_CHECKS, *CONTENDER_CHECKS)
}
shuffled_labels = CHECKS["shuffled_labels_teach_nothing"]
near_copies = CHECKS["tested_items_have_no_near_copy_in_training"]
parts_alike = CHECKS["training_and_tested_items_are_alike"]

REMEMBERS = """
import numpy as np
from importlib import import_module
class Remembers:
    reads = "raw"
    def fit(self, X, y):
        dataset = import_module(__name__.rpartition(".")[0] + ".data").load()
        self.known_ = dict(zip(map(tuple, dataset.raw.to_numpy()), dataset.target))
        return self
    def predict(self, X):
        return np.array([self.known_[row] for row in map(tuple, X.to_numpy())])
def make(seed):
    return Remembers()
"""
PARTLY = REMEMBERS.replace(
    "return np.array([self.known_[row] for row in map(tuple, X.to_numpy())])",
    'return np.array([self.known_[row] if row[2] > 4 else "flat" '
    "for row in map(tuple, X.to_numpy())])",
)
CLUSTERS = (
    'np.where(raw["height"] > raw["width"], "upright", "flat").astype(object)',
    'np.where(raw["weight"] > 5, "upright", "flat").astype(object)\n'
    '    raw["height"] = raw["width"] = raw["weight"] + 90 * (raw["weight"] > 5)',
)
COPIES = (
    "    target =",
    "    raw = pd.concat([raw[:100], raw[:100] + random.normal(0, 1e-3, (100, 3))])\n"
    "    raw = raw.reset_index(drop=True)\n    target =",
)
LATER = ("    target =", '    raw.loc[150:, "width"] += 3\n    target =')
GROUPED = ("target=target,", "target=target, groups=np.arange(200) % 100,")
BY_PLACE = ('"width": raw["width"],', '"width": np.arange(len(raw)) % 2,')


@pytest.mark.parametrize("paradigm", ["classical", "deep"])
@pytest.mark.parametrize("code", [REMEMBERS, PARTLY], ids=["all", "half of them"])
def test_a_contender_that_has_the_answers_from_elsewhere_is_found(task, paradigm, code):
    """Whatever labels it is given, it is right: about all tested items, or about half of them."""
    specimen = Specimen(task(**{paradigm: code}))

    with pytest.raises(ContractError, match=r"shuffled answers, 12 times .* from elsewhere than y"):
        shuffled_labels(specimen, paradigm)


def test_numbers_from_elsewhere_are_found(numbers_task):
    """A regressor that is told every true number does not need those of the training items."""
    specimen = Specimen(numbers_task(classical=REMEMBERS))

    with pytest.raises(ContractError, match=r"rank correlation of 1\.00 where chance has at most"):
        shuffled_labels(specimen, "classical")


@pytest.mark.parametrize("kind", ["task", "numbers_task"])
def test_honest_learners_pass(request, kind):
    """They learn nothing from shuffled answers, and rules never learn any."""
    specimen = Specimen(request.getfixturevalue(kind)())

    for contender in ("rules", "classical", "deep"):
        shuffled_labels(specimen, contender)


def test_classes_that_lie_far_apart_accuse_nobody(defective):
    """A linear model of shuffled answers finds one cluster or the other: no leak."""
    specimen = Specimen(defective("data", CLUSTERS))

    shuffled_labels(specimen, "classical")


def test_near_copies_across_the_split_are_found(defective):
    """Each item twice, the second one measured anew: no two items are equal."""
    specimen = Specimen(defective("data", COPIES))

    with pytest.raises(
        ContractError, match=r"\d+ of 27 tested items have a near-copy .* items 1?\d"
    ):
        near_copies(specimen)


TEXTS = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    random = np.random.default_rng(0)
    words = random.integers(0, 500, (100, 12))
    texts = [" ".join(f"w{word}" for word in row) for row in words]
    raw = np.array([*texts, *(text.replace(" w", " W", 1) + "!" for text in texts)], dtype=object)
    target = np.tile(np.where(words[:, 0] > 250, "upright", "flat"), 2).astype(object)
    return Dataset(raw=raw, target=target, classes=("flat", "upright"))
def features(raw):
    return pd.DataFrame({"length": [len(text) for text in raw]})
"""


def test_near_copies_of_texts_are_found(task):
    """Each text twice, once with another capital and a mark at its end."""
    with pytest.raises(ContractError, match="near-copy among the training items"):
        near_copies(Specimen(task(data=TEXTS)))


def test_near_copies_that_are_grouped_pass(defective):
    """Where they are on one side of the split, none is tested by its copy."""
    specimen = Specimen(defective("data", COPIES, GROUPED))

    near_copies(specimen)


def test_tested_items_unlike_those_trained_on_are_found(official_task):
    """Boxes that became wider before the tested ones were measured."""
    specimen = Specimen(official_task(LATER))

    with pytest.raises(ContractError, match=r"told from .* by their table with an AUC of 0\.7"):
        parts_alike(specimen)


def test_an_official_part_of_the_same_items_passes(official_task):
    """Whoever divided them, parts that are alike are no finding."""
    parts_alike(Specimen(official_task()))


def test_groups_are_told_apart_by_nobody_who_has_not_met_them(defective):
    """Ten scales, each with its own error: a tested scale is new, and that is the task."""
    scales = (
        "    target =",
        '    raw["weight"] += 100 * (np.arange(200) % 10)\n    target =',
    )
    specimen = Specimen(
        defective("data", scales, ("target=target,", "target=target, groups=np.arange(200) % 10,"))
    )

    parts_alike(specimen)


def test_a_measurement_that_sees_the_order_of_labels_is_found(defective):
    """Items sorted by class, and a column that counts them."""
    with pytest.raises(ContractError, match="one by one"):
        CHECKS["features_see_one_item_at_a_time"](Specimen(defective("data", BY_PLACE)))


NORMALISES = """
import numpy as np
from sklearn.linear_model import LogisticRegression
class Normalises(LogisticRegression):
    def fit(self, X, y):
        return super().fit(self.scaled(X), y)
    def predict_proba(self, X):
        return super().predict_proba(self.scaled(X))
    def predict(self, X):
        return super().predict(np.asarray(X) - 5)
    def scaled(self, X):
        return np.asarray(X) - (np.asarray(X).mean(axis=0) if len(X) > 1 else 5)
def make(seed):
    return Normalises()
"""


def test_normalisation_by_the_batch_is_found_in_probabilities(task):
    """Decisions are the same, probabilities are not: what a batch shifts by little."""
    specimen = Specimen(task(deep=NORMALISES))

    with pytest.raises(ContractError, match=r"predict_proba gives \[.* for an item alone and \["):
        CHECKS["answers_do_not_depend_on_neighbours"](specimen, "deep")


@pytest.mark.parametrize("seed", range(5))
def test_random_items_are_seldom_accused(defective, seed):
    """Numbers without structure, divided at random, are alike and no copies."""
    specimen = Specimen(defective("data", ("default_rng(0)", f"default_rng({seed})")))

    near_copies(specimen)
    parts_alike(specimen)
    assert np.unique(specimen.dataset.item_digests).size == 200
