"""Promises of scale: generated items alone are learned, the same tested, as many as can be paid."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from fixtures.tiny_tasks import CARD, DATA, found
from triptych.catalogue import Catalogue, LoadedTask, studies
from triptych.errors import ContractError
from triptych.harness.plan import plan
from triptych.harness.profile import PROFILES
from triptych.harness.task_data import TaskData
from triptych.studies.scale import LARGEST, SIZES, STUDY
from triptych.tasks.loan_stream import TASK as LOAN_STREAM

GENERATE = """

def generate(items, seed):
    numbers = np.random.default_rng(seed).integers(0, 60_000, items)
    labels = np.where(numbers % 7 > 3, "large", "small").astype(object)
    return Dataset(raw=numbers[:, None] % 7 + numbers[:, None] / 100_000, target=labels,
                   classes=("small", "large"))
"""
COUNTING = """
import numpy as np

class Counting:
    def fit(self, X, y):
        self.items = len(X)
        return self

    def size(self):
        return {"items": self.items}

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 3.5, "large", "small").astype(object)

def make(seed):
    return Counting()
"""


def growing(write_task, **files):
    card = CARD.replace('citation="none"', 'citation="none", generates=True')
    return found(write_task(**{"__init__": card, "data": DATA + GENERATE, **files}))


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("modality", ["table", "symbolic", "image", "audio", "series"])
def test_a_profile_runs_what_it_can_pay_for(profile, modality):
    """In one series, of which smaller profiles have the beginning."""
    card = SimpleNamespace(modality=modality)
    sizes = STUDY.conditions_in(card, profile)

    assert list(sizes) == list(SIZES[: len(sizes)])
    assert all(size <= LARGEST[profile] for size in sizes)
    assert (not sizes) is (
        profile in ("quick", "compare") and modality not in ("table", "symbolic")
    )


def test_one_seed_of_each_size_is_planned(write_task):
    """Time is not the seed's: other studies have all seeds of the profile."""
    task = growing(write_task)
    planned = plan((task,), (STUDY,), PROFILES["full"], {}, ("rules",))

    assert [one.cell.condition for one in planned] == list(SIZES)
    assert {one.cell.seed for one in planned} == {0}
    assert len(plan((task,), (studies()["corruption"],), PROFILES["full"], {}, ("rules",))) > 5


def test_tasks_without_items_to_draw_do_not_fit(tiny):
    assert "generate(items, seed)" in STUDY.unfit_for(tiny.card)
    assert STUDY.unfit_for(LOAN_STREAM) == ""


def test_generated_items_are_learned_and_the_tasks_own_tested(write_task, triptych, tmp_path):
    """Through the command: so many labels, so many items learned; CPU seconds and memory known."""
    task = growing(write_task, classical=COUNTING)
    ended = triptych(
        "run", "tiny", "--tasks", task.path.parent, "--study", "scale", "--profile", "quick",
        "--contender", "classical", "--results", tmp_path / "results",
    )  # fmt: skip
    assert ended.code == 0
    lines = (tmp_path / "results" / "quick" / "records.jsonl").read_text().splitlines()
    records = {one["labels"]: one for one in map(json.loads, lines)}

    assert sorted(records) == [1_000, 3_000, 10_000]
    for labels, one in records.items():
        # Those that the task has too are left out: whoever draws whole numbers may meet them.
        assert labels - 60 <= one["size"]["items"] <= labels
        assert one["score"] == 1.0
        assert 0 <= one["fit_cpu_seconds"] <= one["cpu_seconds"]
    assert {one["test_items"] for one in records.values()} == {20}


@pytest.mark.parametrize(
    "name", [name for name, one in Catalogue.find().tasks.items() if one.card.generates]
)
def test_our_tasks_draw_as_many_as_are_asked_for(name):
    """Other ones for another seed, the same for the same, of the task's own classes."""
    task = TaskData(LoadedTask(Catalogue.find()[name]))
    first, again, other = (task.generated(40, seed) for seed in (1, 1, 2))

    assert first.fingerprint == again.fingerprint != other.fingerprint
    assert len(first) == 40
    assert first.classes == task.dataset.classes
    assert not np.isin(first.item_digests, task.dataset.item_digests).any()
    assert type(first.raw) is type(task.dataset.raw)


def test_who_draws_another_number_is_told_so(write_task):
    task = growing(write_task, data=DATA + GENERATE.replace("60_000, items", "60_000, items + 1"))

    with pytest.raises(ContractError, match="returned 6 items; expected a triptych"):
        TaskData(LoadedTask(task)).generated(5, 0)
