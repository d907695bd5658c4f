"""Promises of repair: what is damaged goes aside, is named, and is made again; nothing is lost."""

import logging
import shutil

import pytest

from triptych.errors import DamageError
from triptych.results.contents import read_contents
from triptych.results.damage import remedy, set_aside, was_set_aside
from triptych.results.formats.document import find_document
from triptych.results.formats.environment import Environment
from triptych.results.items.index import ItemIndex
from triptych.results.record import EXPLANATIONS_FILE, RECORDS_FILE, SPEED_FILE
from triptych.results.repair import mend, set_aside_damaged
from triptych.results.run import Run
from triptych.results.soundness import soundness
from triptych.results.store import Store


@pytest.fixture
def copy(folder, tmp_path):
    """A run folder a test may change."""
    return shutil.copytree(folder, tmp_path / "standard")


def flip(path, place=0.5):
    content = bytearray(path.read_bytes())
    content[int(place * len(content))] ^= 4
    path.write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("run.json", "triptych run"),
        ("plan.json", "triptych run"),
        ("speed.json", "triptych bench"),
        ("layers.json", "triptych explain"),
        ("items/figures.0.parquet", "triptych run"),
    ],
)
def test_a_damaged_file_goes_aside_and_is_named(copy, name, maker, caplog):
    """With every byte it had, so that whoever knows more may still read it."""
    damaged = flip(copy / name)

    assert [one for one in _damaged(copy) if one.startswith(name) and maker in one]
    with caplog.at_level(logging.WARNING):
        set_aside_damaged(copy)

    assert not (copy / name).exists()
    assert (copy / f"{name}.damaged").read_bytes() == damaged
    assert name in caplog.text


def _damaged(folder):
    return soundness(folder).damaged


def test_a_damaged_item_table_costs_the_cells_in_it(copy):
    """They are run again; the tables of other tasks stay."""
    flip(copy / "items" / "figures.0.parquet")
    with Store(copy) as store:
        contents = store.contents
        lost = {key for key, one in contents.newest.items() if contents.missing_part(one)}
        done = {key: one for key, one in contents.newest.items() if one.status == "done"}

    assert {contents.newest[key].cell.task for key in lost & done.keys()} == {"figures"}
    assert {one.cell.task for key, one in done.items() if key not in lost} == {"letters", "rents"}


@pytest.mark.parametrize("how", ["flipped", "deleted"])
def test_without_its_index_no_item_table_is_lost(copy, how):
    """What lies in which file can be read from the files."""
    before = find_document(copy, ItemIndex)
    flip(copy / ItemIndex.FILE) if how == "flipped" else (copy / ItemIndex.FILE).unlink()
    settled = {one.key for one in Run.open(copy).records if one.status == "done"}
    with Store(copy) as store:
        assert all(store.contents.is_settled(key) for key in settled)

    assert dict(find_document(copy, ItemIndex).entries) == dict(before.entries)


def test_without_run_json_the_records_still_count(copy):
    """It is what the next run writes anew; a folder that never had one is still refused."""
    flip(copy / "run.json")
    with pytest.raises(DamageError, match=r"run\.json is (damaged|no JSON).*`triptych run`"):
        Run.open(copy)
    with Store(copy) as store:
        assert len(store.contents.records) == 31
    assert len(read_contents(copy).records) == 31


@pytest.mark.parametrize("name", [RECORDS_FILE, EXPLANATIONS_FILE])
def test_a_damaged_line_goes_aside_and_the_others_stay(copy, name):
    """Also the last one, torn by a power cut."""
    path = copy / name
    first, *others = path.read_bytes().splitlines(keepends=True)
    spoilt = first.replace(b"figures", b"fighres", 1)
    path.write_bytes(spoilt + b"".join(others) + b'{"torn": ')

    assert [one for one in _damaged(copy) if one.startswith(f"{name} has 2 damaged lines")]
    mend(copy, read_contents(copy))

    assert path.read_bytes() == b"".join(others)
    assert path.with_suffix(".damaged").read_bytes() == spoilt + b'{"torn": \n'
    assert _damaged(copy) == ()


def test_what_a_run_can_be_shown_without_is_left_out_and_told(copy):
    """A report is made all the same, and never shows what was damaged."""
    for name in (Environment.FILE, SPEED_FILE, "layers.json", "walks.json"):
        flip(copy / name)
    run = Run.open(copy)

    assert (run.environment, run.speed, run.layers, run.walks) == (None, None, {}, {})
    assert len(run.soundness.damaged) == 4


def test_one_damage_does_not_hide_another(tmp_path):
    """What was set aside before stays where it is."""
    for content in ("1", "2", "3"):
        (tmp_path / "a.json").write_text(content)
        set_aside(tmp_path / "a.json")

    assert was_set_aside(tmp_path / "a.json")
    names = ("a.json.damaged", "a.json.2.damaged", "a.json.3.damaged")
    assert [(tmp_path / name).read_text() for name in names] == ["1", "2", "3"]


def test_every_part_has_a_command_that_makes_it_again():
    """The measurements of later phases are not made by a run."""
    assert "`triptych bench`" in remedy("speed.json")
    assert "`triptych explain`" in remedy("explanations.jsonl")
    assert "`triptych run`" in remedy("items/digits.0.parquet")
