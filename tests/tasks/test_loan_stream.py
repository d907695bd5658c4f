"""Promises of the loan stream: the paper's policies, announced to nobody but those who say so."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from sklearn.tree import DecisionTreeClassifier

from triptych.dataset import take
from triptych.fold import author_part, folds
from triptych.harness.profile import PROFILES
from triptych.paradigms import native
from triptych.tasks.loan_stream.data import (
    APPLICATIONS,
    CHANGES,
    MEANINGS,
    OBSERVED,
    PERTURBATION,
    POLICIES,
    STREAMS,
    changes,
    features,
    load,
)
from triptych.tasks.loan_stream.recency import RecencyWeighted, recency_weights

BLIND = ["rules", "classical", "deep"]


def applicant(**stated):
    usual = {"salary": 60_000, "commission": 0, "age": 30, "education": 2, "loan": 0}
    return pd.DataFrame([usual | stated])


@pytest.mark.parametrize(
    ("policy", "stated", "approved"),
    [
        (0, {"age": 39, "salary": 50_000}, True),
        (0, {"age": 40, "salary": 50_000}, False),
        (0, {"age": 59, "salary": 125_000}, True),
        (0, {"age": 60, "salary": 125_000}, False),
        (0, {"age": 60, "salary": 25_000}, True),
        (1, {"age": 30, "education": 1, "salary": 90_000}, False),
        (1, {"age": 30, "education": 2, "salary": 90_000}, True),
        (1, {"age": 50, "education": 4, "salary": 120_000}, True),
        (1, {"age": 50, "education": 3, "salary": 120_000}, False),
        (1, {"age": 70, "education": 1, "salary": 30_000}, True),
        (2, {"salary": 60_000, "loan": 90_000}, True),
        (2, {"salary": 60_000, "loan": 110_000}, False),
        (2, {"salary": 60_000, "commission": 10_000, "loan": 110_000}, True),
    ],
)
def test_a_policy_decides_as_published(policy, stated, approved):
    """Functions 2, 4 and 7 of Agrawal, Imielinski and Swami (1993), case by case."""
    assert POLICIES[policy](applicant(**stated)).tolist() == [approved]


@pytest.mark.slow
@pytest.mark.parametrize(("policy", "function", "approved"), [(0, 1, 1), (1, 3, 1), (2, 6, 0)])
def test_the_policies_are_those_of_river(policy, function, approved):
    """River's generator, which others use, gives its applicants the same answers."""
    synth = pytest.importorskip("river.datasets.synth")
    stream = list(synth.Agrawal(classification_function=function, seed=1).take(3000))
    named = {"elevel": "education", "zipcode": "zip code", "hvalue": "house value"}
    applicants = pd.DataFrame([applicant for applicant, _ in stream]).rename(columns=named)
    theirs = np.array([answer == approved for _, answer in stream])

    np.testing.assert_array_equal(POLICIES[policy](applicants), theirs)


def test_every_form_is_complete_and_explained():
    """12,000 rows a stream of the columns that MEANINGS explains, without gaps or repetitions."""
    dataset = load()

    assert dataset.raw.shape == (STREAMS * APPLICATIONS, len(MEANINGS))
    assert list(features(dataset.raw).columns) == list(MEANINGS)
    assert np.isfinite(dataset.raw.to_numpy(dtype=float)).all()
    assert len(set(dataset.item_digests)) == STREAMS * APPLICATIONS


def test_the_policy_changes_when_the_form_says_so():
    """The edition on the form counts up at the changes, neither on a multiple of the step."""
    edition = load().raw["policy edition"][:APPLICATIONS]

    assert Counter(edition.diff().fillna(0)) == {0.0: APPLICATIONS - 2, 1.0: 2}
    assert tuple(np.flatnonzero(edition.diff() == 1)) == CHANGES
    assert all(change % 500 for change in CHANGES)


def test_every_stream_has_its_own_applicants_and_changes():
    """Ten streams; in each the same three policies follow one another, at other times."""
    dataset = load()
    editions = dataset.raw["policy edition"].to_numpy().reshape(STREAMS, APPLICATIONS)
    found = [tuple((np.flatnonzero(np.diff(one)) + 1).tolist()) for one in editions]

    assert dataset.streams.tolist() == np.repeat(np.arange(STREAMS), APPLICATIONS).tolist()
    assert found == [changes(stream) for stream in range(STREAMS)]
    assert len(set(found)) == STREAMS >= 10
    assert all(1000 < first < second - 500 < APPLICATIONS - 1000 for first, second in found)


def test_a_seed_is_trained_and_tested_on_its_own_stream(load_task):
    """The windows of a seed reach into no other stream."""
    task = load_task("loan_stream")
    for seed in (0, 3, 9):
        parts = folds(task.dataset, task.card.split, seed)
        read = np.concatenate([part for fold in parts for part in (fold.train, fold.test)])
        assert set(task.dataset.streams[read]) == {seed}
        assert sum(len(fold.test) for fold in parts) == APPLICATIONS - 2000


def test_full_runs_every_stream_and_the_others_one(load_task):
    """Intervals over streams need ten; the others are about one."""
    split = load_task("loan_stream").card.split
    found = {name: len(profile.seeds(split)) for name, profile in PROFILES.items()}
    assert found == {"quick": 1, "compare": 1, "standard": 1, "full": 10}


def test_figures_are_a_little_off():
    """No policy explains its own decisions fully, each most of them: the noise is the paper's."""
    dataset = load()
    bounds = [0, *CHANGES, APPLICATIONS]
    for policy, start, end in zip(POLICIES, bounds[:-1], bounds[1:], strict=True):
        approved = dataset.target[start:end] == "approved"
        agreed = np.mean(policy(dataset.raw.iloc[start:end]) == approved)
        assert 1 - 2 * PERTURBATION < agreed < 1 - PERTURBATION / 2


def test_the_author_saw_the_first_policy_alone():
    """The first 1,000 applications came in long before the first change."""
    seen = author_part(load())

    assert seen.tolist() == list(range(1000))
    assert seen.max() < CHANGES[0]


def test_no_application_is_trained_on_before_it_arrived(load_task):
    """20 blocks of 500, each tested after training on the 2,000 applications before it."""
    task = load_task("loan_stream")
    parts = folds(task.dataset, task.card.split, 0)

    assert [len(fold.test) for fold in parts] == [500] * 20
    assert all(fold.train.tolist() == list(range(s, s + 2000)) for s, fold in parts_by_start(parts))


def parts_by_start(parts):
    return ((int(fold.test[0]) - 2000, fold) for fold in parts)


@pytest.mark.parametrize("contender", BLIND)
def test_a_change_is_not_announced_to_the_contenders_of_the_verdict(
    load_task, fit_small, contender
):
    """Whatever edition the form bears, in training or in testing, nothing changes."""
    task = load_task("loan_stream")
    estimator, items, _ = fit_small("loan_stream", contender)
    train = author_part(task.dataset)
    blind = task.make(contender, 0)
    forged = take(task.dataset.raw, train)
    forged["policy edition"] = np.random.default_rng(0).integers(1, 4, len(forged))
    blind.fit(forged, task.dataset.target[train])

    expected = estimator.predict_proba(items)
    np.testing.assert_array_equal(
        estimator.predict_proba(items.assign(**{"policy edition": 3})), expected
    )
    np.testing.assert_array_equal(blind.predict_proba(items), expected)
    assert "policy edition" not in OBSERVED


def test_maintained_rules_know_of_a_policy_only_when_it_is_announced(fit_small):
    """With the first edition on the form they decide as the frozen rules do."""
    frozen, items, _ = fit_small("loan_stream", "rules")
    maintained, _, _ = fit_small("loan_stream", "rules:maintained")

    np.testing.assert_array_equal(maintained.predict(items), frozen.predict(items))
    assert maintained.size() == {"rules": 10, "conditions": 35}


def test_the_card_knows_when_each_stream_changes(load_task):
    """As it is drawn: a study reads it there."""
    drawn = [stream * APPLICATIONS + one for stream in range(STREAMS) for one in changes(stream)]

    assert list(load_task("loan_stream").card.changes) == drawn


def test_edited_rules_are_the_policy_that_most_of_the_newest_forms_bear(load_task):
    """Whatever the form says that is decided; and however the others were answered."""
    task = load_task("loan_stream")
    forms, answers = task.dataset.raw[:APPLICATIONS], task.dataset.target[:APPLICATIONS]
    late = slice(CHANGES[1], None)
    held = []
    for edition in range(3):
        end = [*CHANGES, APPLICATIONS][edition]
        seen = slice(end - 500, end + 20)
        edited = task.make("rules:edited", 0).fit(forms[seen], answers[seen][::-1])
        held.append(float(np.mean(edited.predict(forms[late]) == answers[late])))

    assert max(held[:2]) < 0.8 < 0.9 < held[2]
    unread = forms[late].assign(**{"policy edition": 1})
    assert edited.predict(unread).tolist() == edited.predict(forms[late]).tolist()


@pytest.mark.parametrize("contender", ["rules", "classical", "deep"])
def test_a_contender_knows_the_first_policy(fit_small, contender):
    """Fitted on the author's part alone, every contender decides most of the next 50."""
    estimator, items, answers = fit_small("loan_stream", contender)

    assert np.mean(estimator.predict(items) == answers) >= 0.8
    np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1)


def test_rules_say_where_they_come_from(load_task):
    """Each rule gives its reason and the paper's function."""
    for contender in ("rules", "rules:maintained"):
        for rule in load_task("loan_stream").make(contender, 0).rules:
            assert len(rule.because.split()) > 5
            assert "function" in rule.source


def test_an_item_weighs_half_a_half_life_later():
    """The newest weighs 1, the one a half-life before it a half."""
    weights = recency_weights(401, half_life=200)

    np.testing.assert_allclose(weights[[400, 200, 0]], [1, 0.5, 0.25])
    assert (np.diff(weights) > 0).all()


def test_what_is_newer_decides():
    """Of two answers to one question the later one wins, also where the earlier was given more."""
    X, y = np.zeros((1000, 1)), np.repeat(["refused", "approved"], [700, 300])
    answers = {
        half_life: RecencyWeighted(DecisionTreeClassifier(), half_life).fit(X, y).predict(X[:1])[0]
        for half_life in (200, 10_000)
    }

    assert answers == {200: "approved", 10_000: "refused"}


def test_weights_do_not_hide_what_the_trees_read(fit_small):
    """Contributions of the columns add up to the decision, as those of the trees alone do."""
    estimator, items, _ = fit_small("loan_stream", "classical")
    explanations = native.explain(estimator, items)

    assert all(one.completeness_error < 1e-6 for one in explanations)
    assert explanations[0].contributions.shape == (items.shape[1],)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("contender", "floor"),
    [
        ("rules", 0.71),
        ("classical", 0.892),
        ("classical:equal_weights", 0.855),
        ("deep", 0.84),
        ("rules:maintained", 0.935),
        ("classical:announced", 0.895),
    ],
)
def test_a_contender_reaches_its_floor(tested_accuracy, contender, floor):
    """Over the whole stream: two standard errors or more under what was reached in 2026."""
    assert tested_accuracy("loan_stream", contender, 1) >= floor


@pytest.mark.slow
def test_frozen_rules_fall_with_a_change_and_refitted_trees_recover(load_task):
    """Before a change all are alike, after it all fall, and who is refitted comes back."""
    task = load_task("loan_stream")
    dataset = task.dataset
    hits = {}
    for contender in ("rules", "classical"):
        decided = []
        for fold in folds(dataset, task.card.split, 0):
            estimator = task.make(contender, 0)
            estimator.fit(take(dataset.raw, fold.train), dataset.target[fold.train])
            decided.append(estimator.predict(take(dataset.raw, fold.test)))
        hits[contender] = np.concatenate(decided) == dataset.target[2000:APPLICATIONS]
    before, after, late = (slice(2000, 3200), slice(3200, 3800), slice(5700, 6700))

    assert abs(hits["rules"][before].mean() - hits["classical"][before].mean()) < 0.02
    assert all(hits[contender][after].mean() < 0.85 for contender in hits)
    assert hits["rules"][late].mean() < 0.8
    assert hits["classical"][late].mean() > 0.9
