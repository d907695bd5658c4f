"""Kills at random moments: nothing is lost, nothing is done twice, nothing is left running."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from fixtures.tiny_tasks import task_writer
from triptych.results.record_lines import read_records
from triptych.results.run import Run

KILLS = 200
PATIENCE_SECONDS = 20.0

SLOW = """
import time
import numpy as np


class Threshold:
    def fit(self, X, y):
        time.sleep(0.05)
        return self

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 3.5, "large", "small").astype(object)


def make(seed):
    return Threshold()
"""


def start(place: Path, run: str) -> subprocess.Popen[bytes]:
    options = ["--profile", "standard", "--study", "supervised", "--workers", "2", "--quiet"]
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "triptych", "run", "tiny", "--tasks", str(place / "tasks")),
            *("--results", str(place / "results"), *options, "--run", run),
        ],
        env=os.environ | {"TRIPTYCH_KILLED": str(place), "HOME": str(place)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def family(place: Path) -> list[psutil.Process]:
    """Every process that the command has started, in whatever session, and itself."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.environ().get("TRIPTYCH_KILLED") == str(place):
                found.append(process)
    return [process for process in found if is_alive(process)]


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def complete(place: Path, run: str) -> None:
    """Give the command again until it says that nothing is missing."""
    for _ in range(3):
        if start(place, run).wait(120) == 0:
            return
    pytest.fail(f"{run} is not complete after three more tries")


def check(folder: Path, expected: dict[str, str]) -> None:
    """Every planned cell has one `done` record and its item table."""
    done = Counter(
        record.key
        for record in read_records(folder / "records.jsonl").records
        if record.status == "done"
    )
    opened = Run.open(folder)
    assert set(done) == set(opened.plan)
    assert set(done.values()) == {1}
    assert tables(folder) == expected


def tables(folder: Path) -> dict[str, str]:
    opened = Run.open(folder)
    return {
        contender: opened.items("tiny", contender).drop(columns="key").to_json()
        for contender in ("rules", "classical", "deep")
    }


@pytest.mark.slow
def test_200_kills_lose_and_double_nothing(tmp_path):
    """Whoever of the command, its server, workers and calls is hit, at whatever moment."""
    dice = random.Random(20261201)
    task_writer(tmp_path / "tasks")(rules=SLOW, classical=SLOW, deep=SLOW)
    began = time.monotonic()
    complete(tmp_path, "alone")
    a_run = time.monotonic() - began
    expected = tables(tmp_path / "results" / "alone")
    kills = runs = 0
    while kills < KILLS:
        runs += 1
        for _ in range(3):  # the command is given again after each kill
            process = start(tmp_path, f"run-{runs}")
            time.sleep(dice.uniform(0.0, a_run))
            victims = family(tmp_path)
            if process.poll() is not None or not victims:
                break
            with suppress(psutil.NoSuchProcess):
                dice.choice(victims).kill()
                kills += 1
            process.wait(120)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while (left := family(tmp_path)) and time.monotonic() < deadline:
                time.sleep(0.05)
            assert not left, [one.cmdline() for one in left]
        complete(tmp_path, f"run-{runs}")
        check(tmp_path / "results" / f"run-{runs}", expected)
