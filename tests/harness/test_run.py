"""A run: resumed, interrupted, cut short, and never run twice."""

import io
import json
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from triptych.catalogue import Catalogue, studies
from triptych.harness.planned_cell import PlannedCell
from triptych.harness.profile import PROFILES
from triptych.harness.run import Listener, Summary, execute
from triptych.harness.run_request import Prepared, RunRequest, prepare
from triptych.harness.why import why
from triptych.harness.workers.call import Call
from triptych.harness.workers.executor import Executor
from triptych.harness.workers.guard import CallResult
from triptych.harness.workers.serial import Serial
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_document
from triptych.results.formats.run_header import RunHeader
from triptych.results.formats.run_plan import RunPlan
from triptych.results.record import RECORDS_FILE, Record, Status
from triptych.results.task_card import TaskCards, TaskEntry
from triptych.results.trial_result import TrialResult
from triptych.task import PARADIGMS

pytestmark = pytest.mark.usefixtures("without_references")


class Scripted(Executor):
    """Loads data for real, but answers every trial from a table and fits nothing."""

    workers = 1

    def __init__(
        self, statuses: dict[str, Status] | None = None, interrupt_after: int | None = None
    ) -> None:
        self.statuses = statuses or {}
        self.interrupt_after = interrupt_after
        self.orders: list[PlannedCell] = []
        self.loaded: list[str] = []

    @property
    def ran(self) -> list[str]:
        """Labels of the cells it was asked to run."""
        return [order.cell.label for order in self.orders]

    def call(
        self, calls: Iterable[Call], topic_of: Callable[[Call], Hashable]
    ) -> Iterator[tuple[Call, CallResult]]:
        for call in calls:
            if isinstance(call.argument, tuple):
                (order,) = call.argument
                yield call, self._answer(order)
            else:
                self.loaded.append(call.argument.name)
                yield from Serial().call([call], topic_of)

    def _answer(self, order: PlannedCell) -> CallResult:
        if len(self.orders) == self.interrupt_after:
            raise KeyboardInterrupt
        self.orders.append(order)
        status = self.statuses.get(order.cell.label, "done")
        if status != "done":
            return CallResult(status, reason="scripted", wall_seconds=2.0)
        record = Record(
            cell=order.cell,
            key=order.key,
            status=status,
            inputs=order.inputs,
            artefact="0" * 64 if order.keep_artefact else None,
        )
        sink = io.BytesIO()
        parquet.write_table(pa.table({"key": [order.key], "item": [0]}), sink)
        fitted = b"fitted" if order.keep_artefact else None
        return CallResult("done", [TrialResult(record, sink.getvalue(), fitted)], wall_seconds=2.0)

    def __enter__(self) -> "Scripted":
        return self

    def __exit__(self, *error: object) -> None: ...


class Heard(Listener):
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.seconds_left: list[float | None] = []

    def loading(self, tasks: Sequence[str]) -> None:
        self.told.append(f"loading {' '.join(tasks)}")

    def planned(self, prepared: Prepared) -> None:
        self.told.append(f"planned {len(prepared.missing)} of {len(prepared.planned)}")

    def finished(self, record: Record, seconds_left: float | None) -> None:
        self.told.append(record.cell.label)
        self.seconds_left.append(seconds_left)

    def compacting(self) -> None:
        self.told.append("compacting")


@pytest.fixture
def folder(write_task: Callable[..., Path]) -> Path:
    """Two tiny tasks, the first with a helper only its rules import; the place of both."""
    write_task("other")
    rules = "from .helper import Rules\n\n\ndef make(seed):\n    return Rules()\n"
    path = write_task(rules=rules, helper="class Rules: ...\n")
    return path.parent


def request(folder: Path, *tasks: str, **values: Any) -> RunRequest:
    return RunRequest(
        folder=folder.parent / "results" / "quick",
        tasks=Catalogue.find([folder]).choose(tasks or ("other", "tiny")),
        studies=(studies()["supervised"],),
        profile=PROFILES["quick"],
        partial=bool(tasks or values.get("contenders")),
        **values,
    )


def run(
    wanted: RunRequest, executor: Scripted | None = None, listener: Heard | None = None
) -> tuple[Summary, Scripted]:
    executor = executor or Scripted()
    return execute(wanted, executor, listener or Heard()), executor


def cards(summary: Summary) -> Mapping[str, TaskEntry]:
    return read_document(summary.folder / TaskCards.FILE, TaskCards).entries


def test_a_run_runs_every_planned_cell_once(folder: Path) -> None:
    """Everything planned is run, told, stored and described."""
    heard = Heard()
    summary, executor = run(request(folder, command="triptych run"), listener=heard)

    assert summary.statuses == {"done": 6}
    assert (summary.executed, summary.present, summary.exit_code) == (6, 0, 0)
    assert heard.told[:2] == ["loading other tiny", "planned 6 of 6"]
    assert heard.told[2:-1] == executor.ran
    assert heard.told[-1] == "compacting"
    # task by task, so that each is loaded once; deep first, so that it is not alone at the end
    assert [label.split("/")[:2] for label in executor.ran] == [
        [task, paradigm]
        for task in ("other", "tiny")
        for paradigm in ("deep", "classical", "rules")
    ]
    assert heard.seconds_left == [10.0, 8.0, 6.0, 4.0, 2.0, 0.0]
    header = read_document(summary.folder / RunHeader.FILE, RunHeader)
    assert (header.profile, header.command) == ("quick", "triptych run")
    tiny = cards(summary)["tiny"]
    assert tiny.classes == ("small", "large")
    assert tiny.items == 60


def test_a_second_run_runs_nothing(folder: Path) -> None:
    """Everything present: no data loaded, no trial run, nothing rewritten."""
    first, _ = run(request(folder))
    before = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*.*") if path.is_file()}
    summary, executor = run(request(folder))

    assert (summary.executed, summary.present) == (0, 6)
    assert (executor.loaded, executor.ran) == ([], [])
    after = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*.*") if path.is_file()}
    lock = first.folder / ".lock"
    assert {**after, lock: 0} == {**before, lock: 0}


def test_orders_carry_what_a_trial_needs(folder: Path) -> None:
    """Limits, the data's fingerprint, and which contenders are kept for the quiet phase."""
    _, executor = run(request(folder, time_limit=5.0, memory_limit=2**30))
    order = executor.orders[0]

    assert (order.time_limit, order.memory_limit) == (5.0, 2**30)
    assert order.inputs["data"] != "unknown"
    assert all(order.keep_artefact for order in executor.orders)


def test_contenders_of_the_first_seeds_are_kept(folder: Path) -> None:
    """All of the first seed, to be timed; those without variants of one more, to be explained."""
    with (folder / "tiny" / "rules.py").open("a") as rules:
        rules.write("\n\ndef make_other(seed):\n    return make(seed)\n")
    _, executor = run(replace(request(folder, "tiny"), profile=PROFILES["standard"]))
    kept = {order.cell.label for order in executor.orders if order.keep_artefact}

    of_all = {f"tiny/{paradigm}/supervised/{seed}" for paradigm in PARADIGMS for seed in (0, 1)}
    assert kept == {*of_all, "tiny/rules:other/supervised/0"}


def test_a_contender_that_was_not_kept_is_fitted_again(folder: Path) -> None:
    """Whoever ran when fewer were kept gets the missing ones by the same command."""
    first, _ = run(request(folder))
    records = first.folder / RECORDS_FILE
    lines = list(lines_of(records))
    lost = lines[0].pop("artefact")
    records.write_text("".join(json.dumps(line) + "\n" for line in lines))
    _, executor = run(request(folder))

    assert lost
    assert [order.key for order in executor.orders] == [lines[0]["key"]]


def test_an_interrupted_run_keeps_what_is_finished(folder: Path) -> None:
    """Ctrl-C is passed on; the same command runs the rest and nothing else."""
    first = Scripted(interrupt_after=2)
    with pytest.raises(KeyboardInterrupt):
        run(request(folder), first)
    summary, second = run(request(folder))

    assert (len(first.ran), len(second.ran)) == (2, 4)
    assert not set(first.ran) & set(second.ran)
    assert second.loaded == []
    assert summary.statuses == {"done": 6}


def test_what_did_not_succeed_is_a_gap_and_is_tried_again(folder: Path) -> None:
    """Exit code 3 until it succeeds; what was skipped is no gap."""
    label = "tiny/rules/supervised/0"
    statuses: dict[str, Status] = {label: "crashed", "tiny/deep/supervised/0": "skipped"}
    summary, _ = run(request(folder), Scripted(statuses))

    assert summary.exit_code == 3
    assert [record.cell.label for record in summary.gaps] == [label]
    assert why(request(folder), label).reasons == ("the previous attempt ended: crashed",)

    summary, executor = run(request(folder))
    assert (summary.exit_code, executor.ran) == (0, [label])


def test_only_what_a_change_concerns_is_run_again(folder: Path) -> None:
    """A comment re-runs nothing; a helper re-runs the contender that imports it; `why` knows."""
    label = "tiny/rules/supervised/0"
    run(request(folder))
    helper = folder / "tiny" / "helper.py"

    helper.write_text("# explained\n" + helper.read_text())
    assert why(request(folder), label).present
    assert run(request(folder))[1].ran == []

    helper.write_text("class Rules:\n    number = 1\n")
    answer = why(request(folder), label)
    assert (answer.present, answer.reasons) == (False, ("tiny/helper.py changed",))
    assert answer.newest is not None
    assert why(request(folder), "tiny/deep/supervised/0").present
    summary, executor = run(request(folder))
    assert executor.ran == [label]
    assert (summary.outdated, summary.present) == (1, 5)


def test_changed_data_reruns_its_task(folder: Path) -> None:
    """New items make all of a task's cells outdated, and only that task's."""
    run(request(folder))
    data = folder / "tiny" / "data.py"
    data.write_text(data.read_text().replace("np.arange(60)", "np.arange(80)"))
    reasons = why(request(folder), "tiny/deep/supervised/0").reasons
    # Every command is a new process, which this test is not.
    for module in [name for name in sys.modules if name.endswith("tiny.data")]:
        del sys.modules[module]
    summary, executor = run(request(folder))

    assert "tiny/data.py changed" in reasons
    assert executor.loaded == ["tiny"]
    assert {label.split("/")[0] for label in executor.ran} == {"tiny"}
    assert len(executor.ran) == 3
    assert cards(summary)["tiny"].items == 80


@pytest.mark.parametrize(
    ("error", "status", "reason", "exit_code"),
    [
        ("ValueError('no luck')", "failed", "no luck", 3),
        ("errors.DataNotDownloaded('numbers.csv is not in the cache')", "skipped", "not down", 0),
    ],
    ids=["broken", "not downloaded"],
)
def test_data_that_cannot_be_loaded_stops_its_task_only(
    folder: Path, error: str, status: Status, reason: str, exit_code: int
) -> None:
    """Each of the task's cells gets a record that says why; the other task is run."""
    code = f"from triptych import errors\ndef load():\n    raise {error}\n"
    (folder / "other" / "data.py").write_text(code)
    summary, executor = run(request(folder))

    assert summary.statuses == {status: 3, "done": 3}
    assert summary.exit_code == exit_code
    assert {label.split("/")[0] for label in executor.ran} == {"tiny"}
    newest = why(request(folder), "other/rules/supervised/0").newest
    assert newest is not None
    assert reason in newest.reason

    again, executor = run(request(folder))
    assert (again.statuses, executor.ran) == (summary.statuses, [])


def planned_cells(summary: Summary) -> list[str]:
    cells = read_document(summary.folder / RunPlan.FILE, RunPlan).cells
    return sorted(f"{line.task}/{line.contender}" for line in cells)


def test_a_partial_run_leaves_the_rest_of_the_plan(folder: Path) -> None:
    """Running one task, or one contender, does not take the others out of the report."""
    whole, _ = run(request(folder))
    everything = planned_cells(whole)
    task, executor = run(request(folder, "tiny"))
    assert (planned_cells(task), executor.ran, task.outdated) == (everything, [], 0)
    contender, _ = run(request(folder, contenders=("rules",)))
    assert planned_cells(contender) == everything
    assert cards(whole)["tiny"].contenders == ("rules", "classical", "deep")
    assert cards(whole).keys() == {"other", "tiny"}

    (folder / "other" / "rules.py").rename(folder / "other" / "gone.py")
    (folder / "other").rename(folder / "_gone")
    last, _ = run(RunRequest(**{**vars(request(folder, "tiny")), "partial": False}))
    assert planned_cells(last) == ["tiny/classical", "tiny/deep", "tiny/rules"]
    assert last.outdated == 3


def test_looking_at_a_plan_changes_nothing(folder: Path) -> None:
    """`prepare` reads: it makes no folder, takes no lock, and counts unknown data as missing."""
    before = prepare(request(folder))
    assert not before.facts
    assert len(before.missing) == 6
    assert not request(folder).folder.exists()

    run(request(folder))
    assert not prepare(request(folder)).missing
