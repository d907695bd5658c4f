"""What the command costs that has nothing to do: all cells present, in a process of its own.

`pytest --benchmark-enable benchmarks/test_rerun.py` prints wall clock and CPU against their targets
and fails where one is missed; where only the wall clock is, on a machine that others use, it skips.
"""

import os
import resource
import subprocess
import sys
import time

import psutil
import pytest

ROUNDS = 5
QUIET_SHARE = 0.1
"""Above this share of the machine for other processes, wall clocks are missed for their sake."""

CARD = """
from triptych import Task, accuracy, cross_validated
TASK = Task(
    title="Even or odd", question="Is the number even?", why="to be present", modality="symbolic",
    items=60, classes=2, metric=accuracy(), split=cross_validated(2), delta_reason="none",
    licence="CC0", source="made here", citation="none",
)
"""
DATA = """
import numpy as np, pandas as pd
from triptych.dataset import Dataset
def load():
    target = np.array([("even", "odd")[n % 2] for n in range(60)], dtype=object)
    return Dataset(raw=np.arange(60)[:, None], target=target, classes=("even", "odd"))
def features(raw):
    return pd.DataFrame({"last bit": raw[:, 0] % 2})
"""
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column
def make(seed):
    return RuleList([Rule("odd", column("last bit") == 1, because="it is")], otherwise="even")
"""
DUMMY = """
from sklearn.dummy import DummyClassifier
def make(seed):
    return DummyClassifier()
"""
VARIANTS = """
def make_a(seed):
    return make(seed)
def make_b(seed):
    return make(seed)
"""


CONTENDERS = ("rules", "classical", "classical:a", "classical:b", "deep")
"""Without the reference panel, so that the figures stay those of as many cells."""


def write_tasks(folder, tasks):
    files = {"__init__": CARD, "data": DATA, "rules": RULES, "classical": DUMMY + VARIANTS}
    for number in range(tasks):
        place = folder / f"task_{number}"
        place.mkdir(parents=True)
        for name, content in (files | {"deep": DUMMY}).items():
            (place / f"{name}.py").write_text(content)
    return [f"task_{number}" for number in range(tasks)]


@pytest.mark.benchmark(group="a rerun with all cells present")
@pytest.mark.parametrize(
    ("tasks", "profile", "cells", "seconds"), [(22, "quick", 66, 0.6), (40, "full", 1000, 1.5)]
)
def test_a_rerun_with_all_cells_present(
    benchmark, tmp_path, capsys, tasks, profile, cells, seconds
):
    """Plan, compare with the folder, print the scores; nothing is loaded and nothing fitted."""
    names = write_tasks(tmp_path / "tasks", tasks)
    environment = os.environ | {"TRIPTYCH_CACHE": str(tmp_path / "cache")}
    chosen = [name for name in CONTENDERS if profile == "full" or ":" not in name]
    contenders = [word for name in chosen for word in ("--contender", name)]
    options = ["--tasks", "tasks", "--profile", profile, *contenders]
    command = [sys.executable, "-m", "triptych", "run", *names, *options]
    settings = {"env": environment, "cwd": tmp_path, "stdout": subprocess.DEVNULL}

    def call():
        return subprocess.run(
            command, stderr=subprocess.PIPE, text=True, check=True, **settings
        ).stderr

    call()
    time.sleep(2.5)  # files just written are not remembered
    assert f"{cells:,} cells".replace(",", "") in call().replace(",", "")
    walls, cpus, others = [], [], []

    def block():
        wall, cpu, machine = time.perf_counter(), cpu_seconds(), machine_seconds()
        assert "0 run now" in call()
        walls.append(time.perf_counter() - wall)
        cpus.append(cpu_seconds() - cpu)
        foreign = machine_seconds() - machine - cpus[-1]
        others.append(foreign / walls[-1] / psutil.cpu_count())

    benchmark.pedantic(block, rounds=ROUNDS)
    benchmark.extra_info["cpu_seconds"] = min(cpus)
    with capsys.disabled():
        sys.stdout.write(
            f"\na rerun of {cells} cells, all present: best {min(walls):.2f} s wall, "
            f"{min(cpus):.2f} s CPU, allowed {seconds} s\n"
        )
    assert min(cpus) <= seconds
    if min(walls) > seconds and min(others) > QUIET_SHARE:
        pytest.skip(f"nothing is shown: other processes took {min(others):.0%} of the machine")
    assert min(walls) <= seconds


def cpu_seconds():
    """Sum up what ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def machine_seconds():
    """Sum up what all processes of the machine have used, and what the host took from it."""
    times = psutil.cpu_times()
    return sum(times[:3]) + getattr(times, "steal", 0.0)
