"""Promises of the contenders that are written for data nobody has seen before."""

import numpy as np
import pandas as pd
import pytest

from triptych.comparison.makers import classical_maker, deep_maker, epochs
from triptych.dataset import Dataset
from triptych.own_data.understood import OwnData

RANDOM = np.random.default_rng(0)
COUNT = 40
RAW = {
    "table": pd.DataFrame({"a": RANDOM.normal(size=COUNT), "c": pd.Categorical(["x", "y"] * 20)}),
    "text": np.array(["one two three", "four five"] * 20, dtype=object),
    "image": RANDOM.integers(0, 256, (COUNT, 20, 24, 3)).astype(np.uint8),
    "audio": RANDOM.normal(size=(COUNT, 4000)).astype(np.float32),
    "series": RANDOM.normal(size=(COUNT, 50, 2)).astype(np.float32),
}


def own(modality, *, number):
    target = RANDOM.normal(size=COUNT) if number else np.array(["a", "b"] * 20, dtype=object)
    dataset = Dataset(raw=RAW[modality], target=target, classes=None if number else ("a", "b"))
    return OwnData(
        name="mine",
        dataset=dataset,
        modality=modality,
        target="t",
        target_kind="number" if number else "classes",
        sampling_rate=8000 if modality == "audio" else None,
    )


def made(source):
    names = {}
    exec(compile(source, "made", "exec"), names)
    return names["make"](0)


@pytest.mark.parametrize("modality", RAW)
@pytest.mark.parametrize("number", [False, True])
def test_every_kind_of_data_has_both_and_they_answer(modality, number):
    """What is written is Python that learns and answers: classes by name, numbers by number."""
    data = own(modality, number=number)
    classical = made(classical_maker(data, "accuracy").source())
    deep = made(deep_maker(data).source()).set_params(max_epochs=1)

    for estimator in (classical, deep):
        is_measured = estimator is classical and getattr(classical, "reads", "table") == "table"
        items = data.dataset.raw
        if is_measured and modality != "table":
            items = pd.DataFrame({"a": RANDOM.normal(size=COUNT)})
        answers = estimator.fit(items, data.dataset.target).predict(items)
        assert len(answers) == COUNT
        assert number or set(answers) <= {"a", "b"}


def test_passes_shrink_as_items_grow():
    """About as many steps; never fewer or more passes than sensible."""
    assert [epochs(items, 32, 800, 8, 40) for items in (100, 1600, 100_000)] == [40, 16, 8]
