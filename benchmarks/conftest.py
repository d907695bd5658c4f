"""One pinned thread, before anything that could start more is imported; growth, and large runs."""

import hashlib
import json
import math
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import pytest

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402

LARGEST_EXPONENT = 1.15
"""The most by which cost may grow with size: 1 is linear, the rest is what caches lose."""

ITEM_RATIO = 3.0
"""The most features of one item may take, against a person's function for one item."""

ITEMS = 150

FRESH = """
import json, sys, time
from pathlib import Path
from triptych.timing.cold_start_script import peak_bytes
{imports}
start = time.process_time()
{work}
seconds = time.process_time() - start
print(json.dumps([seconds, time.process_time(), peak_bytes()]))
"""


@dataclass(frozen=True)
class Cost:
    """What a size took: CPU seconds of the work, of its whole process, and memory at its peak."""

    size: int
    seconds: float
    process_seconds: float | None = None
    peak_bytes: int | None = None


@pytest.fixture
def in_fresh_process():
    """Run statements in a process of their own, whose memory nobody else has touched."""

    def run(size, imports, work, *arguments):
        code = FRESH.format(imports=imports, work=work)
        ended = subprocess.run(
            [sys.executable, "-c", code, *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return Cost(size, *json.loads(ended.stdout.splitlines()[-1]))

    return run


@pytest.fixture
def cheapest():
    """CPU seconds of each size's work: the least of some rounds, sizes taking turns."""

    def measure(works, rounds=3, clock=time.process_time):
        least = dict.fromkeys(works, math.inf)
        for _ in range(rounds):
            for size, work in works.items():
                start = clock()
                work()
                least[size] = min(least[size], clock() - start)
        return [Cost(size, seconds) for size, seconds in least.items()]

    return measure


@pytest.fixture
def check_growth(capsys):
    """Print what each size took and fail where the largest grew faster than its size."""

    def check(what, unit, costs):
        last = costs[-1]
        exponent = max(
            math.log(last.seconds / cost.seconds) / math.log(last.size / cost.size)
            for cost in costs[:-1]
        )
        with capsys.disabled():
            sys.stdout.write(f"\n{what}: grows with exponent {exponent:.2f}\n")
            for cost in costs:
                line = f"  {cost.size:>9,} {unit}: {cost.seconds:6.2f} s"
                line += f", {cost.seconds / cost.size * 1e6:9,.1f} µs each"
                if cost.peak_bytes is not None:
                    line += f"; with imports {cost.process_seconds:.1f} s, "
                    line += f"{cost.peak_bytes / 1e6:,.0f} MB at the peak"
                sys.stdout.write(line + "\n")
        assert exponent <= LARGEST_EXPONENT

    return check


@pytest.fixture
def timed():
    """Time a function's call, in CPU seconds of this thread: what others took is no part of it."""

    def seconds(function, argument):
        start = time.thread_time()
        function(argument)
        return time.thread_time() - start

    return seconds


@pytest.fixture
def check_one_item(timed, capsys):
    """Hold a task's features of one item against a person's function for one item.

    Both give a table of one row with the same numbers. Rounds of both follow each other, and the
    median ratio of neighbours counts.
    """

    def check(task, raw, measure):
        columns = task.features(raw[:1]).columns

        def by_hand(items):
            return pd.DataFrame(np.array([measure(items[0])]), columns=columns)

        rounds = [raw[item : item + 1] for item in range(ITEMS)]
        for one in rounds:
            np.testing.assert_allclose(task.features(one), by_hand(one), rtol=1e-6, atol=1e-9)
        pairs = [(timed(task.features, one), timed(by_hand, one)) for one in rounds]
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        alone, hand = (statistics.median(column) * 1e6 for column in zip(*pairs, strict=True))
        with capsys.disabled():
            sys.stdout.write(
                f"\n{task.name}: features of one item {alone:,.0f} µs, by hand {hand:,.0f} µs: "
                f"{ratio:.1f} times, allowed {ITEM_RATIO}\n"
            )
        assert ratio <= ITEM_RATIO

    return check


@pytest.fixture
def write_large_run(tmp_path):
    """Make a synthetic run large: its tasks over and over, each under many conditions.

    The first condition is the plain study; item tables lie compacted, as a finished run has
    them. Returns how many records and item rows there are.
    """
    import pyarrow as pa
    from pyarrow import parquet

    from triptych.cell import Cell
    from triptych.results.formats.code_files import CodeFiles
    from triptych.results.formats.document import find_document, write_document
    from triptych.results.formats.environment import Environment
    from triptych.results.formats.run_header import RunHeader
    from triptych.results.formats.run_plan import RunPlan
    from triptych.results.formats.speed import read_speed
    from triptych.results.items.index import ItemIndex
    from triptych.results.record import RECORDS_FILE
    from triptych.results.record_lines import read_records
    from triptych.results.task_card import TaskCards
    from triptych.testing import write_synthetic_run

    def write(folder, *, tasks, seeds, items, conditions=1, inputs=None):
        base = write_synthetic_run(tmp_path / f"{folder.name}-base", items=items, seeds=seeds)
        (folder / "items").mkdir(parents=True)
        for kind in (RunHeader, Environment, CodeFiles):
            write_document(folder, find_document(base, kind))
        cards = find_document(base, TaskCards).entries
        speed = read_speed(base)
        records = read_records(base / RECORDS_FILE).records
        plan, written, timed, index, rows = [], {}, [], {}, 0
        with (folder / RECORDS_FILE).open("w") as lines:
            for number in range(tasks):
                origin = list(cards)[number % len(cards)]
                name = f"{origin}_{number}"
                written[name] = cards[origin]
                timed += [replace(one, task=name) for one in speed.contenders if one.task == origin]
                whole = parquet.read_table(base / "items" / f"{origin}.0.parquet")
                tables, keys = [], []
                for contender in sorted(cards[origin].contenders):
                    own = sorted(
                        (record for record in records if _is_of(record, origin, contender)),
                        key=lambda record: record.cell.seed,
                    )
                    is_own = pa.compute.is_in(whole["key"], pa.array([one.key for one in own]))
                    table = whole.filter(is_own)
                    for condition in range(conditions):
                        place = ("labels", float(condition)) if condition else ("supervised", None)
                        tables.append(table)
                        for record in own:
                            cell = Cell(name, contender, *place, record.cell.seed)
                            key = hashlib.sha256(repr(cell).encode()).hexdigest()[:16]
                            keys.append(key)
                            plan.append((cell, key))
                            changed = replace(record, cell=cell, key=key, inputs=inputs or {})
                            lines.write(json.dumps(changed.to_json()) + "\n")
                table = pa.concat_tables(tables)
                column = pa.array([key for key in keys for _ in range(items)])
                rows += len(table)
                parquet.write_table(
                    table.set_column(0, "key", column),
                    folder / "items" / f"{name}.0.parquet",
                    compression="zstd",
                    row_group_size=65_536,
                )
                index[f"{name}.0.parquet"] = tuple(keys)
        for document in (
            RunPlan.of(plan),
            TaskCards(written),
            replace(speed, contenders=tuple(timed)),
            ItemIndex(index),
        ):
            write_document(folder, document)
        return len(plan), rows

    return write


def _is_of(record, task, contender):
    """Whether the record is a finished one of the task's plan: its replaced one has no items."""
    is_own = (record.cell.task, record.cell.contender) == (task, contender)
    return is_own and record.test_items > 0
