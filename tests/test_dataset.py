"""Promises of the dataset: it refuses what cannot be one, and its fingerprint tells all."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.dataset import Dataset, take
from triptych.errors import ContractError

TEXTS = np.array(["free prize", "see you", "see you"], dtype=object)
LABELS = np.array(["spam", "ham", "ham"], dtype=object)


def texts(**changes):
    parts = {"raw": TEXTS, "target": LABELS, "classes": ("ham", "spam")}
    return Dataset(**(parts | changes))


def test_equal_items_have_equal_digests():
    """Duplicates are found by content."""
    digests = texts().item_digests
    assert digests[1] == digests[2] != digests[0]


@given(st.text(), st.text())
def test_different_texts_have_different_digests(one, other):
    """Any two different strings differ, surrogates and all."""
    raw = np.array([one, other], dtype=object)
    digests = texts(raw=raw, target=LABELS[:2]).item_digests
    assert (digests[0] == digests[1]) == (one == other)


@pytest.mark.parametrize(
    "change",
    [
        {"raw": np.array(["free prize", "see you", "see me"], dtype=object)},
        {"target": np.array(["spam", "ham", "spam"], dtype=object)},
        {"classes": ("spam", "ham")},
        {"groups": np.array([1, 2, 2])},
        {"costs": np.array([[0.0, 1.0], [5.0, 0.0]])},
        {"official_split": np.array([True, False, False])},
    ],
    ids=lambda change: next(iter(change)),
)
def test_fingerprint_changes_with_everything_a_trial_can_see(change):
    """Change any part and the fingerprint changes; change nothing and it does not."""
    assert texts(**change).fingerprint != texts().fingerprint == texts().fingerprint


def test_fingerprint_of_a_table_sees_values_not_the_index():
    """A table's row labels carry no meaning."""
    table = pd.DataFrame({"age": [1.0, 2.0, 3.0]})
    moved = table.set_index(pd.Index([7, 8, 9]))
    assert texts(raw=table).fingerprint == texts(raw=moved).fingerprint


def test_take_keeps_order_and_forgets_the_index():
    """Items come in the order asked for."""
    table = pd.DataFrame({"age": [1.0, 2.0, 3.0]})
    taken = take(table, np.array([2, 0]))
    assert taken["age"].tolist() == [3.0, 1.0]
    assert taken.index.tolist() == [0, 1]
    assert take(TEXTS, np.array([1])).tolist() == ["see you"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": LABELS[:2]}, "target has 2 entries for 3 raw items"),
        ({"groups": np.arange(4)}, "groups has 4 entries"),
        ({"classes": ("ham",)}, r"not in classes: \['spam'\]"),
        ({"raw": ["a", "b", "c"]}, "raw is a list"),
        ({"classes": None, "target": np.array([1.0, np.nan, 2.0])}, "finite numbers"),
    ],
)
def test_what_cannot_be_a_dataset_is_refused(change, message):
    """Each error names the part that is off."""
    with pytest.raises(ContractError, match=message):
        texts(**change)


def test_a_dataset_is_frozen():
    """Nobody edits the data between trials."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        texts().classes = ()


def test_answers_that_come_read_only_can_be_overwritten() -> None:
    """As pandas gives them: a run forgets true answers before a contender's code runs."""
    target = np.array([1.0, 2.0])
    target.flags.writeable = False
    dataset = Dataset(raw=np.arange(2), target=target, classes=None)
    dataset.target[:] = 0.0

    assert target.tolist() == [1.0, 2.0]
