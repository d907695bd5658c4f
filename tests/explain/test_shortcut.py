"""Whether explanations tell an honest contender from one that takes a shortcut: shapes."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from triptych.measure.explainability.ground_truth import ground_truth
from triptych.measure.explainability.masking import Masking
from triptych.measure.explainability.shapley import shapley_of
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images
from triptych.tasks.shapes import classical, deep
from triptych.tasks.shapes.data import UNITS, features
from triptych.tasks.shapes.measurements import WHITE
from triptych.tasks.shapes.pictures import draw, neutral

pytestmark = pytest.mark.slow  # two networks are trained

TRAINED, JUDGED, EXPLAINED = 2000, 200, 80
PERMUTATIONS = 30
Decide = Callable[[Any], Any]


class Found(NamedTuple):
    """Accuracy on unseen pictures; how often the probe's first unit is one of the shape's."""

    accuracy: float
    hit: float


def honest_classical() -> Decide:
    """Support vectors on measurements of the largest thing, as in the task."""
    pictures, shapes, _ = draw(TRAINED, seed=1)
    fitted = classical.make(0).fit(features(pictures), shapes)
    return lambda raw: fitted.predict(features(raw))


def honest_network() -> Decide:
    """The task's own network."""
    pictures, shapes, _ = draw(TRAINED, seed=1)
    return deep.make(0).fit(pictures, shapes).predict


def shortcut_classical() -> Decide:
    """Logistic regression on pixels, shown pictures whose dot gives the answer away."""
    pictures, shapes, _ = draw(TRAINED, seed=1, shortcut=True)
    flat = FunctionTransformer(lambda raw: raw.reshape(len(raw), -1) / WHITE)
    return make_pipeline(flat, LogisticRegression(max_iter=200)).fit(pictures, shapes).predict


def shortcut_network() -> Decide:
    """A network that knows where things are: turning pictures would hide the shortcut from it."""
    pictures, shapes, _ = draw(TRAINED, seed=1, shortcut=True)
    network = NetworkClassifier(
        convolutional_network(channels=(8, 16)),
        grey_images(brightest=WHITE),
        max_epochs=6,
        learning_rate=1e-2,
        validation_share=0,
    )
    return network.fit(pictures, shapes).predict


def found(decide: Decide, *, shortcut: bool) -> Found:
    """Explain right decisions about unseen pictures by neutral donors, from decisions alone."""
    pictures, shapes, covered = draw(JUDGED, seed=2, shortcut=shortcut)
    decisions = np.asarray(decide(pictures))
    right = np.flatnonzero(decisions == shapes)[:EXPLAINED]
    items, said = pictures[right], decisions[right].tolist()
    masking = Masking(decide, UNITS, neutral(100, seed=3))
    maps = shapley_of(masking, items, said, PERMUTATIONS, right.tolist())
    relevant = [
        UNITS.pool(item, truth) > 0 for item, truth in zip(items, covered[right], strict=True)
    ]
    hits = ground_truth(maps, relevant).top1
    return Found(float((decisions == shapes).mean()), float(hits.mean()))


@pytest.mark.parametrize("train", [honest_classical, honest_network])
def test_an_honest_contender_points_at_the_shape(train):
    """It decides well, and the unit that its explanation puts first is one of the shape."""
    accuracy, hit = found(train(), shortcut=False)

    assert accuracy >= 0.9
    assert hit >= 0.95


@pytest.mark.parametrize("train", [shortcut_classical, shortcut_network])
def test_a_shortcut_contender_points_elsewhere(train):
    """It decides as well, where the shortcut is there, and its explanations give it away."""
    accuracy, hit = found(train(), shortcut=True)

    assert accuracy >= 0.9
    assert hit <= 0.15
