"""How the harness' costs grow: planning, resuming, cells that do nothing, reading item rows.

`pytest benchmarks/test_growth.py` prints CPU seconds of three sizes each and fails where a cost
grows faster than its size. The least of several rounds counts, because noise only ever adds.
"""

import io
from dataclasses import replace
from itertools import count
from textwrap import dedent

import psutil
import pyarrow as pa
import pytest
from pyarrow import parquet

from triptych.catalogue import Catalogue, studies
from triptych.cell import Cell
from triptych.harness.facts import gather_facts
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.profile import PROFILES
from triptych.harness.run import Listener, execute
from triptych.harness.run_request import RunRequest, prepare
from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.executor import Executor
from triptych.harness.workers.guard import CallResult
from triptych.harness.workers.processes import Processes
from triptych.harness.workers.serial import Serial
from triptych.results.items.index import ItemIndex
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.results.store import Store
from triptych.results.trial_result import TrialResult

SMALL_TASKS = ("breast_cancer", "diabetes", "fizzbuzz", "wine")
"""Loaded in a moment, from what scikit-learn brings."""


def request(folder, tasks, cells):
    """What plans at least so many cells: every contender of the tasks under many seeds."""
    chosen = Catalogue.find([]).choose(tasks)
    seeds = -(-cells // sum(len(task.contenders) for task in chosen))
    return RunRequest(
        folder=folder,
        tasks=chosen,
        studies=tuple(studies().values()),
        profile=replace(PROFILES["full"], cross_validated_seeds=seeds, held_out_seeds=seeds),
    )


def test_planning(tmp_path, cheapest, check_growth):
    """All tasks, their code followed and digested, and every cell's key; nothing is there yet."""
    wanted = {cells: request(tmp_path, (), cells) for cells in (10_000, 30_000, 100_000)}
    works = {cells: lambda one=one: prepare(one) for cells, one in wanted.items()}
    assert len(prepare(wanted[100_000]).missing) >= 100_000
    check_growth("planning", "cells", cheapest(works))


class Answering(Executor):
    """Loads data for real; answers every trial at once with a table of one item."""

    workers = 1

    def call(self, calls, topic_of):
        for call in calls:
            if isinstance(call.argument, tuple):
                yield call, CallResult("done", [_answer(one) for one in call.argument])
            else:
                yield from Serial().call([call], topic_of)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


def _answer(order):
    record = Record(
        cell=order.cell,
        key=order.key,
        status="done",
        inputs=order.inputs,
        artefact="0" * 64 if order.keep_artefact else None,
    )
    table = io.BytesIO()
    parquet.write_table(pa.table({"key": [order.key], "item": [0]}), table)
    return TrialResult(record, table.getvalue(), b"fitted" if order.keep_artefact else None)


class Silent(Listener):
    """Hears nothing."""


class Killed(Silent):
    """Ends a run as a person would, after its last cell and before item tables are merged."""

    def compacting(self):
        raise KeyboardInterrupt


def test_resuming(tmp_path, cheapest, check_growth):
    """Every cell is there, its item table merged: the run finds that nothing is to be done."""
    works = {}
    for cells in (1000, 3000, 10_000):
        wanted = request(tmp_path / str(cells), SMALL_TASKS, cells)
        execute(wanted, Answering(), Silent())
        assert execute(wanted, Answering(), Silent()).executed == 0
        works[cells] = lambda wanted=wanted: execute(wanted, Answering(), Silent())
    check_growth("resuming", "cells", cheapest(works))


def test_resuming_after_a_kill(tmp_path, cheapest, check_growth):
    """Every cell is there with a table of its own; they are merged."""
    works = {}
    for cells in (1000, 3000, 10_000):
        wanted = request(tmp_path / str(cells), SMALL_TASKS, cells)
        with pytest.raises(KeyboardInterrupt):
            execute(wanted, Answering(), Killed())
        works[cells] = lambda wanted=wanted: execute(wanted, Answering(), Silent())
    check_growth("resuming after a kill", "cells", cheapest(works, rounds=1))


NOTHING = """
import numpy as np


class Nothing:
    def fit(self, X, y):
        return self

    def predict(self, X):
        return np.full(len(X), "even", dtype=object)


def make(seed):
    return Nothing()
"""

DATA = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    numbers = np.arange(1000)
    classes = ("even", "odd")
    target = np.array(classes, dtype=object)[numbers % 2]
    return Dataset(raw=numbers, target=target, classes=classes)


def features(raw):
    return pd.DataFrame({"number": raw})
"""

CARD = """
from triptych import Task, accuracy, held_out

TASK = Task(
    title="Growth", question="Does a cell cost more among many?", why="It should not.",
    modality="symbolic", items=1000, classes=2, metric=accuracy(), split=held_out(100),
    delta_reason="none", licence="BSD-3-Clause", source="generated", citation="none",
)
"""


@pytest.fixture
def task_of_nothing(tmp_path):
    folder = tmp_path / "growth"
    folder.mkdir()
    files = {"__init__": CARD, "data": DATA}
    for name, content in (files | dict.fromkeys(("rules", "classical", "deep"), NOTHING)).items():
        (folder / f"{name}.py").write_text(dedent(content))
    return Catalogue.find([folder])["growth"]


def test_cells_that_do_nothing(tmp_path, task_of_nothing, cheapest, check_growth):
    """Through a warm worker, stored and merged: CPU of this process and its worker together."""
    numbers, fingerprint = count(), gather_facts(task_of_nothing).fingerprint

    def run(executor, cells):
        folder = tmp_path / str(next(numbers))
        orders = (
            PlannedCell(
                cell=Cell("growth", "rules", "supervised", None, seed),
                key=f"{next(numbers):016x}",
                folder=task_of_nothing,
                inputs={"data": fingerprint},
                time_limit=60.0,
                memory_limit=2**32,
            )
            for seed in range(cells)
        )
        with Store(folder) as store:
            for outcome in run_trials(executor, orders):
                assert outcome.record.status == "done", outcome.record.reason
                store.add(outcome)
            store.compact()

    with Processes() as executor:
        run(executor, 20)
        works = {cells: lambda cells=cells: run(executor, cells) for cells in (300, 1000, 3000)}
        check_growth("cells that do nothing", "cells", cheapest(works, 1, clock=family_seconds))


def family_seconds():
    """Sum up what this process and its workers have used so far."""
    own = psutil.Process()
    family = [own, *own.children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in family)


@pytest.mark.parametrize(
    ("merged", "items", "conditions"),
    [
        pytest.param(True, 50, (100, 300, 1000), id="merged, small cells"),
        pytest.param(True, 1000, (5, 15, 50), id="merged, large cells"),
        pytest.param(False, 1000, (5, 15, 50), id="a table a cell"),
    ],
)
def test_reading_item_rows(
    tmp_path, write_large_run, cheapest, check_growth, merged, items, conditions
):
    """Every row and column of a task: four contenders, five seeds, each condition by itself."""
    works = {}
    for number in conditions:
        folder = tmp_path / f"run-{number}"
        _, rows = write_large_run(folder, tasks=1, seeds=5, items=items, conditions=number)
        if not merged:
            divide(folder / "items")
        works[rows] = lambda folder=folder, rows=rows: read_all(folder, rows)
    assert max(works) == 1_000_000
    check_growth(
        f"reading {'merged tables' if merged else 'a table a cell'}, {items} items a cell",
        "item rows",
        cheapest(works, 2),
    )


def read_all(folder, rows):
    run = Run.open(folder)
    cells = (record.cell for record in run.records)
    places = dict.fromkeys(
        (cell.task, cell.contender, cell.study, cell.condition) for cell in cells
    )
    assert sum(len(run.items(*place)) for place in places) == rows


def divide(items):
    """Give each cell a table of its own again, as a run that was killed leaves them."""
    for path in list(items.glob("*.parquet")):
        table = parquet.read_table(path)
        keys = table["key"].combine_chunks()
        starts = pa.compute.run_end_encode(keys)
        start = 0
        for key, end in zip(starts.values.to_pylist(), starts.run_ends.to_pylist(), strict=True):
            parquet.write_table(table.slice(start, end - start), items / f"{key}.parquet")
            start = end
        path.unlink()
    (items.parent / ItemIndex.FILE).unlink()
