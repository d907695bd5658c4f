"""Promises of gaps: what has no result is shown with its reason, and nothing is filled in."""

import csv
import io
import json
import shutil

import pytest

from triptych.report.gaps import LONGEST_REASON, gaps_section
from triptych.results.disk.json_lines import lines_of
from triptych.results.run import Run

TASK = "figures"


@pytest.fixture
def section(run_folder, tmp_path):
    """The gaps of a run whose records were changed by a function; None takes a record away."""

    def make(change):
        folder = shutil.copytree(run_folder, tmp_path / "run")
        lines = list(lines_of(folder / "records.jsonl"))
        changed = [change(record) for record in lines]
        text = "".join(f"{json.dumps(one)}\n" for one in changed if one is not None)
        (folder / "records.jsonl").write_text(text)
        return gaps_section(Run.open(folder), [TASK], "gaps.csv")

    return make


def rows(section):
    (table,) = section.tables
    return list(csv.DictReader(io.StringIO(table.csv)))


def is_deep(record):
    return record["cell"][:2] == [TASK, "deep"]


def test_where_nothing_is_missing_it_is_said(section):
    """Silence could mean that nobody looked."""
    complete = section(lambda record: record)

    assert complete.paragraphs[0].startswith("All ")
    assert not complete.tables


def test_seeds_that_ended_alike_share_a_row(section):
    """Three crashes for one reason are one line, with the reason and all seeds."""
    crashed = {"status": "crashed", "reason": "killed by\n SIGKILL"}

    found = rows(section(lambda record: record | crashed if is_deep(record) else record))

    assert [(one["contender"], one["seeds"], one["ended"]) for one in found] == [
        ("deep", "0 1 2", "crashed")
    ]


def test_what_was_planned_and_not_run_is_missing_too(section):
    """A plan that was cut short must not look complete."""
    shown = section(lambda record: None if is_deep(record) else record)

    assert "3 of " in shown.paragraphs[0]
    assert {one["ended"] for one in rows(shown)} == {"not run yet"}


def test_a_long_reason_is_cut_on_the_page_and_whole_in_the_file(section):
    reason = "word " * 300
    failed = {"status": "failed", "reason": reason}
    shown = section(lambda record: record | failed if is_deep(record) else record)
    (table,) = shown.tables

    assert len(table.rows[0][-1].text) <= LONGEST_REASON
    assert rows(shown)[0]["reason"] == reason
