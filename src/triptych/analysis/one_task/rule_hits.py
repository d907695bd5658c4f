"""Rule hits: which rules of a rule system decide how many items, and how often rightly.

Formulas and sources: docs/statistics.md#rule-hits.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from triptych.analysis.statistics.design import INDEPENDENT, Design, design_for
from triptych.analysis.statistics.interval import Interval, wilson
from triptych.errors import DataError, StoreError
from triptych.measure.quality import Numbers
from triptych.results.run import Run

_STATED: Final = ("label", "says", "because", "points")
_MEASURED: Final = (
    "hits",
    "coverage",
    *("precision", "precision_low", "precision_high"),
    *("distance", "distance_low", "distance_high"),
    "bias",
)


def rule_hits(run: Run, task: str, contender: str = "rules") -> pd.DataFrame:
    """One row for each rule, in the rulebook's order, over the tested items of the main study.

    rule                          its number, from 0
    label, says, because, points  as in the rulebook; empty where it has none
    hits, coverage                number of items it fired on, mean over seeds; `coverage` is the
                                  share of tested items
    precision                     share of its hits whose truth is its label; for a rule without a
                                  label, whose decision is right
    precision_low, precision_high Wilson's 95 % interval (JASA 22, 1927), over groups of items
                                  where there are any
    distance                      for regression: mean absolute residual of its hits, in the
                                  metric's unit
    distance_low, distance_high   95 % interval by Student's t over its items
                                  (both over groups or streams, or by blocks of items in order)
    bias                          for regression: mean of prediction minus truth over its hits

    NaN where a rule never fired, for precision of a regression, and for distance and bias of
    classes. Raises StoreError where no trial of the contender is done or it recorded no rules,
    DataError where the rules that fired are not those of the rulebook.
    """
    items = run.items(task, contender, columns=("truth", "prediction", "loss", "group", "fired"))
    books = [record.rulebook for record in run.records_of(task, contender) if record.rulebook]
    if not books or items["fired"].isna().all():
        raise StoreError(f"{run.name}: {task}/{contender} recorded no rules that fired.")
    card = run.task(task)
    is_grouped = bool(items["group"].notna().all())
    # One stream is its blocks, several are groups; what fired in one of several shows one group.
    by_blocks = card.ordered and not (is_grouped and items["group"].nunique() > 1)
    rules = books[0]
    fired = items.explode("fired").dropna(subset=["fired"])  # a row for each rule and item
    by_rule = dict(list(fired.groupby(fired["fired"].astype(np.int64))))
    if max(by_rule) >= len(rules):
        raise DataError(
            f"{run.name}: {task}/{contender}: rule {max(by_rule)} fired, and its rulebook has "
            f"{len(rules)} rules. Are records and item tables of one run?"
        )
    seeds = items["seed"].nunique()
    rows = []
    for number, rule in enumerate(rules):
        its = by_rule.get(number, fired[:0])
        row = {"rule": number, **{name: rule.get(name, "") for name in _STATED}}
        row |= {"hits": len(its) / seeds, "coverage": len(its) / len(items)}
        group = _by_item(its, its["group"]).astype(np.int64) if is_grouped and len(its) else None
        design = design_for(None, ordered=True) if by_blocks else design_for(group)
        if len(its) and card.classes is None:
            row |= _distance(its, design)
        elif len(its) and card.classes is not None:
            row |= _precision(its, str(row["label"]), card.classes, seeds, design)
        rows.append(row)
    return pd.DataFrame(rows, columns=["rule", *_STATED, *_MEASURED])


def _precision(
    its: pd.DataFrame, label: str, classes: Sequence[str], seeds: int, design: Design
) -> dict[str, float]:
    """The share of hits whose truth is the rule's label, or without a label the decision."""
    expected = classes.index(label) if label in classes else its["prediction"]
    right = (its["truth"] == expected).astype(np.float64)
    if design is INDEPENDENT:
        return _columns("precision", wilson(float(right.sum()) / seeds, len(its) / seeds))
    return _columns("precision", design.share_interval(_by_item(its, right)))


def _distance(its: pd.DataFrame, design: Design) -> dict[str, float]:
    """Mean absolute residual of the items a rule fired on, and the bias."""
    mean = design.mean_interval(_by_item(its, its["loss"])[None, :])
    bias = float((its["prediction"] - its["truth"]).mean())
    return {**_columns("distance", mean.clipped(0.0, np.inf)), "bias": bias}


def _columns(name: str, found: Interval) -> dict[str, float]:
    return {name: found.estimate, f"{name}_low": found.low, f"{name}_high": found.high}


def _by_item(its: pd.DataFrame, values: pd.Series) -> Numbers:
    """Average the values of rows over the seeds of each item; items in order."""
    return np.asarray(values.astype(np.float64).groupby(its["item"]).mean(), dtype=np.float64)
