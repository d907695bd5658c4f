"""What was computed from item tables is computed once, as long as nothing it rests on changes."""

from dataclasses import dataclass, replace

import pytest

from triptych.analysis.one_task.studies.curves import study_curves
from triptych.cell import Cell
from triptych.results.aggregates import Aggregates, AggregatesFile
from triptych.results.formats.document import find_document, write_document
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.testing import write_synthetic_run

RECORD = Record(cell=Cell("digits", "rules", "labels", 16, 0), key="a1", status="done")


@dataclass(frozen=True)
class Mean:
    estimate: float
    high: float


class Computing:
    """Gives the same figure each time, and counts how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return Mean(0.5, float("inf"))


@pytest.fixture
def compute():
    return Computing()


def test_a_figure_that_was_kept_is_not_computed_again(tmp_path, compute):
    """Neither by who computed it, nor by who opens the folder later."""
    first = Aggregates(tmp_path)
    assert first.of("mean", [RECORD], Mean, compute) == first.of("mean", [RECORD], Mean, compute)
    first.keep()

    assert Aggregates(tmp_path).of("mean", [RECORD], Mean, compute) == Mean(0.5, float("inf"))
    assert compute.times == 1


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("median", RECORD),
        ("mean", replace(RECORD, key="b2")),
        ("mean", replace(RECORD, started_at="2026-12-01T12:00:00+00:00")),
    ],
    ids=["another figure", "another trial", "the trial run again"],
)
def test_what_it_rests_on_decides(tmp_path, compute, name, record):
    """Another figure, other trials, and the same trial run again are computed."""
    kept = Aggregates(tmp_path)
    kept.of("mean", [RECORD], Mean, compute)
    kept.of(name, [record], Mean, compute)

    assert compute.times == 2


def test_figures_of_other_code_are_computed_again(tmp_path, compute):
    """A formula that was mended must not leave its old figures behind."""
    first = Aggregates(tmp_path)
    first.of("mean", [RECORD], Mean, compute)
    first.keep()
    written = find_document(tmp_path, AggregatesFile)
    write_document(tmp_path, replace(written, code="another"))

    Aggregates(tmp_path).of("mean", [RECORD], Mean, compute)
    assert compute.times == 2


@pytest.mark.parametrize("content", [b"", b"{", b'{"code": 1}', b"\xff\xfe"])
def test_a_damaged_file_costs_time_only(tmp_path, compute, content):
    """It is no result: everything in it can be computed again, and is."""
    (tmp_path / AggregatesFile.FILE).write_bytes(content)
    kept = Aggregates(tmp_path)
    kept.of("mean", [RECORD], Mean, compute)
    kept.keep()

    assert Aggregates(tmp_path).of("mean", [RECORD], Mean, compute).estimate == 0.5
    assert compute.times == 1


def test_curves_of_a_study_come_from_what_was_kept(tmp_path, monkeypatch):
    """A second report reads no item table of a study, and says the same."""
    first = Run.open(write_synthetic_run(tmp_path / "run", items=40, seeds=2))
    curves = study_curves(first, "figures", "supervised")
    first.aggregates.keep()
    again = Run.open(first.folder)
    monkeypatch.setattr(again, "outcomes", lambda *place: pytest.fail(f"read again: {place}"))

    assert study_curves(again, "figures", "supervised") == curves
