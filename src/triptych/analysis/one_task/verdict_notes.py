"""What limits a verdict, beside what it says: how items came, how many, and with how many seeds."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.statistics.design import design_of
from triptych.results.outcomes import Outcomes
from triptych.results.task_card import TaskCard

ENOUGH_ITEMS: Final = 1000
"""Below this many test items three equal contenders are told apart too rarely (power < 70 %)."""


def notes(card: TaskCard, outcomes: Sequence[Outcomes]) -> tuple[str, ...]:
    """What limits a verdict on these outcomes (docs/statistics.md#verdict)."""
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
