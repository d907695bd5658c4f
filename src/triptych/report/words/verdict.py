"""Verdicts on tasks as plain sentences, made from the numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from triptych.analysis.one_task.verdict import SIMPLER, Standing, Verdict
from triptych.report.words.references import beside_references, of_no_use
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS

PLURAL: Final = ("rules",)
HOW_TO_GET_TABLES: Final = "`triptych run` with the same options runs these cells again."


def headline(verdicts: Iterable[Verdict]) -> str:
    """A sentence over tasks: the number of tasks by the paradigm they need."""
    answers = Counter(one.answer for one in verdicts)
    total = answers.total() - answers["skipped"]
    sentence = (
        f"On {total} {'task' if total == 1 else 'tasks'} rules suffice on {answers['rules']}, "
        f"classical on {answers['classical']}, deep is needed on {answers['deep']}, "
        f"undecided on {answers['undecided']}"
    )
    if useless := answers["none"]:
        sentence += f", none of the three is of use on {useless}"
    if incomplete := answers["incomplete"]:
        sentence += f", without a verdict on {incomplete}"
    if lost := answers["not recomputed"]:
        sentence += f", and it cannot be recomputed on {lost}"
    if skipped := answers["skipped"]:
        sentence += f"; {skipped} more {'was' if skipped == 1 else 'were'} skipped"
    return f"{sentence}."


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
    verb = "suffice" if chosen.contender in PLURAL else "suffices"
    opening = f"{chosen.contender.capitalize()} {verb}: {_score(verdict.task, chosen)}"
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
        verb = "fall" if standing.contender in PLURAL else "falls"
        return f"{name} {verb} short ({_score(verdict.task, standing)})."
    return f"Whether {standing.contender} would do too is undecided{_settling(verdict, standing)}."


def _needed(verdict: Verdict) -> str:
    card = verdict.task
    others = " and ".join(f"{name} ({_score(card, verdict.standings[name])})" for name in SIMPLER)
    last = PARADIGMS[-1]
    return (
        f"{last.capitalize()} is needed: {_score(card, verdict.standings[last])}; "
        f"{others} fall short by more than {_delta(card)}."
    )


def _undecided(verdict: Verdict) -> str:
    card = verdict.task
    open_ones = [
        standing
        for standing in (verdict.standings[name] for name in SIMPLER)
        if standing.word == "undecided"
    ]
    names = " and ".join(f"{one.contender} ({_score(card, one)})" for one in open_ones)
    plural = len(open_ones) > 1 or open_ones[0].contender in PLURAL
    items = max(one.score.items for one in open_ones if one.score is not None)
    leader = verdict.leader
    lead = "" if leader is None else f" ({leader.contender} leads with {_score(card, leader)})"
    hardest = max(open_ones, key=lambda one: one.items_to_settle or 0)
    return (
        f"Undecided: {items:,} test items do not show whether {names} {'are' if plural else 'is'} "
        f"within {_delta(card)} of the best{lead}{_settling(verdict, hardest)}."
    )


def _settling(verdict: Verdict, standing: Standing) -> str:
    if standing.items_to_settle is not None:
        return f"; about {_rounded(standing.items_to_settle):,} test items would settle it"
    if verdict.settled_by == "streams":
        return "; one stream has too few changes, and other streams would settle it"
    return (
        f"; the difference lies so near {_delta(verdict.task)} that items alone may not settle it"
    )


def _incomplete(verdict: Verdict) -> str:
    missing = [one for one in verdict.standings.values() if one.word == "missing"]
    parts = ", ".join(f"{one.contender} ({one.reason.rstrip('.')})" for one in missing)
    return f"No verdict: no result of {parts}."


def _skipped(verdict: Verdict) -> str:
    reason = next(iter(verdict.standings.values())).reason
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."


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


def _rounded(items: int) -> int:
    """Round a planned number of items to two significant digits."""
    return int(float(f"{items:.1e}"))


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
