"""Which classes are mistaken for which, and how well each class is recognised."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from triptych.analysis.one_task.confusion import class_table, confusion_table, cost_table
from triptych.report.findings import Findings, slug
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.task import paradigm_of

SHADES: Final = 10
"""Steps of darkness the style sheet knows."""

MOST_CLASSES: Final = 30
"""A larger matrix is not read but searched: its largest entries are listed instead."""


def confusion_section(findings: Findings) -> Section | None:
    """Who mistakes what for what, and recall by class; None for regression."""
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
        "What is mistaken for what",
        paragraphs=[explanation],
        tables=[*tables, _recalls(findings, classes)],
        arrangement="matrices",
    )


def _matrix(findings: Findings, contender: str, counts: pd.DataFrame, worst: str) -> Table:
    classes = [str(name) for name in counts.columns]
    rows = []
    for position, (label, row) in enumerate(zip(classes, counts.to_numpy(), strict=True)):
        total = row.sum()
        entries = [Entry(label, shorten(label, 24))]
        for column, value in enumerate(row):
            share = value / total if total else 0.0
            entries.append(
                Entry(
                    float(value),
                    number.quantity(value),
                    shade=round(SHADES * share),
                    style="right" if column == position else "" if value else "nil",
                )
            )
        rows.append(entries)
    return Table(
        f"confusion-{slug(contender)}",
        findings.file("confusion", contender),
        f"{_errors(contender, counts)}{worst}.",
        [
            Column("truth", "truth"),
            *(
                Column(
                    f"decided {label}",
                    shorten(label, 16),
                    numeric=True,
                    formula="formula-confusion",
                )
                for label in classes
            ),
        ],
        rows,
        style=f"confusion {paradigm_of(contender)}",
    )


def _pairs(findings: Findings, contender: str, counts: pd.DataFrame) -> Table:
    """The mistakes of many classes, the most frequent first."""
    values = counts.to_numpy(copy=True)
    totals = values.sum(axis=1)
    np.fill_diagonal(values, 0)
    order = np.argsort(-values, axis=None, kind="stable")[: np.count_nonzero(values)]
    places = [divmod(int(place), len(counts)) for place in order]
    labels = [str(name) for name in counts.columns]
    return Table(
        f"confusion-{slug(contender)}",
        findings.file("confusion", contender),
        f"{_errors(contender, counts)}.",
        [
            Column("truth", "truth"),
            Column("decision", "decision"),
            Column("items", "items", numeric=True, formula="formula-confusion"),
            Column("share_of_truth", "of its class", numeric=True, formula="formula-confusion"),
        ],
        [
            [
                Entry(labels[truth], shorten(labels[truth], 40)),
                Entry(labels[decision], shorten(labels[decision], 40)),
                Entry(float(values[truth, decision]), number.quantity(values[truth, decision])),
                Entry(
                    float(values[truth, decision] / totals[truth]),
                    number.percent(values[truth, decision] / totals[truth]),
                ),
            ]
            for truth, decision in places
        ],
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
    """Recall with its interval, a row a class and a column a contender."""
    by_contender = {
        contender: class_table(
            findings.run.outcomes(findings.card.name, contender), classes
        ).to_dict("records")
        for contender in findings.paradigm_scores
    }
    first = next(iter(by_contender.values()))
    rows = []
    for position, label in enumerate(classes):
        entries = [
            Entry(label, shorten(label, 40)),
            Entry(first[position]["items"], number.count(first[position]["items"])),
        ]
        for table in by_contender.values():
            entries.extend(_recall(table[position]))
        rows.append(entries)
    columns = [Column("class", "class"), Column("items", "items", numeric=True)]
    for contender in by_contender:
        name = f"recall_{slug(contender)}"
        columns += [
            Column(name, f"{contender}", numeric=True, formula="formula-confusion"),
            Column(f"{name}_low", shown=False, formula="formula-confusion"),
            Column(f"{name}_high", shown=False, formula="formula-confusion"),
            Column(f"precision_{slug(contender)}", shown=False, formula="formula-confusion"),
        ]
    return Table(
        "table-classes",
        findings.file("classes"),
        "Recall of each class, times 100, with its 95% interval: the share of its items that "
        "was decided rightly.",
        columns,
        rows,
    )


def _recall(row: Mapping[Hashable, Any]) -> list[Entry]:
    recall, low, high = (_known(row[name]) for name in ("recall", "recall_low", "recall_high"))
    text = ""
    if recall is not None and low is not None and high is not None:
        text = number.share(recall, low, high)
    return [Entry(recall, text), Entry(low), Entry(high), Entry(_known(row["precision"]))]


def _known(value: float) -> float | None:
    return None if pd.isna(value) else float(value)
