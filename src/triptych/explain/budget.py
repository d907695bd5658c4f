"""How thoroughly `triptych explain` measures explanations."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainBudget:
    """How many items are explained, and how closely each explanation is looked at.

    items               the most that are explained of each contender and seed
    least_items         that are explained however long it takes; also how many at a time
    seconds             for one contender and seed; no item is begun that would not be done in it
    draws               donors for the value of a set of units
    steps               in which the best orders of the units are searched
    permutations        orders of the units behind each Shapley value: on digits 10 say less of an
                        item than the mean map does, 100 about half of what that leaves open
    copies              noisy copies of each item
    donors              the most items in either pool
    background          training items whose mean map is the constant control
    named_draws         donors for whether the named units suffice
    masked_sets         masked inputs of each item for the share that look like no item
    surrogate_items     the most that a surrogate is fitted to, and held against
    twin_seconds        the most that training one twin on permuted labels may take; 0 for no twins
    probe_items         the most that a layer's linear probe is fitted to
    probe_tested        the most that it is scored on
    pictured            the most tested items that are laid into a plane
    """

    items: int
    least_items: int
    seconds: float
    draws: int
    steps: int
    permutations: int
    copies: int
    donors: int
    background: int
    named_draws: int
    masked_sets: int
    surrogate_items: int
    twin_seconds: float
    probe_items: int
    probe_tested: int
    pictured: int


EXPLAIN_BUDGETS: Final = {
    "quick": ExplainBudget(
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
    "standard": ExplainBudget(
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
    "full": ExplainBudget(
        items=50,
        least_items=5,
        seconds=10,
        draws=10,
        steps=16,
        permutations=100,
        copies=3,
        donors=100,
        background=20,
        named_draws=30,
        masked_sets=10,
        surrogate_items=1000,
        twin_seconds=30,
        probe_items=1000,
        probe_tested=1000,
        pictured=300,
    ),
}
