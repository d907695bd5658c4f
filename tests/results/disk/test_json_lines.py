"""Promises of journals: what was added is read, what is damaged is told apart from it."""

import json

import pytest

from triptych.results.disk.json_lines import (
    Journal,
    json_object,
    lines_of,
    read_journal,
    require_object,
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some.jsonl"


def fill(path, *objects):
    journal = Journal(path)
    for one in objects:
        journal.add(one)
    journal.sync()
    journal.close()


def test_lines_are_read_in_order(path):
    """Also numbers that JSON does not have, but Python's json writes."""
    fill(path, {"a": 1}, {"b": float("inf")})

    assert list(lines_of(path)) == [{"a": 1}, {"b": float("inf")}]
    assert read_journal(path, json_object).unverifiable == 0


def test_a_flipped_digit_costs_its_line_and_no_other(path):
    """It is no result any more, and nobody takes it for one."""
    fill(path, {"score": 0.75}, {"score": 0.5})
    path.write_bytes(path.read_bytes().replace(b"0.75", b"0.35"))
    lines = read_journal(path, json_object)

    assert lines.values == ({"score": 0.5},)
    assert [json.loads(line)["score"] for line in lines.damaged] == [0.35]


def test_older_lines_are_read_and_counted(path):
    """They say what they say, but nobody can tell whether they always did."""
    path.write_text('{"a": 1}\n')
    fill(path, {"a": 2})
    lines = read_journal(path, json_object)

    assert lines.values == ({"a": 1}, {"a": 2})
    assert lines.unverifiable == 1


@pytest.mark.parametrize("line", ["[1]", "no", '{"a": '])
def test_what_is_no_object_is_damaged(path, line):
    """Torn by a power cut, or by hand."""
    path.write_text(line)
    lines = read_journal(path, json_object)

    assert (lines.damaged, lines.is_torn) == ((line.encode(),), True)


@pytest.mark.parametrize("line", [b"[1]", b"no", b'{"a": ', b"3"])
def test_what_is_no_object_is_told_without_reading_it(line):
    """The same lines are damaged for who only looks and for who reads."""
    for decode in (require_object, json_object):
        with pytest.raises(ValueError, match=r"."):
            decode(line)
    require_object(b'{"a": NaN}')
