from types import SimpleNamespace

import numpy as np
import pytest

from triptych.analysis.statistics.score import of_outcomes
from triptych.metric import accuracy
from triptych.report.findings import Findings
from triptych.report.task_page.confusion import confusion_section
from triptych.results.outcomes import Outcomes


def findings(classes: int, items: int = 3000, dear: int | None = None) -> Findings:
    """Findings of one contender that is wrong on a tenth of the items.

    A mistake costs 1, but 5 where the truth is the class `dear`.
    """
    random = np.random.default_rng(0)
    truth = random.integers(0, classes, items)
    wrong = random.random((3, items)) < 0.1
    predictions = np.where(wrong, (truth + 1) % classes, truth)
    outcomes = Outcomes(
        contender="rules",
        seeds=(0, 1, 2),
        items=np.arange(items),
        truth=truth,
        predictions=predictions,
        losses=(predictions != truth).astype(float),
        costs=None if dear is None else (predictions != truth) * np.where(truth == dear, 5.0, 1.0),
    )
    names = tuple(f"class number {place}" for place in range(classes))
    card = SimpleNamespace(name="task", classes=names, metric=accuracy())
    return Findings(
        run=SimpleNamespace(outcomes=lambda task, contender: outcomes),
        card=card,
        verdict=SimpleNamespace(standings={"rules": None}),
        scores={"rules": of_outcomes(outcomes, accuracy(), names)},
        timings={},
        explained={},
    )


def test_a_matrix_counts_every_item_once():
    """Rows sum to the items of the class; the caption counts the errors."""
    section = confusion_section(findings(4))
    matrix, recalls = section.tables

    assert sum(entry.value for row in matrix.rows for entry in row[1:]) == pytest.approx(3000)
    assert "of 3,000 items decided wrongly; most often class number" in matrix.caption
    assert sum(row[1].value for row in recalls.rows) == 3000


def test_where_mistakes_have_costs_the_dearest_is_named():
    """Not the most frequent mistake matters then, but the one that cost most in all."""
    caption = confusion_section(findings(4, dear=2)).tables[0].caption

    assert "is class number 2 taken for class number 3." in caption
    assert "the largest part of their cost" in caption


def test_many_classes_are_listed_by_their_mistakes():
    """A matrix nobody can read becomes a list, the most frequent mistake first, and small."""
    section = confusion_section(findings(200))
    mistakes = section.tables[0]
    counts = [row[2].value for row in mistakes.rows]

    assert counts == sorted(counts, reverse=True)
    assert len(mistakes.shown_rows) == 15
    assert len(mistakes.csv.splitlines()) == len(counts) + 1


def test_regression_confuses_no_classes():
    """Where the answer is a number there is no such section."""
    numbers = findings(2)
    numbers.card.classes = None

    assert confusion_section(numbers) is None
