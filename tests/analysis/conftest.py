"""Fixtures of the analysis: a made-up run, and outcomes from matrices of hits."""

import numpy as np
import pytest
from scipy import stats

from triptych.analysis.forecast import Forecasts
from triptych.analysis.outcome import Outcomes
from triptych.analysis.run import Run
from triptych.analysis.task_card import TaskCard
from triptych.metric import accuracy
from triptych.split import held_out
from triptych.task import PARADIGMS
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
def three(hitting):
    """Make hits of the three paradigms, who find much the same items difficult."""

    def make(random, items, shares, seeds=1, spread=1.5):
        difficulty = spread * random.normal(size=items)
        outcomes = {}
        for name, share in zip(PARADIGMS, shares, strict=True):
            fits = 1 if name == "rules" else seeds
            varied = 0.5 if fits > 1 else 0.0
            level = 0.05 * (fits > 1)
            centre = stats.norm.ppf(share) * np.sqrt(spread**2 + 0.25 + varied**2 + level**2)
            ability = centre + 0.5 * random.normal(size=items)
            ability = ability + level * random.normal(size=(fits, 1))
            hits = ability + difficulty + varied * random.normal(size=(fits, items)) > 0
            outcomes[name] = hitting(np.repeat(hits, seeds // fits, axis=0), contender=name)
        return outcomes

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
