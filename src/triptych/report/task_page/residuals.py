"""How far off numbers are: predicted against true, by the size of the truth, and the worst."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.analysis.one_task.residuals import Part, parts_of_truth, predictions_table
from triptych.report.drawing.scatter import scatter
from triptych.report.findings import Findings, slug
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number

FIFTHS: Final = (0.2, 0.4, 0.6, 0.8)

MOST_POINTS: Final = 500
"""More are a blot, and make the page slow."""


def distances_section(findings: Findings) -> Section | None:
    """Where the predictions lie from the truth; None where the answer is a class."""
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
        "How far off",
        paragraphs=[
            "A point is a tested item: across what was true, up what was named, averaged over "
            "seeds. On the line both are equal; whoever knows little stays near the middle."
        ],
        figures=[_figure(findings, contender, named) for contender in outcomes],
        tables=[_by_truth(findings, parts), _furthest(findings, named)],
        arrangement="panels",
    )


def _figure(findings: Findings, contender: str, named: pd.DataFrame) -> Figure:
    # Every so many of the items in the order of the dataset: neither the worst nor the best.
    shown = named.sort_index().iloc[:: -(-len(named) // MOST_POINTS)]
    truth, predicted = shown["truth"].to_numpy(), shown[contender].to_numpy()
    drawing = scatter(
        f"figure-distances-{slug(contender)}",
        f"What {contender} named against what was true",
        f"{number.count(len(shown))} items. The truth reaches from {truth.min():.6g} to "
        f"{truth.max():.6g}, what was named from {predicted.min():.6g} to {predicted.max():.6g}.",
        contender,
        truth,
        predicted,
    )
    caption = f"{contender.capitalize()}: correlation {_correlation(named, contender)}"
    if len(shown) < len(named):
        caption += f"; {number.count(len(shown))} of {number.count(len(named))} items are drawn"
    return Figure(f"distances-{slug(contender)}", drawing, f"{caption}.")


def _correlation(named: pd.DataFrame, contender: str) -> str:
    """Pearson's correlation of truth and prediction over all items."""
    columns: npt.NDArray[Any] = named[["truth", contender]].to_numpy().T
    if not np.ptp(columns, axis=1).all():
        return number.ABSENT
    return f"{np.corrcoef(columns)[0, 1]:.2f}".replace("-", number.MINUS)


def _by_truth(findings: Findings, parts: Mapping[str, tuple[Part, ...]]) -> Table:
    """Mean distance and bias by fifths of the truth, a column a contender."""
    columns = [
        Column("truth_low", "truth", numeric=True),
        Column("truth_high", shown=False),
        Column("items", "items", numeric=True),
    ]
    for contender in parts:
        name = slug(contender)
        columns += [
            Column(f"distance_{name}", contender, numeric=True, formula="formula-distances"),
            Column(f"distance_{name}_low", shown=False, formula="formula-distances"),
            Column(f"distance_{name}_high", shown=False, formula="formula-distances"),
            Column(f"bias_{name}", shown=False, formula="formula-distances"),
        ]
    rows = []
    for row in zip(*parts.values(), strict=True):
        first = row[0]
        entries = [
            Entry(first.low, f"{first.low:.6g} to {first.high:.6g}"),
            Entry(first.high),
            Entry(first.items, number.count(first.items)),
        ]
        for part in row:
            entries.extend(_distance(findings, part))
        rows.append(entries)
    return Table(
        "table-distances",
        findings.file("distances"),
        f"Mean distance from the truth, in {findings.card.metric.unit}, by fifths of the truth. "
        "Bias is what was named less what was true: above zero, too much is named.",
        columns,
        rows,
    )


def _distance(findings: Findings, part: Part) -> list[Entry]:
    metric, interval = findings.card.metric, part.distance
    bias = number.rounded(part.bias, interval, metric, signed=True)
    return [
        Entry(interval.estimate, number.score(interval, metric), note=f"bias {bias}"),
        Entry(interval.low),
        Entry(interval.high),
        Entry(part.bias),
    ]


def _furthest(findings: Findings, named: pd.DataFrame) -> Table:
    """Every item with what each contender named, those furthest off first."""
    contenders = [str(name) for name in named.columns[1:]]
    rows = []
    for item, truth, *numbers in named.itertuples():
        entries = [Entry(int(item)), Entry(float(truth), f"{truth:.6g}")]
        for contender, value in zip(contenders, numbers, strict=True):
            interval = findings.scores[contender]
            shown = number.rounded(float(value), interval, findings.card.metric)
            entries.append(Entry(float(value), shown))
        rows.append(entries)
    return Table(
        "table-furthest",
        findings.file("predictions"),
        "The items on which the contenders are furthest off together; what they named is averaged "
        "over seeds.",
        [
            Column("item", "item", numeric=True),
            Column("truth", "truth", numeric=True),
            *(
                Column(f"named_{slug(name)}", name, numeric=True, formula="formula-distances")
                for name in contenders
            ),
        ],
        rows,
        most=10,
    )
