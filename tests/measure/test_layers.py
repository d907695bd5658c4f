"""Promises of the linear probes: they read off what is there, and nothing else."""

import numpy as np
import pytest
from sklearn.datasets import load_diabetes, load_digits

from triptych.measure.layers import MOST_DIRECTIONS, chance, embedding, linear_probe


def digits(items=1200):
    images, answers = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(images))[:items]
    return images[order].reshape(-1, 8, 8), answers[order].astype(str)


def parted(values, answers, at):
    return values[:at], answers[:at], values[at:], answers[at:]


def test_a_probe_reads_off_what_a_linear_model_can():
    """Digits are read off their pixels as well as logistic regression reads them."""
    reading = linear_probe(*parted(*digits(), 800), classes=True)

    assert 0.93 < reading.score < 0.99
    assert reading.low < reading.score < reading.high


def test_a_probe_of_shuffled_answers_falls_to_chance():
    """The control: with nothing to read off, the interval holds what constant answers get."""
    images, answers = digits()
    shuffled = np.random.default_rng(1).permutation(answers)
    train, train_answers, test, test_answers = parted(images, shuffled, 800)
    reading = linear_probe(train, train_answers, test, test_answers, classes=True)

    assert reading.low < chance(train_answers, test_answers, classes=True) < reading.high


def test_wide_layers_are_read_off_too():
    """A layer with more numbers than directions kept gives about what its few true ones give."""
    images, answers = digits(600)
    mixing = np.random.default_rng(0).standard_normal((64, 2 * MOST_DIRECTIONS))
    wide = images.reshape(len(images), -1) @ mixing
    narrow = linear_probe(*parted(images, answers, 400), classes=True)
    reading = linear_probe(*parted(wide, answers, 400), classes=True)

    assert reading.score == pytest.approx(narrow.score, abs=0.05)


def test_numbers_are_read_off_by_their_variance():
    """R² of a regression lies within its interval, and a perfect layer has all of it."""
    items, answers = load_diabetes(return_X_y=True)
    reading = linear_probe(*parted(items, answers, 300), classes=False)
    perfect = linear_probe(*parted(answers[:, None] * 3 + 1, answers, 300), classes=False)

    assert 0.3 < reading.score < 0.6
    assert reading.low < reading.score < reading.high
    assert perfect.score == pytest.approx(1, abs=1e-4)
    assert chance(answers[:300], answers[300:], classes=False) == 0


def test_a_layer_that_says_nothing_reads_as_chance():
    """A layer that is the same for every item is no error."""
    _, train_answers, _, test_answers = parted(*digits(300), 200)
    same = np.ones((200, 4)), np.ones((100, 4))
    reading = linear_probe(same[0], train_answers, same[1], test_answers, classes=True)

    assert reading.score == chance(train_answers, test_answers, classes=True)


def test_one_class_alone_is_read_off():
    """Where every training item has one answer, that is what is decided."""
    ones = np.array(["a"] * 10)
    reading = linear_probe(np.eye(10), ones, np.eye(10), ones, classes=True)

    assert reading.score == 1


def test_an_embedding_keeps_the_two_main_directions():
    """A cloud much longer than wide, and flat, is laid down as it is."""
    generator = np.random.default_rng(0)
    cloud = generator.standard_normal((200, 2)) * (10, 1)
    turned = np.linalg.qr(generator.standard_normal((5, 5)))[0][:2]
    laid = embedding(cloud @ turned)

    assert laid.points.shape == (200, 2)
    assert sum(laid.explained_variance) == pytest.approx(1)
    assert laid.explained_variance[0] > 0.95
    distances = [np.linalg.norm(p[:1] - p[1:], axis=1) for p in (cloud, laid.points)]
    np.testing.assert_allclose(*distances, rtol=1e-6)


def test_an_embedding_of_one_direction_is_a_line():
    """What varies along one direction alone has nothing along a second."""
    laid = embedding(np.arange(10.0)[:, None])

    assert laid.explained_variance == (1.0, 0.0)
    assert not laid.points[:, 1].any()


@pytest.mark.parametrize("classes", [True, False])
def test_a_probe_keeps_its_answers(classes):
    """One for each tested item, of which its score is made."""
    items, answers = digits(300) if classes else load_diabetes(return_X_y=True)
    train, train_answers, test, test_answers = parted(items, answers, 200)

    reading = linear_probe(train, train_answers, test, test_answers, classes=classes)

    assert len(reading.decided) == len(test)
    if classes:
        assert reading.score == np.mean(reading.decided == test_answers)
    else:
        errors = (reading.decided - test_answers) ** 2
        assert reading.score == pytest.approx(1 - errors.mean() / test_answers.var())
