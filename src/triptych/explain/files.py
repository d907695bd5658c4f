"""The files `triptych explain` fills: what is there already, what is missing, what comes in."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final, Protocol, final

from triptych.explain.job import ExplainJob
from triptych.harness.code.dependencies import code_of, data_code
from triptych.harness.code.versions import versions
from triptych.harness.workers.guard import CallResult
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_document
from triptych.results.record import EXPLANATIONS_FILE
from triptych.results.store import Store

# 1  first version
SCHEMA: Final = 1

NOT_KEPT: Final = "the run kept no fitted contender of it; `triptych run` again fits and keeps it"

# What estimators import only when they are asked to explain themselves.
_ASKED: Final = (
    "triptych.paradigms.deep.explaining.activations",
    "triptych.paradigms.deep.explaining.saliency",
)

Make = Callable[[ExplainJob], dict[str, Any]]
"""What a worker does; importable."""


class File(Protocol):
    """One file of the run folder.

    present         how many entries were there, made by the same code of the same contenders
    failures        what could not be made, by its label, and why
    """

    make: Make
    present: int
    failures: dict[str, str]

    def missing(self) -> Iterator[ExplainJob]:
        """What has to be made."""
        ...

    def label(self, job: ExplainJob) -> str:
        """What is made, in few words."""
        ...

    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Store what came of it, or why nothing did."""
        ...


@final
class Explanations(File):
    """`explanations.jsonl`: a line for each contender and seed; the last one counts."""

    def __init__(self, store: Store, asked: Sequence[ExplainJob], make: Make, module: str) -> None:
        self.make = make
        self.present = 0
        self.failures: dict[str, str] = {}
        self._store = store
        self._asked = asked
        self._code = Digests(module)
        lines = lines_of(store.folder / EXPLANATIONS_FILE)
        self._newest = {_place(line): line for line in lines if line.get("schema") == SCHEMA}

    def missing(self) -> Iterator[ExplainJob]:
        """Contenders without a line of their record and this code, and those that failed."""
        for job in self._asked:
            head = self._head(job)
            line = self._newest.get(_place(head), {})
            if job.record.artefact is None:
                self._fail(job, NOT_KEPT)
            elif head.items() <= line.items() and "failed" not in line:
                self.present += 1
            else:
                yield job

    def label(self, job: ExplainJob) -> str:
        """The task, the contender and the seed."""
        cell = job.record.cell
        return f"{cell.task}/{cell.contender}/{cell.seed}"

    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Add a line."""
        if ending.status == "done":
            self._store.add_explanations({**self._head(job), **ending.value})
        else:
            self._fail(job, f"{ending.status}: {ending.reason}")

    def _head(self, job: ExplainJob) -> dict[str, Any]:
        cell = job.record.cell
        return {
            "schema": SCHEMA,
            "task": cell.task,
            "contender": cell.contender,
            "seed": cell.seed,
            "key": job.record.key,
            "code": self._code.of(job),
        }

    def _fail(self, job: ExplainJob, reason: str) -> None:
        """A line of the same form, in which the reason stands in the place of every figure."""
        self.failures[self.label(job)] = reason
        absent = {"absent": {"*": reason}}
        line = {
            **self._head(job),
            "failed": reason,
            "facts": {},
            "items": [],
            "is_right": [],
            "tracks": {"probe": absent, "native": absent},
            "contender_values": {},
            "contender_absent": {"*": reason},
        }
        if self._newest.get(_place(line)) != line:
            self._store.add_explanations(line)


@final
class OfTasks(File):
    """A JSON file with an entry for each task, or the reason why there is none."""

    def __init__(
        self, store: Store, name: str, asked: Sequence[ExplainJob], make: Make, module: str
    ) -> None:
        self.make = make
        self.present = 0
        self.failures: dict[str, str] = {}
        self._store = store
        self._name = name
        self._asked = asked
        self._code = Digests(module)
        path = store.folder / name
        known = read_document(path, dict[str, Any]) if path.is_file() else {}
        is_ours = known.get("schema") == SCHEMA
        self._parts: dict[str, dict[str, Any]] = {
            part: known.get(part, {}) if is_ours else {} for part in ("tasks", "absent", "made_of")
        }

    def missing(self) -> Iterator[ExplainJob]:
        """Tasks whose entry is not made of these records by this code."""
        for job in self._asked:
            if self._parts["made_of"].get(job.folder.name) == self._made_of(job):
                self.present += 1
            else:
                yield job

    def label(self, job: ExplainJob) -> str:
        """The task and the file."""
        return f"{job.folder.name}/{self._name.partition('.')[0]}"

    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Write the file anew, in one step."""
        task = job.folder.name
        for part in self._parts.values():
            part.pop(task, None)
        if ending.status != "done":
            reason = f"{ending.status}: {ending.reason}"
            self.failures[self.label(job)] = reason
            self._parts["absent"][task] = reason
        else:
            self._parts["made_of"][task] = self._made_of(job)
            reason = ending.value.get("absent")
            self._parts["tasks" if reason is None else "absent"][task] = reason or ending.value
        self._store.describe(self._name, {"schema": SCHEMA, **self._parts})

    def _made_of(self, job: ExplainJob) -> str:
        keys = [record.key for record in job.records]
        text = json.dumps([self._code.of(job), *keys])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@final
class Digests:
    """What decides a measurement besides the contender: code, settings and versions.

    Of the task its data, features and units, and by how much numbers may differ and be the same.
    """

    def __init__(self, module: str) -> None:
        code = code_of(module, *_ASKED)
        self._made_by = [code.digest, versions(code.packages)]
        self._of_tasks: dict[str, str] = {}

    def of(self, job: ExplainJob) -> str:
        """The digest for the job's task."""
        folder = job.folder
        if folder.name not in self._of_tasks:
            of_task = [data_code(folder).digest, folder.card.delta]
            made_by = [*self._made_by, *of_task, asdict(job.budget)]
            text = json.dumps(made_by, sort_keys=True)
            self._of_tasks[folder.name] = hashlib.sha256(text.encode()).hexdigest()[:16]
        return self._of_tasks[folder.name]


def _place(line: dict[str, Any]) -> tuple[Any, ...]:
    return line.get("task"), line.get("contender"), line.get("seed")
