"""A comparison: somebody's data, led through all three, with the answer."""

import html
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from triptych.analysis.statistics.interval import Interval
from triptych.comparison.task_folder import RUN
from triptych.errors import UnknownName, UsageError
from triptych.metric import Metric
from triptych.own_data.understood import Finding
from triptych.report.findings import Findings
from triptych.report.words import number
from triptych.report.words.verdict import sentence
from triptych.results.run import Run
from triptych.results.store import write_report
from triptych.task import PARADIGMS

if TYPE_CHECKING:
    from triptych.analysis.one_task.verdict import Standing, Verdict

SUGGESTED: Final = "machine-suggested, not yours"


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """What a comparison found; `print` and notebooks show it.

    folder         the task folder: its five files, and the run beside them
    described      what was understood of the data, in lines
    findings       what to know first, as `Finding`s
    has_suggested  whether the rules are what a learner suggested, and nobody's
    gaps           why a contender or reference that was planned has no result, by its name
    """

    folder: Path
    described: tuple[str, ...]
    findings: tuple[Finding, ...]
    has_suggested: bool
    gaps: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _found(self) -> Findings:
        run = Run.open(self.folder / RUN)
        return Findings.of(run, next(iter(run.tasks)))

    @property
    def verdict(self) -> "Verdict":
        """The verdict, with each contender's standing, the comparisons and what would settle it."""
        return self._found.verdict

    @property
    def answer(self) -> str:
        """The paradigm that is enough: `rules`, `classical` or `deep`.

        Or `none`, `undecided` and what else `Verdict.answer` may be.
        """
        return self.verdict.answer

    @property
    def sentence(self) -> str:
        """The answer in plain words, with the scores it rests on."""
        words = sentence(self.verdict)
        return f"{words} {self._about_rules()}".rstrip()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What may mislead about the data, and what was left out."""
        return tuple(one.line for one in self.findings if one.level == "warning")

    @cached_property
    def scores(self) -> pd.DataFrame:
        """A row for each contender, best first: its score, its 95 % interval, and its role.

        Scores are in the metric's own unit: an accuracy lies between 0 and 1.
        """
        found = self._found
        rows = [
            (name, one.estimate, one.low, one.high, self._role(name))
            for name, one in {**found.scores, **found.references}.items()
        ]
        columns = ["contender", "score", "low", "high", "role"]
        table = pd.DataFrame(rows, columns=columns).set_index("contender")
        better_first = found.card.metric.greater_is_better
        return table.sort_values("score", ascending=not better_first, kind="stable")

    def why(self, contender: str) -> str:
        """Why a contender stands as it does: its word, its score, against whom, with what p."""
        standings = self.verdict.standings
        if contender not in standings:
            raise UnknownName.of("contender", contender, standings)
        return _standing(standings[contender], self.verdict)

    def report(self) -> Path:
        """Build the report, and say where its first page is."""
        from triptych.report.build import build  # it imports seaborn, which takes two seconds

        built = build(self.folder / RUN)
        built.aggregates.keep()
        return write_report(self.folder / RUN, built.files)

    def save(self, folder: str | Path) -> Path:
        """Copy the task folder with its run; raises UsageError where the place is taken."""
        place = Path(folder)
        if place.exists():
            raise UsageError(f"{place} is there already. Choose another place, or remove it.")
        shutil.copytree(self.folder, place)
        return place

    def lines(self) -> list[str]:
        """The scores, in lines for a terminal."""
        found = self._found
        return [
            _unjudged("reference", found.references, found.card.metric),
            *(
                _scored(name, found.scores[name], found.card.metric, self._role(name))
                for name in PARADIGMS
                if name in found.scores
            ),
        ]

    def to_json(self) -> dict[str, Any]:
        """All of it for programs; scores in the metric's own unit."""
        verdict = self.verdict
        return {
            "folder": str(self.folder),
            "answer": self.answer,
            "sentence": self.sentence,
            "p": verdict.p_value,
            "metric": verdict.task.metric.name,
            "delta": verdict.task.delta,
            "described": list(self.described),
            "findings": [one.line for one in self.findings],
            "scores": self.scores.reset_index().to_dict(orient="records"),
        }

    def __str__(self) -> str:
        found = [*self.described, *(one.line for one in self.findings), *self.lines()]
        return "\n".join([*found, f"ANSWER  {self.sentence}"])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The answer and the scores, for notebooks."""
        warned = "".join(f"<li>{html.escape(one)}</li>" for one in self.warnings)
        listed = f"<ul>{warned}</ul>" if warned else ""
        table = self.scores.to_html(float_format="{:.3f}".format, border=0)
        return f"<p><strong>{html.escape(self.sentence)}</strong></p>{listed}{table}"

    def _role(self, name: str) -> str:
        if name not in PARADIGMS:
            return "reference" if name in self._found.references else "variant"
        return SUGGESTED if name == PARADIGMS[0] and self.has_suggested else "judged"

    def _about_rules(self) -> str:
        rules = self.verdict.standings.get(PARADIGMS[0])
        if not self.has_suggested or rules is None or rules.score is None:
            return ""
        if self.answer == PARADIGMS[0]:
            return "The rules are a learner's suggestion: read them before you use them."
        return "The rules are a learner's suggestion: what rules of yours can do is not measured."


def _unjudged(title: str, scores: Mapping[str, Interval], metric: Metric) -> str:
    """Scores without intervals, all in one line."""
    parts = (
        f"{name.partition(':')[2]} {number.bare_score(one.estimate, metric)}"
        for name, one in scores.items()
    )
    return f"  {title:<10} {', '.join(parts)}"


def _scored(name: str, score: Interval, metric: Metric, role: str) -> str:
    note = f" ({role})" if role == SUGGESTED else ""
    return f"  {name:<10} {number.score(score, metric)}{note}"


def _standing(standing: "Standing", verdict: "Verdict") -> str:
    if standing.score is None:
        return f"{standing.contender}: {standing.word}. {standing.reason}".rstrip()
    shown = number.score(standing.score, verdict.task.metric)
    words = f"{standing.contender}: {standing.word} with {shown}"
    if standing.against is None or standing.p_value is None:
        return f"{words}."
    delta = number.amount(verdict.task.delta, verdict.task.metric)
    return (
        f"{words}. That it is worse than {standing.against} by {delta} or more has "
        f"p {number.equals(standing.p_value)}."
    )
