"""Rules, estimators and networks that were given from Python, kept in the task folder."""

import copy
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import cloudpickle  # type: ignore[import-untyped]
import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer
from torch import nn

from triptych.comparison.makers import epochs
from triptych.comparison.source import table_of
from triptych.comparison.task_folder import Written
from triptych.comparison.wanted import Given
from triptych.dataset import take
from triptych.errors import UsageError
from triptych.estimator import Estimator, Reads, missing, offers
from triptych.fold import author_part
from triptych.own_data.understood import OwnData
from triptych.paradigms.deep.classifier_and_regressor import NetworkClassifier, NetworkRegressor
from triptych.paradigms.deep.networks.tabular import table_encoder
from triptych.paradigms.rules.language.rule import Rule
from triptych.paradigms.rules.suggesting.suggestion import most_frequent
from triptych.paradigms.rules.systems.rule_list import RuleList
from triptych.reference.table import plain, standardised
from triptych.task import PARADIGMS

_SEEDED: Final = ("random_state", "seed")
_BATCH: Final = 32


def write_given(given: Given, written: Written, data: OwnData) -> Written:
    """Pickle each object by value into the task folder, with a file that makes it again.

    By value, so that classes of notebooks and scripts travel to workers (cloudpickle). Raises
    UsageError for what is no estimator, or cannot be pickled.
    """
    for paradigm, one in zip(PARADIGMS, (given.rules, given.classical, given.deep), strict=True):
        if one is None:
            continue
        estimator = _MAKERS[paradigm](one, data)
        _require_estimator(paradigm, estimator)
        try:
            pickled = cloudpickle.dumps(estimator)
        except Exception as error:  # whatever its author's code raises
            raise UsageError(
                f"{paradigm}: a {type(one).__name__} cannot be pickled: {error}. Write it into "
                f"{written.folder / paradigm}.py instead."
            ) from error
        (written.folder / f"{paradigm}.pickle").write_bytes(pickled)
        source = _source(paradigm, type(one).__name__, pickled)
        (written.folder / f"{paradigm}.py").write_text(source, encoding="utf-8")
    return replace(written, has_suggested=written.has_suggested and given.rules is None)


def fresh(file: Path, digest: str, seed: int) -> Any:
    """An unfitted copy of a pickled estimator, with the seed where it takes one.

    `digest` is of the file's bytes: it makes another estimator another contender.
    """
    estimator = cloudpickle.loads(file.read_bytes())
    if not isinstance(estimator, BaseEstimator):
        return estimator
    copied = clone(estimator)
    if "reads" in vars(estimator):  # set from outside, so that cloning forgets it
        copied.reads = estimator.reads
    seeded = [name for name in copied.get_params() if name.rpartition("__")[2] in _SEEDED]
    return copied.set_params(**dict.fromkeys(seeded, seed))


def _require_estimator(paradigm: str, one: Any) -> None:
    if lacking := list(missing(one, Estimator)):
        raise UsageError(
            f"{paradigm}: expected an estimator with fit(X, y) and predict(X), got "
            f"{type(one).__name__} without {', '.join(lacking)}."
        )


def _rules(one: Any, data: OwnData) -> Any:
    """A list of rules becomes a system; where none holds, it answers what is usual there.

    Usual among the author's part, which a writer of rules may look at.
    """
    if not isinstance(one, Sequence):
        return one
    if stranger := next((line for line in one if not isinstance(line, Rule)), None):
        raise UsageError(
            f"rules: expected a list of Rule(label, condition, because), got {stranger!r}."
        )
    author = author_part(data.dataset)
    raw, answers = take(data.dataset.raw, author), np.asarray(data.dataset.target)[author]
    system = RuleList(list(one), otherwise=most_frequent(answers))
    items = raw if system.reads == "raw" else table_of(raw, data)
    nobody_decides = system.fit(items, answers).fires(items)[:, -1]
    left = answers[nobody_decides] if nobody_decides.any() else answers
    return RuleList(list(one), otherwise=most_frequent(left))


def _classical(one: Any, data: OwnData) -> Any:
    """As it is where it says what it reads, or is a pipeline on a table.

    Any other gets the table in numbers: indicators for words, medians for gaps. Elsewhere it reads
    raw items, those of several axes as one row each.
    """
    _require_estimator(PARADIGMS[1], one)
    if offers(one, Reads) or (data.modality == "table" and isinstance(one, Pipeline)):
        return one
    if data.modality == "table":
        return make_pipeline(FunctionTransformer(plain), standardised(), one)
    if data.modality == "text":
        one.reads = "raw"
        return one
    pipeline = make_pipeline(FunctionTransformer(_flat), one)
    pipeline.reads = "raw"
    return pipeline


def _deep(one: Any, data: OwnData) -> Any:
    """An estimator as it is; a module of torch is trained as triptych trains its own."""
    is_class = isinstance(one, type) and issubclass(one, nn.Module)
    if not is_class and not isinstance(one, nn.Module):
        return one
    estimator = NetworkRegressor if data.target_kind == "number" else NetworkClassifier
    is_table = isinstance(data.dataset.raw, pd.DataFrame)
    prepare = table_encoder(pieces=8) if is_table else FunctionTransformer(_numbers)
    return estimator(
        partial(_module, one),
        prepare,
        max_epochs=epochs(len(data.dataset.raw), _BATCH, 800, 8, 40),
        learning_rate=5e-3,
        batch_size=_BATCH,
    )


_MAKERS: Final[dict[str, Callable[[Any, OwnData], Any]]] = dict(
    zip(PARADIGMS, (_rules, _classical, _deep), strict=True)
)


def _module(one: Any, inputs: tuple[int, ...], outputs: int) -> nn.Module:
    """A copy of a given module, or one of a given class that takes no argument."""
    made: nn.Module = one() if isinstance(one, type) else copy.deepcopy(one)
    return made


def _flat(raw: Any) -> Any:
    return np.asarray(raw).reshape(len(raw), -1)


def _numbers(raw: Any) -> Any:
    return np.asarray(raw, dtype=np.float32)


def _source(paradigm: str, name: str, pickled: bytes) -> str:
    digest = hashlib.blake2b(pickled, digest_size=8).hexdigest()
    return (
        f'"""A {name} that was given to `triptych.compare`: its pickle is run as code is."""\n\n'
        "from pathlib import Path\nfrom typing import Any\n\n"
        "from triptych.comparison.given import fresh\n\n\n"
        "def make(seed: int) -> Any:\n"
        '    """A fresh one."""\n'
        f"    return fresh(Path(__file__).with_name('{paradigm}.pickle'), {digest!r}, seed)\n"
    )
