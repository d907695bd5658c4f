"""How much time the quiet phase takes for each thing it measures."""

from dataclasses import dataclass
from typing import Final


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


TIMING_BUDGETS: Final = {
    "quick": TimingBudget(
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
    "standard": TimingBudget(
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
    "full": TimingBudget(
        blocks=7,
        rounds=300,
        seconds=500,
        explains=True,
        again_seconds=120,
        fits=3,
        fit_seconds=400,
        processes=3,
        process_seconds=400,
    ),
}
