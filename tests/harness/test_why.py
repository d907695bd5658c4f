"""Why a cell would be run again: the first question after every edit."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.catalogue import Catalogue, studies
from triptych.errors import UnknownName
from triptych.harness.facts import gather_facts
from triptych.harness.profile import PROFILES
from triptych.harness.run_request import RunRequest
from triptych.harness.why import why
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.known_facts import KnownFacts
from triptych.results.formats.run_header import RunHeader
from triptych.results.record import Record
from triptych.results.store import Store
from triptych.results.trial_result import TrialResult

LABEL = "tiny/rules/supervised/0"
HEADER = RunHeader(profile="quick", created="", command="", triptych="", python="", workers=1)


@pytest.fixture
def wanted(write_task: Callable[..., Path], tmp_path: Path) -> RunRequest:
    """A request for a tiny task that reads a file, into an empty folder."""
    folder = write_task()
    code = (folder / "data.py").read_text()
    reads = code.replace("def load():", "def load():\n    open('numbers.csv').read()")
    (folder / "data.py").write_text(reads)
    return RunRequest(
        folder=tmp_path / "quick",
        tasks=(Catalogue.find([folder])["tiny"],),
        studies=(studies()["supervised"],),
        profile=PROFILES["quick"],
    )


def store_record(wanted: RunRequest, status: str = "done", **inputs: str) -> None:
    """Write a record of the cell as it is now, but for the inputs given."""
    facts = {task.name: gather_facts(task) for task in wanted.tasks}
    (planned,) = (cell for cell in wanted.plan(facts) if cell.cell.label == LABEL)
    key = "another" if inputs else planned.key
    values: dict[str, Any] = {"status": status, "inputs": planned.inputs | inputs}
    with Store(wanted.folder) as store:
        store.write(HEADER)
        store.write(KnownFacts(facts))
        record = Record(cell=planned.cell, key=key, artefact="0" * 64, **values)
        store.add(TrialResult(record, items=b"PAR1....PAR1", artefact=b"fitted"))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data lies in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "numbers.csv").write_text("1")
    return tmp_path


def test_a_present_cell_needs_no_reason(wanted: RunRequest) -> None:
    """Nothing changed: nothing to explain."""
    store_record(wanted)

    assert (why(wanted, LABEL).present, why(wanted, LABEL).reasons) == (True, ())


def test_a_cell_that_was_never_run(wanted: RunRequest) -> None:
    """There is nothing to compare with."""
    answer = why(wanted, LABEL)

    assert (answer.present, answer.reasons, answer.newest) == (False, ("it was never run",), None)


@pytest.mark.parametrize("status", ["failed", "timeout", "out-of-memory", "crashed"])
def test_a_cell_that_did_not_succeed(wanted: RunRequest, status: str) -> None:
    """It is tried again, although nothing changed."""
    store_record(wanted, status)

    assert why(wanted, LABEL).reasons == (f"the previous attempt ended: {status}",)


def test_a_cell_whose_items_are_gone(wanted: RunRequest) -> None:
    """A lost file is a reason too."""
    store_record(wanted)
    for path in (wanted.folder / "items").iterdir():
        path.unlink()

    assert why(wanted, LABEL).reasons == ("its item table is missing or damaged",)


def test_changed_versions_and_declarations_are_named_with_both_values(wanted: RunRequest) -> None:
    """What was and what is, side by side."""
    store_record(wanted, **{"scikit-learn": "1.0", "metric": "f1 spam", "lightgbm": "4.0"})
    reasons = why(wanted, LABEL).reasons

    assert any(reason.startswith("scikit-learn: 1.0 -> 1.") for reason in reasons)
    assert "metric: f1 spam -> accuracy" in reasons
    assert "lightgbm: 4.0 -> not used" in reasons


def test_changed_code_is_named_file_by_file(wanted: RunRequest) -> None:
    """code.json remembers the files of every digest; without it the contender is named."""
    store_record(wanted, code="then", harness="then")
    assert why(wanted, LABEL).reasons == ("the contender's code changed", "triptych changed")

    files = {"tiny/gone.py": "a", "tiny/rules.py": "b"}
    (wanted.folder / CodeFiles.FILE).write_text(json.dumps({"then": files}))
    reasons = why(wanted, LABEL).reasons
    assert {"tiny/gone.py is gone", "tiny/rules.py changed", "tiny/data.py is new"} <= set(reasons)


def test_changed_data_is_named_by_its_file(wanted: RunRequest, here: Path) -> None:
    """Before anything is loaded, the file that changed is the best answer."""
    store_record(wanted)
    (here / "numbers.csv").write_text("12")

    assert why(wanted, LABEL).reasons == (f"data file {here / 'numbers.csv'} changed",)


def test_data_with_another_fingerprint(wanted: RunRequest) -> None:
    """Once loaded, the fingerprints tell."""
    store_record(wanted, data="before")
    (reason,) = why(wanted, LABEL).reasons

    assert reason.startswith("data changed: it had fingerprint before, now it has ")


def test_an_unknown_cell_is_refused_with_the_nearest(wanted: RunRequest) -> None:
    """A slip in a label is answered with the label that was meant."""
    with pytest.raises(UnknownName, match=f"Did you mean '{LABEL}'"):
        why(wanted, "tiny/rule/supervised/0")
    with pytest.raises(UnknownName):
        why(replace(wanted, contenders=("deep",)), LABEL)
