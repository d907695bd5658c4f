"""Which fitted contenders a run keeps, and for which phase after it."""

from typing import Final

from triptych.cell import Cell
from triptych.study import Profile
from triptych.task import PARADIGMS, Task

KEPT_STUDY: Final = "supervised"
"""The study whose contenders are kept: the others vary what they are trained on."""


def is_timed(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether the quiet phase times the cell's contender: every one of the first seed."""
    return cell.study == KEPT_STUDY and cell.seed == profile.seeds(card.split)[0]


def is_explained(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether explanations of the cell's contender are measured: no variants, the first seeds."""
    seeds = profile.seeds(card.split)[: profile.explained_seeds]
    return cell.study == KEPT_STUDY and cell.contender in PARADIGMS and cell.seed in seeds


def is_kept(cell: Cell, card: Task, profile: Profile) -> bool:
    """Whether a phase after the run needs the cell's fitted contender."""
    return is_timed(cell, card, profile) or is_explained(cell, card, profile)
