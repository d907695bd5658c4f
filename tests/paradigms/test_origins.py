"""Promises of origins: each prepared column is known by the column it was made of."""

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import (
    FunctionTransformer,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    StandardScaler,
)

from triptych.explanation import ExplanationUnavailable
from triptych.paradigms.deep.networks.tabular import PiecewiseLinear, table_encoder
from triptych.paradigms.origins import column_names, origins

WORDS = make_column_selector(dtype_exclude="number")
NUMBERS = make_column_selector(dtype_include="number")


@pytest.fixture
def table():
    generator = np.random.default_rng(0)
    words = np.array(["a", "b", "c", "d"], dtype=object)
    return pd.DataFrame(
        {
            "age": generator.normal(size=60),
            "colour": words[generator.integers(0, 4, 60)],
            "size": generator.normal(size=60),
            "kind": words[np.minimum(generator.integers(0, 12, 60), 3)],
        }
    )


def renamed(table):
    return table.rename(columns={"age": "years"})


def turned_round(table):
    return table[["size", "age"]]


def mirrored(table):
    return table.to_numpy()[:, ::-1]


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(table_encoder(4), id="table encoder"),
        pytest.param(table_encoder(4, repeated=9), id="rare words together"),
        pytest.param(
            make_column_transformer(
                (OneHotEncoder(drop="first"), [3, 1]), remainder=StandardScaler()
            ),
            id="by place, one word dropped",
        ),
        pytest.param(
            make_column_transformer(
                ("passthrough", ["size"]), ("drop", ["age"]), (OrdinalEncoder(), WORDS)
            ),
            id="columns left out",
        ),
        pytest.param(
            make_pipeline(
                FunctionTransformer(turned_round),
                make_union(StandardScaler(), PiecewiseLinear(3)),
                MinMaxScaler(),
            ),
            id="a function that chooses, then two views",
        ),
        pytest.param(
            make_column_transformer(
                (make_pipeline(SimpleImputer(), StandardScaler()), NUMBERS),
                (OneHotEncoder(max_categories=3), WORDS),
            ),
            id="a pipeline within",
        ),
    ],
)
def test_a_prepared_column_changes_with_its_origin_alone(table, prepare):
    """Other cells of a column change the columns made of it, and no others."""
    prepare.fit(table)
    found = origins(prepare, table)
    before = dense(prepare.transform(table))
    assert len(found) == before.shape[1]

    for place, name in enumerate(table):
        changed = table.assign(**{name: table[name].to_numpy()[::-1]})
        moved = (dense(prepare.transform(changed)) != before).any(axis=0)
        assert not moved[found != place].any()
        assert moved[found == place].any() == (found == place).any()


def dense(prepared):
    return prepared.toarray() if hasattr(prepared, "toarray") else np.asarray(prepared)


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        pytest.param(FunctionTransformer(renamed), "has not: years", id="a new column"),
        pytest.param(
            make_column_transformer((PolynomialFeatures(), ["age", "size"])),
            "does not say which columns",
            id="products",
        ),
        pytest.param(
            make_column_transformer((FunctionTransformer(mirrored), NUMBERS)),
            "mirrored",
            id="array",
        ),
        pytest.param(
            make_column_transformer((SimpleImputer(add_indicator=True), ["gap"])),
            "adds columns",
            id="indicators",
        ),
    ],
)
def test_what_cannot_be_followed_is_named(table, prepare, reason):
    """Nothing is credited by guess."""
    table = table.assign(gap=[np.nan, *range(59)])

    with pytest.raises(ExplanationUnavailable, match=reason):
        origins(prepare.fit(table), table)


def test_columns_of_an_array_are_counted():
    """They have no names of their own."""
    assert column_names(np.zeros((3, 2))) == ("column 1", "column 2")
