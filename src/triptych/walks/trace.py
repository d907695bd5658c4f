"""Traces: one contender's way from an item to a decision."""

from collections.abc import Iterable, Mapping
from typing import Final

from triptych.explanation import Change
from triptych.results.formats.walks import Counterfactual, Real, Trace
from triptych.walks.evidence import Question, reasons_of
from triptych.walks.raw_item import plain, short
from triptych.walks.steps import Verdict, steps_of

MOST_CONDITIONS: Final = 30
"""Largest number of conditions of one kind that are kept."""


def trace_of(
    question: Question,
    verdict: Verdict,
    *,
    truth: str | float,
    was_trained_on: bool,
    meanings: Mapping[str, str],
) -> Trace:
    """The trace of one decision: its steps, and the reasons for it.

    meanings    meanings of the task's columns, in words
    """
    reasons = reasons_of(question)
    own, evidence = reasons.own, reasons.evidence
    telling = evidence.names if evidence.over == "columns" else ()
    return Trace(
        steps=steps_of(question.estimator, question.X, telling, meanings),
        output=verdict.output,
        reading=verdict.reading,
        decision=plain(verdict.decision),
        confidence=verdict.confidence,
        is_right=_is_right(verdict.decision, truth),
        off_by=_off_by(verdict.decision, truth),
        was_trained_on=was_trained_on,
        because=str(own.because),
        fired=_first(own.fired),
        read=_first(own.read),
        reason=_first(own.reason),
        instead=_counterfactual(own.counterfactual),
        kind=own.kind,
        unexplained=reasons.unexplained,
        evidence=evidence,
        saliency=reasons.saliency,
        saliency_track=reasons.saliency_track,
    )


def _is_right(decision: str | float, truth: str | float) -> bool | None:
    return decision == str(truth) if isinstance(decision, str) else None


def _off_by(decision: str | float, truth: str | float) -> Real:
    return None if isinstance(decision, str) else short(decision - float(truth))


def _first(conditions: Iterable[str]) -> list[str]:
    return [str(condition) for condition in conditions][:MOST_CONDITIONS]


def _counterfactual(change: Change | None) -> Counterfactual | None:
    if change is None:
        return None
    return Counterfactual(says=str(change.says), decision=plain(change.decision))
