"""The quiet phase: raw item to decision, for every contender a run fitted.

Started by `triptych bench`, which names the workload in TRIPTYCH_WORKLOAD; by itself there
is nothing to time. Blocks of all contenders in shuffled order follow each other, so that a
noisy stretch of time hits them alike.
"""

import json
import os
import random
import resource
import sys
import time
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from triptych.catalogue import Catalogue, LoadedTask
from triptych.dataset import take
from triptych.harness.artefact import load_fitted
from triptych.harness.quiet import BATCHES, WORKLOAD_VARIABLE
from triptych.harness.timing import FLOOR, Timing
from triptych.record import Record
from triptych.task import DEFAULT_VIEW, paradigm_of

BATCH_ROUNDS = 5


@dataclass(frozen=True)
class Workload:
    """What `triptych bench` asked to have timed; `seconds` are for one batch size in one block."""

    run_folder: Path
    tasks: list[str]
    records: list[Record]
    blocks: int
    rounds: int
    seconds: float
    output: Path


def workload():
    path = os.environ.get(WORKLOAD_VARIABLE)
    if path is None:
        return None
    content = json.loads(Path(path).read_text())
    records = [Record.from_json(record) for record in content["records"]]
    run_folder, output = Path(content["run_folder"]), Path(content["output"])
    return Workload(**content | {"run_folder": run_folder, "records": records, "output": output})


WORKLOAD = workload()


def pytest_generate_tests(metafunc):
    if WORKLOAD is None:
        metafunc.parametrize(("record", "batch", "block"), [])
        return
    order = random.Random(0)
    squares = []
    for block in range(WORKLOAD.blocks):
        shuffled = [(record, batch) for record in WORKLOAD.records for batch in BATCHES]
        shuffled.append((None, 1))
        order.shuffle(shuffled)
        squares += [(record, batch, block) for record, batch in shuffled]
    WORKLOAD.output.with_suffix(".total").write_text(str(len(squares)))
    names = [
        f"{record.cell.task}-{record.cell.contender}-{batch}-{block}"
        if record
        else f"no-op-{block}"
        for record, batch, block in squares
    ]
    metafunc.parametrize(("record", "batch", "block"), squares, ids=names)


@pytest.fixture(scope="session", autouse=True)
def one_quiet_thread():
    """Pin this process to one core and every library to one thread."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    for record in WORKLOAD.records if WORKLOAD else ():
        decider(record.cell.task, record.cell.contender)
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    with threadpool_limits(1):
        yield


@cache
def loaded_tasks():
    catalogue = Catalogue.find([Path(folder) for folder in WORKLOAD.tasks])
    return {
        record.cell.task: LoadedTask(catalogue[record.cell.task]) for record in WORKLOAD.records
    }


@cache
def decider(task_name, contender):
    """The whole way from raw items to decisions, and raw test items to decide on."""
    record = next(
        record
        for record in WORKLOAD.records
        if (record.cell.task, record.cell.contender) == (task_name, contender)
    )
    task = loaded_tasks()[task_name]
    fitted = load_fitted(WORKLOAD.run_folder, record)
    view = getattr(fitted.estimator, "reads", DEFAULT_VIEW[paradigm_of(contender)])
    predict = fitted.estimator.predict
    if view == "table":
        return lambda raw: predict(task.features(raw)), task.dataset.raw, fitted.test
    return predict, task.dataset.raw, fitted.test


def canary_seconds():
    """Time a fixed pure-Python loop, which is slower only when the machine is."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        total = 0
        for number in range(20_000):
            total += number * number
        best = min(best, time.perf_counter() - start)
    return best


def test_decide(benchmark, record, batch, block):
    """Seconds from `batch` raw items to as many decisions; new items each round."""
    if record is None:
        target, raw, test = (lambda _: None), np.arange(1000), np.arange(1000)
    else:
        target, raw, test = decider(record.cell.task, record.cell.contender)
    draw = np.random.default_rng(block)
    single = target(take(raw, test[:1]))
    assert record is None or len(single) == 1

    def new_items():
        return (take(raw, draw.choice(test, size=batch, replace=batch > len(test))),), {}

    (items,), _ = new_items()
    # Warms up what a batch of this size needs, and tells how many rounds there is time for.
    start = time.perf_counter()
    target(items)
    once = max(time.perf_counter() - start, 1e-9)
    wanted = WORKLOAD.rounds if batch == 1 else BATCH_ROUNDS
    rounds = int(min(wanted, max(1, WORKLOAD.seconds / once)))

    canary = canary_seconds()
    before, cpu, wall = resource.getrusage(resource.RUSAGE_SELF), time.process_time(), time.time()
    benchmark.pedantic(target, setup=new_items, rounds=rounds)
    after, cpu, wall = (
        resource.getrusage(resource.RUSAGE_SELF),
        time.process_time() - cpu,
        time.time() - wall,
    )
    timing = Timing(
        task=record.cell.task if record else FLOOR,
        contender=record.cell.contender if record else FLOOR,
        batch=batch,
        block=block,
        seconds=list(benchmark.stats.stats.data),
        canary_seconds=canary,
        wall_per_cpu=wall / max(cpu, 1e-9),
        switches_per_second=(after.ru_nivcsw - before.ru_nivcsw) / max(wall, 1e-9),
    )
    with WORKLOAD.output.open("a") as output:
        output.write(json.dumps(asdict(timing)) + "\n")
