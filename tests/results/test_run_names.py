"""Promises of run names: each stands for a folder among the results, and for nothing else."""

import pytest

from triptych.errors import UsageError
from triptych.results.run_names import run_folder


@pytest.mark.parametrize("name", ["quick", "of today/first", "a/../b", "..quick"])
def test_a_name_stands_for_a_folder_among_the_results(tmp_path, name):
    """Also one in a folder of its own there."""
    assert run_folder(tmp_path, name) == tmp_path / name


def test_a_link_to_another_disk_is_a_run_like_others(tmp_path):
    """It is the name that may not lead out, not the folder that somebody put elsewhere."""
    (tmp_path / "results").mkdir()
    (tmp_path / "large").mkdir()
    (tmp_path / "results" / "full").symlink_to(tmp_path / "large")

    assert run_folder(tmp_path / "results", "full") == tmp_path / "results" / "full"


@pytest.mark.parametrize("name", ["../../esc", "..", ".", "", "a/../..", "/tmp", "a/.."])
def test_a_name_that_leads_out_is_refused(tmp_path, name):
    """A slip of the keyboard writes nowhere else; the error says where a run would have been."""
    with pytest.raises(UsageError, match=r"expected the name of a folder.*--results FOLDER"):
        run_folder(tmp_path / "results", name)
