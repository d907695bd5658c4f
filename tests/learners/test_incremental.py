"""Promises of incremental learning: item after item, on what the classical model reads."""

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_transformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

pytest.importorskip("river")

from triptych.learners.incremental import Incremental


def stream(count, *, turned=False, seed=0):
    random = np.random.default_rng(seed)
    table = pd.DataFrame({"size": random.uniform(size=count), "hidden": 0.0})
    is_large = (table["size"] > 0.5) ^ turned
    return table, np.where(is_large, "large", "small").astype(object)


def of_size():
    return make_pipeline(make_column_transformer(("passthrough", ["size"])), LogisticRegression())


def test_it_learns_on_and_forgets_what_no_longer_holds():
    """After the world turned round it is wrong, and right again without being fitted anew."""
    model = Incremental(of_size(), 0).fit(*stream(600))
    items, truth = stream(300, turned=True, seed=1)
    before = np.mean(model.predict(items) == truth)
    for portion in range(8):
        model.partial_fit(*stream(200, turned=True, seed=2 + portion))

    assert before < 0.1
    assert np.mean(model.predict(items) == truth) > 0.9


def test_it_reads_what_the_pipeline_reads():
    """A column that the classical model does not see changes nothing."""
    items, _ = stream(50, seed=1)
    model = Incremental(of_size(), 0).fit(*stream(300))

    assert model.reads == "table"
    forged = items.assign(hidden=7.0)
    assert model.predict(items).tolist() == model.predict(forged).tolist()


def test_beside_a_model_without_steps_it_reads_the_whole_table():
    """Words and gaps too, as the references do."""
    table, answers = stream(300)
    table = table.assign(word=np.where(table["size"] > 0.5, "a", None))
    table.loc[::7, "size"] = np.nan
    model = Incremental(LogisticRegression(), 0).fit(table, answers)

    assert np.mean(model.predict(table) == answers) > 0.9


def test_one_seed_gives_one_answer():
    """Trees draw their items by it."""
    items, _ = stream(100, seed=1)
    first, second = (Incremental(of_size(), 3).fit(*stream(300)).predict(items) for _ in range(2))

    assert first.tolist() == second.tolist()
