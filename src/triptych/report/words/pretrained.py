"""What a pretrained network changes, in plain sentences."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from triptych.analysis.one_task.answer.decision import Answer
from triptych.analysis.one_task.answer.pretrained import PretrainedVerdict
from triptych.analysis.one_task.verdict import Verdict
from triptych.report.words import number
from triptych.report.words.settling import verb
from triptych.results.task_card import PretrainedFacts
from triptych.task import PARADIGMS, PRETRAINED

_OVER_TASKS: Final[dict[Answer, str]] = {
    "rules": "rules suffice",
    "classical": "classical suffices",
    "deep": "it is needed",
    "undecided": "undecided",
    "none": "none of the three is of use",
}


def with_pretrained(found: PretrainedVerdict) -> str:
    """The verdict with a pretrained network in a sentence or two, or why there is none."""
    opening = "And with a network pretrained elsewhere"
    if found.verdict is None:
        return f"{opening}: not measured, {found.reason.rstrip('.')}."
    return " ".join(filter(None, [f"{opening}: {_answer(found.verdict)}.", _beside_deep(found)]))


def over_tasks(found: Mapping[str, PretrainedVerdict]) -> str:
    """The tasks by what they need with a pretrained network; empty where none was measured."""
    tasks = defaultdict(list)
    for task, one in found.items():
        if one.verdict is not None:
            tasks[one.verdict.answer].append(task)
    parts = [
        f"{words} on {', '.join(tasks[answer])}"
        for answer, words in _OVER_TASKS.items()
        if tasks[answer]
    ]
    if not parts:
        return ""
    return f"And with a network pretrained elsewhere: {'; '.join(parts)}."


def made_elsewhere(network: PretrainedFacts) -> str:
    """What a network was trained on, and how large it is, for one line."""
    return (
        f"{network.name}, trained elsewhere on {network.trained_on}; "
        f"{number.count(network.parameters)} weights, {number.size(network.size)}, "
        f"{network.licence}. It stays as it is: only a linear classifier on its vectors is "
        "trained here. Whether tested items were among what it was trained on is not known."
    )


def _answer(verdict: Verdict) -> str:
    delta = number.amount(verdict.task.delta, verdict.task.metric)
    scores = {name: f"{_name(name)} {_score(verdict, name)}" for name in PARADIGMS}
    if verdict.answer == PARADIGMS[-1]:
        *simpler, network = scores.values()
        return f"it is needed: {network}; {' and '.join(simpler)} fall short by more than {delta}"
    if verdict.answer in PARADIGMS:
        chosen, leader = verdict.answer, verdict.leader
        behind = f", within {delta} of the best ({scores[leader.contender]})" if leader else ""
        behind = "" if leader and leader.contender == chosen else behind
        rest = "" if behind else f"; {scores[PARADIGMS[-1]]}"
        return f"{chosen} {verb(chosen, 'suffices')}: {scores[chosen]}{behind}{rest}"
    if verdict.answer == "undecided":
        return f"undecided: {', '.join(scores.values())}"
    return "none of the three is of use" if verdict.answer == "none" else "no verdict"


def _beside_deep(found: PretrainedVerdict) -> str:
    """How the pretrained network compares with the one trained here."""
    comparison = found.from_scratch
    if comparison is None:
        return ""
    advantage = comparison.advantage
    is_better = advantage.estimate >= 0
    shown = number.score(advantage if is_better else advantage.negated(), comparison.metric)
    words = "better" if is_better else "worse"
    return f"It is {words} than the network trained from scratch by {shown}."


def _name(name: str) -> str:
    return PRETRAINED if name == PARADIGMS[-1] else name


def _score(verdict: Verdict, name: str) -> str:
    score = verdict.standings[name].score
    return "" if score is None else number.bare_score(score.estimate, verdict.task.metric)
