"""What limits a verdict, beside what it says: how items came, how many, and with how many seeds."""

from collections.abc import Sequence
from typing import Final

from triptych.analysis.statistics.blocks import BLOCKS, LEAST_ITEMS, alike_neighbours
from triptych.results.outcomes import Outcomes
from triptych.results.task_card import TaskCard

ENOUGH_ITEMS: Final = 1000
"""Below this many test items three equal contenders are told apart too rarely (power < 70 %)."""


def notes(card: TaskCard, outcomes: Sequence[Outcomes]) -> tuple[str, ...]:
    """What limits a verdict on these outcomes."""
    found = _notes_in_order([one for one in outcomes if one.ordered])
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


def _notes_in_order(outcomes: Sequence[Outcomes]) -> list[str]:
    """What it means that items are in the order of time."""
    if not outcomes:
        return []
    items = min(len(one.items) for one in outcomes)
    if items < LEAST_ITEMS:
        return [
            f"{items:,} items in the order of time are too few to see in what runs errors come: "
            "nothing can be said of how far the scores may lie off."
        ]
    notes = [
        f"Items in the order of time err in runs: intervals and p rest on {BLOCKS} stretches of "
        f"about {items // BLOCKS:,} items each, not on single items."
    ]
    if any(alike_neighbours(one.losses) for one in outcomes):
        notes.append(
            "Neighbouring stretches are still much alike: the intervals may be too narrow, so "
            "read the scores as those of this stream."
        )
    return notes
