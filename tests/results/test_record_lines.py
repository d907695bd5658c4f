"""Promises of reading records: every whole line counts, and no other stops the reading."""

import gc
import json

from triptych.cell import Cell
from triptych.results.record import Record
from triptych.results.record_lines import read_records


def line(seed, **rest):
    cell = Cell("spam", "rules", "supervised", None, seed)
    return json.dumps(Record(cell=cell, key=f"k{seed}", status="done", **rest).to_json()).encode()


def read(tmp_path, content):
    file = tmp_path / "records.jsonl"
    file.write_bytes(content)
    return read_records(file)


def test_records_come_in_the_order_they_were_written(tmp_path):
    """The last one of a cell counts: order is what says which that is."""
    found = read(tmp_path, b"\n".join([line(2), line(0), line(1), b""]))

    assert [record.cell.seed for record in found.records] == [2, 0, 1]
    assert (found.damaged, found.is_torn) == ((), False)


def test_a_line_that_is_no_record_hides_no_other(tmp_path):
    """Written by hand, or by a disk that failed; it is kept, for whoever wants to look."""
    found = read(tmp_path, b"\n".join([line(0), b"{}", b"\xff", b"[1]", line(1), b""]))

    assert [record.cell.seed for record in found.records] == [0, 1]
    assert found.damaged == (b"{}", b"\xff", b"[1]")


def test_a_torn_end_is_seen(tmp_path):
    """A power cut in the middle of a line; what stands before is whole."""
    found = read(tmp_path, line(0) + b"\n" + line(1)[:20])

    assert len(found.records) == 1
    assert found.is_torn


def test_before_the_first_trial_there_is_nothing(tmp_path):
    assert read_records(tmp_path / "records.jsonl").records == ()
    assert read(tmp_path, b"").records == ()


def test_a_score_that_is_no_number_is_read_as_it_was_written(tmp_path):
    """Python writes NaN where JSON has no such; a record made before must stay readable."""
    (record,) = read(tmp_path, line(0, score=float("nan")) + b"\n").records

    assert record.score != record.score


def test_equal_inputs_are_kept_once(tmp_path):
    """Ten thousand cells of one contender have one code, one set of versions."""
    found = read(
        tmp_path, b"\n".join([line(0, inputs={"code": "ab"}), line(1, inputs={"code": "ab"})])
    )

    first, second = found.records
    assert first.inputs is second.inputs


def test_reading_leaves_the_collector_as_it_was(tmp_path):
    """It is off while reading; whoever had it off already keeps it off."""
    was_enabled = gc.isenabled()
    read(tmp_path, line(0))
    assert gc.isenabled() is was_enabled
    gc.disable()
    try:
        read(tmp_path, line(0))
        assert not gc.isenabled()
    finally:
        gc.enable()
