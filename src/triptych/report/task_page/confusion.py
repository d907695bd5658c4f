"""The section on confusion: which classes are mistaken for which, and recall by class."""

from functools import partial
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.analysis.one_task.confusion import class_table, confusion_table, cost_table
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import known, number_column, share_columns
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.task import paradigm_of

SHADES: Final = 10
"""Number of shades in the style sheet."""

MOST_CLASSES: Final = 30
"""With more classes, the largest entries are listed instead of the matrix."""


def confusion_section(findings: Findings) -> Section | None:
    """The section on confusion; None for a regression."""
    classes = findings.card.classes
    if classes is None or not findings.scores:
        return None
    few = len(classes) <= MOST_CLASSES
    tables = []
    for contender in findings.paradigm_scores:
        outcomes = findings.run.outcomes(findings.card.name, contender)
        counts = confusion_table(outcomes, classes)
        if few:
            worst = _worst(counts, cost_table(outcomes, classes))
            tables.append(_matrix(findings, contender, counts, worst))
        else:
            tables.append(_pairs(findings, contender, counts))
    explanation = (
        "Rows are the truth, columns the decision; counts of tested items, averaged over seeds. "
        "The stronger the shade, the larger the share of the row; right decisions are framed."
        if few
        else "The most frequent mistakes; counts of tested items, averaged over seeds."
    )
    return Section(
        "confusion",
        "Confusion between classes",
        paragraphs=[explanation],
        tables=[*tables, _recalls(findings, classes)],
        arrangement="matrices",
    )


def _matrix(findings: Findings, contender: str, counts: pd.DataFrame, worst: str) -> Table:
    classes = [str(name) for name in counts.columns]
    column = partial(number_column, formula="formula-confusion")
    return Table(
        f"confusion-{slug(contender)}",
        findings.file("confusion", contender),
        f"{_errors(contender, counts)}{worst}.",
        [
            Column("truth", "truth", of=classes.__getitem__, write=partial(shorten, length=24)),
            *(
                column(
                    f"decided {label}",
                    shorten(label, 16),
                    partial(_cell, counts.to_numpy(), decision),
                )
                for decision, label in enumerate(classes)
            ),
        ],
        range(len(classes)),
        style=f"confusion {paradigm_of(contender)}",
    )


def _cell(counts: npt.NDArray[np.float64], decision: int, truth: int) -> Entry:
    """A cell of the confusion matrix, shaded by its share of the true class."""
    value, total = counts[truth, decision], counts[truth].sum()
    return Entry(
        float(value),
        number.quantity(value),
        shade=round(SHADES * (value / total if total else 0.0)),
        style="right" if decision == truth else "" if value else "nil",
    )


def _pairs(findings: Findings, contender: str, counts: pd.DataFrame) -> Table:
    """The mistakes of many classes, the most frequent first."""
    values = counts.to_numpy(copy=True)
    totals = values.sum(axis=1)
    np.fill_diagonal(values, 0)
    order = np.argsort(-values, axis=None, kind="stable")[: np.count_nonzero(values)]
    labels = [str(name) for name in counts.columns]
    name = partial(shorten, length=40)
    column = partial(number_column, formula="formula-confusion")
    return Table(
        f"confusion-{slug(contender)}",
        findings.file("confusion", contender),
        f"{_errors(contender, counts)}.",
        [
            Column("truth", "truth", of=lambda pair: labels[pair[0]], write=name),
            Column("decision", "decision", of=lambda pair: labels[pair[1]], write=name),
            column("items", "items", lambda pair: float(values[pair]), number.quantity),
            column(
                "share_of_truth",
                "of its class",
                lambda pair: float(values[pair] / totals[pair[0]]),
                number.percent,
            ),
        ],
        [divmod(int(place), len(counts)) for place in order],
        most=15,
    )


def _errors(contender: str, counts: pd.DataFrame) -> str:
    total = counts.to_numpy().sum()
    errors = total - counts.to_numpy().trace()
    return f"{contender}: {number.quantity(errors)} of {number.count(total)} items decided wrongly"


def _worst(counts: pd.DataFrame, costs: pd.DataFrame | None) -> str:
    """Name the most frequent mistake; where mistakes have costs, the one that cost most."""
    mistakes = (counts if costs is None else costs).to_numpy(copy=True)
    np.fill_diagonal(mistakes, 0)
    if not mistakes.any():
        return ""
    truth, decision = (
        shorten(str(counts.columns[int(place)]), 24)
        for place in np.unravel_index(mistakes.argmax(), mistakes.shape)
    )
    mistake = f"{truth} taken for {decision}"
    if costs is None:
        return f"; most often {mistake}"
    most, total = number.quantity(mistakes.max()), number.quantity(mistakes.sum())
    return f"; the largest part of their cost, {most} of {total}, is {mistake}"


def _recalls(findings: Findings, classes: tuple[str, ...]) -> Table:
    """A table of recall with its interval: one row per class, one column per contender."""
    tables = {
        contender: class_table(findings.run.outcomes(findings.card.name, contender), classes)
        for contender in findings.paradigm_scores
    }
    items = next(iter(tables.values()))["items"]
    columns = [
        Column("class", "class", of=classes.__getitem__, write=partial(shorten, length=40)),
        number_column("items", "items", items.tolist().__getitem__, number.count),
    ]
    for contender, table in tables.items():
        rows = table.to_dict("records")
        columns += [column.on(rows.__getitem__) for column in _recall_columns(contender)]
    return findings.table(
        "classes",
        "Recall of each class, times 100, with its 95% interval: the share of its items that "
        "was decided rightly.",
        columns,
        range(len(classes)),
    )


def _recall_columns(contender: str) -> list[Column]:
    """Columns of one contender: recall with its interval, and precision."""
    name, formula = slug(contender), "formula-confusion"
    ends = itemgetter("recall", "recall_low", "recall_high")
    recall = share_columns(
        f"recall_{name}", contender, formula, lambda row: tuple(map(known, ends(row)))
    )
    precision = Column(
        f"precision_{name}", shown=False, formula=formula, of=lambda row: known(row["precision"])
    )
    return [*recall, precision]
