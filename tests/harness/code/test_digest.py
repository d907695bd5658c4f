"""Promises of digests: the same content has one, whatever its file, and a change is seen."""

import os

from triptych.harness.code.digest import digest_of, digest_of_file


def test_a_file_has_the_digest_of_its_content(tmp_path):
    """Names and dates do not count: a copy elsewhere is the same code."""
    file = tmp_path / "a.py"
    file.write_bytes(b"x = 1\n")
    copy = tmp_path / "b.py"
    copy.write_bytes(b"x = 1\n")

    assert digest_of_file(file) == digest_of_file(copy) == digest_of(b"x = 1\n")
    assert len(digest_of(b"")) == 16


def test_a_rewritten_file_is_read_again(tmp_path):
    """What is remembered is forgotten when size or date say that the file is another."""
    file = tmp_path / "a.py"
    file.write_bytes(b"x = 1\n")
    before = digest_of_file(file)
    file.write_bytes(b"x = 2\n")
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + 1))

    assert digest_of_file(file) == digest_of(b"x = 2\n") != before
