"""Promises of the phase that explains: measured once, resumed, and no failure spreads."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triptych.catalogue import Catalogue
from triptych.explain import phase as explaining
from triptych.explain.phase import Summary
from triptych.harness.profile import PROFILES
from triptych.harness.trials.trial import run_trial
from triptych.harness.workers.executor import Executor
from triptych.harness.workers.processes import Processes
from triptych.harness.workers.serial import Serial
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_json
from triptych.results.formats.run_header import RunHeader
from triptych.results.record import EXPLANATIONS_FILE, LAYERS_FILE, Record
from triptych.results.store import Store
from triptych.task import PARADIGMS, TaskFolder

FEW = replace(
    PROFILES["quick"].explaining, items=6, draws=3, permutations=2, donors=10, surrogate_items=20
)
HEADER = RunHeader(profile="quick", created="", command="", triptych="", python="", workers=1)
CONTRIBUTING = """
import numpy as np
from triptych.explanation import Explanation


class Threshold:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 3.5, "large", "small").astype(object)

    def explain(self, X):
        return [
            Explanation(
                decision, "it is what it is", contributions=np.ones(1),
                named=np.ones(1, dtype=bool), kind="exact", read=("number > 3.5",),
            )
            for decision in self.predict(X)
        ]


def make(seed):
    return Threshold()
"""
FAILING = """
class Failing:
    def fit(self, X, y):
        self.fitted = True
        return self

    def predict(self, X):
        from pathlib import Path
        if Path(__file__).with_name("fail").exists():
            raise ValueError("it cannot be asked any more")
        return ["small"] * len(X)


def make(seed):
    return Failing()
"""
HANGING = FAILING.replace(
    'raise ValueError("it cannot be asked any more")', "__import__('time').sleep(60)"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A run folder."""
    return tmp_path / "results" / "quick"


@pytest.fixture
def ran(
    write_task: Callable[..., Path], order_for: Callable[..., Any], folder: Path
) -> Callable[..., list[tuple[TaskFolder, Record]]]:
    """Run a written task's contenders into the run folder; returns what was kept."""

    def run(**files: str) -> list[tuple[TaskFolder, Record]]:
        place = write_task(**files)
        task = Catalogue.find([place])[place.name]
        kept = []
        with Store(folder) as store:
            store.write(HEADER)
            for contender in PARADIGMS:
                order = order_for(task, contender, keep_artefact=True)
                outcome = run_trial(order)
                store.add(outcome)
                kept.append((task, outcome.record))
        return kept

    return run


def explain(folder: Path, kept: Any, executor: Executor | None = None, **changed: Any) -> Summary:
    with Store(folder) as store:
        return explaining.explain(store, kept, executor or Serial(), replace(FEW, **changed))


def newest(folder: Path) -> dict[str, Any]:
    return {line["contender"]: line for line in lines_of(folder / EXPLANATIONS_FILE)}


def test_every_kept_contender_has_a_line(folder, ran):
    """Both tracks of each, figures for each item, and a reason for whatever is not there."""
    summary = explain(folder, ran(rules=CONTRIBUTING))
    lines = newest(folder)

    assert (summary.exit_code, set(lines)) == (0, set(PARADIGMS))
    rules = lines["rules"]
    assert rules["facts"] | {"seconds": 0} == {
        "items": 6,
        "wrong": sum(not right for right in rules["is_right"]),
        "draws": 3,
        "permutations": 2,
        "donors": "training items",
        "units": "frames",
        "seconds": 0,
    }
    native = rules["tracks"]["native"]
    assert (native["units"], native["kind"], native["values"]["named_units"]) == (
        "columns",
        "exact",
        1,
    )
    assert native["values"]["exactness"] == 1
    for track in rules["tracks"].values():
        assert all(len(values) == 6 for values in track["items"].values())
        assert not track["absent"].keys() & (track["items"].keys() | track["values"].keys())
        assert all(track["absent"].values())
    assert "no contributions of its own" in lines["classical"]["tracks"]["native"]["absent"]["*"]
    assert rules["contender_values"]["read_per_decision"] == 1
    assert "not known" in lines["classical"]["contender_absent"]["read_per_decision"]


def test_all_contenders_are_asked_about_the_same_items(folder, ran):
    """Tested items, in one order for all; wrong decisions are kept and marked."""
    kept = ran(classical=FAILING)
    explain(folder, kept)
    lines = newest(folder)

    assert lines["rules"]["items"] == lines["classical"]["items"] == lines["deep"]["items"]
    large = [item % 7 > 3 for item in lines["classical"]["items"]]
    assert lines["classical"]["is_right"] == [not is_large for is_large in large]
    assert lines["classical"]["facts"]["wrong"] == sum(large) > 0


def test_what_is_present_is_not_measured_again(folder, ran):
    """The same command twice measures once; other settings, or another fit, measure anew."""
    kept = ran()
    first = explain(folder, kept)
    again = explain(folder, kept)
    closer = explain(folder, kept, draws=4)

    assert (first.measured, first.present) == (5, 0)
    assert (again.measured, again.present) == (0, 5)
    assert (closer.measured, closer.present) == (5, 0)


def test_units_that_changed_are_measured_anew(folder, ran):
    """What explanations speak of is part of the task's code, though no trial depends on it."""
    kept = ran()
    explain(folder, kept)
    path = kept[0][0].path / "data.py"
    path.write_text(f"{path.read_text()}\nfrom triptych import Digits\n\nUNITS = Digits(3)\n")
    again = explain(folder, kept)

    assert again.present == 0


def test_the_same_seed_gives_the_same_line(folder, ran):
    """But for the times, which are measured."""
    kept = ran(rules=CONTRIBUTING)
    explain(folder, kept, seconds=100)
    (folder / EXPLANATIONS_FILE).rename(folder / "first")
    explain(folder, kept, seconds=100)

    for first, second in zip(
        lines_of(folder / "first"), lines_of(folder / EXPLANATIONS_FILE), strict=True
    ):
        for line in (first, second):
            del line["facts"]["seconds"]
            for track in line["tracks"].values():
                track.get("values", {}).pop("milliseconds", None)
        assert first == second


def test_a_failure_becomes_a_line_and_is_tried_again(folder, ran):
    """The others are measured; the reason stands in the place of the figures."""
    kept = ran(classical=FAILING)
    switch = kept[0][0].path / "fail"
    switch.touch()
    summary = explain(folder, kept)
    line = newest(folder)["classical"]

    assert (summary.exit_code, summary.measured) == (3, 3)
    assert "it cannot be asked any more" in summary.failures["tiny/classical/0"]
    assert "it cannot be asked any more" in line["tracks"]["probe"]["absent"]["*"]
    assert explain(folder, kept).failures == summary.failures
    assert len(list(lines_of(folder / EXPLANATIONS_FILE))) == 3

    switch.unlink()
    assert explain(folder, kept).exit_code == 0
    assert newest(folder)["classical"]["items"]


def test_own_words_that_fail_cost_no_other_track(folder, ran):
    """The probe asks all the same, and the reason stands where the words would."""
    speechless = CONTRIBUTING.replace("        return [\n", "        return 1 / 0 and [\n", 1)
    assert speechless != CONTRIBUTING
    explain(folder, ran(rules=speechless))
    tracks = newest(folder)["rules"]["tracks"]

    assert "ZeroDivisionError" in tracks["native"]["absent"]["*"]
    assert tracks["probe"]["values"]


def test_a_twin_that_fails_costs_only_itself(folder, ran):
    """Shuffled answers may be more than a contender can bear."""
    unfit = (
        FAILING.replace("predict(self, X)", "predict(self, X, ask=False)")
        .replace("        self.fitted = True\n", "        self.predict([], ask=True)\n")
        .replace("if Path", "if ask and Path")
    )
    kept = ran(deep=unfit)
    (kept[0][0].path / "fail").touch()
    explain(folder, kept, twin_seconds=10)
    track = newest(folder)["deep"]["tracks"]["probe"]

    assert "it cannot be asked any more" in track["absent"]["randomisation"]
    assert track["values"]


def test_a_contender_that_hangs_costs_no_other(folder, ran):
    """Workers keep the time limit, which is the task's."""
    kept = ran(deep=HANGING)
    (kept[0][0].path / "fail").touch()
    short = [(replace(task, card=replace(task.card, time_limit=5.0)), one) for task, one in kept]
    with Processes(2) as place:
        summary = explain(folder, short, place)

    assert set(summary.failures) == {"tiny/deep/0", "tiny/walks"}
    assert summary.failures["tiny/deep/0"].startswith("timeout: still running")


def test_a_contender_that_was_not_kept_says_what_to_do(folder, ran):
    """Its line says why, once, however often it is asked for."""
    (task, lost), *kept = ran()
    pairs = [(task, replace(lost, artefact=None)), *kept]
    summaries = [explain(folder, pairs), explain(folder, pairs)]

    assert all("`triptych run` again" in one.failures["tiny/rules/0"] for one in summaries)
    assert len(list(lines_of(folder / EXPLANATIONS_FILE))) == 3


def test_a_torn_line_costs_only_itself(folder, ran):
    """After a crash in the middle of writing, the same command measures what was lost."""
    kept = ran()
    explain(folder, kept)
    path = folder / EXPLANATIONS_FILE
    os.truncate(path, path.stat().st_size - 10)
    summary = explain(folder, kept)

    assert (summary.measured, summary.present) == (1, 4)
    assert all(json.loads(line) for line in path.read_text().splitlines())


def test_some_items_are_explained_however_long_it_takes(folder, ran):
    """The time budget never leaves fewer than the profile's least."""
    explain(folder, ran(), seconds=0)

    assert [line["facts"]["items"] for line in lines_of(folder / EXPLANATIONS_FILE)] == [3] * 3


def test_layers_of_what_has_none_are_absent(folder, ran):
    """The reason stands in the file, and counts as measured."""
    explain(folder, ran())
    layers = read_json(folder / LAYERS_FILE)

    assert layers["tasks"] == {}
    assert layers["absent"] == {"tiny": "a Threshold shows no layers"}
