"""Findings: the results of one task for its page, read from the run once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self
from urllib.parse import quote

from triptych.analysis.one_task.answer.pretrained import PretrainedVerdict, pretrained_verdict
from triptych.analysis.one_task.explanations import Explained, explained
from triptych.analysis.one_task.speed.price import PRICE_PER_CPU_HOUR
from triptych.analysis.one_task.speed.speed_ratios import SpeedRatio, speed_ratios
from triptych.analysis.one_task.verdict import Verdict, verdict
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.score import of_outcomes
from triptych.errors import DamageError, ItemTableMissing, TriptychError
from triptych.report.model.table import Column, Table
from triptych.report.study_page.names import PREFIX
from triptych.report.task_study import TaskStudy
from triptych.results.formats.speed import ContenderSpeed
from triptych.results.record import Record
from triptych.results.run import Run
from triptych.results.task_card import TaskCard
from triptych.task import is_reference


@dataclass(frozen=True, kw_only=True)
class Findings:
    """A task's card, verdict, and every contender's score and timing.

    scores   scores of all contenders that have one: paradigms first, then variants
    pretrained  the verdict with a pretrained network; None where none was planned
    references  scores of the reference panel's rows, in the order of the card
    lost     why the item tables of a contender that ended well cannot be read, by its name
    timings  timings of the quiet phase by contender, in the same order; empty before it
    explained  explanations of each contender, in the order of the card; empty before `triptych
               explain`
    price_per_cpu_hour  in any currency
    """

    run: Run
    card: TaskCard
    verdict: Verdict
    scores: Mapping[str, Interval]
    timings: Mapping[str, ContenderSpeed]
    explained: Mapping[str, Explained]
    price_per_cpu_hour: float = PRICE_PER_CPU_HOUR
    lost: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, Interval] = field(default_factory=dict)
    pretrained: PretrainedVerdict | None = None

    @classmethod
    def of(cls, run: Run, task: str, *, price_per_cpu_hour: float = PRICE_PER_CPU_HOUR) -> Self:
        """Gather a task's findings."""
        card = run.task(task)
        judged = verdict(run, task)
        scores: dict[str, Interval] = {}
        lost: dict[str, str] = {}
        for contender in card.contenders:
            standing = judged.standings.get(contender)
            if standing is not None and standing.score is not None:
                scores[contender] = standing.score
                continue
            if contender in judged.references.scores:
                scores[contender] = judged.references.scores[contender]
                continue
            try:
                outcomes = run.outcomes(task, contender)
            except (ItemTableMissing, DamageError) as error:
                lost[contender] = str(error)
                continue
            except TriptychError:  # what did not end is told among the gaps
                continue
            scores[contender] = of_outcomes(outcomes, card.metric, card.classes)
        speeds = run.speed.contenders if run.speed else ()
        timed = {one.contender: one for one in speeds if one.task == task}
        timings = {name: timed[name] for name in card.contenders if name in timed}
        return cls(
            run=run,
            card=card,
            verdict=judged,
            scores={name: one for name, one in scores.items() if not is_reference(name)},
            references={name: one for name, one in scores.items() if is_reference(name)},
            lost=lost,
            pretrained=pretrained_verdict(run, task),
            timings=timings,
            explained=explained(run, task),
            price_per_cpu_hour=price_per_cpu_hour,
        )

    @property
    def paradigm_scores(self) -> dict[str, Interval]:
        """Scores of the three main contenders, without variants."""
        return {name: one for name, one in self.scores.items() if name in self.verdict.standings}

    @cached_property
    def speed_ratios(self) -> dict[tuple[int, str, str], SpeedRatio]:
        """Ratios of all pairs of timed contenders, by (batch size, contender, other)."""
        return speed_ratios(self.timings)

    @cached_property
    def studies(self) -> dict[str, TaskStudy]:
        """What the task's trials say of each study of the run, by the study's name."""
        return {name: TaskStudy.of(self.run, self.card.name, name) for name in self.run.studies}

    @property
    def page(self) -> str:
        """The file of the task's page."""
        name = quote(self.card.name, safe="")
        is_taken = name.casefold() == "index" or name.casefold().startswith(PREFIX)
        return f"task-{name}.html" if is_taken else f"{name}.html"

    @property
    def address(self) -> str:
        """The page's address, as in a link."""
        return quote(self.page)

    def file(self, *parts: str) -> str:
        """The file of one of the task's tables."""
        return ".".join((quote(self.card.name, safe=""), *map(slug, parts), "csv"))

    def table(
        self,
        file: str,
        caption: str,
        columns: Sequence[Column],
        subjects: Iterable[Any],
        **options: Any,
    ) -> Table:
        """A table of the task's page, named as its file is; `options` are Table's other fields."""
        name = f"table-{file.replace('_', '-')}"
        return Table(name, self.file(file), caption, columns, subjects, **options)

    def finished(self, contender: str) -> tuple[Record, ...]:
        """The contender's trials that ended well, one a seed."""
        records = self.run.records_of(self.card.name, contender)
        return tuple(record for record in records if record.status == "done")


def slug(name: str) -> str:
    """A contender's name without a colon, for anchors and file names."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", name)
