"""Logistic regression on facts a historian would name, a forest or boosted trees, as chosen."""

from typing import Final

import numpy as np
import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

from triptych.paradigms.champion import Champion
from triptych.paradigms.classical.trees import boosting, forest
from triptych.tasks.titanic import TASK
from triptych.tasks.titanic.data import CLASSES, parties

_CHILDREN: Final = 13
_MOST_RELATIVES: Final = 4
"""Families of more than so many relatives are one kind."""


def make(seed: int) -> Champion:
    """The candidate that is right most often inside the training part, parties kept together."""
    candidates = {
        "logistic": make_logistic(seed),
        "forest": make_forest(seed),
        "boosting": make_boosting(seed),
    }
    return Champion(candidates, TASK.metric, classes=CLASSES, together=parties, seed=seed)


def make_logistic(seed: int) -> Pipeline:
    """Logistic regression on class and sex together, children, size of family, and fare a head."""
    encoder = make_column_transformer(
        (
            make_pipeline(SimpleImputer(strategy="median"), StandardScaler()),
            make_column_selector(dtype_include="number"),
        ),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_exclude="number")),
    )
    return make_pipeline(FunctionTransformer(_facts), encoder, LogisticRegression(max_iter=500))


def make_forest(seed: int) -> Pipeline:
    """A random forest, the usual answer to this table."""
    return forest(seed)


def make_boosting(seed: int) -> HistGradientBoostingClassifier:
    """Boosted trees, small and few: passengers are not many, and facts count in combination."""
    return boosting(seed, trees=60, leaves=8, learning_rate=0.05)


def _facts(table: pd.DataFrame) -> pd.DataFrame:
    """What decided who was let into the boats, as far as the table tells."""
    child = table["age"] < _CHILDREN
    kind = np.where(child, "child", table["sex"].astype(str))
    ticket = table["ticket class"].astype(str)
    relatives = table["relatives"]
    return pd.DataFrame(
        {
            "class and kind": ticket + " " + kind,
            "family": relatives.clip(upper=_MOST_RELATIVES).astype(int).astype(str),
            "class and large family": ticket + " " + (relatives >= _MOST_RELATIVES).astype(str),
            "port": table["port"].astype(str),
            "age": table["age"],
            "fare a head": np.log1p(table["fare"] / (relatives + 1)),
        },
        index=table.index,
    )
