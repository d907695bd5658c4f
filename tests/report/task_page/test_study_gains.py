"""Promises of a study's gains on a page: who over whom, in a figure and in numbers."""

from types import SimpleNamespace

import pytest

from triptych.analysis.one_task.studies.gains import Gain
from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy
from triptych.report.task_page.study_gains import gain_figures, gain_tables
from triptych.results.formats.studies import StudyCard
from triptych.study import Axis


@pytest.fixture
def findings():
    axis = Axis(label="labelled items", scale="names")
    return SimpleNamespace(
        run=SimpleNamespace(studies={"few": StudyCard(question="?", axis=axis)}),
        card=SimpleNamespace(name="letters", metric=accuracy()),
        file=lambda *parts: ".".join(parts),
    )


def gain(condition, estimate):
    advantage = Interval(estimate, estimate - 0.1, estimate + 0.1, "t", 3, 100)
    compared = SimpleNamespace(
        first="deep:guessed", second="deep:alone", advantage=advantage, p_value=0.01
    )
    return Gain(condition=condition, comparison=compared)


def test_a_figure_says_who_is_held_to_whom(findings):
    """Gains have a sign, and the axis says better by."""
    gains = {"deep:guessed": (gain(10, 0.2), gain(20, 0.1))}
    (figure,) = gain_figures(findings, "few", gains)

    assert "deep:guessed over deep:alone" in figure.caption
    assert "+20" in figure.svg
    assert "better by" in figure.svg


def test_one_condition_is_a_table_alone(findings):
    """A curve of one point is none."""
    gains = {"deep:guessed": (gain(10, 0.2),)}

    assert list(gain_figures(findings, "few", gains)) == []
    (table,) = gain_tables(findings, "few", gains)
    assert table.file == "study.few.gains"
    assert len(table.rows) == 1


def test_nobody_held_to_anybody_has_no_table(findings):
    """Most studies hold nobody to anybody."""
    assert list(gain_tables(findings, "few", {})) == []
