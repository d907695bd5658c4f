"""The verdict with a network pretrained elsewhere, beside that of the three.

The three are judged without it, so that no verdict on them depends on which weights a machine has.
"""

from dataclasses import dataclass, replace

from triptych.analysis.one_task.answer.reference_rows import reference_outcomes
from triptych.analysis.one_task.comparison import Comparison, compare
from triptych.analysis.one_task.verdict import Verdict, judge
from triptych.analysis.one_task.verdict_notes import why_missing
from triptych.errors import DataError, TriptychError
from triptych.reference.panel import CONSTANT
from triptych.results.outcomes import Outcomes
from triptych.results.run import Run
from triptych.task import PARADIGMS, PRETRAINED


@dataclass(frozen=True, kw_only=True)
class PretrainedVerdict:
    """What a task needs if a pretrained network takes the place of the one trained here.

    verdict    that of rules, classical and the pretrained network, which is its `deep`; None where
               one of them has no result, for the `reason`
    from_scratch   the pretrained network compared with the one trained here; None where one of
               them has no result
    """

    verdict: Verdict | None = None
    reason: str = ""
    from_scratch: Comparison | None = None


def pretrained_verdict(run: Run, task: str) -> PretrainedVerdict | None:
    """The verdict with a pretrained network, see docs/statistics.md#pretrained.

    None where the run planned none on this task.
    """
    card = run.task(task)
    if PRETRAINED not in card.contenders:
        return None
    outcomes: dict[str, Outcomes] = {}
    for name in (PRETRAINED, *PARADIGMS):
        try:
            outcomes[name] = run.outcomes(task, name)
        except TriptychError as error:
            if name != PARADIGMS[-1]:
                why = why_missing(run, task, name) or str(error)
                return PretrainedVerdict(reason=f"no result of {name}: {why}")
    pretrained = outcomes.pop(PRETRAINED)
    others, _ = reference_outcomes(run, task)
    constant = {name: one for name, one in others.items() if name == CONSTANT}
    comparison = None
    try:
        if (trained_here := outcomes.get(PARADIGMS[-1])) is not None:
            comparison = compare(pretrained, trained_here, card.metric, card.classes)
    except DataError:  # no item or seed in common: nothing is said of it
        comparison = None
    in_its_place = replace(pretrained, contender=PARADIGMS[-1])
    judged = judge(card, outcomes | {PARADIGMS[-1]: in_its_place}, others=constant)
    return PretrainedVerdict(verdict=judged, from_scratch=comparison)
