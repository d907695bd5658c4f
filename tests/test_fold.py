"""Promises of the split: nothing leaks, nothing is lost, the author's part is never tested."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.dataset import Dataset
from triptych.errors import ContractError
from triptych.fold import AUTHOR_LIMIT, author_part, folds, inseparable
from triptych.split import cross_validated, held_out, official


def dataset(values, groups=None, official_split=None, classes=("even", "odd")):
    values = np.asarray(values)
    target = np.array([classes[value % 2] for value in values], dtype=object)
    return Dataset(
        raw=values.reshape(-1, 1),
        target=target,
        classes=classes,
        groups=groups,
        official_split=official_split,
    )


SPLITS = [cross_validated(5), held_out(test_items=30)]


@pytest.mark.parametrize("split", SPLITS, ids=lambda split: split.kind)
@settings(max_examples=25, deadline=None)
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
