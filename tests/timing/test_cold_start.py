"""Promises of cold starts: each is a process of its own; one that fails says whose and why."""

import pickle

import numpy as np
import pytest

from triptych.errors import TriptychError
from triptych.results.record import ARTEFACTS_FOLDER
from triptych.timing.cold_start import BATCH, cold_starts, items_file, leave_items

RAW = np.arange(100).reshape(-1, 1)
TEST = np.arange(20)


@pytest.fixture
def measure(fitted_run, tmp_path):
    """Start processes for the contenders of a small run."""
    folder, task, records = fitted_run
    for record in records:
        leave_items(tmp_path, record, RAW, TEST)

    def start(**limits):
        pairs = [(task, record) for record in records]
        rest = {"processes": 1, "seconds": 600.0, "listener": lambda done, total: None}
        return cold_starts(folder, pairs, tmp_path, **(rest | limits))

    return start


def test_every_contender_has_its_batch_of_tested_items(fitted_run, tmp_path):
    """As many for each, taken with replacement where there are fewer, and always the same."""
    _, _, (record, _) = fitted_run
    leave_items(tmp_path, record, RAW, TEST)
    first = pickle.loads(items_file(tmp_path, record).read_bytes())
    leave_items(tmp_path, record, RAW, TEST)

    assert len(first) == BATCH
    assert set(first.ravel()) <= set(TEST)
    assert np.array_equal(first, pickle.loads(items_file(tmp_path, record).read_bytes()))


def test_a_process_loads_and_decides(measure):
    """What it says is of itself: later than its first decision, and no less than nothing."""
    found = measure()

    assert set(found) == {("parity", "rules"), ("parity", "classical")}
    for one in found.values():
        assert 0 < one.first_decision_seconds < one.seconds
        assert one.processes == 1


@pytest.mark.parametrize("limits", [{"processes": 0}, {"seconds": 0.0}])
def test_what_there_is_no_time_for_is_absent(measure, limits):
    """Not zero, and not guessed from another."""
    assert measure(**limits) == {}


def test_a_contender_that_cannot_be_loaded_is_named(measure, fitted_run):
    """With what its process said last."""
    folder, _, (record, _) = fitted_run
    (folder / ARTEFACTS_FOLDER / f"{record.key}.pkl").write_bytes(b"torn")

    with pytest.raises(
        TriptychError, match=r"parity\.rules: a fresh process could not (.|\n)*is not what"
    ):
        measure()
