"""The files a run writes: one form for the harness, for tests and for what was published."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from fixtures.key_trees import key_tree
from triptych.catalogue import Catalogue, studies
from triptych.errors import StoreError
from triptych.harness.facts import known_facts
from triptych.harness.profile import PROFILES
from triptych.harness.run import Listener, execute
from triptych.harness.run_request import RunRequest, prepare
from triptych.harness.workers.serial import Serial
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.code_files import CodeFiles
from triptych.results.formats.document import find_document, from_json, read_json, to_json
from triptych.results.formats.environment import Environment
from triptych.results.formats.known_facts import KnownFacts, SeenFile
from triptych.results.formats.run_header import RunHeader
from triptych.results.formats.run_plan import RunPlan
from triptych.results.formats.studies import StudiesFile
from triptych.results.items.index import ItemIndex
from triptych.results.record import RECORDS_FILE
from triptych.results.run import Run
from triptych.results.task_card import TaskCards
from triptych.task import is_reference
from triptych.testing import write_synthetic_run

PUBLISHED = Path(__file__).parents[3] / "results" / "reference"
DOCUMENTS = (RunHeader, RunPlan, TaskCards, CodeFiles, Environment, ItemIndex)
OF_NAMES = (TaskCards, CodeFiles, ItemIndex, KnownFacts)
"""Documents whose own keys are data: names of tasks, digests, names of files."""
DATA_KEYS = (
    "entries",
    "studies",
    "inputs",
    "size",
    "rulebook",
    "scores",
    "packages",
    "variables",
    "provenance",
)
YOUNGER = {"cpu_seconds", "fit_cpu_seconds", "fit_bytes", "labels", "author_score", "choices"}
"""Keys of records that the published run was made without."""

DATA = """
from pathlib import Path
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    numbers = np.array(Path(__file__).with_name("numbers.txt").read_text().split(), dtype=float)
    target = np.where(numbers > 30, "large", "small").astype(object)
    return Dataset(raw=numbers, target=target, classes=("small", "large"),
                   provenance={"source": "made here"})


def features(raw):
    return pd.DataFrame({"number": raw})
"""
RULES = """
import numpy as np


class Threshold:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.where(self.fires(X)[:, 0], "large", "small").astype(object)

    def fires(self, X):
        large = np.asarray(X)[:, 0] > 30
        return np.column_stack([large, ~large])

    def rulebook(self):
        return [{"label": "large", "says": "number > 30"}, {"label": "small", "says": "otherwise"}]

    def size(self):
        return {"rules": 2}


def make(seed):
    return Threshold()
"""
CHOOSING = """
import numpy as np


class Chosen:
    candidates, champion_, inner_scores_ = {"only": None}, "only", {"only": 1.0}

    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 30, "large", "small").astype(object)


def make(seed):
    return Chosen()
"""
FAILING = "def make(seed):\n    raise ValueError('no luck')\n"


class Silent(Listener):
    """Hears nothing."""


NEWER = {TaskCards: ("pretrained", "changes", "edited_after")}
"""Keys of entries that the published run is too old to have; the next one has them."""


@pytest.fixture
def request_of_tiny(write_task: Callable[..., Path]) -> RunRequest:
    """A request for a run of a tiny task whose data lie in a file and whose network fails."""
    task = write_task(data=DATA, rules=RULES, classical=CHOOSING, deep=FAILING)
    (task / "numbers.txt").write_text(" ".join(map(str, np.arange(60))))
    return RunRequest(
        folder=task.parents[1] / "results" / "quick",
        tasks=(Catalogue.find([task])["tiny"],),
        studies=(studies()["supervised"],),
        profile=PROFILES["quick"],
    )


@pytest.fixture
def ran(request_of_tiny: RunRequest) -> Path:
    """The run folder of a real run."""
    execute(request_of_tiny, Serial(), Silent())
    return request_of_tiny.folder


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """The run folder of a run that tests make up."""
    return write_synthetic_run(tmp_path / "made up", items=40, seeds=2)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A copy of the published run that a test may change."""
    return shutil.copytree(PUBLISHED, tmp_path / "reference", ignore=lambda *_: ["report"])


def content(folder: Path, kind: Any) -> Any:
    return read_json(folder / kind.FILE)


def tree(folder: Path, kind: Any) -> Any:
    values = content(folder, kind)
    if kind is CodeFiles:  # what a digest covers has names of its own
        values = {digest: list(files) for digest, files in values.items()}
    if kind is TaskCards:  # the published run is older than splits of several streams
        for card in values.values():
            card["split"].pop("streams", None)
    return key_tree({"entries": values} if kind in OF_NAMES else values, DATA_KEYS)


def without_newer(found: Any, kind: Any) -> Any:
    """A tree without the keys of entries that were added after the run was published."""
    for name in NEWER.get(kind, ()):
        del found["entries"]["*"][name]
    return found


def tree_of_records(folder: Path) -> Any:
    (tree,) = key_tree(list(lines_of(folder / RECORDS_FILE)), DATA_KEYS).values()
    tree.pop("stderr", None)  # is there where a trial printed something
    return tree


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_harness_and_the_made_up_run_write_what_was_published(
    kind: Any, ran: Path, made_up: Path
) -> None:
    """A key that the writer calls otherwise, or no longer writes, would not be found there."""
    published = tree(PUBLISHED, kind)
    assert without_newer(tree(ran, kind), kind) == published
    assert without_newer(tree(made_up, kind), kind) == published


def test_records_have_the_keys_of_the_published_ones(ran: Path, made_up: Path) -> None:
    """Those that ended well and those that failed, whoever wrote them."""
    real = tree_of_records(ran)
    older = {key: below for key, below in real.items() if key not in YOUNGER}

    assert real == tree_of_records(made_up)
    assert older == tree_of_records(PUBLISHED)


def test_studies_have_the_keys_of_the_made_up_ones(ran: Path, made_up: Path) -> None:
    """The published run is older than this file, so its keys stand here too."""
    real, invented = (tree(folder, StudiesFile)["studies"]["*"] for folder in (ran, made_up))

    assert real.keys() == {
        *("question", "axis", "ordered", "unvaried", "baselines", "metrics", "unfit")
    }
    assert invented.keys() == real.keys()
    assert real["axis"].keys() == {*("label", "scale", "main", "kinds", "is_stepped", "tells_cost")}
    assert set(real["axis"]["kinds"]) >= {"noise", "typos"}, "names of alterations, each a kind"


def test_facts_have_the_keys_they_always_had(ran: Path) -> None:
    """They are a cache and no part of a published run, so their keys stand here."""
    counts = ("items", "author_items", "tested_items")
    facts: Any = {key: {} for key in (*counts, "task", "fingerprint")}
    files = {"[]": {key: {} for key in ("path", "size", "modified_ns", "digest")}}

    found = tree(ran, KnownFacts)["entries"]["*"]

    assert found.pop("circumstances").keys() > {"folder", "code", "split"}
    assert found == facts | {"classes": {"[]": {}}, "provenance": {"*": {}}, "files": files}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_the_published_run_is_read_without_loss(kind: Any) -> None:
    """Every key and value of it: what is read and written again is the same."""
    again = json.loads(json.dumps(to_json(find_document(PUBLISHED, kind))))
    if kind is TaskCards:
        assert {card["split"].pop("streams") for card in again.values()} == {1}

    assert again == content(PUBLISHED, kind)


def test_what_a_run_wrote_is_read_back(ran: Path, request_of_tiny: RunRequest) -> None:
    """Through the doors that the phases after it and the report use."""
    run = Run.open(ran)
    card = run.task("tiny")
    (facts,) = known_facts(ran).values()

    assert (run.header.profile, run.header.schema) == ("quick", 1)
    planned = {cell.label for cell in run.plan.values() if not is_reference(cell.contender)}
    assert planned == {f"tiny/{name}/supervised/0" for name in ("rules", "classical", "deep")}
    assert (card.name, card.classes, card.items) == ("tiny", ("small", "large"), 60)
    assert card.fingerprint == facts.fingerprint
    assert [Path(file.path).name for file in facts.files] == ["numbers.txt"]
    assert run.environment is not None
    assert run.environment.packages.keys() > {"numpy"}
    assert {record.status for record in run.records} == {"done", "failed"}
    assert len(prepare(request_of_tiny).missing) == 1


MISSING = object()


def damage(folder: Path, kind: Any, *place: Any, value: Any) -> None:
    """Put another value into a place of a document, or take the key there away."""
    values = inner = content(folder, kind)
    for step in place[:-1]:
        inner = inner[step]
    if value is MISSING:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    (folder / kind.FILE).write_text(json.dumps(values))


@pytest.mark.parametrize(
    ("kind", "place", "value", "complaint"),
    [
        (RunHeader, ("profile",), MISSING, "required field `profile`"),
        (RunHeader, ("workers",), "two", r"Expected `int`, got `str` - at `\$.workers`"),
        (RunPlan, ("cells", 2), ["adult", "rules"], r"length 6, got 2 - at `\$.cells\[2\]`"),
        (RunPlan, ("cells", 3, 4), "0", r"Expected `int`, got `str` - at `\$.cells\[3\]\[4\]`"),
        (
            TaskCards,
            ("adult", "split", "kind"),
            "odd",
            r"tasks.json: adult .*Invalid enum value 'odd' - at `\$.split.kind`",
        ),
        (
            TaskCards,
            ("adult", "author_items"),
            MISSING,
            "tasks.json: adult .*required field `author_items`",
        ),
        (
            CodeFiles,
            ("01438937febbdcc7",),
            ["rules.py"],
            "code.json: 01438937febbdcc7 .*Expected `object`, got `array`",
        ),
        (Environment, ("packages",), MISSING, "required field `packages`"),
        (
            ItemIndex,
            ("wine.0.parquet",),
            [1],
            r"index.json: wine.0.parquet .*Expected `str`, got `int` - at `\$\[0\]`",
        ),
    ],
)
def test_a_damaged_file_is_told_with_its_place(
    published: Path, kind: Any, place: tuple[Any, ...], value: Any, complaint: str
) -> None:
    """Which file, which part of it, what was expected, what came, and what to do; in one line."""
    damage(published, kind, *place, value=value)

    with pytest.raises(StoreError, match=complaint) as caught:
        find_document(published, kind)

    assert str(caught.value).startswith(str(published / kind.FILE))
    assert str(caught.value).endswith("Delete it; `triptych run` writes it anew.")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", [*DOCUMENTS, KnownFacts])
@pytest.mark.parametrize("text", ["", "{", "[]", "\0\0"])
def test_a_file_of_something_else_is_told(tmp_path: Path, kind: Any, text: str) -> None:
    """Cut off by a power cut, or overwritten."""
    (tmp_path / kind.FILE).parent.mkdir(exist_ok=True)
    (tmp_path / kind.FILE).write_text(text)

    with pytest.raises(StoreError, match=r"(is no JSON|a JSON object).*(sets it aside|Delete it)"):
        find_document(tmp_path, kind)


def test_damaged_facts_are_looked_at_again(ran: Path, request_of_tiny: RunRequest) -> None:
    """A cache that cannot be read costs time, never a run."""
    damage(ran, KnownFacts, "tiny", "items", value="sixty")

    assert known_facts(ran) == {}
    done = [record for record in Run.open(ran).records if record.status == "done"]
    assert execute(request_of_tiny, Serial(), Silent()).present == len(done)
    assert known_facts(ran)["tiny"].items == 60


def test_texts_and_numbers_of_numpy_are_written_as_pythons() -> None:
    """A task may name its classes, and count, with what numpy gave it."""
    seen = SeenFile(np.str_("a"), 1, 2, np.str_("b"))

    assert json.dumps(to_json(seen)) == json.dumps(to_json(SeenFile("a", 1, 2, "b")))
    assert from_json(to_json(seen), SeenFile, "here") == SeenFile("a", 1, 2, "b")
    with pytest.raises(TypeError, match="JSON cannot hold a ndarray"):
        to_json({"values": np.zeros(2)})
