"""Isolation: each call starts from the same state, whatever ran before in its process."""

import os
import random
import warnings
from pathlib import Path

import numpy as np
import pytest
import sklearn
import torch

from triptych.harness.workers.isolation import (
    ENVIRONMENT,
    environment,
    seed_everything,
    undisturbed,
)


def disturb(folder: Path) -> None:
    """Change whatever a careless contender might."""
    random.random()
    np.random.random()
    torch.rand(1)
    np.seterr(all="raise")
    warnings.simplefilter("error")
    sklearn.set_config(transform_output="pandas")
    torch.set_default_dtype(torch.float64)
    torch.set_grad_enabled(False)
    torch.use_deterministic_algorithms(True)
    os.environ["TRIPTYCH_LEFT_BEHIND"] = "1"
    os.environ.pop("HOME", None)
    os.chdir(folder)


def state() -> tuple[object, ...]:
    """All that calls share, and the next random numbers."""
    return (
        np.geterr(),
        len(warnings.filters),
        sklearn.get_config(),
        torch.get_default_dtype(),
        torch.is_grad_enabled(),
        torch.are_deterministic_algorithms_enabled(),
        dict(os.environ),
        Path.cwd(),
        random.random(),
        np.random.random(),
        torch.rand(1).item(),
    )


def test_a_call_finds_nothing_of_the_one_before(tmp_path):
    """Two calls find the same state, although the first changed all it could."""
    with undisturbed():
        disturb(tmp_path)  # torch imports more of itself, once, which adds a warning filter
    with undisturbed():
        first = state()
        disturb(tmp_path)
    with undisturbed():
        assert state() == first


def test_state_is_put_back_after_an_exception_too(tmp_path):
    """A call that fails half-way leaves nothing either."""
    with undisturbed():
        first = state()
    with pytest.raises(OSError, match="missing"), undisturbed():
        disturb(tmp_path / "missing")
    with undisturbed():
        assert state() == first


def test_the_same_seed_gives_the_same_numbers():
    """One seed fixes the global generators of Python, numpy and torch."""
    draws = []
    for _ in range(2):
        seed_everything(3)
        draws.append((random.random(), np.random.random(), torch.rand(2).tolist()))

    assert draws[0] == draws[1]


def test_the_environment_is_put_back():
    """Processes started inside see one thread; the caller's own variables stay as they were."""
    before = dict(os.environ)
    with environment():
        assert ENVIRONMENT.items() <= dict(os.environ).items()
    assert dict(os.environ) == before
