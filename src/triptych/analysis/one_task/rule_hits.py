"""Rule hits: which rules of a rule system decide how many items, and how often rightly.

Formulas and sources: docs/statistics.md#rule-hits.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.analysis.statistics.interval import mean_interval, of_share, wilson
from triptych.errors import DataError, StoreError
from triptych.measure.quality import Numbers
from triptych.results.run import Run


def rule_hits(run: Run, task: str, contender: str = "rules") -> pd.DataFrame:
    """A row for each rule, in the rulebook's order, over the items tested in the plain study.

    rule                          its number, from 0
    label, says, because, points  as the rulebook has them; empty where it has none
    hits, coverage                items it fired on, mean over seeds; as a share of those tested
    precision                     share of its hits whose truth is its label; a rule without a
                                  label is judged by the decision it took part in
    precision_low, precision_high Wilson's 95 % interval (JASA 22, 1927)
    distance                      for regression: how far the predictions for its hits lie from
                                  the truth on average, in the metric's unit
    distance_low, distance_high   95 % interval by Student's t over its items
                                  (both by blocks where items are in order)
    bias                          for regression: mean of prediction minus truth over its hits

    What a rule that never fired cannot have is NaN; so are precision for regression, distance
    and bias for classes. Raises StoreError where no trial of the contender is done or it
    recorded no rules, DataError where the rules that fired are not those of the rulebook.
    """
    items = run.items(task, contender, columns=("truth", "prediction", "loss", "fired"))
    books = [record.rulebook for record in run.records_of(task, contender) if record.rulebook]
    if not books or items["fired"].isna().all():
        raise StoreError(f"{run.name}: {task}/{contender} recorded no rules that fired.")
    classes = run.task(task).classes
    ordered = run.task(task).split.kind == "rolling"
    rules = books[0]
    fired = items.explode("fired").dropna(subset=["fired"])  # a row for each rule and item
    number = fired["fired"].to_numpy(dtype=np.int64)
    if number.max() >= len(rules):
        raise DataError(
            f"{run.name}: {task}/{contender}: rule {number.max()} fired, and its rulebook has "
            f"{len(rules)} rules. Are records and item tables of one run?"
        )
    seeds = items["seed"].nunique()
    hits = np.bincount(number, minlength=len(rules)) / seeds
    precision, distance = np.full((2, len(rules), 3), np.nan)
    bias = np.full(len(rules), np.nan)
    labels = [str(rule.get("label", "")) for rule in rules]
    judged = None if classes is None else _judged(fired, number, labels, classes)
    for rule in np.flatnonzero(hits):
        its = number == rule
        if judged is None:
            distance[rule], bias[rule] = _missed_by(fired[its], ordered=ordered)
        else:
            share = wilson(float(judged[its].sum() / seeds), float(hits[rule]))
            if ordered:
                share = of_share(_by_item(fired[its], judged[its]), ordered=True)
            precision[rule] = share.estimate, share.low, share.high
    stated = {
        name: [rule.get(name, "") for rule in rules]
        for name in ("label", "says", "because", "points")
    }
    return pd.DataFrame({"rule": np.arange(len(rules)), **stated}).assign(
        hits=hits,
        coverage=hits * seeds / len(items),
        precision=precision[:, 0],
        precision_low=precision[:, 1],
        precision_high=precision[:, 2],
        distance=distance[:, 0],
        distance_low=distance[:, 1],
        distance_high=distance[:, 2],
        bias=bias,
    )


def _missed_by(fired: pd.DataFrame, *, ordered: bool) -> tuple[tuple[float, float, float], float]:
    """How far off the items of a rule were named, with the ends of its interval, and the bias."""
    of_items = _by_item(fired, fired["loss"].to_numpy())
    mean = mean_interval(of_items[None, :], ordered=ordered).clipped(0.0, np.inf)
    bias = float((fired["prediction"] - fired["truth"]).mean())
    return (mean.estimate, mean.low, mean.high), bias


def _by_item(fired: pd.DataFrame, values: npt.NDArray[Any]) -> Numbers:
    """Average values of rows over the seeds of each item, items in order."""
    of_items = pd.Series(values, dtype=np.float64).groupby(fired["item"].to_numpy()).mean()
    averaged: Numbers = of_items.to_numpy()
    return averaged


def _judged(
    fired: pd.DataFrame, number: npt.NDArray[Any], labels: list[str], classes: tuple[str, ...]
) -> npt.NDArray[np.bool_]:
    """Whether the truth of each item is what the rule says, or else what was decided."""
    positions = {name: position for position, name in enumerate(classes)}
    said = np.array([positions.get(label, -1) for label in labels])[number]
    expected = np.where(said >= 0, said, fired["prediction"].to_numpy())
    agrees: npt.NDArray[np.bool_] = fired["truth"].to_numpy() == expected
    return agrees
