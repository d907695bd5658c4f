"""Damage: what is no longer as it was written, what it is called aside, and who makes it again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from triptych.results.record import (
    AGGREGATES_FILE,
    EXPLANATIONS_FILE,
    LAYERS_FILE,
    SPEED_FILE,
    WALKS_FILE,
)

SUFFIX: Final = ".damaged"

_MAKERS: Final[Mapping[str, str]] = {
    EXPLANATIONS_FILE: "triptych explain",
    LAYERS_FILE: "triptych explain",
    WALKS_FILE: "triptych explain",
    SPEED_FILE: "triptych bench",
    AGGREGATES_FILE: "triptych report",
}


def remedy(file: str) -> str:
    """What to do about a damaged file of that path in the run folder, as a sentence."""
    return f"`{_MAKERS.get(file, 'triptych run')}` sets it aside and makes it again."


def set_aside(path: Path) -> Path:
    """Rename a damaged file, so that nobody reads it and nothing is lost; returns where it is."""
    aside = path.with_name(f"{path.name}{SUFFIX}")
    number = 2
    while aside.exists():
        aside = path.with_name(f"{path.name}.{number}{SUFFIX}")
        number += 1
    path.replace(aside)
    return aside


def was_set_aside(path: Path) -> bool:
    """Whether a damaged file of that name was once set aside."""
    return path.with_name(f"{path.name}{SUFFIX}").exists()
