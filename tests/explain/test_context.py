"""Promises of the context: who is asked about what, and by whose parts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from triptych.catalogue import Catalogue, LoadedTask
from triptych.explain.context import ExplainContext, context_of
from triptych.explain.explainer import Native
from triptych.explain.untrained_twin import PermutedColumns
from triptych.explanation import Explanation, ExplanationUnavailable
from triptych.harness.profile import PROFILES
from triptych.paradigms.rules import Rule, RuleList, column

FEW = replace(PROFILES["quick"].explaining, donors=10)
WITH_NEUTRAL = """
import numpy as np
import pandas as pd
from triptych.dataset import Dataset


def load():
    numbers = np.arange(60)
    labels = np.where(numbers % 7 > 3, "large", "small").astype(object)
    return Dataset(raw=numbers[:, None] % 7 + numbers[:, None] / 100, target=labels,
                   classes=("small", "large"), neutral=np.full((8, 1), -1.0))


def features(raw):
    return pd.DataFrame({"number": raw[:, 0]})
"""


@pytest.fixture
def context(write_task: Callable[..., Path]) -> Callable[..., ExplainContext]:
    """The context of a written task."""

    def make(seed: int = 0, **files: str) -> ExplainContext:
        place = write_task(**files)
        task = Catalogue.find([place])[place.name]
        return context_of(task, seed, LoadedTask(task).dataset.fingerprint, FEW)

    return make


def contents(raw) -> set:
    return {row.tobytes() for row in np.ascontiguousarray(raw)}


def test_pools_have_nothing_in_common(context):
    """Judges' and explainers' donors are training items, each in one pool; none is tested."""
    made = context()
    tested = contents(made.raw.items(made.fold.test))
    pools = [
        contents(part)
        for part in (made.metric_donors, made.explainer_donors, made.raw.items(made.reserved))
    ]

    assert [len(pool) for pool in pools[:2]] == [10, 10]
    assert set.union(*pools) == contents(made.raw.items(made.fold.train))
    assert sum(map(len, pools)) == len(set.union(*pools))
    assert not set.union(*pools) & tested
    assert made.donors == "training items"


def test_a_task_with_neutral_items_lends_those(context):
    """Then every training item is spare."""
    made = context(data=WITH_NEUTRAL)

    assert made.donors == "neutral items"
    assert (len(made.metric_donors), len(made.explainer_donors)) == (4, 4)
    assert set(made.metric_donors.ravel()) == {-1.0}
    assert set(made.reserved) == set(made.fold.train)


def test_each_seed_has_its_own_order(context):
    """All tested items of the seed's first fold, shuffled, the same every time."""
    first, second = context(seed=0), context(seed=1)

    assert set(first.tested) == set(first.fold.test)
    assert list(first.tested) != sorted(first.tested)
    assert list(first.tested) != list(second.tested)


def table(rows: int = 12) -> pd.DataFrame:
    """Two columns of numbers and two of words."""
    random = np.random.default_rng(0)
    return pd.DataFrame(
        {
            "a": random.random(rows),
            "b": random.random(rows),
            "colour": random.choice(["red", "blue"], rows),
            "shape": random.choice(["red", "round"], rows),
        }
    )


@pytest.fixture
def rules() -> RuleList:
    """A rule about each of two columns."""
    found = [
        Rule("yes", column("a") > 0.5, because="a"),
        Rule("yes", column("colour") == "red", because="b"),
    ]
    return RuleList(found, otherwise="no").fit(table(), ["yes", "no"] * 6)


def test_a_rebound_twin_reads_other_columns_of_the_same_type(rules):
    """It decides as the rules do where the exchanged columns are exchanged back."""
    seed = next(seed for seed in range(99) if PermutedColumns(rules, table(), seed)._shown[0] == 1)
    twin = PermutedColumns(rules, table(), seed)
    exchanged = table()
    exchanged[["a", "b"]] = table()[["b", "a"]].to_numpy()
    if twin._shown[2] == 3:
        exchanged[["colour", "shape"]] = table()[["shape", "colour"]].to_numpy()

    assert list(twin.predict(table())) == list(rules.predict(exchanged))


def test_a_rebound_twin_credits_what_it_truly_read(rules):
    """Changing a column that has no credit changes no decision."""
    seed = next(seed for seed in range(99) if PermutedColumns(rules, table(), seed)._shown[0] == 1)
    twin = PermutedColumns(rules, table(), seed)
    credit = np.array([told.contributions for told in twin.explain(table())])

    assert not credit[:, 0].any()
    assert credit[:, 1].any()


def test_a_table_of_different_types_has_nothing_to_exchange(rules):
    """The reason stands in the place of a twin."""
    with pytest.raises(ExplanationUnavailable, match="no two columns"):
        PermutedColumns(rules, table()[["a", "colour"]], 0)


def test_of_a_number_the_sizes_of_contributions_count(write_task):
    """What lowered a number is as much why it is what it is as what raised it."""
    card = """
    from triptych import Task, cross_validated, mean_absolute_error
    TASK = Task(
        title="Tiny", question="How large?", why="for tests", modality="table", items=60,
        classes=None, metric=mean_absolute_error("units"), split=cross_validated(2),
        delta_reason="none", licence="CC0", source="made here", citation="none",
    )
    """
    data = """
    import numpy as np
    import pandas as pd
    from triptych.dataset import Dataset

    def load():
        raw = np.arange(120.0).reshape(60, 2)
        return Dataset(raw=raw, target=raw.sum(axis=1), classes=None)

    def features(raw):
        return pd.DataFrame(raw, columns=["a", "b"])
    """
    place = write_task("number", __init__=card, data=data)
    task = Catalogue.find([place])["number"]
    made = context_of(task, 0, LoadedTask(task).dataset.fingerprint, FEW)
    said = Explanation(1.0, "", contributions=np.array([-2.0, 1.0]), kind="additive")
    explainer = Native(made.table, lambda rows: [said] * len(rows))
    (told,) = explainer.explain(made.table.items(made.tested[:1]), made.tested[:1])

    assert told.map.tolist() == [2.0, 1.0]
