"""Promises of the split: nothing leaks, nothing is lost, the author's part is never tested."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.dataset import Dataset
from triptych.errors import ContractError
from triptych.fold import AUTHOR_LIMIT, author_folds, author_part, folds, inseparable
from triptych.split import cross_validated, held_out, official, rolling


def dataset(values, groups=None, official_split=None, order=None, classes=("even", "odd")):
    values = np.asarray(values)
    target = np.array([classes[value % 2] for value in values], dtype=object)
    return Dataset(
        raw=values.reshape(-1, 1),
        target=target,
        classes=classes,
        groups=groups,
        official_split=official_split,
        order=order,
    )


def ordered(values, **parts):
    return dataset(values, order=np.arange(len(values)), **parts)


SPLITS = [cross_validated(5), held_out(test_items=30)]


@pytest.mark.parametrize("split", SPLITS, ids=lambda split: split.kind)
@settings(max_examples=25)
@given(
    values=st.lists(st.integers(0, 80), min_size=120, max_size=300),
    grouped=st.booleans(),
    seed=st.integers(0, 3),
)
def test_nothing_straddles_and_the_author_part_is_never_tested(split, values, grouped, seed):
    """Equal items and groups stay on one side; the author's part is in every training part."""
    items = dataset(values, groups=np.arange(len(values)) // 2 if grouped else None)
    try:
        parts = folds(items, split, seed)
    except ContractError:
        return  # a few big sets cannot be cut into so many parts, and that is said
    author = author_part(items)
    for fold in parts:
        together = inseparable(items)
        assert not set(together[fold.train]) & set(together[fold.test])
        assert np.isin(author, fold.train).all()
        assert len(fold.train) + len(fold.test) == len(items)


def test_cross_validation_tests_every_item_once_but_the_authors():
    """Each seed tests every item outside the author's part exactly once."""
    items = dataset(range(500))
    tested = np.concatenate([fold.test for fold in folds(items, cross_validated(5), 1)])
    assert sorted([*tested, *author_part(items)]) == list(range(500))


def test_cross_validation_partitions_anew_each_seed_and_held_out_does_not():
    """Seeds resample the partition; a fixed test part stays fixed."""
    items = dataset(range(500))

    def first_test(split, seed):
        return folds(items, split, seed)[0].test.tolist()

    assert first_test(cross_validated(5), 0) != first_test(cross_validated(5), 1)
    assert first_test(cross_validated(5), 1) == first_test(cross_validated(5), 1)
    assert first_test(held_out(50), 0) == first_test(held_out(50), 1)


def test_author_part_does_not_depend_on_the_order_of_items():
    """The author's part is chosen by content, so shuffling the file changes nothing."""
    values = np.arange(900)
    shuffled = np.random.default_rng(0).permutation(values)
    chosen = set(values[author_part(dataset(values))])
    assert chosen == set(shuffled[author_part(dataset(shuffled))])
    assert len(chosen) == 300


def test_author_part_is_at_most_a_thousand():
    """However large the task, a person reads at most a thousand items."""
    assert len(author_part(dataset(range(10_000)))) == AUTHOR_LIMIT


def test_official_split_is_honoured_and_its_duplicates_leave_training():
    """A training item that also occurs in the publisher's test part is dropped."""
    values = [*range(100), 7]
    items = dataset(values, official_split=np.arange(101) >= 90)
    (fold,) = folds(items, official(), 0)
    assert fold.test.tolist() == list(range(90, 101))
    assert 7 not in fold.train
    assert not np.isin(author_part(items), fold.test).any()


def test_official_split_without_one_says_what_to_do():
    """Asking for a split the data does not have is an error that helps."""
    with pytest.raises(ContractError, match="official_split, which is None"):
        folds(dataset(range(100)), official(), 0)


def test_a_rolling_split_tests_each_block_after_training_on_the_window_before_it():
    """After the first window every item is tested once, in order; nothing later is trained on."""
    parts = folds(ordered(range(230)), rolling(window=100, step=50), seed=0)

    assert [(fold.train[0], fold.train[-1] + 1) for fold in parts] == [
        (0, 100),
        (50, 150),
        (100, 200),
    ]
    assert [(fold.test[0], fold.test[-1] + 1) for fold in parts] == [
        (100, 150),
        (150, 200),
        (200, 230),
    ]
    assert all(np.all(np.diff(part) == 1) for fold in parts for part in (fold.train, fold.test))


def test_a_rolling_split_is_the_same_for_every_seed():
    """Seeds vary the training alone: time has one order."""
    items = ordered(range(300))
    first, second = (folds(items, rolling(100, 40), seed) for seed in (0, 1))

    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.train, other.train)
        np.testing.assert_array_equal(one.test, other.test)


@settings(max_examples=25)
@given(
    values=st.lists(st.integers(0, 150), min_size=120, max_size=300),
    window=st.integers(100, 119),
    step=st.integers(1, 60),
    grouped=st.booleans(),
)
def test_nothing_straddles_a_rolling_origin(values, window, step, grouped):
    """What is tested occurs in its window neither again nor in its group; nor with the author."""
    items = ordered(values, groups=np.arange(len(values)) // 2 if grouped else None)
    parts = folds(items, rolling(window, step), seed=0)
    author, together = author_part(items), inseparable(items)

    for fold in parts:
        assert fold.train.max(initial=-1) < fold.test.min()
        assert not set(together[fold.train]) & set(together[fold.test])
        assert not set(together[author]) & set(together[fold.test])
    assert np.isin(author, parts[0].train).all()
    np.testing.assert_array_equal(
        np.concatenate([fold.test for fold in parts]), np.arange(window, len(values))
    )


def test_the_author_of_ordered_items_sees_their_beginning():
    """The first third, at most 1,000: who writes rules knows the past alone."""
    assert author_part(ordered(range(300))).tolist() == list(range(100))
    assert author_part(ordered(range(5000))).tolist() == list(range(AUTHOR_LIMIT))


def test_the_author_does_not_see_what_comes_again_later():
    """An early item that occurs once more would show a tested one."""
    values = list(range(300))
    values[250] = 7
    assert 7 not in author_part(ordered(values))


def streams(count, items=230):
    """Data of several streams, one after the other."""
    return replace(ordered(range(count * items)), streams=np.repeat(np.arange(count), items))


def test_each_seed_rolls_over_a_stream_of_its_own():
    """Windows and tested items of the second seed lie in the second stream, as the first's do."""
    first, second = (folds(streams(2), rolling(100, 50, streams=2), seed) for seed in (0, 1))

    assert len(first) == len(second) == 3
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.train + 230, other.train)
        np.testing.assert_array_equal(one.test + 230, other.test)


def test_the_author_sees_the_beginning_of_the_first_stream():
    """A third of that stream, and nothing of others."""
    assert author_part(streams(3)).tolist() == list(range(76))


@pytest.mark.parametrize(
    ("items", "split", "seed"),
    [
        pytest.param(streams(2), rolling(100, 50), 0, id="undeclared"),
        pytest.param(ordered(range(300)), rolling(100, 50, streams=2), 0, id="not there"),
        pytest.param(streams(2), rolling(100, 50, streams=2), 2, id="no such stream"),
    ],
)
def test_streams_that_do_not_fit_the_card_are_refused(items, split, seed):
    """The number of streams stands in the data and on the card; a seed has one of them."""
    with pytest.raises(ContractError, match="Expected the same number"):
        folds(items, split, seed)


def test_a_rolling_split_without_order_says_what_to_do():
    """Items without a time cannot be tested after one another."""
    with pytest.raises(ContractError, match="order, which is None"):
        folds(dataset(range(300)), rolling(100, 50), 0)


@pytest.mark.parametrize("order", [[0, 2, 1, *range(3, 300)], [np.nan, *range(299)]], ids=str)
def test_items_out_of_order_are_refused(order):
    """Nobody sorts silently: the author's part, too, would be another."""
    items = dataset(range(300), order=np.array(order))

    with pytest.raises(ContractError, match=r"Sort them in load\(\)"):
        folds(items, rolling(100, 50), 0)
    with pytest.raises(ContractError, match=r"Sort them in load\(\)"):
        author_part(items)


@pytest.mark.parametrize(("window", "step"), [(99, 50), (300, 50), (100, 0)])
def test_a_window_that_tests_the_author_or_nothing_is_refused(window, step):
    """The window covers the author's part, and something is left to test."""
    with pytest.raises(ContractError, match="window of at least 100 items"):
        folds(ordered(range(300)), rolling(window, step), 0)


def test_too_few_items_say_so():
    """Data that cannot be divided is refused in words."""
    with pytest.raises(ContractError, match="Use a smaller test part"):
        folds(dataset(range(50)), held_out(test_items=2000), 0)


def test_regression_targets_are_cut_evenly():
    """A regression task's parts have alike targets."""
    target = np.random.default_rng(0).exponential(size=400)
    items = Dataset(raw=np.arange(400).reshape(-1, 1), target=target, classes=None)
    means = [target[fold.test].mean() for fold in folds(items, cross_validated(4), 0)]
    assert max(means) / min(means) < 1.4


@pytest.mark.parametrize("make", [dataset, ordered], ids=["unordered", "ordered"])
def test_the_authors_part_is_divided_within_itself(make):
    """Nobody else's item is trained on or tested; items in order by earlier ones alone."""
    data = make(np.arange(300))
    parts = author_folds(data)
    everything = np.concatenate([index for fold in parts for index in (fold.train, fold.test)])

    assert len(parts) == 5
    assert set(everything) == set(author_part(data))
    assert all(not set(fold.train) & set(fold.test) for fold in parts)
    if data.order is not None:
        assert all(fold.train.max() < fold.test.min() for fold in parts)


def test_an_authors_part_of_few_groups_is_cut_into_as_many_parts():
    """Two speakers in the author's part are two parts: each is asked about by the other's."""
    data = dataset(range(120), groups=np.arange(120) // 20)
    author, groups = author_part(data), np.arange(120) // 20
    parts = author_folds(data)

    assert len(parts) == len(np.unique(groups[author])) < 5
    for part in parts:
        assert not {*groups[part.train]} & {*groups[part.test]}
