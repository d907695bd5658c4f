"""What the harness itself costs: a cell whose contender does nothing, and 80 real fits.

`pytest --benchmark-enable benchmarks/test_harness.py` prints both figures against their
targets and fails where one is missed. Blocks of the harness and of the bare loop follow each
other, and the median ratio of neighbours counts, so that a noisy stretch of time hits both.
"""

import statistics
import sys
import time
from itertools import count
from textwrap import dedent

import numpy as np
import psutil
import pytest

from triptych.catalogue import Catalogue
from triptych.cell import Cell
from triptych.fold import folds
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.trials.calls import run_trials
from triptych.harness.trials.trial import run_trial
from triptych.harness.workers.processes import Processes
from triptych.results.store import Store

NOTHING_SECONDS = 0.030
"""The most a cell may cost whose contender does nothing: wall clock, warm workers, stored.

A fork is most of it, about .04 ms for each mapped MB: 10 ms with scikit-learn loaded, 20 to 25 ms
with torch. It is what keeps a cell from changing the next one's score, and .3 % of a full run.
"""

CPU_RATIO = 1.15
"""The most CPU that 80 fits through the harness may take, against a bare loop; a fork a cell."""

QUIET_SHARE = 0.1
"""Above this share of the machine for other processes, wall clocks are missed for their sake."""

CELLS = 300
BLOCKS = 5
FIT_BLOCKS = 3
SEEDS = 16
"""Times five folds: 80 fits."""

CARD = """
from triptych import Task, accuracy, cross_validated, held_out

TASK = Task(
    title="Overhead", question="What does the harness cost?", why="to keep it small",
    modality="table", items=569, classes=2, metric=accuracy(), split={split},
    delta_reason="none", licence="BSD-3-Clause", source="scikit-learn", citation="none",
)
"""

DATA = """
import numpy as np
from sklearn.datasets import load_breast_cancer
from triptych.dataset import Dataset


def load():
    raw, numbers = load_breast_cancer(return_X_y=True, as_frame=True)
    classes = ("malignant", "benign")
    return Dataset(raw=raw, target=np.array(classes, dtype=object)[numbers], classes=classes)


def features(raw):
    return raw
"""

NOTHING = """
import numpy as np


class Nothing:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.full(len(X), "benign", dtype=object)


def make(seed):
    return Nothing()
"""

FOREST = """
from sklearn.ensemble import RandomForestClassifier


def make(seed):
    return RandomForestClassifier(50, random_state=seed)
"""


@pytest.fixture
def write_task(tmp_path):
    def write(split):
        folder = tmp_path / "overhead"
        folder.mkdir()
        files = {"__init__": CARD.format(split=split), "data": DATA, "classical": FOREST}
        for name, content in (files | {"rules": NOTHING, "deep": NOTHING}).items():
            (folder / f"{name}.py").write_text(dedent(content))
        return Catalogue.find([folder])["overhead"]

    return write


@pytest.fixture
def numbers():
    """A number that no order had yet."""
    return count()


def orders(task, contender, seeds, numbers):
    from triptych.harness.task_data import task_data_of

    fingerprint = task_data_of(task).dataset.fingerprint
    return [
        PlannedCell(
            cell=Cell(task.name, contender, "supervised", None, seed),
            key=f"{next(numbers):032x}",
            folder=task,
            inputs={"data": fingerprint, "code": "0" * 32, "versions": "0" * 32},
            time_limit=60.0,
            memory_limit=2**32,
        )
        for seed in seeds
    ]


def run(executor, wanted, store):
    for outcome in run_trials(executor, wanted):
        assert outcome.record.status == "done", outcome.record.reason
        store.add(outcome)


@pytest.mark.benchmark(group="a cell that does nothing")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_cell_that_does_nothing(benchmark, write_task, numbers, tmp_path, capsys, workers):
    """Through warm workers and into the store; one test part, as a large task has it."""
    task = write_task("held_out(100)")
    seconds, others = [], []
    with Processes(workers) as executor, Store(tmp_path / "run") as store:
        run(executor, orders(task, "rules", range(20), numbers), store)

        def block():
            wanted = orders(task, "rules", range(CELLS), numbers)
            start, own, machine = time.perf_counter(), cpu_seconds(), machine_seconds()
            run(executor, wanted, store)
            wall = time.perf_counter() - start
            foreign = machine_seconds() - machine - (cpu_seconds() - own)
            others.append(foreign / wall / psutil.cpu_count())
            seconds.append(wall / CELLS)

        benchmark.pedantic(block, rounds=BLOCKS)
        start = time.perf_counter()
        store.compact()
        compaction = (time.perf_counter() - start) / CELLS / len(seconds)
    # Others on the machine only ever add: the best block says what the harness costs.
    ratio = min(seconds) / NOTHING_SECONDS
    benchmark.extra_info["ratio_to_target"] = ratio
    with capsys.disabled():
        sys.stdout.write(
            f"\na cell that does nothing, {workers} worker(s): best {min(seconds) * 1e3:.2f} ms, "
            f"median {statistics.median(seconds) * 1e3:.2f} ms, {ratio:.2f} of what is allowed; "
            f"compaction adds {compaction * 1e3:.2f} ms\n"
        )
    if ratio > 1.0 and min(others) > QUIET_SHARE:
        pytest.skip(f"nothing is shown: other processes took {min(others):.0%} of the machine")
    assert ratio <= 1.0


@pytest.mark.benchmark(group="80 fits")
def test_cpu_of_80_fits(benchmark, write_task, numbers, tmp_path, capsys):
    """A forest on 16 seeds of five folds, against a loop that asks the same of it."""
    task = write_task("cross_validated(5)")
    ratios = []
    with Processes(workers=1) as executor, Store(tmp_path / "run") as store:
        run(executor, orders(task, "classical", range(SEEDS), numbers), store)
        run_trial(orders(task, "classical", [0], numbers)[0])
        bare_loop = bare(task)

        def block():
            before = cpu_seconds()
            run(executor, orders(task, "classical", range(SEEDS), numbers), store)
            harness = cpu_seconds() - before
            before = cpu_seconds()
            bare_loop()
            ratios.append(harness / (cpu_seconds() - before))

        benchmark.pedantic(block, rounds=FIT_BLOCKS)
    ratio = statistics.median(ratios)
    benchmark.extra_info["ratio_to_bare_loop"] = ratio
    with capsys.disabled():
        sys.stdout.write(
            f"\nCPU of 80 fits against a bare loop: {ratio:.3f} "
            f"({min(ratios):.3f} to {max(ratios):.3f}), allowed {CPU_RATIO}\n"
        )
    assert ratio <= CPU_RATIO


def bare(task):
    """Return the loop somebody would write by hand, its data and folds prepared."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import accuracy_score

    from triptych.harness.task_data import task_data_of

    dataset = task_data_of(task).dataset
    parts = {seed: folds(dataset, task.card.split, seed) for seed in range(SEEDS)}

    def loop():
        for seed, parted in parts.items():
            for fold in parted:
                forest = RandomForestClassifier(50, random_state=seed)
                forest.fit(dataset.raw.iloc[fold.train], dataset.target[fold.train])
                X = dataset.raw.iloc[fold.test]
                decisions, chances = forest.predict(X), forest.predict_proba(X)
                accuracy_score(dataset.target[fold.test], decisions)
                np.max(chances, axis=1)

    return loop


def cpu_seconds():
    """Sum up what this process, its workers and their calls' processes have used so far."""
    own = psutil.Process()
    family = [own, *own.children(recursive=True)]
    return sum(sum(process.cpu_times()[:4]) for process in family)


def machine_seconds():
    """Sum up what all processes of the machine have used, and what the host took from it."""
    times = psutil.cpu_times()
    return sum(times[:3]) + getattr(times, "steal", 0.0)
