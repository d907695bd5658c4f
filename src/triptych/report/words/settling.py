"""For which δ which answer holds, and what would settle what is undecided, in words."""

import math
from typing import Final

from triptych.analysis.one_task.answer.delta_ranges import DeltaRange
from triptych.analysis.one_task.answer.plan import Plan
from triptych.analysis.one_task.verdict import Standing, Verdict
from triptych.report.words import number
from triptych.results.task_card import TaskCard
from triptych.task import PARADIGMS

PLURAL: Final = ("rules",)
_NEGLIGIBLE: Final = 0.01
"""Of δ: a range that ends below it is nobody's choice."""
_MOST_DIGITS: Final = 6
_FAR: Final = 100
"""Nobody collects more than so many times the items of a data set."""


def verb(contender: str, singular: str) -> str:
    """The verb that agrees with a contender: rules suffice, deep suffices."""
    return singular.removesuffix("s") if contender in PLURAL else singular


def holds(answer: str) -> str:
    """An answer as a clause: `rules suffice`, `deep is needed`, `it is undecided`."""
    if answer == PARADIGMS[-1]:
        return f"{answer} is needed"
    return f"{answer} {verb(answer, 'suffices')}" if answer in PARADIGMS else "it is undecided"


def switching_points(verdict: Verdict) -> str:
    """For which δ which answer would hold, and what δ is."""
    card = verdict.task
    least = _NEGLIGIBLE * card.delta
    decided = [one for one in verdict.delta_ranges if one.answer in PARADIGMS and one.high > least]
    here = f"this task's δ is {number.amount(card.delta, card.metric)}"
    if not decided:
        return f"no δ gives an answer; {here}"
    if decided[0].low == 0 and math.isinf(decided[0].high):
        return f"with any δ {holds(decided[0].answer)}; {here}"
    return f"with δ {', '.join(_range(card, one) for one in decided)}; {here}"


def _range(card: TaskCard, one: DeltaRange) -> str:
    low, high = beside_delta(one.low, card), beside_delta(one.high, card)
    if one.low == 0:
        where = f"below {high}"
    else:
        where = f"from {low} to {high}" if math.isfinite(one.high) else f"from {low} on"
    return f"{where} {holds(one.answer)}"


def beside_delta(value: float, card: TaskCard) -> str:
    """A δ without its unit, with the digits that show on which side of the task's it lies."""
    scale = 100.0 if card.metric.is_share else 1.0
    value, delta = scale * value, scale * card.delta
    digits = 1 if card.metric.is_share or not delta else max(1 - math.floor(math.log10(delta)), 0)
    while digits < _MOST_DIGITS and value not in (0, delta):
        if round(value, digits) not in (0, round(delta, digits)):
            break
        digits += 1
    return number.fixed(value, digits)


def settling(plan: Plan | None, verdict: Verdict) -> str:
    """What would settle what is open, as a clause."""
    if verdict.settled_by == "streams":
        return "one stream shows too few of its changes: other streams would settle it"
    if plan is None:
        delta = number.delta(verdict.task.delta, verdict.task.metric)
        return (
            f"the difference seen lies so near {delta} that no feasible number of test items would "
            "settle it"
        )
    seeds = f" with {plan.seeds} seeds" if plan.more_seeds else ""
    return f"about {number.about(plan.items)} test items{seeds} would settle it"


def next_step(verdict: Verdict) -> str:
    """What to do about an undecided task, as a sentence; empty where other streams are needed."""
    if verdict.answer != "undecided" or verdict.settled_by == "streams":
        return ""
    items = number.count(verdict.task.items)
    if verdict.plan is None or verdict.plan.items > _FAR * verdict.task.items:
        return (
            "Next step: before the next run, say whether a difference of this size matters"
            f"{_other_delta(verdict)}."
        )
    if verdict.plan.items > verdict.task.items:
        return (
            f"Next step: the data set has no more than {items} items, so collect or generate "
            "others like them."
        )
    return f"Next step: test more of the {items} items of the data set."


def _other_delta(verdict: Verdict) -> str:
    card = verdict.task
    above = [
        one for one in verdict.delta_ranges if one.low > card.delta and one.answer in PARADIGMS
    ]
    if not above:
        return ""
    return f" (from {beside_delta(above[0].low, card)} on {holds(above[0].answer)})"


def lead(verdict: Verdict) -> str:
    """Who leads whom by how much, as a clause; empty where there is nobody to compare with.

    The best of the open contenders that does not lead is who might suffice; where the leader alone
    is open, its hardest rival.
    """
    leader, rival = verdict.leader, _followed_by(verdict)
    if leader is None or rival is None:
        return ""
    name = leader.contender
    pair = verdict.comparisons.get((name, rival)) or verdict.comparisons[rival, name]
    metric = pair.metric
    advantage = (pair if pair.first == name else pair.swapped()).advantage
    amount = number.rounded(advantage.estimate, advantage, metric)
    ends = number.bounds(advantage, metric)
    if not advantage.estimate:
        return f"{name} and {rival} are level, {amount} {ends} {number.unit(metric)} apart"
    return f"{name} {verb(name, 'leads')} {rival} by {amount} {ends} {number.unit(metric)}"


def _followed_by(verdict: Verdict) -> str | None:
    open_ones: list[Standing] = [
        one for one in verdict.standings.values() if one.word == "undecided" and not one.leads
    ]
    simpler = [one for one in open_ones if one.contender != PARADIGMS[-1]] or open_ones
    sign = 1 if verdict.task.metric.greater_is_better else -1
    scored = [(sign * one.score.estimate, one.contender) for one in simpler if one.score]
    if scored:
        return max(scored)[1]
    return None if verdict.leader is None else verdict.leader.against
