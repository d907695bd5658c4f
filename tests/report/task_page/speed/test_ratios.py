"""Promises of the columns of ratios: the range over blocks, and who is not told apart."""

from dataclasses import replace

import pytest

from triptych.report.findings import Findings
from triptych.report.task_page.speed.ratios import ratio_columns
from triptych.report.words import number
from triptych.results.run import Run
from triptych.testing import write_synthetic_run


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_synthetic_run(tmp_path_factory.mktemp("ratios") / "run", items=60)


def entries(folder, by_block):
    """The row of the network, whose seconds of each block are these; rules take one second."""
    run = Run.open(folder)
    contenders = tuple(
        replace(
            one,
            relative_by_batch={1: 1.0 if one.contender == "rules" else 2.0},
            seconds_by_block={
                1: by_block if one.contender == "deep" else dict.fromkeys(by_block, 1)
            },
        )
        for one in run.speed.contenders
        if one.contender in ("rules", "deep")
    )
    run.speed = replace(run.speed, contenders=contenders)
    findings = Findings.of(run, "figures")
    columns = ratio_columns("times_the_fastest", "times the fastest", batch=1)
    row = findings, findings.timings["deep"]
    return {column.name: column.entry(row) for column in columns}


def test_the_range_over_blocks_stands_below_the_ratio(folder):
    """And, at full precision, with p in the file."""
    found = entries(folder, {0: 1.9, 1: 2.0, 2: 2.2})
    assert found["times_the_fastest"].shown.startswith("2.0")
    assert found["times_the_fastest"].note == f"{number.ratio(1.9)} to {number.ratio(2.2)}"
    assert found["times_the_fastest_low"].value == pytest.approx(1.9)
    assert found["times_the_fastest_high"].value == 2.2
    assert 0 < found["times_the_fastest_adjusted_p_value"].value < 0.05


def test_what_chance_explains_is_not_told_apart(folder):
    """A ratio of 2 in the middle of a range that holds 1 is no difference shown."""
    note = entries(folder, {0: 0.8, 1: 2.0, 2: 3.0})["times_the_fastest"].note
    assert note.endswith("; not told apart")


def test_one_block_has_no_range(folder):
    """It is said, and no p stands in the file."""
    assert entries(folder, {0: 2.0})["times_the_fastest"].note == "one block"


def test_of_an_older_run_the_ratio_alone_is_shown(folder):
    """Blocks were not kept before: nothing stands below it."""
    found = entries(folder, {})
    assert found["times_the_fastest"].shown.startswith("2.0")
    assert found["times_the_fastest"].note == ""
    assert found["times_the_fastest_low"].value is None
