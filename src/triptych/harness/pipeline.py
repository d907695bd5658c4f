"""Pipelines from raw items to decisions, as in the use of a fitted contender."""

from collections.abc import Callable
from typing import Any

from triptych.catalogue import LoadedTask
from triptych.dataset import Raw
from triptych.estimator import Estimator
from triptych.paradigms import native
from triptych.task import view_of

Pipeline = Callable[[Raw], Any]


def decider(task: LoadedTask, contender: str, estimator: Estimator) -> Pipeline:
    """A function from raw items to one decision each, including feature extraction."""
    return _from_raw(task, contender, estimator, estimator.predict)


def explainer(task: LoadedTask, contender: str, estimator: Estimator) -> Pipeline:
    """A function from raw items to decisions with explanations.

    The function raises ExplanationUnavailable, with the reason, where the estimator has no
    explanations.
    """
    return _from_raw(task, contender, estimator, native.explainer(estimator))


def _from_raw(
    task: LoadedTask, contender: str, estimator: Estimator, answer: Callable[[Any], Any]
) -> Pipeline:
    if view_of(estimator, contender) == "table":
        return lambda raw: answer(task.features(raw))
    return answer
