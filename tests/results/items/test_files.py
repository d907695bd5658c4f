"""Promises of the names of item tables: a task's files are its own, whatever it is called."""

import pytest

from triptych.results.items.files import (
    compacted_files,
    compacted_files_of,
    compacted_path,
    loose_tables,
)

ODD = ["spam", "my[task]", "a*b", "a?", "[!x]", "a.b", "half\udcff"]


@pytest.mark.parametrize("task", ODD)
def test_a_tasks_files_are_found_by_name(tmp_path, task):
    """Oldest first, and of no other task, though its name may look like a pattern."""
    expected = [compacted_path(tmp_path, task, number) for number in (0, 2, 10)]
    for path in (*expected, tmp_path / "aab.0.parquet", tmp_path / "m.1.parquet"):
        path.touch()
    (tmp_path / f"{'0' * 16}.parquet").touch()

    assert compacted_files_of(tmp_path, task) == expected
    assert len(compacted_files(tmp_path)) == 5
    assert [path.stem for path in loose_tables(tmp_path)] == ["0" * 16]


def test_a_task_whose_name_another_begins_with_has_files_of_its_own(tmp_path):
    """`a.b.0.parquet` is of `a.b`."""
    (tmp_path / "a.b.0.parquet").touch()

    assert compacted_files_of(tmp_path, "a") == []
