"""Executors: where trials run; one bad contender harms nobody else."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import psutil
import pytest

from triptych.errors import DataError
from triptych.harness.trials.calls import call_with_each, run_trials
from triptych.harness.workers.processes import Processes
from triptych.harness.workers.serial import Serial

MISBEHAVED = """
import ctypes
import os
import re
import signal
import sys
import threading
import time

import numpy as np


class Threshold:
    def __init__(self, act=None):
        self.act = act

    def fit(self, X, y):
        if self.act is not None:
            self.act()
        return self

    def predict(self, X):
        return np.where(np.asarray(X)[:, 0] > 3.5, "large", "small").astype(object)


def make(seed):
    return Threshold()


def make_raises(seed):
    return Threshold(lambda: 1 / 0)


def make_hangs(seed):
    # PyDLL keeps the interpreter's lock: no Python code can run, no Python signal handler either.
    return Threshold(lambda: ctypes.PyDLL(None).sleep(60))


def make_backtracks(seed):
    return Threshold(lambda: re.match(r"(a+)+$", "a" * 64 + "b"))


def make_exits(seed):
    def act():
        print("so long")
        os._exit(3)

    return Threshold(act)


def make_succeeds_too_early(seed):
    return Threshold(lambda: os._exit(0))


def make_quits(seed):
    return Threshold(lambda: sys.exit("enough"))


def make_killed(seed):
    return Threshold(lambda: os.kill(os.getpid(), signal.SIGKILL))


def make_ends_by_number(seed):
    return Threshold(lambda: os.kill(os.getpid(), 40))


def make_segfaults(seed):
    return Threshold(lambda: ctypes.string_at(0))


def make_greedy(seed):
    def act():
        hoard = []
        while True:
            hoard.append(np.ones(10_000_000))

    return Threshold(act)


def make_closes(seed):
    return Threshold(lambda: os.closerange(3, 256))


def make_talks(seed):
    def act():
        print("to stdout")
        print("to stderr", file=sys.stderr)
        os.system("echo from a child")

    return Threshold(act)


def make_gags(seed):
    def act():
        sys.stdout.close()
        sys.stderr = None
        os.closerange(1, 3)

    return Threshold(act)


def make_slow(seed):
    return Threshold(lambda: time.sleep(0.5))


def make_random(seed):
    from sklearn.ensemble import RandomForestClassifier

    return RandomForestClassifier(5)


def make_net(seed):
    def act():
        import torch

        noise.append(float(torch.rand(1)))

    noise = []
    net = Threshold(act)
    net.predict = lambda X: np.where(np.arange(len(X)) < noise[-1] * len(X), "large", "small")
    return net
"""

ENDINGS = {
    "classical:raises": ("failed", "ZeroDivisionError: division by zero (classical.py line "),
    "classical:hangs": ("timeout", "still running after 2 s"),
    "classical:backtracks": ("timeout", "still running after 2 s"),
    "classical:exits": ("crashed", "its process exited with code 3"),
    "classical:succeeds_too_early": ("crashed", "its process exited with code 0"),
    "classical:quits": ("failed", "SystemExit: enough"),
    "classical:killed": ("crashed", "its process was killed by SIGKILL"),
    "classical:ends_by_number": ("crashed", "its process was killed by signal 40"),
    "classical:segfaults": ("crashed", "its process was killed by SIGSEGV"),
    "classical:greedy": ("out-of-memory", "MemoryError: Unable to allocate"),
    "classical:closes": ("crashed", "its process"),
}


OBJECTS = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    numbers = np.arange(60)
    raw = np.empty(60, dtype=object)
    raw[:] = [[n % 7] for n in numbers]
    target = np.where(numbers % 7 > 3, "large", "small").astype(object)
    return Dataset(raw=raw, target=target, classes=("small", "large"))


def features(raw):
    return pd.DataFrame({"number": [float(item[0]) for item in raw]})
"""

WRITER = """
import numpy as np


class Writer:
    def fit(self, X, y):
        for item in X:
            item[0] = 0
        return self

    def predict(self, X):
        return np.full(len(X), "small", dtype=object)


def make(seed):
    return Writer()
"""


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    """Two warm workers for all tests that do not end them."""
    with Processes(workers=2) as executor:
        yield executor


def test_whatever_a_contender_does_it_leaves_one_record_and_the_others_run(
    write_task, order_for, processes
):
    """Each way to misbehave has its status and reason; all other cells are done."""
    folder = write_task(classical=MISBEHAVED)
    orders = []
    for seed, contender in enumerate(ENDINGS):
        limits = {"time_limit": 2.0 if ENDINGS[contender][0] == "timeout" else 30.0}
        orders.append(order_for(folder, contender, **limits, memory_limit=2**29))
        orders.append(order_for(folder, "rules", seed))

    records = {outcome.record.key: outcome.record for outcome in run_trials(processes, orders)}

    inputs = {order.key: order.inputs for order in orders}
    assert set(records) == set(inputs)
    for contender, (status, reason) in ENDINGS.items():
        record = records[f"{contender}-0"]
        assert (record.status, record.reason[: len(reason)]) == (status, reason), record
        assert record.inputs == inputs[record.key]
    for seed in range(len(ENDINGS)):
        assert records[f"rules-{seed}"].status == "done"


def test_who_writes_into_the_items_harms_only_itself(write_task, order_for):
    """Items that are objects are shared by all views of them, but by no two calls."""
    folder = write_task(data=OBJECTS, deep=WRITER)
    names = ("deep", "rules", "classical")
    with Processes(workers=1) as executor:
        orders = [order_for(folder, name) for name in names]
        scores = [outcome.record.score for outcome in run_trials(executor, orders)]

    assert scores[0] < 1.0
    assert scores[1:] == [1.0, 1.0]


def test_the_last_words_are_kept(write_task, order_for, processes):
    """What a trial printed before its end, and where it hung or crashed, is in the record."""
    folder = write_task(classical=MISBEHAVED)
    contenders = ("talks", "exits", "segfaults", "hangs", "raises")
    orders = [order_for(folder, f"classical:{name}", time_limit=3.0) for name in contenders]

    words = {outcome.record.key: outcome.record.stderr for outcome in run_trials(processes, orders)}

    talked = words["classical:talks-0"]
    assert [line in talked for line in ("to stdout", "to stderr", "from a child")] == [True] * 3
    assert "so long" in words["classical:exits-0"]
    assert "Segmentation fault" in words["classical:segfaults-0"]
    assert 'classical.py", line' in words["classical:segfaults-0"]
    assert 'classical.py", line' in words["classical:hangs-0"]
    assert "ZeroDivisionError" in words["classical:raises-0"]


def test_a_trial_that_closes_the_output_silences_only_itself(write_task, order_for):
    """The next trial on the same worker is heard again."""
    folder = write_task(classical=MISBEHAVED)
    with Processes(workers=1) as executor:
        names = ("classical:gags", "classical:talks")
        outcomes = run_trials(executor, [order_for(folder, name) for name in names])
        gagged, talked = (outcome.record for outcome in outcomes)

    assert (gagged.status, talked.status) == ("done", "done")
    assert "to stdout" in talked.stderr


def test_nothing_a_trial_prints_reaches_the_terminal(write_task, order_for, processes, capfd):
    """Standard output belongs to the command."""
    folder = write_task(classical=MISBEHAVED)
    list(run_trials(processes, [order_for(folder, "classical:talks")]))

    assert capfd.readouterr().out == ""


def test_a_hang_is_ended_at_the_limit(write_task, order_for, processes):
    """C code that holds the interpreter's lock is killed all the same, and soon."""
    folder = write_task(classical=MISBEHAVED)
    (outcome,) = run_trials(processes, [order_for(folder, "classical:hangs", time_limit=1.0)])

    assert 1.0 <= outcome.record.wall_seconds < 20.0


def test_the_death_of_an_idle_worker_is_nobodys_fault(tiny, order_for, processes):
    """A worker that was killed between two trials is replaced without a word."""
    list(run_trials(processes, [order_for(tiny, "rules", seed) for seed in range(4)]))
    for worker in multiprocessing.active_children():
        os.kill(worker.pid, signal.SIGKILL)
        worker.join()

    outcomes = list(run_trials(processes, [order_for(tiny, "rules", seed) for seed in range(4)]))
    assert [outcome.record.status for outcome in outcomes] == ["done"] * 4


@pytest.mark.parametrize(("who", "costs"), [("worker", ["crashed"]), ("server", ["done"])])
def test_a_kill_from_outside_costs_one_cell_at_most(write_task, order_for, who, costs):
    """A worker's death that of its call, the death of the server it comes from none."""
    folder = write_task(classical=MISBEHAVED)
    before = set(multiprocessing.active_children())
    with Processes(workers=1) as executor:
        orders = [order_for(folder, "classical:slow", seed) for seed in range(3)]
        outcomes = run_trials(executor, orders)
        statuses = [next(outcomes).record.status]
        # The worker was given the second trial, of a second, before we got the first outcome.
        if who == "worker":
            (victim,) = set(multiprocessing.active_children()) - before
        else:
            (victim,) = (
                child
                for child in psutil.Process().children()
                if any("forkserver" in word for word in child.cmdline())
            )
        victim.kill()
        statuses += [outcome.record.status for outcome in outcomes]

    assert statuses == ["done", *costs, "done"]


@pytest.mark.parametrize("contender", ["classical", "classical:random"])
def test_item_tables_do_not_depend_on_where_they_were_made(write_task, order_for, contender):
    """One worker, two workers and this process give the same bytes, in whatever order."""
    folder = write_task(classical=MISBEHAVED)
    orders = [order_for(folder, contender, seed) for seed in range(4)]
    tables = []
    for executor in (Processes(workers=1), Processes(workers=2), Serial()):
        with executor:
            outcomes = list(run_trials(executor, orders))
        tables.append({outcome.record.key: outcome.items for outcome in outcomes})
        orders = orders[::-1]

    assert tables[0] == tables[1] == tables[2]
    assert None not in tables[0].values()


def test_a_trial_that_imports_torch_is_as_reproducible_as_those_after_it(write_task, order_for):
    """The first trial of a worker to import torch, and a later one, draw the same numbers."""
    folder = write_task(classical=MISBEHAVED)
    with Processes(workers=1) as executor:
        orders = [order_for(folder, "classical:net", seed) for seed in (0, 1, 0)]
        first, other, again = (outcome.items for outcome in run_trials(executor, orders))

    assert first == again != other


def test_serial_gives_the_records_that_processes_give(write_task, order_for, processes):
    """But for times and tracebacks, a record does not tell where its trial ran."""
    folder = write_task(classical=MISBEHAVED)
    names = ("rules", "classical", "classical:raises", "classical:quits")
    orders = [order_for(folder, name) for name in names]

    def records(executor):
        own = {"started_at": "", "wall_seconds": 0, "fit_seconds": 0}
        own |= {"predict_seconds": 0, "cpu_seconds": 0, "fit_cpu_seconds": 0, "fit_bytes": None}
        return {
            outcome.record.key: replace(outcome.record, stderr="", **own)
            for outcome in run_trials(executor, orders)
        }

    assert records(Serial()) == records(processes)


@pytest.mark.parametrize("where", ["processes", "serial"])
def test_map_keeps_the_order_and_passes_our_errors_on(where, processes, tmp_path, monkeypatch):
    """Endings come in the order of the arguments; an error of ours can be raised again."""
    (tmp_path / "plan_facts.py").write_text(
        "import os, time\nfrom triptych.errors import DataError\n\n\n"
        "def load(number):\n"
        "    time.sleep(0.02 * (3 - number))\n"
        "    if number == 2:\n        raise DataError('no file')\n"
        "    return number, os.getpid()\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    from plan_facts import load

    # Workers get the path at their start, so they are new ones.
    with Processes(workers=2) if where == "processes" else Serial() as executor:
        endings = list(call_with_each(executor, load, range(4), time_limit=20, memory_limit=2**30))

    assert [ending.status for ending in endings] == ["done", "done", "failed", "done"]
    assert [ending.value[0] for ending in endings if ending.value] == [0, 1, 3]
    assert isinstance(endings[2].error, DataError)
    assert (endings[0].value[1] == os.getpid()) == (where == "serial")


def test_closing_early_stops_what_is_in_flight(write_task, order_for, processes):
    """Who stops asking waits for nobody, and the workers serve the next caller."""
    folder = write_task(classical=MISBEHAVED)
    names = ("classical", "classical:hangs", "classical:hangs")
    outcomes = run_trials(processes, [order_for(folder, name) for name in names])
    assert next(outcomes).record.status == "done"
    outcomes.close()

    (outcome,) = run_trials(processes, [order_for(folder, "rules")])
    assert outcome.record.status == "done"


SCRIPT = """
import pickle, sys
from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.processes import Processes

orders = pickle.loads(bytes.fromhex(sys.argv[1]))
with Processes(workers=2) as executor:
    try:
        for outcome in run_trials(executor, orders):
            print(outcome.record.status, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.fixture
def command(write_task, order_for):
    """A command whose first trial is done and whose other two hang in C code."""
    import pickle

    folder = write_task(classical=MISBEHAVED)
    names = ("rules", "classical:hangs", "classical:hangs")
    orders = [order_for(folder, name, seed) for seed, name in enumerate(names)]
    # No guard against being imported: workers must not import the script again.
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, pickle.dumps(orders).hex()],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "done\n"
    time.sleep(0.5)  # both workers are inside the hanging call
    yield process
    process.kill()
    process.stdout.close()
    process.wait()


def descendants(process: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(process.pid).children(recursive=True)


def test_no_worker_outlives_a_killed_command(command):
    """After kill -9 of the command all that it started ends, even what hangs in C code."""
    family = descendants(command)
    assert len(family) >= 3  # the server they are forked from, and two workers
    command.kill()

    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


def test_ctrl_c_ends_the_workers_and_keeps_what_is_finished(command):
    """The interrupt reaches the caller, after what had finished; nothing is left running."""
    family = descendants(command)
    os.killpg(command.pid, signal.SIGINT)

    assert command.stdout.read() == "interrupted\n"
    assert command.wait(timeout=10) == 0
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


def test_there_is_at_least_one_worker():
    """No worker would be a run that never ends."""
    with pytest.raises(ValueError, match="at least 1, got 0"):
        Processes(workers=0)
