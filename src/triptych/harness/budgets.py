"""Budgets of the phases after a run; this module imports nothing heavy."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainBudget:
    """How many items are explained, and how thoroughly each explanation is measured.

    items               largest number of explained items for each contender and seed
    least_items         number of items that are explained regardless of time; also the batch size
    seconds             for one contender and seed; no batch begins that would exceed it
    draws               donors for the value of a set of units
    steps               steps of the greedy search for the best orders of the units
    permutations        orders of the units behind each Shapley value: on digits 10 say less of an
                        item than the mean map does, 100 about half of what that leaves open
    copies              noisy copies of each item
    donors              largest number of donors in either pool
    background          training items whose mean map is the constant control
    named_draws         donors for the test whether the named units suffice
    masked_sets         masked inputs of each item for the off-manifold rate
    surrogate_items     largest number of items to fit a surrogate, and to test it
    twin_seconds        limit for training one twin on permuted labels; 0 for no twins
    probe_items         largest number of items to fit a layer's linear probe
    probe_tested        largest number of items to score it
    pictured            largest number of tested items on the map of a layer
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

    blocks           number of blocks, each with every contender once
    rounds           largest number of timings of one contender at one batch size within a block
    seconds          for all timings together, shared evenly; slow contenders exceed it, because
                     each is timed at least once per block
    explains         whether decisions with explanations are timed too
    again_seconds    for repeating noisy measurements
    fits             fits of each contender, as time allows
    fit_seconds      for all fits together; the cheapest contenders come first
    processes        fresh processes of each contender, for cold start and memory, as time allows
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
