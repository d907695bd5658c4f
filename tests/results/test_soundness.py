"""Promises of digests over a whole run folder: a flipped bit is told, never read as a number."""

import random
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from triptych.errors import StoreError
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.document import find_document
from triptych.results.formats.known_facts import KnownFacts, TaskFacts
from triptych.results.items.index import ItemIndex
from triptych.results.items.write import Answered, Judged, item_table
from triptych.results.record import EXPLANATIONS_FILE, RECORDS_FILE
from triptych.results.run import Run
from triptych.results.soundness import Soundness, soundness
from triptych.results.store import Store
from triptych.results.trial_result import TrialResult
from triptych.testing import write_synthetic_run

POSITIONS = 60
FACTS = TaskFacts(
    task="figures",
    fingerprint="0" * 16,
    classes=("a", "b"),
    items=30,
    author_items=10,
    tested_items=20,
    provenance={"source": "random numbers"},
    files=(),
    circumstances={"code": "0" * 16},
)
FILES = [
    RECORDS_FILE,
    EXPLANATIONS_FILE,
    "run.json",
    "plan.json",
    "tasks.json",
    "code.json",
    "studies.json",
    "environment.json",
    "speed.json",
    "layers.json",
    "walks.json",
    "facts.json",
    "items/index.json",
    "items/figures.0.parquet",
    "a loose table",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A small run with every kind of file: its folder, all that it says, and the loose table."""
    folder = write_synthetic_run(tmp_path_factory.mktemp("results") / "small", items=30, seeds=2)
    record = Run.open(folder).records_of("figures", "rules")[0]
    truth = np.arange(30) % 3
    answered = Answered(test=np.arange(30), prediction=truth, probabilities=None, fired=None)
    judged = Judged(truth=truth, loss=np.zeros(30), cost=None, score=1.0)
    with Store(folder) as store:
        store.write(KnownFacts({"figures": FACTS}))
        store.add(TrialResult(record, item_table(record.key, [answered], judged)))
    return folder, everything(folder), f"items/{record.key}.parquet"


def everything(folder, *, items=True):
    """All that a run folder says, by the part it stands in."""
    run = Run.open(folder)
    places = {(r.cell.task, r.cell.contender) for r in run.records if r.status == "done"}
    return {
        "header": run.header,
        "plan": run.plan,
        "records": {record.key: record for record in run.records},
        "tasks": {name: asdict(card) for name, card in run.tasks.items()},
        "environment": run.environment,
        "speed": run.speed,
        "explanations": {line.cell: line for line in run.explanations},
        "layers": run.layers,
        "walks": run.walks,
        "studies": run.studies,
        "code": find_document(folder, CodeFiles),
        "facts": find_document(folder, KnownFacts),
        "index": find_document(folder, ItemIndex),
        "items": {
            place: run.items(*place).to_json() for place in places if items and place[0] != "rents"
        },
    }


def is_unchanged(found, whole):
    """Whether no part says anything else than it did; what is damaged may be missing."""
    return all(
        value in (None, {}) or value == whole[part] or _is_within(value, whole[part])
        for part, value in found.items()
    )


def _is_within(found, whole):
    pairs = found.items() if isinstance(found, dict) else ()
    return bool(pairs) and all(name in whole and whole[name] == value for name, value in pairs)


@pytest.mark.parametrize("file", FILES)
def test_no_flipped_bit_is_read_as_something_else(whole, tmp_path, file):
    """An error names the file, or the part is told as damaged and left out, or all is as it was.

    A bit of every file's first and last byte, and of others that the file's name decides.
    """
    folder, before, loose = whole
    name = loose if file == "a loose table" else file
    copy = shutil.copytree(folder, tmp_path / folder.name)
    content = (copy / name).read_bytes()
    luck = random.Random(name)
    places = {0, 8 * len(content) - 1, *luck.sample(range(8 * len(content)), POSITIONS)}
    told = 0
    for place in sorted(places):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        (copy / name).write_bytes(flipped)
        damaged = [one for one in soundness(copy).damaged if one.startswith(name)]
        told += bool(damaged)
        found = _told_or_read(copy, name)
        if isinstance(found, str):
            assert Path(name).name in found, place
            continue
        assert is_unchanged(found, before), place
        assert damaged or {**found, "items": None} == {**before, "items": None}, place
    # A few bits are of the digest's own name: the file then counts as one that has none.
    assert told >= 0.8 * len(places)


def _told_or_read(folder, name):
    """All that the folder says, or the error that reading it ends in."""
    try:
        return everything(folder, items=name.startswith("items/"))
    except StoreError as error:
        return str(error)


def test_a_whole_run_is_sound(whole):
    """Nothing is damaged, and of nothing it is unknown."""
    assert soundness(whole[0]) == Soundness()


def test_what_is_older_than_digests_is_read_and_named():
    """The published run was made before there were any."""
    published = Path(__file__).parents[2] / "results" / "reference"
    found = soundness(published)

    assert not found.damaged
    assert f"{RECORDS_FILE} (565 lines)" in found.unverifiable
    assert {"plan.json", "items/wine.0.parquet"} < set(found.unverifiable)
    assert len(Run.open(published).records) == 565
