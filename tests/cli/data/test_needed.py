"""Promises of what is needed: each download once, and a command that can be typed as it stands."""

from types import SimpleNamespace

import pytest

from triptych.cli.data.needed import data_status, fetch_command, needed, with_fetch_command
from triptych.downloads.download import Download
from triptych.downloads.folder import FETCH, FETCH_FOR_ALL
from triptych.errors import ContractError


def download(path="shared/a.csv", size=3):
    return Download(path=path, url="https://example.org/a.csv", sha256="0" * 64, size=size)


def task(name, *files, search_path=None):
    card = SimpleNamespace(files=files, all_files=files)
    return SimpleNamespace(name=name, card=card, search_path=search_path)


def test_a_file_that_two_tasks_share_is_fetched_once():
    """With the names of both, so that nobody deletes what the other still needs."""
    first, second = task("fsdd", download()), task("speakers", download(), download("b.csv"))

    assert needed([first, second]) == {
        download(): ["fsdd", "speakers"],
        download("b.csv"): ["speakers"],
    }


def test_two_files_cannot_lie_in_one_place():
    """One of the two tasks would read the other's data, or fail each time."""
    with pytest.raises(ContractError, match=r"task b: shared/a\.csv is declared otherwise by a"):
        needed([task("a", download()), task("b", download(size=4))])


def test_a_command_names_tasks_and_folders_as_a_person_here_would(tmp_path):
    """Below the current folder by the short way; with spaces it can still be pasted."""
    mine = task("parking", search_path=tmp_path / "my tasks")
    other = task("tides", search_path=tmp_path.parent)

    assert fetch_command([task("spam"), mine]) == (
        "triptych data fetch spam parking --tasks 'my tasks'"
    )
    assert fetch_command([other]) == f"triptych data fetch tides --tasks {tmp_path.parent}"


@pytest.mark.parametrize("words", [f"It is not here. {FETCH_FOR_ALL}", f"It is torn: {FETCH}."])
def test_advice_about_data_names_the_task(words):
    """Who runs one task is not told to download all of them."""
    told = with_fetch_command(words, task("spam"))

    assert told.endswith(": `triptych data fetch spam`.")


def test_a_task_says_where_its_data_is(monkeypatch, tmp_path):
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path))
    card = task("spam", download()).card
    before = data_status(card)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.csv").write_text("1,2")

    assert (data_status(task("wine").card), before) == ("embedded", "not downloaded")
    assert data_status(card) == "downloaded"
