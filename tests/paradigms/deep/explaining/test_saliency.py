"""Promises of networks' explanations: they add up, are those of captum, and reach raw parts."""

import pickle

import numpy as np
import pandas as pd
import pytest
import torch
from captum.attr import IntegratedGradients
from sklearn.ensemble import VotingClassifier
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from torch import nn

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms import native
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier, NetworkRegressor
from triptych.paradigms.deep.networks.image import convolutional_network, grey_images
from triptych.paradigms.deep.networks.sequence import recurrent_network
from triptych.paradigms.deep.networks.tabular import residual_network, table_encoder
from triptych.paradigms.deep.networks.text import character_network, characters
from triptych.paradigms.deep.networks.words import WordCodes, word_network

TEXTS = np.array(
    ["win 100 pounds now", "see you at 8", "win now!", "are you there? see you"] * 10, dtype=object
)
KINDS = np.array(["spam", "ham"] * 20, dtype=object)


def straight(inputs, outputs):
    return nn.Sequential(nn.Linear(*inputs, outputs))


@pytest.fixture(scope="module")
def line(rows):
    X, y = rows
    return NetworkClassifier(straight, StandardScaler(), max_epochs=3, seed=1).fit(X, y)


@pytest.fixture(scope="module")
def bent(rows):
    X, y = rows
    network = residual_network(width=16, blocks=1)
    return NetworkClassifier(network, StandardScaler(), max_epochs=6, seed=1).fit(X, y)


def stacked(explanations):
    return np.stack([one.contributions for one in explanations])


def test_a_linear_network_is_explained_by_its_weights(line, rows):
    """Weight times distance from the mean of the training items, towards the decision."""
    X, _ = rows
    explanations = line.explain(X[:20])

    weights = np.diff(line.module_[0].weight.detach().numpy(), axis=0)
    own = np.where(line.predict(X[:20]) == "outside", 1, -1)[:, None]
    prepared = line.prepare_.transform(X[:20]) - line.prepare_.transform(X).mean(axis=0)
    np.testing.assert_allclose(stacked(explanations), own * weights * prepared, atol=1e-6)
    assert max(one.completeness_error for one in explanations) < 1e-6
    assert [one.decision for one in explanations] == line.predict(X[:20]).tolist()


def test_a_regression_is_explained_in_the_unit_of_its_answers(rows):
    """Contributions to a number are in its own unit, be it thousands."""
    X, _ = rows
    model = NetworkRegressor(straight, StandardScaler(), max_epochs=3).fit(X, 5000 + X[:, 3])
    (explanation,) = model.explain(X[:1])

    slope = model.scale_ * model.module_[0].weight.detach().numpy()[0]
    expected = slope * (model.prepare_.transform(X[:1])[0] - model.baseline_)
    np.testing.assert_allclose(explanation.contributions, expected, rtol=1e-5)
    assert explanation.because.endswith("on the scale of the answer")


def test_a_bent_network_is_explained_as_captum_does(bent, rows):
    """Captum's own call on the network gives the same, and it nearly adds up."""
    X, _ = rows
    explanations = bent.explain(X[:20])

    inputs = bent.prepared(X[:20])
    own = bent.decided(bent.predict(X[:20]))
    direct = IntegratedGradients(lambda points, own: bent.margins(bent.module_(points), own))
    expected = direct.attribute(
        inputs,
        baselines=torch.from_numpy(bent.baseline_).expand_as(inputs),
        additional_forward_args=(own,),
        n_steps=64,
    )
    np.testing.assert_allclose(stacked(explanations), expected.detach().numpy(), atol=1e-6)
    assert np.median([one.completeness_error for one in explanations]) < 0.02


def test_log_odds_are_those_of_the_probabilities(bent, rows):
    """What contributions add up to is the log-odds of the class that was decided on."""
    X, _ = rows
    sure = bent.predict_proba(X[:20]).max(axis=1)
    outputs = bent.contributions(X[:20], bent.predict(X[:20])).outputs

    np.testing.assert_allclose(outputs, np.log(sure / (1 - sure)), atol=1e-4)


def test_an_item_is_explained_alike_alone_and_among_others(bent, rows):
    """Batches change nothing, and an estimator from disk explains as it did."""
    X, _ = rows
    together = stacked(bent.explain(X[:40]))

    np.testing.assert_allclose(stacked(bent.explain(X[39:40]))[0], together[39], atol=1e-5)
    again = pickle.loads(pickle.dumps(bent))
    np.testing.assert_array_equal(stacked(again.explain(X[:40])), together)


def test_explaining_leaves_the_network_as_it_was(bent, rows):
    """Predictions before and after are the same, to the last bit."""
    X, _ = rows
    before = bent.predict_proba(X)
    bent.explain(X[:5])

    np.testing.assert_array_equal(bent.predict_proba(X), before)


def test_an_image_is_explained_pixel_by_pixel(bars):
    """A network that tells bars apart looks at the bar."""
    images, labels = bars
    network = convolutional_network(channels=(8, 8))
    model = NetworkClassifier(network, grey_images(1.0), max_epochs=30, learning_rate=2e-2)
    explanations = model.fit(images, labels).explain(images[:20])

    on_the_bar = []
    for image, label, explanation in zip(images, labels, explanations, strict=False):
        assert explanation.contributions.shape == image.shape
        bar = (image == 1).all(axis=1)[:, None] if label == "across" else (image == 1).all(axis=0)
        where = np.broadcast_to(bar, image.shape)
        on_the_bar.append(explanation.contributions[where].mean())
    assert np.mean(on_the_bar) > 0
    assert np.median([one.completeness_error for one in explanations]) < 0.02


def test_characters_that_are_not_read_say_nothing():
    """Each character has its own contribution; those beyond the longest have none."""
    model = NetworkClassifier(character_network(8, (8, 8)), characters(10), max_epochs=3)
    explanations = model.fit(TEXTS, KINDS).explain(TEXTS[:4])

    for text, explanation in zip(TEXTS, explanations, strict=False):
        assert explanation.contributions.shape == (len(text),)
        assert (explanation.contributions[10:] == 0).all()
        assert explanation.contributions[:10].any()
        assert explanation.completeness_error < 0.05


def test_what_a_word_contributes_is_shared_by_its_characters():
    """Within a word all characters count the same; the spaces between words count nothing."""
    prepare = WordCodes(3)
    model = NetworkClassifier(word_network(8, 8), prepare, max_epochs=5, learning_rate=5e-2)
    win, *_ = model.fit(TEXTS, KINDS).explain(TEXTS[:1])

    assert TEXTS[0] == "win 100 pounds now"
    words = [win.contributions[place] for place in (slice(0, 3), slice(4, 7), slice(8, 14))]
    assert all(len(set(word)) == 1 for word in words)
    assert all(word[0] != 0 for word in words)
    assert win.contributions[[3, 7]].tolist() == [0, 0]
    assert not win.contributions[14:].any()  # the fourth word is beyond the longest text
    assert win.completeness_error < 0.02


def test_a_recurrent_network_is_explained_code_by_code():
    """Integrated gradients lead through the vectors of the codes."""
    generator = np.random.default_rng(0)
    X = generator.integers(0, 5, (80, 6))
    y = np.where(X[:, 5] > 2, "high", "low").astype(object)
    model = NetworkClassifier(
        recurrent_network(16, codes=5), FunctionTransformer(), max_epochs=40, learning_rate=2e-2
    ).fit(X, y)
    found = stacked(model.explain(X[:30]))

    assert found.shape == (30, 6)
    assert np.abs(found).mean(axis=0).argmax() == 5


def test_columns_of_a_table_are_credited_for_their_pieces_and_words():
    """Pieces of numbers and indicators of words count for their column."""
    generator = np.random.default_rng(0)
    X = pd.DataFrame(
        {
            "noise": generator.normal(size=200),
            "colour": np.array(["red", "blue", "green"], dtype=object)[
                generator.integers(0, 3, 200)
            ],
        }
    )
    y = np.where(X["colour"] == "red", "stop", "go").astype(object)
    model = NetworkClassifier(
        residual_network(16, 1), table_encoder(4, repeated=2), max_epochs=20, learning_rate=1e-2
    ).fit(X, y)
    explanations = model.explain(X[:30])

    assert (np.abs(stacked(explanations)).argmax(axis=1) == 1).all()
    assert all(one.because.startswith("mostly colour (+") for one in explanations)


def test_a_vote_of_networks_explains_its_own_decision(rows):
    """The mean of the members' contributions, to the class the vote settles on."""
    X, y = rows
    members = [
        (str(seed), NetworkClassifier(straight, StandardScaler(), max_epochs=2, seed=seed))
        for seed in (0, 1)
    ]
    vote = FixedThresholdClassifier(
        VotingClassifier(members, voting="soft"), threshold=0.9, pos_label="outside"
    ).fit(X, y)
    decisions = vote.predict(X[:20])
    explanations = native.explain(vote, X[:20])

    fitted = vote.estimator_.estimators_
    numbers = np.searchsorted(vote.classes_, decisions)
    expected = np.mean([stacked_of(member, X[:20], numbers) for member in fitted], axis=0)
    np.testing.assert_allclose(stacked(explanations), expected, atol=1e-12)
    assert [one.decision for one in explanations] == decisions.tolist()
    assert np.median([one.completeness_error for one in explanations]) < 0.02


def stacked_of(member, X, decisions):
    return np.stack(member.contributions(X, decisions).contributions)


def mixed(X):
    return X @ np.ones((X.shape[1], 2))


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param(
            FunctionTransformer(mixed), "'mixed' does not say which columns it reads", id="function"
        ),
        pytest.param(
            make_pipeline(StandardScaler(), FunctionTransformer(mixed)), "'mixed'", id="pipeline"
        ),
    ],
)
def test_where_the_way_back_is_lost_the_reason_is_given(rows, prepare, reason):
    """A network over columns nobody can follow does not explain itself."""
    X, y = rows
    model = NetworkClassifier(straight, prepare, max_epochs=1).fit(X, y)

    with pytest.raises(ExplanationUnavailable, match=reason):
        model.explain(X[:2])


def test_codes_without_vectors_are_not_explained():
    """A network that makes no vectors of its codes says so, and is trained all the same."""

    def one_hot(inputs, outputs):
        return nn.Sequential(Switches(), nn.Linear(5 * inputs[0], outputs))

    X = np.array([[0, 1], [2, 3]] * 10)
    y = np.array(["a", "b"] * 10, dtype=object)
    model = NetworkClassifier(one_hot, FunctionTransformer(), max_epochs=1).fit(X, y)

    with pytest.raises(ExplanationUnavailable, match="vectors of codes"):
        model.explain(X[:2])


class Switches(nn.Module):
    def forward(self, codes):
        return nn.functional.one_hot(codes, 5).float().flatten(1)
