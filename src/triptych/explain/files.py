"""The files of `triptych explain`: present entries, missing ones, and storing results."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any, Final, final

from triptych.absent import Absent
from triptych.explain.job import ExplainJob
from triptych.harness.code.dependencies import code_of, data_code
from triptych.harness.code.digest import digest_of
from triptych.harness.code.versions import versions
from triptych.harness.workers.guard import CallResult
from triptych.results.formats.explanations import ExplanationLine, explanation_lines
from triptych.results.formats.task_document import TaskDocument
from triptych.results.store import Store

NOT_KEPT: Final = "the run kept no fitted contender of it; `triptych run` again fits and keeps it"

ASKED: Final = (
    "triptych.paradigms.deep.explaining.activations",
    "triptych.paradigms.deep.explaining.saliency",
)
"""What networks import only when they are asked to explain themselves."""

Make = Callable[[ExplainJob], Any]
"""The function that a worker runs; importable. Returns the file's entry for the job."""


class File(ABC):
    """One file of the run folder.

    make            the function that a worker runs for each job
    module          the module of that function's code
    present         number of present entries, made by the same code from the same contenders
    failures        the reasons of failures, by the job's label
    """

    def __init__(self, store: Store, asked: Sequence[ExplainJob], make: Make, module: str) -> None:
        self.make = make
        self.module = module
        self.present = 0
        self.failures: dict[str, str] = {}
        self._store = store
        self._asked = asked
        self._code = Digests(module)

    @abstractmethod
    def missing(self) -> Iterator[ExplainJob]:
        """The jobs without an entry."""

    @abstractmethod
    def label(self, job: ExplainJob) -> str:
        """A short label of the job."""

    @abstractmethod
    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Store the result of the job, or the reason for its failure."""


@final
class Explanations(File):
    """`explanations.jsonl`: a line for each contender and seed; the last one counts."""

    def __init__(self, store: Store, asked: Sequence[ExplainJob], make: Make, module: str) -> None:
        super().__init__(store, asked, make, module)
        self._newest = {line.cell: line for line in explanation_lines(store.folder)}

    def missing(self) -> Iterator[ExplainJob]:
        """Jobs without a line of their record and this code, and failed ones."""
        for job in self._asked:
            asked = replace(job, code=self._code.of(job))
            if job.record.artefact is None:
                self._fail(asked, NOT_KEPT)
            elif self._is_present(asked):
                self.present += 1
            else:
                yield asked

    def label(self, job: ExplainJob) -> str:
        """The task, the contender and the seed."""
        cell = job.record.cell
        return f"{cell.task}/{cell.contender}/{cell.seed}"

    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Append a line."""
        if ending.status == "done":
            self._store.add_explanations(ending.value)
        else:
            self._fail(job, f"{ending.status}: {ending.reason}")

    def _is_present(self, job: ExplainJob) -> bool:
        line = self._newest.get(job.record.cell)
        if line is None or line.failed is not None:
            return False
        return (line.key, line.code) == (job.record.key, job.code)

    def _fail(self, job: ExplainJob, reason: str) -> None:
        self.failures[self.label(job)] = reason
        line = ExplanationLine.of_failure(job.record, job.code, reason)
        if self._newest.get(line.cell) != line:
            self._store.add_explanations(line)


@final
class OfTasks(File):
    """A JSON file with an entry for each task, or the reason why there is none."""

    def __init__(
        self,
        store: Store,
        document: type[TaskDocument[Any]],
        asked: Sequence[ExplainJob],
        make: Make,
        module: str,
    ) -> None:
        super().__init__(store, asked, make, module)
        self._document = document.read(store.folder, to_resume=True)

    def missing(self) -> Iterator[ExplainJob]:
        """Tasks whose entry was not made from these records by this code."""
        for job in self._asked:
            if self._document.made_of.get(job.folder.name) == self._made_of(job):
                self.present += 1
            else:
                yield job

    def label(self, job: ExplainJob) -> str:
        """The task and the file."""
        return f"{job.folder.name}/{self._document.FILE.partition('.')[0]}"

    def keep(self, job: ExplainJob, ending: CallResult) -> None:
        """Write the file anew, in one step."""
        task = job.folder.name
        if ending.status == "done":
            made_of = self._made_of(job)
            self._document = self._document.with_outcome(task, ending.value, made_of)
        else:
            reason = f"{ending.status}: {ending.reason}"
            self.failures[self.label(job)] = reason
            # Made of nothing, so that it is tried again.
            self._document = self._document.with_outcome(task, Absent(reason), None)
        self._store.write(self._document)

    def _made_of(self, job: ExplainJob) -> str:
        keys = [record.key for record in job.records]
        text = json.dumps([self._code.of(job), *keys])
        return digest_of(text.encode())


@final
class Digests:
    """Digests of the inputs of a measurement besides the contender: code, settings and versions.

    For a task, these include its data, features and units, and the tolerance for numbers.
    """

    def __init__(self, module: str) -> None:
        code = code_of(module, *ASKED)
        self._made_by = [code.digest, versions(code.packages)]
        self._of_tasks: dict[str, str] = {}

    def of(self, job: ExplainJob) -> str:
        """The digest for the job's task."""
        folder = job.folder
        if folder.name not in self._of_tasks:
            of_task = [data_code(folder).digest, folder.card.delta]
            made_by = [*self._made_by, *of_task, asdict(job.budget)]
            text = json.dumps(made_by, sort_keys=True)
            self._of_tasks[folder.name] = digest_of(text.encode())
        return self._of_tasks[folder.name]
