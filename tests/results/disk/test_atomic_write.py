"""Promises of writing: a file is there as it was or as it shall be, never half of it."""

import json

import pytest

from triptych.results.disk.atomic_write import place, sync_all, synced, write_json


def test_what_cannot_be_finished_leaves_the_file_as_it_was(tmp_path):
    """A crash in the middle of writing costs the new content, not the old, and leaves no part."""
    file = tmp_path / "plan.json"
    file.write_text("old")

    def write_half():
        with synced(file) as part:
            part.write_text("ne")
            raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        write_half()

    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_the_new_file_takes_the_place_of_the_old_in_one_step(tmp_path):
    """Nobody who reads meanwhile finds half of it."""
    file = tmp_path / "plan.json"
    file.write_text("old")
    with synced(file) as part:
        part.write_text("new")
        assert file.read_text() == "old"

    assert file.read_text() == "new"
    assert list(tmp_path.iterdir()) == [file]


def test_placing_into_a_folder_that_is_not_there_leaves_nothing(tmp_path):
    with pytest.raises(FileNotFoundError):
        place(tmp_path / "nowhere" / "a.bin", b"x")

    assert list(tmp_path.iterdir()) == []


def test_the_same_content_is_not_written_again(tmp_path):
    """The date of a file then says when it last changed, and a backup has less to do."""
    file = tmp_path / "run.json"
    write_json(file, {"b": 1, "a": [1, {"c": 2}]})
    before = file.stat().st_mtime_ns, file.stat().st_ino
    write_json(file, {"a": [1, {"c": 2}], "b": 1})

    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


def test_a_file_says_an_entry_a_line(tmp_path):
    """Ten thousand cells can be read, searched and compared line by line."""
    file = tmp_path / "plan.json"
    write_json(file, {"cells": [["a", 1], ["ü", 2]], "schema": 1})

    assert '["a", 1],\n["ü", 2]\n' in file.read_text()
    said = json.loads(file.read_text())
    assert said.pop("digest")
    assert said == {"cells": [["a", 1], ["ü", 2]], "schema": 1}


def test_files_and_folders_can_be_waited_for(tmp_path):
    """What is not there is an error: it was thought to be safe."""
    (tmp_path / "a").write_text("x")
    sync_all([tmp_path, tmp_path / "a"])
    sync_all([])

    with pytest.raises(FileNotFoundError):
        sync_all([tmp_path / "b"])
