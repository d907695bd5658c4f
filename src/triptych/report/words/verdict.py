"""Verdicts on tasks as plain sentences, made from the numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from triptych.analysis.across_tasks.answers import count_answers, expected_wrong, judged
from triptych.analysis.one_task.answer.decision import SIMPLER
from triptych.analysis.one_task.verdict import Standing, Verdict
from triptych.report.words import number
from triptych.report.words.references import beside_references, of_no_use
from triptych.report.words.settling import lead, settling, switching_points, verb
from triptych.report.words.text import capital
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS

HOW_TO_GET_TABLES: Final = "`triptych run` with the same options runs these cells again."
_SMALL: Final = 0.05
"""Below so many tasks a number of one decimal would be 0."""


def headline(verdicts: Iterable[Verdict]) -> str:
    """Sentences over tasks: how many need what, and how many of these answers may be wrong.

    Of a single task its own sentence.
    """
    verdicts = list(verdicts)
    tasks = [one for one in verdicts if one.answer != "skipped"]
    skipped = _skipped_tasks(len(verdicts) - len(tasks))
    if len(tasks) == 1:
        return f"{sentence(tasks[0])}{skipped and f' {skipped}.'}"
    counts = f"On {len(tasks)} tasks {_counts(tasks)}{skipped and f'; {skipped}'}."
    return f"{counts}{_may_be_wrong(tasks)}"


def _counts(verdicts: Sequence[Verdict]) -> str:
    answers = count_answers(verdicts)
    parts = (
        f"rules suffice on {answers['rules']}, classical on {answers['classical']}, "
        f"deep is needed on {answers['deep']}, undecided on {answers['undecided']}"
    )
    if useless := answers["none"]:
        parts += f", none of the three is of use on {useless}"
    if answers["undecided"]:
        last = PARADIGMS[-1]
        ahead = sum(
            one.answer == "undecided" and one.leader is not None and one.leader.contender == last
            for one in verdicts
        )
        parts += f" ({last} is ahead on {ahead}{' of these' if answers['undecided'] > 1 else ''})"
    if incomplete := answers["incomplete"]:
        parts += f", without a verdict on {incomplete}"
    if lost := answers["not recomputed"]:
        parts += f", and it cannot be recomputed on {lost}"
    return parts


def _skipped_tasks(skipped: int) -> str:
    return f"{skipped} more {'was' if skipped == 1 else 'were'} skipped" if skipped else ""


def _may_be_wrong(verdicts: Sequence[Verdict]) -> str:
    decided = [one for one in judged(verdicts) if one.answer in PARADIGMS]
    if not decided:
        return ""
    wrong = expected_wrong(verdicts)
    many = f"about {number.fixed(wrong, 1)}" if wrong >= _SMALL else "fewer than 0.1"
    return f" Of the {len(decided)} decided {many} may be wrong."


def sentence(verdict: Verdict) -> str:
    """The verdict on one task in plain words, with the scores it rests on."""
    return beside_references(_judged(verdict), verdict)


def _judged(verdict: Verdict) -> str:
    match verdict.answer:
        case "none":
            return of_no_use(verdict)
        case "incomplete":
            return _incomplete(verdict)
        case "not recomputed":
            return f"Cannot be recomputed: {lost_tables(verdict.lost)}."
        case "skipped":
            return _skipped(verdict)
        case "undecided":
            return _undecided(verdict)
        case "deep":
            return _needed(verdict)
    return _suffices(verdict)


def _suffices(verdict: Verdict) -> str:
    chosen = verdict.standings[verdict.answer]
    leader = verdict.leader
    name = chosen.contender
    opening = f"{name.capitalize()} {verb(name, 'suffices')}: {_score(verdict.task, chosen)}"
    if leader is None or leader is chosen:
        opening += ", and neither of the others is ahead."
    else:
        opening += (
            f", within {_delta(verdict.task)} of the best "
            f"({leader.contender} {_score(verdict.task, leader)})."
        )
    simpler = SIMPLER[: SIMPLER.index(chosen.contender)]
    return " ".join(
        [opening, *(_about_simpler(verdict, verdict.standings[one]) for one in simpler)]
    )


def _about_simpler(verdict: Verdict, standing: Standing) -> str:
    name = standing.contender.capitalize()
    if standing.word == "falls short":
        return (
            f"{name} {verb(standing.contender, 'falls')} short ({_score(verdict.task, standing)})."
        )
    how = settling(verdict.plans.get(standing.contender), verdict)
    return f"Whether {standing.contender} would do too is undecided; {how}."


def _needed(verdict: Verdict) -> str:
    card = verdict.task
    others = " and ".join(f"{name} ({_score(card, verdict.standings[name])})" for name in SIMPLER)
    last = PARADIGMS[-1]
    return (
        f"{last.capitalize()} is needed: {_score(card, verdict.standings[last])}; "
        f"{others} fall short by more than {_delta(card)}."
    )


def _undecided(verdict: Verdict) -> str:
    return f"Undecided: {lead(verdict)}. {capital(switching_points(verdict))}."


def _incomplete(verdict: Verdict) -> str:
    missing = [one for one in verdict.standings.values() if one.word == "missing"]
    parts = ", ".join(f"{one.contender} ({one.reason.rstrip('.')})" for one in missing)
    return f"No verdict: no result of {parts}."


def _skipped(verdict: Verdict) -> str:
    reason = next(iter(verdict.standings.values())).reason
    return f"{capital(reason.rstrip('.'))}."


def lost_tables(lost: Mapping[str, str]) -> str:
    """Whose item tables cannot be read, and why, as a clause; `lost` gives why by contender."""
    reasons = " ".join(lost.values())
    states = [word for word in ("missing", "damaged") if f"is {word}" in reasons] or ["unreadable"]
    whose = "its item tables" if {*PARADIGMS} <= {*lost} else f"item tables of {listed([*lost])}"
    return f"{whose} are {' or '.join(states)}"


def _score(card: TaskCard, standing: Standing) -> str:
    assert standing.score is not None  # only asked of those that are present
    value = standing.score.estimate
    return f"{100 * value:.1f}" if card.metric.is_share else f"{value:.3g}"


def _delta(card: TaskCard) -> str:
    if not card.metric.is_share:
        return f"{card.delta:g} {card.metric.unit}"
    points = 100 * card.delta
    return f"{points:g} {'point' if points == 1 else 'points'}"


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
