"""Promises of progress: what was done is counted, what failed is told, and a bar goes away."""

import io
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from rich.console import Console

from triptych.cell import Cell
from triptych.cli.progress import RunProgress
from triptych.cli.terminal import console
from triptych.metric import accuracy
from triptych.results.record import Record

LABELS = ("rules", "classical", "deep")
SHOW_CURSOR, HIDE_CURSOR, ERASE_LINE = "\x1b[?25h", "\x1b[?25l", "\x1b[2K"


def record(contender, status="done", reason=""):
    cell = Cell("parity", contender, "supervised", None, 0)
    return Record(cell=cell, key=contender, status=status, reason=reason)


def planned(*present):
    """A plan of three cells, some of them there already."""
    cells = [SimpleNamespace(cell=record(name).cell, key=name) for name in LABELS]
    return SimpleNamespace(
        planned=cells,
        present={name: record(name) for name in present},
        missing=[one for one in cells if one.key not in present],
    )


@pytest.fixture
def place(monkeypatch):
    """A console in memory, of a window or of a file, in place of stderr."""

    def make(*, window):
        made = Console(
            file=io.StringIO(),
            force_terminal=window,
            width=80,
            markup=False,
            highlight=False,
            color_system=None,
        )
        monkeypatch.setattr(console, "talk", lambda: made)
        return made.file

    return make


def run(*records, quiet=False, present=()):
    with RunProgress([], quiet=quiet) as progress:
        progress.loading(["parity"])
        progress.planned(planned(*present))
        for one in records:
            progress.finished(one, 7.0)
        progress.compacting()
    return progress


def test_a_bar_ends_at_the_count_of_the_cells_and_is_taken_away(place):
    """Its last picture is drawn however quick the run was; then cursor and lines are as before."""
    shown = place(window=True)
    run(*map(record, LABELS))
    text = shown.getvalue()

    assert "3/3" in text
    assert "about 7 s left" in text
    assert "last: parity/deep" in text
    after = text[text.rindex("3/3") :]
    assert SHOW_CURSOR in after
    assert ERASE_LINE in after
    assert text.count(HIDE_CURSOR) == text.count(SHOW_CURSOR)


def test_outside_a_window_there_are_plain_lines_only(place):
    """A log has no escapes, and no line for each of ten thousand cells."""
    shown = place(window=False)
    run(*map(record, LABELS))

    assert shown.getvalue().splitlines() == [
        "loading the data of parity",
        "3 cells: 0 present, 3 to run",
    ]


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize("window", [False, True])
def test_a_failure_is_told_at_once_whatever_else_is_not(place, window, quiet):
    """Who asked for quiet still learns what went wrong, and why."""
    shown = place(window=window)
    run(record("rules", "crashed", "killed by SIGSEGV"), record("deep", "skipped"), quiet=quiet)
    told = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.getvalue())

    assert "crashed: parity/rules/supervised/0: killed by SIGSEGV" in told
    assert "skipped:" not in told
    assert ("to run" in told) is not quiet


def test_what_is_there_already_is_not_run_again(place):
    """Present cells count as known, those that ended as kept."""
    place(window=False)
    progress = run(record("deep"), present=("rules", "classical"))

    assert (progress.to_run, progress.kept) == (1, 1)
    assert sorted(progress.records) == [f"parity/{name}/supervised/0" for name in sorted(LABELS)]


def test_a_run_with_nothing_to_do_shows_no_bar(place):
    shown = place(window=True)
    run(present=LABELS)

    assert "3 cells: 3 present, 0 to run" in shown.getvalue()
    assert HIDE_CURSOR not in shown.getvalue()


def test_a_task_is_told_once_its_three_contenders_are_done(place):
    """The first answers come while others still run: means over seeds, and no verdict."""
    told = place(window=False)
    task = SimpleNamespace(name="parity", card=SimpleNamespace(metric=accuracy()))
    with RunProgress([task]) as progress:
        progress.planned(planned())
        for name, score in zip(LABELS, (0.5, 0.75, None), strict=True):
            assert "parity: rules" not in told.getvalue()
            progress.finished(replace(record(name), score=score), None)

    assert "parity: rules 50.0, classical 75.0, deep - (accuracy)" in told.getvalue()
