"""Scores: a contender's metric on a task, with its interval.

Formulas and sources: docs/statistics.md.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from triptych.analysis.statistics.agreement import of_each_item
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.interval import ONE_SEED, Interval, of_constant
from triptych.analysis.statistics.sampling import Sampling, mean_score
from triptych.analysis.statistics.unseen import with_unseen
from triptych.measure.agreement import agreement
from triptych.metric import Metric
from triptych.results.outcomes import Outcomes

DETERMINISTIC: Final = "deterministic: the same answers in every seed"

GIVEN_CLUSTERS: Final = "covers seeds and items, not that other items would be grouped otherwise"


def of_outcomes(outcomes: Outcomes, metric: Metric, classes: tuple[str, ...] | None) -> Interval:
    """Return a contender's score with its interval, by the method for its metric and design.

    Means over items by the two-way t, hits of one fit by Wilson's score interval, other metrics
    by the bootstrap; where items are ordered, by blocks of them; all widened by what is too rare to
    be seen (docs/statistics.md#two-way, #near-the-ends, #ordered-items). Agreement of clusters by
    the two-way t of a jackknife's values (docs/statistics.md#agreement).
    """
    design = design_of(outcomes)
    one = outcomes.fitted()
    is_one_fit = len(one.seeds) == 1
    is_of_clusters = metric.answer == "cluster"
    if metric.name == "accuracy" and is_one_fit:
        interval = design.share_interval(one.hits[0])
    else:
        sampling = score_sampling(one, metric, classes or ())
        interval = design.interval(sampling, one.losses.shape)
        if not metric.is_share and sampling.is_constant:
            interval = of_constant(interval, design.effective_items(one.values(metric)))
    if is_of_clusters:
        interval = interval.clipped(-1.0, 1.0)
    elif metric.is_share:
        interval = with_unseen(interval, one, metric, classes or ()).clipped(0.0, 1.0)
    is_one_seed = is_one_fit and outcomes.streams == 1
    seeds_note = DETERMINISTIC if outcomes.deterministic else ONE_SEED if is_one_seed else ""
    given = GIVEN_CLUSTERS if is_of_clusters else ""
    notes = [seeds_note, given, design.note(1.0 - one.losses), interval.note]
    seeds = max(len(outcomes.seeds), outcomes.streams)
    return replace(interval, seeds=seeds, note="; ".join(filter(None, notes)))


def of_seeds(
    outcomes: Outcomes, metric: Metric, classes: tuple[str, ...] | None
) -> tuple[float, ...]:
    """Return a contender's score with each seed, in their order (docs/statistics.md#metrics).

    Of several streams the score on each, as each has a seed of its own.
    """
    if outcomes.groups is not None and outcomes.streams > 1:
        own = [outcomes.groups == stream for stream in np.unique(outcomes.groups)]
        parts = [outcomes.on(np.flatnonzero(one)) for one in own]
        return tuple(score for part in parts for score in of_seeds(part, metric, classes))
    if metric.decomposable:
        return tuple(outcomes.values(metric).mean(axis=1).tolist())
    truth = outcomes.truth
    if metric.answer == "cluster":
        return tuple(agreement(metric, truth, row) for row in outcomes.predictions)
    return tuple(
        mean_score(metric, truth, row[None, :], classes or ()) for row in outcomes.predictions
    )


def score_sampling(
    outcomes: Outcomes, metric: Metric, classes: tuple[str, ...], *, minus: Outcomes | None = None
) -> Sampling:
    """Return the sampling distribution of a contender's score, or of the difference of two scores.

    Means over items by the two-way t, metrics of confusion counts by the bootstrap, both by blocks
    of items where these are ordered (docs/statistics.md#two-way, #bootstrap). The outcomes of both
    contenders must be paired, see `outcomes.pair`.
    """
    design = design_of(outcomes)
    if metric.answer == "cluster":
        matrix = of_each_item(outcomes, metric)
        return design.of_means(matrix if minus is None else matrix - of_each_item(minus, metric))
    if metric.decomposable:
        values = outcomes.values(metric)
        matrix = values if minus is None else values - minus.values(metric)
        return design.of_means(matrix)
    subtracted = None if minus is None else minus.predictions
    return design.of_confusions(
        metric, outcomes.truth, outcomes.predictions, classes, minus=subtracted
    )
