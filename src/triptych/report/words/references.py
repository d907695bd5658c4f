"""What reference rows say beside a verdict, in plain sentences."""

from typing import Final

from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.one_task.verdict import Verdict
from triptych.reference.panel import CONSTANT
from triptych.report.words import number

MOST: Final = 3
"""Number of rows that a sentence names; the table of scores shows all."""


def of_no_use(verdict: Verdict) -> str:
    """Say that nobody is shown to be better than the best constant answer, with both scores."""
    metric, leader = verdict.task.metric, verdict.leader
    constant = verdict.references.scores[CONSTANT].estimate
    best = ""
    if leader is not None and leader.score is not None:
        shown = number.bare_score(leader.score.estimate, metric)
        best = f"; the best of them, {leader.contender}, has {shown}"
    return (
        "None of the three is of use here: none is shown to be better than the best constant "
        f"answer, {number.bare_score(constant, metric)}{best}."
    )


def no_use_shown(verdict: Verdict) -> str:
    """How sure it is that nobody is of use, for one line."""
    p_value = verdict.references.p_of_no_use
    shown = "" if p_value is None else f": smallest p {number.equals(p_value)}"
    return f"nobody is shown to be better than the best constant answer{shown}"


def beside_references(text: str, verdict: Verdict) -> str:
    """Add to a verdict's first sentence which rows are ahead of the contender that it names."""
    ahead = verdict.references.ahead
    if not ahead:
        return text
    first, _, rest = text.partition(". ")
    return " ".join(filter(None, [f"{first.rstrip('.')}; {_behind(verdict, ahead)}.", rest]))


def _behind(verdict: Verdict, ahead: tuple[Comparison, ...]) -> str:
    card, named = verdict.task, ahead[0].second
    verb = "are" if named == "rules" else "is"
    rows = [
        f"{one.first} {number.bare_score(one.first_score, card.metric)}" for one in ahead[:MOST]
    ]
    more = len(ahead) - MOST
    if more > 0:
        rows.append(f"{more} more")
    judged = "a reference that is" if len(ahead) == 1 else "references that are"
    return (
        f"but {named} {verb} more than {number.amount(card.delta, card.metric)} behind "
        f"{', '.join(rows)}, {judged} not judged"
    )
