"""The request of a person, and the plan that follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from triptych.harness.code.look import one_look
from triptych.harness.facts import are_current, known_facts
from triptych.harness.plan import plan
from triptych.harness.planned_cell import MEMORY_LIMIT, PlannedCell
from triptych.harness.profile import Profile
from triptych.harness.task_needs import why_not_run
from triptych.results.contents import Contents, read_contents
from triptych.results.formats.document import find_document
from triptych.results.formats.known_facts import TaskFacts
from triptych.results.formats.run_plan import PlanLine, RunPlan
from triptych.results.record import Record
from triptych.study import Study
from triptych.task import PRETRAINED, TaskFolder


@dataclass(frozen=True, kw_only=True)
class RunRequest:
    """The request of a person for a run.

    folder          the run folder, for example `results/standard`
    tasks           the tasks to run
    sources         other tasks whose data the studies need
    studies         the studies to run; cells of other studies in the folder stay unchanged
    contenders      names such as `rules` or `classical:logistic`; empty for the profile's
    partial         whether `tasks` or `contenders` are a selection: the rest of the folder's
                    plan then stays as it is
    command         the command line as typed, stored in the run folder
    time_limit      seconds for one trial; None for each task's own
    memory_limit    bytes for one trial
    """

    folder: Path
    tasks: tuple[TaskFolder, ...]
    studies: tuple[Study, ...]
    profile: Profile
    sources: tuple[TaskFolder, ...] = ()
    contenders: tuple[str, ...] = ()
    partial: bool = False
    command: str = ""
    time_limit: float | None = None
    memory_limit: int = MEMORY_LIMIT

    def plan(self, facts: Mapping[str, TaskFacts]) -> tuple[PlannedCell, ...]:
        """Every requested cell, with its key."""
        return plan(
            self.tasks,
            self.studies,
            self.profile,
            facts,
            self.contenders,
            source_tasks=self.sources,
            time_limit=self.time_limit,
            memory_limit=self.memory_limit,
        )

    def whole_plan(self, planned: Sequence[PlannedCell]) -> RunPlan:
        """The run folder's plan from now on.

        A run replaces the cells of its studies; a partial run only those of its tasks and
        contenders. All other cells of the folder's plan stay.
        """
        new = RunPlan.of((one.cell, one.key) for one in planned)
        earlier = find_document(self.folder, RunPlan) or RunPlan()
        kept = (line for line in earlier.cells if not self._replaces(line))
        return RunPlan(tuple(sorted([*kept, *new.cells], key=lambda line: line.task)))

    def _replaces(self, line: PlanLine) -> bool:
        """Whether this request replaces a line of the folder's plan."""
        if line.study not in {study.name for study in self.studies}:
            return False
        return not self.partial or (
            line.task in {task.name for task in self.tasks}
            and (not self.contenders or line.contender in self.contenders)
        )


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A plan, compared with the content of the run folder.

    planned         every requested cell, with its key
    present         records by key that are `done` or `skipped` and need not be repeated
    outdated        number of keys in the folder that the plan no longer contains
    facts           facts about each task's data, by task; a task is absent where its data were not
                    loaded, or cannot be
    """

    planned: tuple[PlannedCell, ...]
    present: dict[str, Record]
    outdated: int
    facts: dict[str, TaskFacts]

    @property
    def missing(self) -> tuple[PlannedCell, ...]:
        """Planned cells that have to be run."""
        return tuple(planned for planned in self.planned if planned.key not in self.present)


def prepare(request: RunRequest) -> Prepared:
    """Plan and compare with the run folder: reads only, loads no data, starts no worker.

    Cells of tasks whose data were never loaded, or have changed since, count as missing.
    Raises StoreError for a run folder that cannot be read.
    """
    with one_look():
        return compare(request, read_contents(request.folder), facts_that_hold(request))


def facts_that_hold(request: RunRequest) -> dict[str, TaskFacts]:
    """Facts of earlier runs about the tasks' data, where nothing has changed since."""
    known = known_facts(request.folder)
    return {
        task.name: known[task.name]
        for task in (*request.tasks, *request.sources)
        if task.name in known and are_current(known[task.name], task)
    }


def compare(request: RunRequest, contents: Contents, facts: dict[str, TaskFacts]) -> Prepared:
    """Compare the plan with the content of the run folder."""
    planned = request.plan(facts)
    return Prepared(
        planned=planned,
        present={
            one.key: contents.newest[one.key]
            for one in planned
            if contents.is_settled(one.key, needs_fitted=one.keep_artefact)
            and not _was_skipped_for_less(one, contents.newest[one.key])
        },
        outdated=len(contents.newest.keys() - request.whole_plan(planned).keys),
        facts=facts,
    )


def _was_skipped_for_less(planned: PlannedCell, record: Record) -> bool:
    """Whether a cell lacked a pretrained network when it was skipped, and now lacks less."""
    is_of_network = planned.contender_of_task == PRETRAINED and record.status == "skipped"
    return is_of_network and record.reason != why_not_run(planned)
