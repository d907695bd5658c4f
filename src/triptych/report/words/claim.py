"""Verdicts on claims as plain sentences, made from the numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from triptych.analysis.across_tasks.claims import ClaimVerdict, ConjunctionVerdict, Tally
from triptych.analysis.across_tasks.counts import TasksLikeThese
from triptych.analysis.across_tasks.task_measures import MEASURES
from triptych.analysis.across_tasks.task_tests import TaskTest
from triptych.report.words.number import counted, equals, percent_or_zero, signed_points
from triptych.report.words.text import shorten
from triptych.report.words.verdict import listed

LONGEST_REASON: Final = 90


def word(verdict: ClaimVerdict | ConjunctionVerdict) -> str:
    """The verdict's word; an open claim of which nothing was measured says so."""
    return "open: not run" if verdict.not_run else verdict.word


def counts(tally: Tally) -> str:
    """On how many tasks a claim is shown to hold and not to hold; at least, for many at once."""
    if not tally.tasks:
        return "none of its tasks has a result"
    return (
        f"shown on at least {tally.shown} of {tally.tasks}, "
        f"shown not to hold on at least {tally.failed}"
    )


def by_evidence(verdict: ClaimVerdict) -> str:
    """The counts of its tasks, by what was known of them when the claim was declared."""
    return "; ".join(
        f"{kind}: {one.shown} of {one.tasks}, not on {one.failed}"
        for kind, one in verdict.tallies.items()
    )


def tasks_like_these(found: TasksLikeThese) -> str:
    """What the tasks say of others like them, uncorrected."""
    return (
        f"it holds on at least {percent_or_zero(found.lowest_share)} of them; "
        f"on most, p {equals(found.p_value)}"
    )


def described(verdict: ClaimVerdict) -> str:
    """The effects on its tasks in points, which decide nothing; empty where none has a size."""
    if verdict.mean is None:
        return ""
    won, tied, lost = verdict.wins
    return (
        f"Mean {signed_points(verdict.mean.estimate)}, median "
        f"{signed_points(verdict.mean.median)}; {won} won, {tied} tied, {lost} lost."
    )


def settling(verdict: ClaimVerdict | ConjunctionVerdict) -> str:
    """How many more tasks, at the rate seen, would show it of most tasks like these."""
    if isinstance(verdict, ConjunctionVerdict):
        return _of_parts(verdict)
    if verdict.not_run:
        return verdict.why_not_run
    seen = verdict.like_these
    if not seen.tasks and verdict.left_out:
        reason, _ = Counter(verdict.left_out.values()).most_common(1)[0]
        return f"results on some of its tasks: {shorten(reason, LONGEST_REASON)}"
    if not seen.tasks:
        return "tasks of its kind in a run"
    if limit := MEASURES[verdict.claim.measure].limit:
        return limit
    rate = f"at the rate seen ({seen.shown} of {seen.tasks})"
    more = verdict.more_tasks
    if more is None:
        return f"no number of tasks {rate}"
    return f"{counted(more, 'more task')} {rate}" if more else "no more: it is shown of them"


def shared_sources(verdicts: Iterable[ClaimVerdict]) -> str:
    """Name tasks of claims that share a data source; empty without any."""
    tests = {one.task: one for verdict in verdicts for one in verdict.tests}
    groups = [listed(names) for names in _by_source(tests.values()).values() if len(names) > 1]
    if not groups:
        return ""
    return (
        f"Tasks from one source ({'; '.join(groups)}) count once, by the weakest of them; tasks of "
        "different sources are taken as independent."
    )


def _by_source(tests: Iterable[TaskTest]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for one in tests:
        if one.source:
            names[one.source].append(one.task)
    return names


def _of_parts(verdict: ConjunctionVerdict) -> str:
    if verdict.word == "supported":
        return "each of its parts is supported"
    counted_words = Counter(word(part) for part in verdict.parts)
    parts = listed([f"{count} {said}" for said, count in counted_words.items()])
    return f"of its {len(verdict.parts)} parts: {parts}"
