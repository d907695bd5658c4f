"""Answers: read without running code of the writer's choice."""

import os
import pickle

import numpy as np
import pytest

from triptych.harness.workers.answer import read, read_trusted, written
from triptych.harness.workers.guard import CallResult
from triptych.results.record import Record


class Evil:
    def __init__(self, *what):
        self.what = what

    def __reduce__(self):
        return self.what


@pytest.mark.parametrize(
    "value",
    [None, {"a": (1, 2.5, "b", b"c")}, np.arange(6.0).reshape(2, 3), np.float32(2), {1, 2}],
    ids=str,
)
def test_plain_values_come_back_as_they_were(value):
    """Numbers, texts, containers and arrays."""
    back = read(written(CallResult("done", value)))

    assert back.status == "done"
    np.testing.assert_equal(back.value, value)


@pytest.mark.parametrize(
    "evil",
    [
        Evil(os.system, ("touch evil",)),
        Evil(eval, ("open('evil', 'w')",)),
        Evil(getattr, (Record, "to_json")),
        Evil(pickle.loads, (b"",)),
    ],
    ids=lambda evil: evil.what[0].__name__,
)
def test_what_would_run_is_refused(evil, tmp_path, monkeypatch):
    """No function is called, wherever it comes from; the ending says what was refused."""
    monkeypatch.chdir(tmp_path)
    back = read(pickle.dumps(CallResult("done", evil)))

    assert (back.status, back.value) == ("failed", None)
    assert back.reason.startswith("its answer cannot be read: it holds ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"garbage", pickle.dumps([1, 2])], ids=repr)
def test_what_is_no_ending_is_one_that_says_so(content):
    """Torn bytes and other values end as failed."""
    assert read(content).status == "failed"


def test_a_value_that_cannot_be_pickled_is_said():
    """The ending names the kind of error."""
    back = read(written(CallResult("done", lambda: 1, stderr="words")))

    assert back.status == "failed"
    assert back.reason.startswith("its result cannot be sent back: ")
    assert back.stderr == "words"


def test_what_a_task_loaded_may_be_anything_that_can_be_read():
    """Its author's classes too; where they cannot be found again, that is said."""
    assert read_trusted(pickle.dumps(CallResult("done", Evil(len, ((),))))).value == 0
    assert read_trusted(b"garbage").reason.startswith("what it loaded cannot be passed on: ")
