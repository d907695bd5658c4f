"""A profile: how much is run, and the budgets of the phases after the run."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from triptych.cell import Cell
from triptych.harness.budgets import ExplainBudget, TimingBudget
from triptych.hybrids.panel import hybrids_of
from triptych.reference.panel import ENSEMBLES, references_of
from triptych.split import Split
from triptych.study import MAIN_STUDY
from triptych.task import PARADIGMS, Task, is_hybrid, is_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How much is run: studies, seeds, streams, variants, hybrids and references.

    Whoever names no study gets `studies`. Those of `full` are a run of hours of their own.


    Of a task of several generated streams, each with a seed of its own, `streams` are run.
    Variants take part where `variants` says so; hybrids on the tasks that `hybrid_tasks` names, of
    which those without a download are embedded; forest and boosting of the reference panel on tasks
    of at most `ensemble_items` items, of any number for None.

    Of the first `explained_seeds` seeds the fitted contenders are kept for `triptych explain`,
    which measures as `explaining` says; `triptych bench` times as `timing` says.
    """

    name: str
    studies: tuple[str, ...] = (MAIN_STUDY,)
    cross_validated_seeds: int
    held_out_seeds: int
    streams: int
    variants: bool
    hybrid_tasks: Literal["none", "embedded", "all"]
    ensemble_items: int | None
    explained_seeds: int
    explaining: ExplainBudget
    timing: TimingBudget

    def seeds(self, split: Split, *, every_stream: bool = False) -> range:
        """Training seeds for a task with this split: one a stream, fewer for cross-validation.

        every_stream   whether a profile with variants runs all of several streams
        """
        if split.streams > 1:
            is_whole = every_stream and self.variants
            return range(split.streams if is_whole else min(self.streams, split.streams))
        is_held_out = split.kind in ("held_out", "official")
        return range(self.held_out_seeds if is_held_out else self.cross_validated_seeds)

    def hybrids(self, card: Task) -> tuple[str, ...]:
        """The hybrids that take part in a run of the task."""
        takes_part = self.hybrid_tasks == "all" or (
            self.hybrid_tasks == "embedded" and not card.files
        )
        return hybrids_of(card) if takes_part else ()

    def references(self, card: Task) -> tuple[str, ...]:
        """The references that take part in a run of the task."""
        is_large = self.ensemble_items is not None and card.items > self.ensemble_items
        left_out = ENSEMBLES if is_large else ()
        return tuple(name for name in references_of(card) if name not in left_out)

    def times(self, cell: Cell, card: Task) -> bool:
        """Whether the cell's contender is timed: the task's own of the first seed are."""
        is_own = not (is_reference(cell.contender) or is_hybrid(cell.contender))
        return is_own and cell.study == MAIN_STUDY and cell.seed == self.seeds(card.split)[0]

    def explains(self, cell: Cell, card: Task) -> bool:
        """Whether the cell's contender is explained: the main ones of the first seeds are."""
        seeds = self.seeds(card.split)[: self.explained_seeds]
        return cell.study == MAIN_STUDY and cell.contender in PARADIGMS and cell.seed in seeds

    def keeps(self, cell: Cell, card: Task) -> bool:
        """Whether a phase after the run needs the cell's fitted contender."""
        return self.times(cell, card) or self.explains(cell, card)


_QUICK: Final = Profile(
    name="quick",
    cross_validated_seeds=1,
    held_out_seeds=1,
    streams=1,
    variants=False,
    hybrid_tasks="none",
    ensemble_items=1000,
    explained_seeds=1,
    explaining=ExplainBudget(
        items=50,
        least_items=3,
        seconds=0.2,
        draws=4,
        steps=4,
        permutations=6,
        copies=1,
        donors=40,
        background=2,
        named_draws=10,
        masked_sets=3,
        surrogate_items=100,
        twin_seconds=0,
        probe_items=100,
        probe_tested=100,
        pictured=100,
    ),
    timing=TimingBudget(
        blocks=1,
        rounds=30,
        seconds=4,
        explains=False,
        again_seconds=1,
        fits=3,
        fit_seconds=2,
        processes=0,
        process_seconds=0,
    ),
)

_COMPARE: Final = replace(
    _QUICK, name="compare", cross_validated_seeds=2, held_out_seeds=2, ensemble_items=5000
)

_STANDARD: Final = Profile(
    name="standard",
    studies=(MAIN_STUDY, "label_budget", "corruption"),
    cross_validated_seeds=3,
    held_out_seeds=5,
    streams=1,
    variants=True,
    hybrid_tasks="embedded",
    ensemble_items=None,
    explained_seeds=2,
    explaining=ExplainBudget(
        items=50,
        least_items=4,
        seconds=2,
        draws=10,
        steps=8,
        permutations=40,
        copies=1,
        donors=100,
        background=8,
        named_draws=30,
        masked_sets=10,
        surrogate_items=500,
        twin_seconds=0,
        probe_items=500,
        probe_tested=500,
        pictured=300,
    ),
    timing=TimingBudget(
        blocks=5,
        rounds=200,
        seconds=70,
        explains=True,
        again_seconds=10,
        fits=3,
        fit_seconds=25,
        processes=3,
        process_seconds=45,
    ),
)

_FULL: Final = Profile(
    name="full",
    cross_validated_seeds=5,
    held_out_seeds=10,
    streams=10,
    variants=True,
    hybrid_tasks="all",
    ensemble_items=None,
    explained_seeds=3,
    explaining=replace(
        _STANDARD.explaining,
        least_items=5,
        seconds=10,
        steps=16,
        permutations=100,
        copies=3,
        background=20,
        surrogate_items=1000,
        twin_seconds=30,
        probe_items=1000,
        probe_tested=1000,
    ),
    timing=replace(
        _STANDARD.timing,
        blocks=7,
        rounds=300,
        seconds=500,
        again_seconds=120,
        fit_seconds=400,
        process_seconds=400,
    ),
)

PROFILES: Final = {profile.name: profile for profile in (_QUICK, _COMPARE, _STANDARD, _FULL)}
