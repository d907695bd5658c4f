"""The store: what was stored stays stored, whatever happens to the process or the disk."""

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from textwrap import dedent
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from triptych.cell import Cell
from triptych.errors import StoreError
from triptych.results.contents import read_contents
from triptych.results.formats.run_header import SCHEMA, RunHeader
from triptych.results.items import compact
from triptych.results.items.read import ItemTables
from triptych.results.record import RECORDS_FILE, Record, Status
from triptych.results.store import LATEST, Store, write_report
from triptych.results.trial_result import TrialResult

HEADER = RunHeader(profile="quick", created="", command="", triptych="", python="", workers=1)


def outcome(
    number: int, status: Status = "done", task: str = "digits", rows: int = 3
) -> TrialResult:
    """An outcome whose key and item table follow from its number."""
    key = f"{number:016x}"
    record = Record(
        cell=Cell(task, "rules", "supervised", None if number % 2 else number / 2, number),
        key=key,
        status=status,
        reason="" if status == "done" else "it raised",
        score=0.5,
        rulebook=[{"label": "a", "because": "ünï\n\u2028"}],
    )
    if status != "done":
        return TrialResult(record)
    sink = io.BytesIO()
    parquet.write_table(pa.table({"key": [key] * rows, "item": range(rows)}), sink)
    return TrialResult(record, items=sink.getvalue())


def fill(folder: Path, *outcomes: TrialResult, compact: bool = False) -> None:
    with Store(folder) as store:
        store.write(HEADER)
        for one in outcomes:
            store.add(one)
        if compact:
            store.compact()


def table_keys(folder: Path) -> Counter[str]:
    """How often each cell's item table can be found in the folder."""
    found: Counter[str] = Counter()
    for path in (folder / "items").glob("*.parquet"):
        found.update(set(parquet.read_table(path)["key"].to_pylist()))
    return found


# A slow disk is no failure.
@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["done", "failed"])), max_size=12))
def test_what_is_stored_is_read_back(script: list[tuple[int, Status]]) -> None:
    """Over any history: every record in order, the newest of each key, its table once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "run"
        outcomes = [outcome(number, status) for number, status in script]
        for one in outcomes:
            fill(folder, one, compact=one.record.cell.seed % 3 == 0)
        fill(folder, compact=True)
        contents = read_contents(folder)

        assert list(contents.records) == [one.record for one in outcomes]
        newest = {one.record.key: one.record.status for one in outcomes}
        settled = {key for key in newest if contents.is_settled(key)}
        assert settled == {key for key, status in newest.items() if status == "done"}
        ever_done = {one.record.key for one in outcomes if one.record.status == "done"}
        assert table_keys(folder) == Counter(ever_done)


@pytest.mark.parametrize("cut", [1, 20, 150])
def test_a_torn_last_line_is_moved_aside(tmp_path: Path, cut: int) -> None:
    """A record cut off by a power cut is not counted, and not thrown away."""
    fill(tmp_path, outcome(1), outcome(2))
    path = tmp_path / RECORDS_FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])

    assert len(read_contents(tmp_path).records) == (2 if cut == 1 else 1)
    fill(tmp_path, outcome(3))

    keys = [record.key[-1] for record in read_contents(tmp_path).records]
    assert keys == (["1", "2", "3"] if cut == 1 else ["1", "3"])
    if cut > 1:
        aside = (tmp_path / "records.damaged").read_bytes()
        assert aside == whole[whole.index(b"\n") + 1 : -cut] + b"\n"


def test_damage_in_the_middle_costs_that_line_only(tmp_path: Path) -> None:
    """Zeros that a file system left, or a slip in an editor, do not cost the rest."""
    fill(tmp_path, outcome(1), outcome(2), outcome(3))
    path = tmp_path / RECORDS_FILE
    first, _, third, end = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([first, b"\0\0\0", b'{"cell": 3}', third, end]))
    fill(tmp_path)

    assert [record.key[-1] for record in read_contents(tmp_path).records] == ["1", "3"]
    assert (tmp_path / "records.damaged").read_bytes() == b'\0\0\0\n{"cell": 3}\n'


WRITER = """
    import sys, importlib.util
    from pathlib import Path
    spec = importlib.util.spec_from_file_location("scenes", sys.argv[1])
    scenes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scenes)
    with scenes.Store(Path(sys.argv[2])) as store:
        store.write(scenes.HEADER)
        for number in range(100_000):
            store.add(scenes.outcome(number))
            print(number, flush=True)
"""


def test_kill_9_costs_nothing_that_was_stored(tmp_path: Path) -> None:
    """A killed writer leaves every stored cell readable; the next one goes on at once."""
    folder = tmp_path / "run"
    command = [sys.executable, "-c", dedent(WRITER), __file__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if line == "60\n":
                break
        writer.kill()
    contents = read_contents(folder)
    settled = {key for key in contents.newest if contents.is_settled(key)}

    assert settled >= {outcome(number).record.key for number in range(61)}
    missing = [number for number in range(200) if outcome(number).record.key not in settled]
    fill(folder, *map(outcome, missing), compact=True)
    assert table_keys(folder) == Counter(outcome(number).record.key for number in range(200))
    assert len(read_contents(folder).records) == 200


def test_what_a_killed_writer_left_half_written_is_removed(tmp_path: Path) -> None:
    """Files that were never given their name are nobody's."""
    fill(tmp_path, outcome(1))
    half_written = tmp_path / "items" / "0000.parquet.part"
    half_written.write_bytes(b"PAR1")
    fill(tmp_path)

    assert not half_written.exists()


def test_two_writers_are_refused(tmp_path: Path) -> None:
    """The second run into a folder is told who is there, and touches nothing."""
    with Store(tmp_path) as store:
        store.write(HEADER)
        store.add(outcome(1))
        with pytest.raises(StoreError, match=f"process {os.getpid()} on"), Store(tmp_path):
            pass
        store.add(outcome(2))

    fill(tmp_path, outcome(3))
    assert len(read_contents(tmp_path).records) == 3


def test_a_folder_of_another_version_is_not_touched(tmp_path: Path) -> None:
    """What another version wrote is refused, never guessed at, and not even locked."""
    (tmp_path / RunHeader.FILE).write_text(json.dumps({"schema": SCHEMA + 1}))
    before = sorted(tmp_path.iterdir())

    with pytest.raises(StoreError, match=rf"of format {SCHEMA + 1}.*--run NAME"), Store(tmp_path):
        pass
    with pytest.raises(StoreError, match="--run NAME"):
        read_contents(tmp_path)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", ["run.json", "items/index.json"])
def test_a_broken_json_file_is_one_clear_line(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever reads is told which; whoever writes puts it aside, says so, and loses no cell."""
    fill(tmp_path, outcome(1), compact=True)
    (tmp_path / name).write_text("{")

    with pytest.raises(StoreError, match=rf"{name} is no JSON.*`triptych run` sets it aside"):
        read_contents(tmp_path)
    fill(tmp_path)

    assert read_contents(tmp_path).is_settled(outcome(1).record.key)
    assert (tmp_path / f"{name}.damaged").read_text() == "{"
    assert f"{name} is damaged: set aside as {Path(name).name}.damaged" in caplog.text


@pytest.mark.parametrize("damage", ["deleted", "empty", "cut off"])
def test_a_record_without_its_items_does_not_count(tmp_path: Path, damage: str) -> None:
    """A `done` that lost its item table is run again."""
    fill(tmp_path, outcome(1), outcome(2))
    path = tmp_path / "items" / f"{outcome(1).record.key}.parquet"
    content = path.read_bytes()
    path.unlink()
    if damage != "deleted":
        path.write_bytes(b"" if damage == "empty" else content[:-3])
    contents = read_contents(tmp_path)

    assert [contents.is_settled(outcome(number).record.key) for number in (1, 2)] == [False, True]


def test_an_unreadable_item_table_is_moved_aside(tmp_path: Path) -> None:
    """A table with sound ends and a broken middle does not stop the others' compact."""
    fill(tmp_path, outcome(1), outcome(2))
    path = tmp_path / "items" / f"{outcome(1).record.key}.parquet"
    path.write_bytes(b"PAR1" + b"?" * 100 + b"PAR1")
    fill(tmp_path, compact=True)

    assert table_keys(tmp_path) == Counter([outcome(2).record.key])
    assert not read_contents(tmp_path).is_settled(outcome(1).record.key)
    assert path.with_name(f"{path.name}.damaged").exists()


def test_a_lost_artefact_is_made_again(tmp_path: Path) -> None:
    """A record that names a fitted contender counts only where that is."""
    whole = outcome(1)
    kept = Record(cell=whole.record.cell, key=whole.record.key, status="done", artefact="abc")
    fill(tmp_path, TrialResult(kept, whole.items, artefact=b"pickle"))
    assert read_contents(tmp_path).is_settled(kept.key)

    (tmp_path / "artefacts" / f"{kept.key}.pkl").unlink()
    assert not read_contents(tmp_path).is_settled(kept.key)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "items").iterdir()}


@pytest.mark.parametrize("group_rows", [1, 7, 65_536])
def test_compaction_depends_on_no_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group_rows: int
) -> None:
    """The same outcomes give the same bytes: in any order, in one run or in three."""
    monkeypatch.setattr(compact, "GROUP_ROWS", group_rows)
    outcomes = [outcome(number, task=f"task{number % 2}") for number in range(12)]
    fill(tmp_path / "a", *outcomes, compact=True)
    fill(tmp_path / "b", *reversed(outcomes), compact=True)
    for start in (2, 0, 1):
        fill(tmp_path / "c", *outcomes[start::3], compact=True)

    assert files(tmp_path / "a") == files(tmp_path / "b") == files(tmp_path / "c")
    assert set(files(tmp_path / "a")) == {"task0.0.parquet", "task1.0.parquet", "index.json"}


@pytest.mark.parametrize("step", ["write_document", "synced"])
def test_a_kill_during_compaction_loses_and_doubles_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever step it stops at, every table stays readable and the next run tidies up."""
    fill(tmp_path / "whole", *map(outcome, range(6)), compact=True)
    fill(tmp_path / "run", *map(outcome, range(3)), compact=True)

    class Killed(BaseException):
        pass

    def kill(*_: Any, **__: Any) -> Any:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(compact, step, kill)
        with pytest.raises(Killed):
            fill(tmp_path / "run", *map(outcome, range(3, 6)), compact=True)
    contents = read_contents(tmp_path / "run")
    assert all(contents.is_settled(outcome(number).record.key) for number in range(6))

    fill(tmp_path / "run", compact=True)
    assert files(tmp_path / "run") == files(tmp_path / "whole")


def test_tables_of_another_shape_get_a_file_of_their_own(tmp_path: Path) -> None:
    """A task that became a regression keeps its old tables readable beside the new."""
    sink = io.BytesIO()
    number = outcome(8)
    table = pa.table({"key": [number.record.key], "item": [0], "loss": [0.5]})
    parquet.write_table(table, sink)
    fill(tmp_path, outcome(1), TrialResult(number.record, sink.getvalue()), compact=True)
    fill(tmp_path, outcome(2), compact=True)

    assert len(list((tmp_path / "items").glob("digits.*.parquet"))) == 2
    assert table_keys(tmp_path) == Counter(outcome(number).record.key for number in (1, 2, 8))


def test_a_full_disk_is_one_clear_line_and_costs_one_cell(tmp_path: Path) -> None:
    """When a file cannot grow, what was stored before is valid and a later run goes on."""
    folder = tmp_path / "run"
    fill(folder, *map(outcome, range(20)))
    size = (folder / RECORDS_FILE).stat().st_size

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, hard))
    try:
        with pytest.raises(StoreError, match=r"cannot be written.*the same command resumes"):
            fill(folder, outcome(20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert (folder / RECORDS_FILE).stat().st_size == size
    fill(folder, outcome(20))
    assert len(read_contents(folder).records) == 21
    assert not read_contents(folder).damaged


READ_ONLY = """
    import os, sys
    from pathlib import Path
    from triptych.errors import StoreError
    from triptych.results.store import Store
    if os.geteuid() == 0:
        os.setuid(65534)
    try:
        with Store(Path(sys.argv[1])):
            pass
    except StoreError as error:
        sys.exit(str(error))
"""


def test_a_read_only_folder_is_one_clear_line() -> None:
    """The error says which folder, and where else to go."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "results" / "quick"
        folder.mkdir(parents=True)
        Path(name).chmod(0o755)
        folder.chmod(0o555)
        command = [sys.executable, "-c", dedent(READ_ONLY), str(folder)]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)

    assert finished.returncode == 1
    assert "quick cannot be written: no permission." in finished.stderr
    assert "Traceback" not in finished.stderr


def test_latest_points_to_the_newest_run(tmp_path: Path) -> None:
    """The link is relative, so that a results folder can be moved."""
    for name in ("quick", "standard"):
        with Store(tmp_path / name) as store:
            store.point_latest()
            store.point_latest()

    assert str((tmp_path / LATEST).readlink()) == "standard"
    with Store(tmp_path / LATEST) as store:
        store.point_latest()
    assert str((tmp_path / LATEST).readlink()) == "standard"


def test_latest_points_to_a_run_that_lies_on_another_disk(tmp_path: Path) -> None:
    """By the name it has among the results, not by that of the folder it is a link to."""
    (tmp_path / "disk" / "large").mkdir(parents=True)
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "full").symlink_to(tmp_path / "disk" / "large")
    fill(tmp_path / "results" / "full", outcome(1))
    with Store(tmp_path / "results" / "full") as store:
        store.point_latest()

    assert str((tmp_path / "results" / LATEST).readlink()) == "full"
    assert len(read_contents(tmp_path / "results" / LATEST).records) == 1


@pytest.mark.parametrize("task", ["my[task]", "a*b", "what?"])
def test_a_task_may_be_called_what_a_pattern_looks_like(tmp_path: Path, task: str) -> None:
    """Its tables are merged again and again, found, and no other task's are taken for them."""
    for numbers in (range(3), range(3, 5)):
        ours = [outcome(number, task=task) for number in numbers]
        others = [outcome(number + 100, task="aab") for number in numbers]
        fill(tmp_path, *ours, *others, compact=True)
    seeds = {outcome(number).record.key: number for number in range(5)}
    contents = read_contents(tmp_path)

    assert all(contents.is_settled(key) for key in contents.newest)
    assert len(ItemTables(tmp_path / "items").read(task, seeds)) == 15


def test_a_report_leaves_no_page_of_an_earlier_one(tmp_path: Path) -> None:
    """A task that was removed has no page any more."""
    write_report(tmp_path, {"index.html": "1", "gone.html": "", "tables/a.csv": "x"})
    index = write_report(tmp_path, {"index.html": "2", "tables/b.csv": "y"})

    assert index.read_text() == "2"
    found = {path.name for path in index.parent.rglob("*") if path.is_file()}
    assert found == {"index.html", "b.csv"}
