"""Promises of watching: what loading data read is known, and nothing else."""

import os

import numpy as np
import pandas as pd
import pytest

from triptych.harness.code.file_watch import watched_files


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "numbers.csv"
    place.write_text("a,b\n1,2\n")
    return place


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda file: file.read_text(), id="a file"),
        pytest.param(pd.read_csv, id="pandas"),
        pytest.param(lambda file: np.loadtxt(file, delimiter=",", skiprows=1), id="numpy"),
        pytest.param(lambda file: os.close(os.open(file, os.O_RDONLY)), id="the system's own"),
    ],
)
def test_what_is_read_is_seen(file, read):
    """Data of a task is read in many ways; a change of it must outdate what was computed."""
    with watched_files() as seen:
        read(file)

    assert file in seen


def test_a_folder_that_was_listed_counts(file):
    """Which recordings there are is data too: a new one changes the answer."""
    with watched_files() as seen:
        list(file.parent.iterdir())

    assert seen == {file.parent}


def test_what_was_written_or_read_at_another_time_is_not_seen(file):
    """Nobody watches before and after; a result that was written is no source."""
    file.read_text()
    with watched_files() as seen:
        (file.parent / "result.csv").write_text("1\n")
    file.read_text()

    assert seen == set()


def test_code_is_followed_as_code(file):
    """It has digests of its own, which know what a comment is."""
    code = file.with_name("helper.py")
    code.write_text("x = 1\n")
    with watched_files() as seen:
        code.read_text()

    assert seen == set()


def test_what_is_gone_at_the_end_does_not_count(file):
    """A temporary file cannot be compared later."""
    with watched_files() as seen:
        file.read_text()
        file.unlink()

    assert seen == set()


def test_two_may_watch_at_once(file):
    """The inner one ends without taking anything from the outer one, though both saw the same."""
    with watched_files() as outer:
        with watched_files() as inner:
            file.read_text()
        list(file.parent.iterdir())

    assert inner == {file}
    assert outer == {file, file.parent}
