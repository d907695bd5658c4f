"""Two engines, one answer: pytest-benchmark as the quiet phase uses it, and pyperf's worker.

`pytest --benchmark-enable benchmarks/test_engines.py` fits five contenders of two small embedded
tasks and times each with both engines, taking turns in one process: the noise is in time, so
that engines run minutes apart differ by 25-50 % where nothing is wrong.
"""

import gc
import os
import sys
import time
from functools import cache
from itertools import cycle
from statistics import median

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.harness.pipeline import decider
from triptych.harness.task_data import TaskData
from triptych.harness.workers.isolation import seed_everything
from triptych.task import view_of
from triptych.timing.canary import NOISY_RATIO, canary_seconds

pyperf = pytest.importorskip("pyperf", reason="pyperf is the other engine: pip install pyperf")

CONTENDERS = (
    ("digits", "rules"),
    ("digits", "classical"),
    ("digits", "deep"),
    ("breast_cancer", "rules"),
    ("breast_cancer", "classical"),
)
BLOCKS = 40
ROUNDS = 20
AGREEMENT = 0.05
"""The medians of both engines lie within this share of each other."""

MEDIANS = {name: {"ours": [], "pyperf": []} for name in CONTENDERS}
CANARIES = []
WALL_PER_CPU = []


@pytest.fixture(scope="module", autouse=True)
def one_quiet_thread():
    """As the quiet phase has it: one core, one thread, no garbage collection for either engine."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    gc.disable()
    with threadpool_limits(1):
        yield
    gc.enable()


@cache
def runner():
    """Pyperf's worker: it times in this process, as `pyperf` does in each it starts."""
    found = pyperf.Runner()
    found.parse_args(["--worker", "--quiet", "--loops=1", "--warmups=1", f"--values={ROUNDS}"])
    return found


@cache
def prepared(task_name, contender):
    """From raw items to decisions, by a contender fitted here, and single test items."""
    task_data = TaskData(LoadedTask(Catalogue.find()[task_name]))
    task, dataset = task_data.task, task_data.dataset
    fold = task_data.folds(0)[0]
    seed_everything(0)
    estimator = task.make(contender, 0)
    train = take(dataset.raw, fold.train)
    X = task.features(train) if view_of(estimator, contender) == "table" else train
    estimator.fit(X, dataset.target[fold.train])
    chosen = np.random.default_rng(0).choice(fold.test, ROUNDS)
    return decider(task, contender, estimator), [take(dataset.raw, [item]) for item in chosen]


def times_of_ours(benchmark, decide, items):
    waiting = cycle(items)
    benchmark.pedantic(decide, setup=lambda: ((next(waiting),), {}), rounds=ROUNDS)
    return benchmark.stats.stats.data


def times_of_pyperf(name, decide, items):
    waiting = cycle(items)
    timed = runner().bench_func(name, lambda: decide(next(waiting)))
    return timed.get_values()


@pytest.mark.parametrize("block", range(BLOCKS))
@pytest.mark.parametrize("name", CONTENDERS, ids="-".join)
def test_both_engines_take_turns(benchmark, name, block):
    """One block of a contender: both engines on the same items, the first one in turn."""
    decide, items = prepared(*name)
    for item in items:
        decide(item)
    CANARIES.append(canary_seconds())
    wall, cpu = time.perf_counter(), time.process_time()
    engines = {
        "ours": lambda: times_of_ours(benchmark, decide, items),
        "pyperf": lambda: times_of_pyperf(f"{'-'.join(name)}-{block}", decide, items),
    }
    for engine in sorted(engines, reverse=bool(block % 2)):
        MEDIANS[name][engine].append(median(engines[engine]()))
    WALL_PER_CPU.append((time.perf_counter() - wall) / (time.process_time() - cpu))


@pytest.mark.parametrize("name", CONTENDERS, ids="-".join)
def test_the_engines_agree(name, capsys):
    """The median over blocks of the ratios within a block lies within 5 % of 1."""
    ours, other = MEDIANS[name]["ours"], MEDIANS[name]["pyperf"]
    if not ours:
        pytest.skip("nothing was timed: run with --benchmark-enable")
    ratio = median(one / two for one, two in zip(ours, other, strict=True))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{'.'.join(name)}: ours {1e6 * median(ours):.1f} µs, pyperf "
            f"{1e6 * median(other):.1f} µs, ratio within blocks {ratio:.3f}\n"
        )
    noise = max(median(CANARIES) / min(CANARIES), median(WALL_PER_CPU))
    if abs(ratio - 1) > AGREEMENT and noise > NOISY_RATIO:
        pytest.skip(f"nothing is shown: the machine was {noise:.2f} times slower than it can be")
    assert abs(ratio - 1) <= AGREEMENT
