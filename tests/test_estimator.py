"""Promises of what a contender may offer: found by name, asked of itself, and documented."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier, GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

from triptych import estimator
from triptych.estimator import (
    Estimator,
    Explains,
    HasClasses,
    HasPositiveLabel,
    HasRulebook,
    HasThreshold,
    PredictsProba,
    Reads,
    missing,
    offers,
)
from triptych.paradigms.clustering.grouped import Grouped
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier
from triptych.paradigms.deep.networks.image import OneChannel
from triptych.paradigms.deep.networks.tabular import PiecewiseLinear
from triptych.paradigms.rules import Procedure, RuleList, ScoreCard, ScoreCardRegressor
from triptych.task import view_of

PAGE = Path(__file__).parents[1] / "docs" / "add-a-task.md"
X, Y = load_iris(return_X_y=True)

OFFERS = {
    name: value
    for name, value in vars(estimator).items()
    if inspect.isclass(value) and value.__module__ == estimator.__name__
    if getattr(value, "_is_protocol", False) and value is not Estimator
}
OURS = (
    RuleList,
    ScoreCard,
    ScoreCardRegressor,
    Procedure,
    NetworkClassifier,
    OneChannel,
    PiecewiseLinear,
    Grouped,
)


def methods(protocol):
    functions = {name: value for name, value in vars(protocol).items() if inspect.isfunction(value)}
    return {name: value for name, value in functions.items() if name[0] != "_"}


def parameters(method):
    return len(inspect.signature(method).parameters)


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        pytest.param(SVC(), False, id="a machine without probabilities"),
        pytest.param(SVC(probability=True), True, id="a machine with probabilities"),
        pytest.param(GridSearchCV(LinearSVC(), {"C": [1.0]}), False, id="search without"),
        pytest.param(GridSearchCV(LogisticRegression(), {"C": [1.0]}), True, id="search with"),
        pytest.param(make_pipeline(StandardScaler(), LinearSVC()), False, id="pipeline without"),
        pytest.param(make_pipeline(StandardScaler(), LogisticRegression()), True, id="with"),
    ],
)
def test_a_wrapper_offers_what_it_holds_can_do(model, expected):
    """The class of a search always has `predict_proba`; the search only with such a model."""
    assert offers(model, PredictsProba) is expected


def test_what_is_set_in_fit_is_there_after_it():
    """A class cannot say what its estimators learn; the estimator can."""
    model = LogisticRegression(max_iter=1000)
    before = offers(model, HasClasses)

    assert (before, offers(model.fit(X, Y), HasClasses)) == (False, True)


def test_none_is_no_offer():
    """An attribute or a method that is None is a way to say that there is none."""

    class Silent:
        threshold = None
        explain = None

    assert not offers(Silent(), HasThreshold)
    assert not offers(Silent(), Explains)


def test_a_value_is_no_method():
    """Where a method is expected, a thing of the same name is something else."""

    class Annotated:
        rulebook = ("a rule",)

    assert not offers(Annotated(), HasRulebook)


def test_what_is_missing_is_named():
    """Whoever returns a class, or something half done, reads which verb it lacks."""

    class Half:
        def predict(self, X):
            return X

    assert missing(Half(), Estimator) == ("fit",)
    assert missing(3, Estimator) == ("fit", "predict")


def test_the_default_view_is_that_of_the_paradigm():
    """Rules and classical models read the table, networks raw items, unless they say so."""

    class Own:
        reads = "raw"

    model = LogisticRegression()
    views = [view_of(model, name) for name in ("rules", "classical:logistic", "deep")]
    assert views == ["table", "table", "raw"]
    assert view_of(Own(), "classical") == "raw"


def test_isinstance_refuses_to_guess():
    """Of a protocol it would look at the class, and see a method that the estimator has not."""
    with pytest.raises(TypeError):
        isinstance(SVC(), PredictsProba)


OFFERED_BY_OTHERS = ("LearnsFurther", "LearnsSemiSupervised")
"""Offers of scikit-learn's estimators, and of what studies adapt contenders to."""


@pytest.mark.parametrize(
    "name", [name for name in OFFERS if methods(OFFERS[name]) and name not in OFFERED_BY_OTHERS]
)
def test_what_we_offer_ourselves_is_called_as_documented(name):
    """An author who copies a signature from here or from one of ours gets the same."""
    ours = [
        (f"{owner.__name__}.{method}", parameters(getattr(owner, method)), parameters(declared))
        for method, declared in methods(OFFERS[name]).items()
        for owner in OURS
        if hasattr(owner, method)
    ]

    assert ours, "nobody makes this offer: it is not worth a protocol"
    assert [who for who, own, declared in ours if own != declared] == []


def test_attributes_are_those_of_scikit_learn():
    """What is no method is named as scikit-learn, or one of ours, names it."""
    fixed = FixedThresholdClassifier(LogisticRegression(), threshold=0.3, pos_label=1)

    assert offers(fixed, HasThreshold)
    assert offers(fixed, HasPositiveLabel)
    assert offers(RuleList([], otherwise="ham"), Reads)


def test_every_offer_is_documented():
    """docs/add-a-task.md lists each protocol with its methods and attributes, and no other."""
    _, _, section = PAGE.read_text().partition("### What a contender may offer\n")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", section.partition("\n## ")[0], re.MULTILINE)
    documented = {name: set(re.findall(r"`(\w+)`", by)) for name, by in rows}

    assert documented == {
        name: {*methods(protocol), *inspect.get_annotations(protocol)}
        for name, protocol in OFFERS.items()
    }


def test_asking_is_light():
    """Listing tasks must not pay for numpy."""
    code = "import sys, triptych.estimator; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
