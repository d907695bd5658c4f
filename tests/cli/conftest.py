"""Commands are called in an empty folder, beside a task of numbers that are even or odd."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _elsewhere(elsewhere: None) -> None:
    """Every test here stands in an empty folder."""


@pytest.fixture
def write_task(write_parity: Callable[..., Path]) -> Callable[..., Path]:
    """Write that task into `tasks/NAME`."""
    return write_parity
