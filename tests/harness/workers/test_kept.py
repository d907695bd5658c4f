"""What calls share: made once by each process, and forgotten in time."""

import pytest

from triptych.harness.workers import kept as module
from triptych.harness.workers.kept import MOST_KEPT, Need, is_kept, keep, kept

MADE = []


def made(argument):
    MADE.append(argument)
    return [argument]


@pytest.fixture(autouse=True)
def forget(monkeypatch):
    MADE.clear()
    monkeypatch.setattr(module, "_KEPT", type(module._KEPT)())


def test_it_is_made_once():
    """Who asks again gets the same object."""
    assert kept(made, "a") is kept(made, "a")
    assert MADE == ["a"]


def test_what_was_put_there_is_found():
    """A worker that had it made elsewhere keeps it."""
    keep(Need(made, "b"), "elsewhere")

    assert kept(made, "b") == "elsewhere"
    assert MADE == []


def test_what_was_not_asked_for_longest_goes_first():
    """There is room for a few."""
    for argument in range(MOST_KEPT):
        kept(made, argument)
    kept(made, 0)
    kept(made, "one more")

    assert is_kept(Need(made, 0))
    assert not is_kept(Need(made, 1))
