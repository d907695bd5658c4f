"""Scores: a contender's metric on a task, with its interval.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import replace
from typing import Final

from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import ONE_SEED, Interval, wilson
from triptych.analysis.statistics.sampling import Sampling
from triptych.analysis.statistics.strata import strata_of
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes

DETERMINISTIC: Final = "deterministic: the same answers in every seed"


def of_outcomes(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...] | None) -> Interval:
    """Return a contender's score with its interval, by the method for its metric and design.

    Means over items by the two-way t, hits of one fit by Wilson's score interval, other metrics
    by the bootstrap; where items are ordered, by blocks of them (docs/statistics.md#two-way,
    docs/statistics.md#ordered-items).
    """
    design = design_of(outcomes)
    one = outcomes.fitted()
    is_one_fit = len(one.seeds) == 1
    if metric.name == "accuracy" and is_one_fit:
        interval = design.share_interval(one.hits[0])
    else:
        sampling = score_sampling(one, metric, classes or ())
        interval = design.interval(sampling, one.losses.shape)
    if not metric.decomposable and (unseen := _unseen_errors(one, metric, classes or ())):
        interval = interval.widened(unseen, 0.0, "Wilson for no error")
    if metric.is_share:
        interval = interval.clipped(0.0, 1.0)
    seeds_note = DETERMINISTIC if outcomes.deterministic else ONE_SEED if is_one_fit else ""
    notes = [seeds_note, design.note(1.0 - one.losses)]
    return replace(interval, seeds=len(outcomes.seeds), note="; ".join(filter(None, notes)))


def score_sampling(
    outcomes: Outcomes, metric: Metric, classes: tuple[str, ...], *, minus: Outcomes | None = None
) -> Sampling:
    """Return the sampling distribution of a contender's score, or of the difference of two scores.

    Means over items by the two-way t, metrics of confusion counts by the bootstrap, both by blocks
    of items where these are ordered (docs/statistics.md#two-way, #bootstrap). The outcomes of both
    contenders must be paired, see `outcomes.pair`.
    """
    design = design_of(outcomes)
    if metric.decomposable:
        values = outcomes.values(metric)
        matrix = values if minus is None else values - minus.values(metric)
        return design.of_means(matrix)
    subtracted = None if minus is None else minus.predictions
    return design.of_confusions(
        metric, outcomes.truth, outcomes.predictions, classes, minus=subtracted
    )


def _unseen_errors(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...]) -> float:
    """Bound on the fall of the score by errors on classes without an observed error.

    Resampling never produces such errors. Wilson's upper bound limits their share of the class.
    """
    share = design_of(outcomes).effective_items(outcomes.hits) / len(outcomes.items)
    falls = [
        part.weight * (1 - wilson(share * part.items, share * part.items).low)
        for part in strata_of(outcomes, outcomes, metric, classes)
        if not outcomes.losses[:, outcomes.truth == part.number].any()
    ]
    # The whole bound may be in the worst class; the same in two classes at once is rarer still.
    return max(falls, default=0.0)
