"""How thoroughly the phases after a run measure; importing this costs nothing."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingBudget:
    """How long the quiet phase measures.

    blocks           how often each contender is come back to
    rounds           the most timings of one contender at one batch size within a block
    seconds          for all timings together, shared evenly; what is slow takes more, because
                     everything is timed at least once a block
    explains         whether decisions with their explanations are timed as well
    again_seconds    for measuring once more what was hit by noise
    fits             of each contender, where there is time
    fit_seconds      for all fits together; the cheapest contenders come first
    processes        fresh ones of each contender, for cold start and memory, where there is time
    process_seconds  for all fresh processes together; variants come last
    """

    blocks: int
    rounds: int
    seconds: float
    explains: bool
    again_seconds: float
    fits: int
    fit_seconds: float
    processes: int
    process_seconds: float
