"""Promises of known items: recognised by what they are, wherever they stand."""

import numpy as np
import pandas as pd
import pytest

from triptych.dataset import Dataset, take
from triptych.errors import ContractError
from triptych.fold import author_part, inseparable
from triptych.hybrids.known_items import KnownItems

RANDOM = np.random.default_rng(0)
KINDS = {
    "texts": np.array([f"text {number % 90}" for number in range(120)], dtype=object),
    "images": RANDOM.integers(0, 2, (120, 2, 2)),
    "table": pd.DataFrame({"a": np.arange(120) % 90, "b": list("xyz") * 40}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("groups", [None, np.arange(120) // 4], ids=["alone", "groups"])
def test_the_authors_part_is_recognised_in_any_selection(kind, groups):
    """Copies of items are the author's too, and stay together."""
    labels = np.resize(np.array(["one", "two"], dtype=object), 120)
    data = Dataset(raw=KINDS[kind], target=labels, classes=("one", "two"), groups=groups)
    chosen = RANDOM.permutation(120)[:70]
    known, taken = KnownItems(data), take(data.raw, chosen)

    assert known.of_author(taken).tolist() == np.isin(chosen, author_part(data)).tolist()
    together, expected = known.together(taken), inseparable(data)[chosen]
    if together is None:
        assert len(np.unique(expected)) == len(expected)
    else:
        same = together[:, None] == together
        assert (same == (expected[:, None] == expected)).all()


def test_no_answer_is_read():
    """Answers that were overwritten change nothing."""
    labels = np.resize(np.array(["one", "two"], dtype=object), 120)
    data = Dataset(raw=KINDS["texts"], target=labels, classes=("one", "two"))
    before = KnownItems(data).of_author(data.raw)
    data.target[:] = "one"

    assert KnownItems(data).of_author(data.raw).tolist() == before.tolist()


def test_items_of_nobody_are_refused():
    """They would be taken for items that the author never saw."""
    labels = np.resize(np.array(["one", "two"], dtype=object), 120)
    known = KnownItems(Dataset(raw=KINDS["texts"], target=labels, classes=("one", "two")))

    with pytest.raises(ContractError, match="1 of 2 items are none of the task's"):
        known.of_author(np.array(["text 1", "another"], dtype=object))
