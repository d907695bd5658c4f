"""Verdicts on claims as plain sentences, made from the numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict
from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.statistics.power import ASSUMED_EFFECT_POINTS, ASSUMED_SPREAD_POINTS
from triptych.report.words.verdict import listed

MOST_NAMED: Final = 3
"""Largest number of tasks that a sentence names."""


def reason(verdict: ClaimVerdict | ConjunctionVerdict) -> str:
    """The reason for the verdict; where it is inconclusive, also what would settle it."""
    if isinstance(verdict, ConjunctionVerdict):
        return _of_parts(verdict)
    if verdict.word == "inconclusive":
        return _open(verdict)
    if not verdict.decisive_tasks:
        return "it does not depend on any single task"
    if len(verdict.decisive_tasks) > MOST_NAMED:
        return f"leaving out any one of {len(verdict.decisive_tasks)} tasks changes it"
    return f"leaving out {listed(verdict.decisive_tasks, last='or')} changes it"


def shared_sources(verdicts: Iterable[ClaimVerdict], tasks: Iterable[TaskEffects]) -> str:
    """Name tasks of claims that share a data source; empty without any."""
    counted = {effect.task for verdict in verdicts for effect in verdict.effects}
    by_source: dict[str, list[str]] = defaultdict(list)
    for one in tasks:
        if one.task.name in counted and one.task.source:
            by_source[one.task.source].append(one.task.name)
    groups = [listed(names) for names in by_source.values() if len(names) > 1]
    if not groups:
        return ""
    return (
        f"Tasks are counted as independent of one another. Those from one source are not "
        f"({'; '.join(groups)}): the claims they belong to are less certain than their p says."
    )


def _of_parts(verdict: ConjunctionVerdict) -> str:
    if verdict.word == "supported":
        return "each of its parts is supported"
    counts = Counter(part.word for part in verdict.parts)
    parts = listed([f"{count} {word}" for word, count in counts.items()])
    return f"of its {len(verdict.parts)} parts: {parts}"


def _open(verdict: ClaimVerdict) -> str:
    tasks = len(verdict.effects)
    if tasks == 0:
        return "none of its tasks has results" if verdict.left_out else "the run has no such task"
    if tasks == 1:
        return "one task gives no interval for others"
    said = []
    if verdict.unadjusted != "inconclusive":
        said.append(f"its interval alone says {verdict.unadjusted}, Holm's correction does not")
    if verdict.inconclusive_by_design:
        said.append(
            f"inconclusive by design: {tasks} tasks would show {_planned_for(verdict)} at a spread "
            f"of {ASSUMED_SPREAD_POINTS:g} points with a chance of {100 * verdict.power:.0f}%"
        )
    if verdict.tasks_to_settle is not None:
        said.append(
            f"about {verdict.tasks_to_settle} tasks would show {_planned_for(verdict)} "
            "at the spread seen"
        )
    elif not said:
        said.append("the mean lies too close to its threshold")
    return "; ".join(said)


def _planned_for(verdict: ClaimVerdict) -> str:
    if verdict.claim.relation == "not worse":
        return "equality"
    return f"a mean of {ASSUMED_EFFECT_POINTS:g} points"
