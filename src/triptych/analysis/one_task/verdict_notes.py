"""Limits of a verdict: dependent items, few items, a single seed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from triptych.analysis.statistics.design import design_of
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.results.task_card import TaskCard

ENOUGH_ITEMS: Final = 1000
"""With fewer test items, three equal contenders are settled too rarely (power < 70 %)."""


def notes(card: TaskCard, outcomes: Sequence[Outcomes]) -> tuple[str, ...]:
    """Limits of a verdict on these outcomes, as sentences (docs/statistics.md#verdict)."""
    found = design_of(outcomes[0]).remarks(outcomes) if outcomes else []
    if outcomes and "groups" in card.provenance:
        found.append(
            f"Items come in groups ({card.provenance['groups'].rstrip('.')}). Intervals and p take "
            "items as independent: they are about new items of groups like these, and too narrow "
            "for groups nobody has seen."
        )
    items = min((len(one.items) for one in outcomes), default=ENOUGH_ITEMS)
    if items < ENOUGH_ITEMS:
        found.append(
            f"{items:,} test items are fewer than {ENOUGH_ITEMS:,}: contenders that are truly "
            "equal are often left undecided."
        )
    if any(len(one.seeds) == 1 for one in outcomes):
        found.append(
            "One seed: how much training varies between seeds was not measured, so this is about "
            "the fitted models, not about how they were fitted."
        )
    found += [
        f"{one.dropped:,} items were not tested with every seed of {one.contender} "
        "and are left out."
        for one in outcomes
        if one.dropped
    ]
    return tuple(found)


def unfinished(run: Run, task: str, outcomes: Mapping[str, Outcomes]) -> list[str]:
    """Name the contenders whose score rests on fewer seeds than were planned, as sentences."""
    return [
        f"{contender.capitalize()} rests on the seeds that ended well, {len(one.seeds)} of "
        f"{len(run.records_of(task, contender))} ({why_missing(run, task, contender)})."
        for contender, one in outcomes.items()
        if why_missing(run, task, contender)
    ]


def why_missing(run: Run, task: str, contender: str) -> str:
    """The reason why a contender has no result; empty where no trial was recorded."""
    ends = Counter(
        f"{record.status}: {record.reason}" if record.reason else record.status
        for record in run.records_of(task, contender)
        if record.status != "done"
    )
    return "; ".join(reason for reason, _ in ends.most_common(2))
