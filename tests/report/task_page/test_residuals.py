import numpy as np
import pytest

from triptych.report.findings import Findings
from triptych.report.task_page.residuals import MOST_POINTS, residuals_section
from triptych.report.task_page.rulebook import rules_section
from triptych.results.run import Run
from triptych.testing import write_synthetic_run


@pytest.fixture(scope="module")
def rents(tmp_path_factory):
    """Findings of a regression."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "run", items=1200)
    return Findings.of(Run.open(folder), "rents")


def test_numbers_are_drawn_against_the_truth(rents, drawn):
    """A figure for each of the three, with no more points than can be seen."""
    figures = residuals_section(rents).figures

    assert drawn(figures) == [f"distances-{name}" for name in ("rules", "classical", "deep")]
    for figure in figures:
        assert figure.svg.count("<use") <= MOST_POINTS + 20
        assert "400 of 1,200 items are drawn" in figure.caption


def test_every_item_is_in_the_file_the_worst_first(rents):
    """The page shows ten; the file has them all, with what each contender named."""
    by_truth, furthest = residuals_section(rents).tables
    distances = [
        np.mean([abs(row[place].value - row[1].value) for place in (2, 3, 4)])
        for row in furthest.rows
    ]

    assert len(furthest.rows) == 1200
    assert len(furthest.shown_rows) == 10
    assert distances == sorted(distances, reverse=True)
    assert sum(row[2].value for row in by_truth.rows) == 1200


def test_classes_have_no_distance(rents):
    """Where the answer is a class there is no such section."""
    assert residuals_section(Findings.of(rents.run, "figures")) is None


def test_a_rule_for_numbers_is_judged_by_how_far_off_its_items_are(rents):
    """In the metric's unit, with the bias; precision has no meaning there."""
    (table,) = rules_section(rents).tables
    labels = [column.label for column in table.shown_columns]

    assert "off by" in labels
    assert "precision" not in labels
    assert "in euros" in table.caption
    assert table.rows[0][labels.index("off by") + 1].note.startswith("bias ")
