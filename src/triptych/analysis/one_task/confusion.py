"""Confusion: counts, costs, recall and precision by class.

Formulas and sources: docs/statistics.md#confusion.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from triptych.analysis.statistics.score import of_outcomes
from triptych.measure.quality import Numbers, confusion
from triptych.metric import accuracy
from triptych.results.outcomes import Outcomes


def confusion_table(outcomes: Outcomes, classes: Sequence[str]) -> pd.DataFrame:
    """Items by truth (rows) and decision (columns), averaged over seeds, by scikit-learn."""
    counts = [confusion(outcomes.truth, row, len(classes)) for row in outcomes.predictions]
    return _table(counts, classes)


def cost_table(outcomes: Outcomes, classes: Sequence[str]) -> pd.DataFrame | None:
    """Summed costs by truth (rows) and decision (columns), averaged over seeds.

    None where the dataset has no costs. A weighted confusion matrix, by scikit-learn.
    """
    if outcomes.costs is None:
        return None
    rows = zip(outcomes.predictions, outcomes.costs, strict=True)
    return _table(
        [confusion(outcomes.truth, row, len(classes), weights=cost) for row, cost in rows], classes
    )


def class_table(outcomes: Outcomes, classes: Sequence[str]) -> pd.DataFrame:
    """For each class: items, recall with its 95 % interval, precision, decisions.

    `items` counts the items of the class, `decisions` the items decided as the class, both averaged
    over seeds. Recall is NaN for a class without items, precision for a class that is never
    decided. The interval is that of a score on the class's items, by blocks where items are ordered
    (docs/statistics.md#confusion).
    """
    counts = confusion_table(outcomes, classes).to_numpy()
    rows = []
    for position, name in enumerate(classes):
        members = outcomes.truth == position
        decisions = float(counts[:, position].sum())
        recall = [np.nan] * 3
        if members.any():
            share = of_outcomes(outcomes.on(np.flatnonzero(members)), accuracy(), None)
            recall = [share.estimate, share.low, share.high]
        precision = counts[position, position] / decisions if decisions else np.nan
        rows.append([name, int(members.sum()), *recall, precision, decisions])
    columns = ["class", "items", "recall", "recall_low", "recall_high", "precision", "decisions"]
    return pd.DataFrame(rows, columns=columns)


def _table(matrices: Sequence[Numbers], classes: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        np.mean(matrices, axis=0),
        index=pd.Index(classes, name="truth"),
        columns=pd.Index(classes, name="decision"),
    )
