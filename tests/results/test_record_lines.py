"""records.jsonl: whatever a run wrote is read back, and what is no record is set apart."""

import json
from pathlib import Path
from typing import Any

import pytest

from triptych.cell import Cell
from triptych.results.record import Record
from triptych.results.record_lines import RecordLines, read_records

CELL = Cell("digits", "rules", "labels", 0.5, 3)


def write(folder: Path, *records: Record) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(f"{json.dumps(record.to_json())}\n" for record in records))
    return path


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"score": 0.5, "size": {"rules": 3.0}, "artefact": "0" * 64, "inputs": {"data": "1"}},
        {"status": "failed", "reason": "ünï\u2028", "stderr": "two\nlines"},
        {"rulebook": [{"label": 1.5, "says": ["a", {"b": None}]}]},
        {"reason": "half a letter: \ud800"},
    ],
    ids=["bare", "full", "failed", "rules", "a lone surrogate"],
)
def test_a_record_is_read_back(tmp_path: Path, values: dict[str, Any]) -> None:
    """Every field, with the cell as it was."""
    record = Record(**{"cell": CELL, "key": "k", "status": "done", **values})

    assert read_records(write(tmp_path, record)).records == (record,)


def test_numbers_that_json_does_not_have_are_read(tmp_path: Path) -> None:
    """Python writes infinity and NaN; a rulebook or a score may hold one."""
    record = Record(cell=CELL, key="k", status="done", score=float("inf"), rulebook=[{"at": 1e999}])

    assert read_records(write(tmp_path, record)).records == (record,)


def test_records_of_one_contender_share_their_inputs(tmp_path: Path) -> None:
    """A hundred thousand of them would take hundreds of megabytes."""
    inputs = {"data": "0" * 16, "code": "1" * 16}
    made = [Record(cell=CELL, key=key, status="done", inputs=dict(inputs)) for key in ("a", "b")]
    first, second = read_records(write(tmp_path, *made)).records

    assert first.inputs == inputs
    assert first.inputs is second.inputs


@pytest.mark.parametrize(
    "line",
    [
        '{"cell": ["a", "rules"], "key": "k", "status": "done"}',
        '{"cell": ["a", "rules", "labels", 0.5, 3], "status": "done"}',
        '{"cell": ["a", "rules", "labels", 0.5, 3], "key": "k", "status": "well"}',
        '{"cell": ["a", "rules", "labels", 0.5, 3], "key": "k", "status": "done", "score": ""}',
        "[1]",
        '{"cell": [',
    ],
    ids=["short cell", "no key", "unknown status", "score in words", "a list", "torn"],
)
def test_what_is_no_record_is_set_apart(tmp_path: Path, line: str) -> None:
    """The lines before and after it count; that line is kept as it is."""
    path = write(tmp_path, *(Record(cell=CELL, key=key, status="done") for key in "ab"))
    first, second = path.read_text().splitlines(keepends=True)
    path.write_text(f"{first}{line}\n{second}")
    lines = read_records(path)

    assert [record.key for record in lines.records] == ["a", "b"]
    assert (lines.damaged, lines.is_torn) == ((line.encode(),), False)


def test_a_run_that_died_at_its_start_has_no_records(tmp_path: Path) -> None:
    """Nothing is damaged where there is no file, and where it is empty."""
    path = tmp_path / "records.jsonl"
    assert read_records(path) == RecordLines()

    path.touch()
    assert read_records(path) == RecordLines()
