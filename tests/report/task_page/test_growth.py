"""Promises of growth on a page: a figure a quantity, the exponents in words and in a table."""

import csv
import io

import numpy as np
import pytest

from triptych.analysis.one_task.studies.growth import growths
from triptych.cell import Cell
from triptych.report.drawing.curves import growth_curves
from triptych.report.findings import Findings
from triptych.report.task_page.growth.section import growth_figures, growth_tables
from triptych.results.record import Record


@pytest.fixture
def findings(made_run):
    def make(*sizes):
        records = [
            Record(
                cell=Cell("task", who, "scale", size, 0),
                key=f"{who}-{size}",
                status="done",
                test_items=10,
                cpu_seconds=2e-6 * size**power + 1e-3,
                fit_cpu_seconds=2e-6 * size**power,
                fit_bytes=100 * size,
            )
            for who, power in (("rules", 1.0), ("classical", 2.0))
            for size in sizes
        ]
        answers = {(who, "supervised", None): np.zeros(8, int) for who in ("rules", "classical")}
        return Findings.of(made_run(answers, np.zeros(8, int), records=records), "task")

    return make


def test_each_quantity_has_a_figure_whose_caption_says_the_power(findings):
    """Of the fit, a decision, and memory."""
    fit, decision, memory = growth_figures(findings(1_000, 3_000, 10_000), "scale")

    assert "as n^1.0 (1.0 to 1.0) for rules, as n^2.0 (2.0 to 2.0) for classical" in fit.caption
    assert fit.caption.startswith("Time to fit by training items, both on log scales.")
    assert "Memory to fit" in memory.caption
    assert "10,000: 1.0" in memory.svg
    assert "n^0.0" in decision.caption


def test_the_table_has_exponents_with_their_ends(findings):
    (table,) = growth_tables(findings(1_000, 3_000, 10_000), "scale")
    rows = list(csv.DictReader(io.StringIO(table.csv)))

    assert len(rows) == 6
    assert float(rows[1]["exponent"]) == pytest.approx(2.0)
    assert float(rows[1]["low"]) <= 2.0 <= float(rows[1]["high"]) + 1e-9


def test_two_numbers_of_items_are_too_few_for_a_power(findings):
    figures = list(growth_figures(findings(1_000, 3_000), "scale"))

    assert "too few for an exponent" in figures[0].caption


def test_a_study_whose_condition_is_no_number_of_items_has_none(findings):
    found = findings(1_000, 3_000, 10_000)

    assert list(growth_figures(found, "supervised")) == []
    assert list(growth_tables(found, "supervised")) == []


def test_a_drawing_has_both_scales(findings):
    (line, *_) = growths(findings(1_000, 3_000).run, "task", "scale")

    drawn = growth_curves([line], "CPU time", "{:.3f} s".format)
    assert "training items" in drawn
    assert "CPU time" in drawn
