"""Fixtures of the analysis: a made-up run, and outcomes from matrices of hits."""

import numpy as np
import pytest

from triptych.analysis.forecast import Forecasts
from triptych.analysis.outcome import Outcomes
from triptych.analysis.run import Run
from triptych.analysis.task_card import TaskCard
from triptych.metric import accuracy
from triptych.split import held_out
from triptych.testing import write_synthetic_run


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """A run folder nobody changes."""
    return write_synthetic_run(tmp_path_factory.mktemp("results") / "standard", items=400)


@pytest.fixture(scope="session")
def run(folder):
    """The same, opened."""
    return Run.open(folder)


@pytest.fixture(scope="session")
def answered():
    """Make outcomes of a contender from truth (n) and predictions (seeds, n)."""

    def make(predictions, truth=None, *, contender="rules", costs=None, seeds=None):
        predictions = np.atleast_2d(predictions)
        truth = np.zeros(predictions.shape[1], int) if truth is None else np.asarray(truth)
        losses = (predictions != truth).astype(float)
        if predictions.dtype.kind == "f":
            losses = np.abs(predictions - truth)
        return Outcomes(
            contender=contender,
            seeds=tuple(range(len(predictions))) if seeds is None else seeds,
            items=np.arange(len(truth)),
            truth=truth,
            predictions=predictions,
            losses=losses,
            costs=None if costs is None else np.asarray(costs)[truth, predictions],
        )

    return make


@pytest.fixture(scope="session")
def hitting(answered):
    """Make outcomes of a contender from hits M[seed, item] of zeros and ones."""

    def make(hits, *, contender="rules", seeds=None):
        return answered(1 - np.atleast_2d(hits).astype(int), contender=contender, seeds=seeds)

    return make


@pytest.fixture(scope="session")
def forecasting(answered):
    """Make forecasts from probabilities (seeds, n, classes); the likeliest class is decided."""

    def make(probabilities, truth, *, contender="rules", predictions=None):
        probabilities = np.asarray(probabilities, float)
        if probabilities.ndim == 2:
            probabilities = probabilities[None]
        if predictions is None:
            predictions = probabilities.argmax(axis=2)
        outcomes = answered(predictions, truth, contender=contender)
        return Forecasts(outcomes=outcomes, probabilities=probabilities)

    return make


@pytest.fixture(scope="session")
def card():
    """Make the card of a task that is judged by accuracy, or as said."""

    def make(**changes):
        return TaskCard(
            **{
                "name": "task",
                "title": "A task",
                "question": "",
                "why": "",
                "modality": "table",
                "metric": accuracy(),
                "split": held_out(),
                "delta": 0.02,
                "delta_reason": "",
                "licence": "",
                "source": "",
                "citation": "",
                "classes": ("no", "yes"),
                "items": 1,
                "author_items": 0,
                "contenders": ("rules", "classical", "deep"),
                "fingerprint": "",
                "provenance": {},
            }
            | changes
        )

    return make
