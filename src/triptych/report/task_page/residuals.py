"""The section on residuals: predictions against truth, by fifths of it, and the largest."""

from collections.abc import Mapping
from functools import partial
from operator import itemgetter
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.analysis.one_task.residuals import Part, parts_of_truth, predictions_table
from triptych.analysis.statistics.interval import Interval
from triptych.metric import Metric
from triptych.report.drawing.scatter import scatter
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import interval_ends, number_column, with_ends
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number

FIFTHS: Final = (0.2, 0.4, 0.6, 0.8)

MOST_POINTS: Final = 500
"""Largest number of points in a plot; more overlap, and make the page slow."""


def residuals_section(findings: Findings) -> Section | None:
    """The section on residuals; None for classes."""
    card = findings.card
    if card.metric.answer != "number" or not findings.scores:
        return None
    outcomes = {
        contender: findings.run.outcomes(card.name, contender)
        for contender in findings.paradigm_scores
    }
    named = predictions_table(outcomes)
    edges = np.quantile(named["truth"], FIFTHS)
    parts = {
        contender: parts_of_truth(one.on(np.flatnonzero(np.isin(one.items, named.index))), edges)
        for contender, one in outcomes.items()
    }
    return Section(
        "distances",
        "Residuals",
        paragraphs=[
            "A point is a tested item: its truth on the horizontal axis, the prediction, averaged "
            "over seeds, on the vertical axis. On the line both are equal."
        ],
        figures=[_figure(findings, contender, named) for contender in outcomes],
        tables=[_by_truth(findings, parts), _furthest(findings, named)],
        arrangement="panels",
    )


def _figure(findings: Findings, contender: str, named: pd.DataFrame) -> Figure:
    # Every so many of the items in the order of the dataset: neither the worst nor the best.
    shown = named.sort_index().iloc[:: -(-len(named) // MOST_POINTS)]
    truth, predicted = shown["truth"].to_numpy(), shown[contender].to_numpy()
    drawing = inline(
        scatter(contender, truth, predicted),
        f"figure-distances-{slug(contender)}",
        f"Predictions of {contender} against the truth",
        f"{number.count(len(shown))} items. The truth reaches from {truth.min():.6g} to "
        f"{truth.max():.6g}, the predictions from {predicted.min():.6g} to {predicted.max():.6g}.",
    )
    caption = f"{contender.capitalize()}: correlation {_correlation(named, contender)}"
    if len(shown) < len(named):
        caption += f"; {number.count(len(shown))} of {number.count(len(named))} items are drawn"
    return Figure(drawing, f"{caption}.")


def _correlation(named: pd.DataFrame, contender: str) -> str:
    """Pearson's correlation of truth and prediction over all items."""
    columns: npt.NDArray[Any] = named[["truth", contender]].to_numpy().T
    if not np.ptp(columns, axis=1).all():
        return number.ABSENT
    return number.formatted(np.corrcoef(columns)[0, 1], ".2f")


def _by_truth(findings: Findings, parts: Mapping[str, tuple[Part, ...]]) -> Table:
    """Mean distance and bias by fifths of the truth, one column per contender."""
    first, metric = next(iter(parts.values())), findings.card.metric
    columns = [
        number_column("truth_low", "truth", _range),
        Column("truth_high", shown=False, of=lambda part: part.high),
        number_column("items", "items", lambda part: part.items, number.count),
    ]
    columns = [column.on(first.__getitem__) for column in columns]
    for contender, of_contender in parts.items():
        names = f"distance_{slug(contender)}", f"bias_{slug(contender)}"
        pairs = [(part.distance, part.bias) for part in of_contender]
        columns += [
            column.on(pairs.__getitem__)
            for column in residual_columns(names, contender, "formula-distances", metric)
        ]
    return findings.table(
        "distances",
        f"Mean distance from the truth, in {metric.unit}, by fifths of the truth. "
        "Bias is prediction minus truth: above zero, predictions are too large.",
        columns,
        range(len(first)),
    )


def _range(part: Part) -> Entry:
    return Entry(part.low, f"{part.low:.6g} to {part.high:.6g}")


def _furthest(findings: Findings, named: pd.DataFrame) -> Table:
    """Every item with each contender's prediction, the largest residuals first."""
    metric = findings.card.metric
    columns = [
        number_column("item", "item", lambda row: int(row[0])),
        number_column("truth", "truth", lambda row: float(row[1]), "{:.6g}".format),
    ]
    for place, name in enumerate(map(str, named.columns[1:]), start=2):
        shown = partial(number.rounded, interval=findings.scores[name], metric=metric)
        column = number_column(
            f"named_{slug(name)}", name, float, shown, formula="formula-distances"
        )
        columns.append(column.on(itemgetter(place)))
    return Table(
        "table-furthest",
        findings.file("predictions"),
        "The items with the largest mean distance over the contenders; predictions are averaged "
        "over seeds.",
        columns,
        named.itertuples(),
        most=10,
    )


def residual_columns(
    names: tuple[str, str], label: str, formula: str, metric: Metric
) -> list[Column]:
    """Columns of (mean distance, bias) pairs: the distance, its ends, and the bias below it.

    `names` are those of the columns of distances and of biases.
    """

    def shown(pair: tuple[Interval, float]) -> Entry:
        interval, bias = pair
        note = f"bias {number.rounded(bias, interval, metric, signed=True)}"
        return Entry(interval.estimate, number.score(interval, metric), note=note)

    bias = Column(names[1], shown=False, formula=formula, of=itemgetter(1))
    distance = with_ends(names[0], label, formula, shown, lambda pair: interval_ends(pair[0]))
    return [*distance, bias]
