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


_FIXED: Final = ("official", "held_out")
"""Splits whose training part is the same with every seed."""


def notes(card: TaskCard, outcomes: Sequence[Outcomes]) -> tuple[str, ...]:
    """Limits of a verdict on these outcomes, as sentences (docs/statistics.md#verdict)."""
    found = design_of(outcomes[0]).remarks(outcomes) if outcomes else []
    if outcomes and "groups" in card.provenance:
        found.insert(0, _about_groups(card.provenance["groups"].rstrip("."), outcomes[0]))
    items = min((len(one.items) for one in outcomes), default=ENOUGH_ITEMS)
    if items < ENOUGH_ITEMS:
        found.append(
            f"{items:,} test items are fewer than {ENOUGH_ITEMS:,}: contenders that are truly "
            "equal are often left undecided."
        )
    if any(len(one.seeds) == one.streams == 1 for one in outcomes):
        found.append(
            "One seed: how much training varies between seeds was not measured, so this is about "
            "the fitted models, not about how they were fitted."
        )
    found += _about_training(card, outcomes)
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
        f"{contender.capitalize()} rests on the seeds that ended well, "
        f"{max(len(one.seeds), one.streams)} of {len(run.records_of(task, contender))} "
        f"({why_missing(run, task, contender)})."
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


def _about_training(card: TaskCard, outcomes: Sequence[Outcomes]) -> list[str]:
    """What seeds and a fixed split cannot show of how a contender was fitted."""
    found = []
    seeds = {len(one.seeds) for one in outcomes if len(one.seeds) > 1 and not one.deterministic}
    if seeds:
        count = min(seeds)
        found.append(f"{count} seeds cannot show a failure rarer than 1 in {count}.")
    if outcomes and card.split.kind in _FIXED:
        found.append(
            "The split is fixed: each score is the score of this training set, and what another "
            "one would have taught was not measured."
        )
    return found


def _about_groups(words: str, outcomes: Outcomes) -> str:
    """What the groups are, and whether the item tables of this run hold them."""
    told = f"Items come in groups ({words})."
    if outcomes.groups is not None:
        return told
    return (
        f"{told} The item tables of this run do not hold them, so intervals and p take items as "
        "independent: they are too narrow for groups nobody has seen. Run the task again."
    )
