"""The quiet phase: raw item to decision, and training, for every contender a run fitted.

Started by `triptych bench`, which names the workload in TRIPTYCH_WORKLOAD; by itself there
is nothing to time. Blocks of all contenders in shuffled order follow each other, so that a
noisy stretch of time hits them alike; what it hit is measured once more at the end.
"""

import gc
import os
import random
import resource
import sys
import time
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Literal

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from triptych.absent import Absent
from triptych.dataset import take
from triptych.errors import TriptychError
from triptych.explanation import ExplanationUnavailable
from triptych.harness.workers.isolation import seed_everything
from triptych.results.formats.speed import BATCH_SIZES
from triptych.results.record import Record
from triptych.task import view_of
from triptych.timing.canary import canary_seconds
from triptych.timing.clock_process import Workload
from triptych.timing.fit import FitTiming, plan_fits
from triptych.timing.fitted import FittedContenders
from triptych.timing.summary import FLOOR, Timing, noisiest

BATCH_ROUNDS = 5
CPU_BATCH_SIZES = (1, 512)
CPU_SHARE = 5
"""One round in so many is run again under the clock of CPU time."""

CHUNK = 100
CHUNKED_SECONDS = 1e-6
"""What takes less is timed in chunks: the clock itself takes a tenth of that."""

WORKLOAD = Workload.asked()
CONTENDERS = FittedContenders(WORKLOAD) if WORKLOAD else {}
TIMINGS: dict["Square", Timing] = {}


@dataclass(frozen=True)
class Square:
    """One measurement: who does what with how many items, in which block; None is the no-op."""

    record: Record | None
    kind: Literal["decide", "explain"]
    batch: int
    block: int

    @property
    def label(self):
        who = f"{self.record.cell.task}-{self.record.cell.contender}" if self.record else FLOOR
        return f"{who}-{self.kind}-{self.batch}-{self.block}"

    def __hash__(self):
        return hash(self.label)


def all_squares():
    order = random.Random(0)
    squares = []
    for block in range(WORKLOAD.effort.blocks):
        shuffled = [
            Square(one, "decide", n, block) for one in WORKLOAD.records for n in BATCH_SIZES
        ]
        if WORKLOAD.effort.explains:
            shuffled += [Square(one, "explain", 1, block) for one in WORKLOAD.records]
        shuffled.append(Square(None, "decide", 1, block))
        order.shuffle(shuffled)
        squares += shuffled
    return squares


def pytest_generate_tests(metafunc):
    squares = all_squares() if WORKLOAD else []
    if "square" in metafunc.fixturenames:
        if WORKLOAD:
            WORKLOAD.expect(len(squares))
        metafunc.parametrize("square", squares, ids=[square.label for square in squares])
    if "place" in metafunc.fixturenames:
        metafunc.parametrize("place", range(len(squares)))
    if "attempt" in metafunc.fixturenames:
        attempts = [
            (record, attempt)
            for attempt in range(WORKLOAD.effort.fits if WORKLOAD else 0)
            for record in random.Random(attempt).sample(WORKLOAD.records, len(WORKLOAD.records))
        ]
        metafunc.parametrize(("record", "attempt"), attempts)


@pytest.fixture(scope="session", autouse=True)
def one_quiet_thread():
    """Pin this process to one core and every library to one thread."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    try:
        for record in WORKLOAD.records if WORKLOAD else ():
            CONTENDERS[record]  # imports what it needs, before threads are limited
    except TriptychError as error:
        WORKLOAD.refuse(str(error))
        raise
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)
    # What is loaded stays: collections before each fit need not walk through it.
    gc.freeze()
    with threadpool_limits(1):
        yield


def test_contender(benchmark, square):
    """Seconds from raw items to decisions, or to one explained decision; new items each round."""
    time_square(benchmark, square)


def test_what_noise_hit_again(benchmark, place):
    """The worst first, while there is time; the quieter of both counts."""
    noisy = hit_by_noise()
    if place >= len(noisy):
        pytest.skip("nothing else was hit")
    if time.monotonic() > repetition_ends():
        pytest.skip("the time to repeat what was hit is over")
    WORKLOAD.expect(1)
    time_square(benchmark, noisy[place])


@cache
def hit_by_noise():
    squares = {timing.square: square for square, timing in TIMINGS.items()}
    return [squares[timing.square] for timing in noisiest(TIMINGS.values())]


@cache
def repetition_ends():
    return time.monotonic() + WORKLOAD.effort.again_seconds


def test_fit(benchmark, record, attempt):
    """Wall and CPU seconds to train on the first fold, features included, loading excluded."""
    planned = planned_fits()[record.key]
    if attempt >= planned:
        pytest.skip("no time for another fit")
    task_data, fitted = CONTENDERS[record].task_data, CONTENDERS[record].fitted
    task, dataset, cell = task_data.task, task_data.dataset, record.cell
    train = task_data.folds(cell.seed)[0].train
    view = view_of(fitted.estimator, cell.contender)
    cpu_seconds = []

    def prepare():
        seed_everything(cell.seed)
        estimator = task.make(cell.contender, cell.seed)
        gc.collect()
        return (estimator, take(dataset.raw, train), dataset.target[train]), {}

    def fit(estimator, raw, target):
        start = time.process_time()
        estimator.fit(task.features(raw) if view == "table" else raw, target)
        cpu_seconds.append(time.process_time() - start)

    benchmark.pedantic(fit, setup=prepare, rounds=1)
    WORKLOAD.report(
        FitTiming(
            task=cell.task,
            contender=cell.contender,
            wall_seconds=benchmark.stats.stats.data[0],
            cpu_seconds=cpu_seconds[0],
            items=len(train),
        )
    )


@cache
def planned_fits():
    """How often to fit each contender, by what the run and the clocks say that it costs."""
    effort = WORKLOAD.effort
    costs = {record.key: expected_fit_seconds(record) for record in WORKLOAD.records}
    planned = plan_fits(costs, fits=effort.fits, seconds=effort.fit_seconds)
    for record in WORKLOAD.records:
        if planned[record.key] == 0:
            reason = (
                f"one fit takes about {costs[record.key]:.2g} s, and this profile has "
                f"{effort.fit_seconds:g} s for the fits of all contenders"
            )
            WORKLOAD.tell_absent(record, "fit", Absent(reason))
    WORKLOAD.expect(sum(planned.values()) + sum(count == 0 for count in planned.values()))
    return planned


def expected_fit_seconds(record):
    task_data, fitted = CONTENDERS[record].task_data, CONTENDERS[record].fitted
    folds = task_data.folds(record.cell.seed)
    seconds = record.fit_seconds / len(folds)
    if view_of(fitted.estimator, record.cell.contender) == "table":
        # The run's clock started after the features; a large batch says what those cost.
        largest = [
            median(timing.seconds) / timing.batch
            for square, timing in TIMINGS.items()
            if square.record is record and square.batch == BATCH_SIZES[-1]
        ]
        seconds += len(folds[0].train) * median(largest)
    return seconds


def time_square(benchmark, square):
    """Measure one square, and tell."""
    record, batch = square.record, square.batch
    if record is None:
        target, raw, test = (lambda _: None), np.arange(1000), np.arange(1000)
    else:
        known = CONTENDERS[record]
        target, test = known.answers[square.kind], known.fitted.test
        raw = known.task_data.dataset.raw
    draw = np.random.default_rng(square.block)
    try:
        single = target(take(raw, test[:1]))
    except ExplanationUnavailable as reason:
        WORKLOAD.tell_absent(record, "explanation", Absent(str(reason)))
        return
    assert record is None or len(single) == 1

    def new_items():
        return take(raw, draw.choice(test, size=batch, replace=batch > len(test)))

    items = new_items()
    # Warms up what a batch of this size needs, and tells how many rounds there is time for.
    start = time.perf_counter()
    target(items)
    once = max(time.perf_counter() - start, 1e-9)
    wanted = WORKLOAD.effort.rounds if batch == 1 else BATCH_ROUNDS
    rounds = int(min(wanted, max(1, WORKLOAD.seconds / once)))
    chunked = record is not None and batch == 1 and once < CHUNKED_SECONDS
    canary = canary_seconds()
    before = resource.getrusage(resource.RUSAGE_SELF)
    cpu, wall = time.process_time(), time.perf_counter()
    if chunked:
        benchmark.pedantic(
            lambda chunk: [target(items) for items in chunk],
            setup=lambda: (([new_items() for _ in range(CHUNK)],), {}),
            rounds=rounds,
        )
    else:
        benchmark.pedantic(target, setup=lambda: ((new_items(),), {}), rounds=rounds)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    after = resource.getrusage(resource.RUSAGE_SELF)
    calls = CHUNK if chunked else 1
    timing = Timing(
        task=record.cell.task if record else FLOOR,
        contender=record.cell.contender if record else FLOOR,
        kind=square.kind,
        batch=batch,
        block=square.block,
        seconds=[seconds / calls for seconds in benchmark.stats.stats.data],
        cpu_seconds=cpu_of(target, new_items, rounds) if counts_cpu(square) else None,
        canary_seconds=canary,
        wall_per_cpu=wall / max(cpu, 1e-9),
        switches_per_second=(after.ru_nivcsw - before.ru_nivcsw) / max(wall, 1e-9),
        amortised=chunked,
    )
    TIMINGS[square] = timing
    WORKLOAD.report(timing)


def counts_cpu(square):
    return square.record is not None and square.kind == "decide" and square.batch in CPU_BATCH_SIZES


def cpu_of(target, new_items, rounds):
    """CPU seconds of one call: the clock is read twice for many calls, because it is slow."""
    inputs = [new_items() for _ in range(max(1, rounds // CPU_SHARE))]
    start = time.process_time()
    for items in inputs:
        target(items)
    return (time.process_time() - start) / len(inputs)
