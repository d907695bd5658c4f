"""Promises of reading sources: what a file says now."""

import os

import pytest

from triptych.harness.code.normal_form import parse
from triptych.harness.code.source_files import read


def test_a_source_is_read_as_it_is_now(tmp_path):
    """Whether size, date or content changes."""
    file = tmp_path / "a.py"
    for code in (b"x = 1\n", b"x = 2\n", b"x = 22\n"):
        file.write_bytes(code)
        status = file.stat()
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + len(code)))
        assert read(file) == parse(code)
        assert read(file, without="x") == parse(code, without="x")


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    """It is not remembered as anything."""
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "a.py")
