"""Promises of the speed section: every quantity with its unit, or the reason why it is absent."""

import csv
import io
import json
from dataclasses import replace

import pytest

from triptych.absent import Absent
from triptych.analysis.one_task.speed.price import price_per_million
from triptych.report.build import build
from triptych.report.findings import Findings
from triptych.report.notes.statistics import FORMULAS
from triptych.report.task_page.speed.section import speed_section
from triptych.results.formats.document import read_json
from triptych.results.formats.speed import Latency
from triptych.results.run import Run
from triptych.testing import write_synthetic_run

LATER = ("explanation", "fit", "cold_start", "cpu_seconds_per_million", "relative_by_batch")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_synthetic_run(tmp_path_factory.mktemp("speed") / "run", items=60)


def section(folder, task="figures", **changed):
    """The section of a task, after something was changed for each of its contenders."""
    run = Run.open(folder)
    contenders = tuple(replace(one, **changed) for one in run.speed.contenders)
    run.speed = replace(run.speed, contenders=contenders)
    return speed_section(Findings.of(run, task))


def shown(section, name):
    """A table's rows as people read them, by contender and column."""
    table = next(one for one in section.tables if one.name == name)
    return {
        row[0].value: {
            column.name: entry.shown for column, entry in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    }


def test_a_sentence_made_from_the_ratios_comes_first(folder):
    """Who is faster one at a time, and who overtakes in a large batch."""
    assert section(folder).paragraphs[0] == (
        "One item at a time, rules decide 150 times as fast as the classical model and 600 times "
        "as fast as the network; at 512 at once the classical model overtakes: it decides 1.8 "
        "times as fast as rules and 7.5 times as fast as the network."
    )


def test_single_item_and_batch_stand_side_by_side_with_badges(folder, drawn):
    """Both tables say of each contender whether noise has hit it."""
    letters = section(folder, "letters")
    assert drawn(letters.figures) == ["latency", "throughput"]
    assert letters.arrangement == "pairs"
    for name in ("table-latency", "table-throughput"):
        assert shown(letters, name)["deep"]["badges"] == "noisy"
        assert shown(letters, name)["rules"]["badges"] == "quiet"


def test_every_quantity_has_a_table_with_a_formula(folder):
    """Explanation, fit, start, memory, size and price are there, each leading to its note."""
    tables = {table.name: table for table in section(folder).tables}
    assert list(tables) == [
        "table-latency",
        "table-throughput",
        "table-explanation-latency",
        "table-fit",
        "table-cold-start",
        "table-size",
        "table-price",
    ]
    anchors = {note.anchor for note in FORMULAS}
    assert all(table.formulas and anchors.issuperset(table.formulas) for table in tables.values())


def test_what_could_not_be_measured_has_its_reason_in_its_place(folder):
    """A dash with a reason, never a number that was not measured."""
    letters = section(folder, "letters")
    explained = shown(letters, "table-explanation-latency")
    assert explained["rules"]["times_the_decision"].startswith("3.0")
    assert explained["deep"]["remark"] == "Model has no contributions of its own"
    fit = shown(letters, "table-fit")
    assert fit["deep"]["fit_wall_seconds"] == "\N{EN DASH}"
    assert fit["deep"]["remark"].startswith("one fit takes about 90 s")
    assert shown(section(folder), "table-fit")["deep"]["remark"].startswith("fewer than 3 fits")


def test_a_quantity_that_nobody_has_is_a_sentence(folder):
    """Three rows of dashes say less than the reason said once."""
    quick = section(folder, cold_start=Absent("this profile starts no fresh processes"))
    assert "table-cold-start" not in {table.name for table in quick.tables}
    assert quick.paragraphs[-1] == (
        "Cold start and memory were not measured: this profile starts no fresh processes."
    )


def test_chunks_are_said_to_be_amortised(folder):
    """Below a microsecond a round is 100 decisions, and the reader is told."""
    latency = Latency(p50=4e-7, p90=5e-7, p95=5e-7, p99=None, rounds=9, amortised=True)
    table = section(folder, latency_seconds=latency).tables[0]
    assert table.rows[0][1].note == "amortised over 100"


def test_a_run_timed_by_an_older_version_opens(folder, tmp_path):
    """Format 1 had latency and throughput; what came later is said to be not measured."""
    older = write_synthetic_run(tmp_path / "older", items=60)
    speed = read_json(older / "speed.json")
    rows = [
        {name: value for name, value in row.items() if name not in (*LATER, "size_of")}
        for row in speed["contenders"]
    ]
    for row in rows:
        del row["latency_seconds"]["amortised"]
    (older / "speed.json").write_text(json.dumps(speed | {"schema": 1, "contenders": rows}))

    files = build(older).files
    assert "not measured: the quiet phase was run by an older version" in files["figures.html"]
    assert "rules decide 150 times as fast" in files["figures.html"]
    assert {"tables/figures.latency.csv", "tables/figures.size.csv"} <= set(files)
    assert "tables/figures.price.csv" not in files


def test_the_reader_sets_the_price_of_a_cpu_hour(folder):
    """The price is CPU seconds times what is paid for one; small ones are not drawn out."""
    assert price_per_million(3600.0, 0.25) == 0.25
    findings = Findings.of(Run.open(folder), "figures", price_per_cpu_hour=36.0)
    table = speed_section(findings).tables[-1]
    rows = {row["contender"]: row for row in csv.DictReader(io.StringIO(table.csv))}
    assert float(rows["deep"]["cpu_seconds_per_million_at_1"]) == pytest.approx(1200.0)
    assert float(rows["deep"]["price_per_million_at_1"]) == pytest.approx(12.0)
    assert shown(section(folder), "table-price")["rules"]["price_per_million_at_1"] == "< 0.001"
