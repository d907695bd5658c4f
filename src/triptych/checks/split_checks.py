"""What a task promises across its split: tested items are like those trained on, and no copies."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import binom, norm
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import pairwise_distances, roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import make_pipeline

from triptych.checks.specimen import SEED, Specimen
from triptych.dataset import Indices, Raw, take
from triptych.errors import ContractError
from triptych.fold import inseparable
from triptych.reference.table import numbered, plain, standardised
from triptych.reference.text import texts

FALSE_ALARMS: Final = 1e-3
"""The share of honest tasks that a probe may accuse by chance."""

_ITEMS: Final = 300
_PARTS: Final = 3

LEAST_AUC: Final = 0.6
"""An AUC that matters: two parts 0.36 standard deviations apart, between Cohen's small and medium.

Of many items a smaller difference would be found as well, and change no score.
"""

_COMPARED: Final = 10_000
_NUMBERS: Final = 2048
_CHARACTERS: Final = 1000
_TENTH: Final = 10
_TWENTIETH: Final = 20
NEAR_COPY: Final = 0.25
"""A near-copy is nearer than this share of the distance to the tenth nearest training item."""

TOLERATED_COPIES: Final = 0.05
"""The share of tested items that may have one: people with the same few facts are no leak."""


def check_training_and_tested_items_are_alike(specimen: Specimen) -> None:
    """No model tells tested items from those trained on: adversarial validation.

    Items that belong together are on one side of its own cross-validation. Ordered items change
    with time, so they are exempt.
    """
    if specimen.dataset.order is not None:
        return
    items, tested = _both_parts(specimen)
    groups = inseparable(specimen.dataset)[items]
    raw = take(specimen.dataset.raw, items)
    table = plain(specimen.task.features(raw))
    forest = make_pipeline(numbered(), RandomForestClassifier(50, random_state=SEED))
    aucs = {"their table": _auc(forest, table, tested, groups)}
    if specimen.card.modality == "text":
        words = make_pipeline(TfidfVectorizer(), LogisticRegression())
        aucs["their words"] = _auc(words, np.array(texts(raw), dtype=object), tested, groups)
    view = max(aucs, key=lambda name: aucs[name])
    bound = max(LEAST_AUC, _largest_auc_by_chance(tested, groups))
    if aucs[view] > bound:
        raise ContractError(
            f"tested items are told from training items by {view} with an AUC of "
            f"{aucs[view]:.2f}; expected at most {bound:.2f} (0.5 is chance). Scores are about "
            "items unlike those trained on: divide them at random, leave out what tells the parts "
            "apart, or say on the card that they differ and waive this check with the reason."
        )


def check_tested_items_have_no_near_copy_in_training(specimen: Specimen) -> None:
    """Few tested items have a near-copy among those trained on: the nearest neighbour's distance.

    Compared with the distance to the tenth nearest training item, and with what is usual where
    items have as many degrees of freedom as these.
    """
    train, test = (_drawn(part, most) for part, most in _parts(specimen))
    if len(train) < _TWENTIETH:
        return
    nearest, distances = _nearest(specimen, train, test)
    tenth, twentieth = distances[:, _TENTH - 1], distances[:, _TWENTIETH - 1]
    ratios = _ratios(distances[:, 0], tenth)
    usual = _ratio_by_chance(float(np.median(_ratios(tenth, twentieth))))
    copies = np.flatnonzero(ratios < min(NEAR_COPY, usual))
    most = int(binom.isf(FALSE_ALARMS, len(test), TOLERATED_COPIES))
    if len(copies) > most:
        pairs = ", ".join(f"{test[at]} and {nearest[at]}" for at in copies[:3])
        raise ContractError(
            f"{len(copies)} of {len(test)} tested items have a near-copy among the training items; "
            f"expected at most {most}. The first tested and trained on: items {pairs}. Give items "
            "that were made from one another one number in Dataset.groups, or waive this check "
            "with the reason."
        )


def _both_parts(specimen: Specimen) -> tuple[Indices, npt.NDArray[np.bool_]]:
    """Up to 300 training items and as many tested ones; whether each is tested (n,)."""
    first = specimen.folds[0]
    train, test = _drawn(first.train, _ITEMS), _drawn(first.test, _ITEMS)
    tested = np.repeat([False, True], [len(train), len(test)])
    return np.concatenate([train, test]), tested


def _auc(model: Any, X: Any, tested: npt.NDArray[np.bool_], groups: npt.NDArray[np.intp]) -> float:
    """The AUC of a model that tells the parts apart, on groups that it was not fitted on."""
    scores = np.full(len(tested), 0.5)
    cutter = StratifiedGroupKFold(n_splits=_PARTS, shuffle=True, random_state=SEED)
    rows = X.iloc if isinstance(X, pd.DataFrame) else X
    for train, test in cutter.split(X, tested, groups):
        if len(test) and len(np.unique(tested[train])) == 2:
            model.fit(rows[train], tested[train])
            scores[test] = model.predict_proba(rows[test])[:, 1]
    return float(roc_auc_score(tested, scores))


def _largest_auc_by_chance(tested: npt.NDArray[np.bool_], groups: npt.NDArray[np.intp]) -> float:
    """The largest AUC that equal parts have by chance: Mann and Whitney's variance, by groups."""
    ones, zeros = (len(np.unique(groups[part])) for part in (tested, ~tested))
    return float(0.5 + norm.isf(FALSE_ALARMS) * np.sqrt((ones + zeros + 1) / (12 * ones * zeros)))


def _parts(specimen: Specimen) -> tuple[tuple[Indices, int], tuple[Indices, int]]:
    first = specimen.folds[0]
    return (first.train, _COMPARED), (first.test, _ITEMS)


def _nearest(
    specimen: Specimen, train: Indices, test: Indices
) -> tuple[Indices, npt.NDArray[np.float64]]:
    """The nearest training item of each tested one (n,), and the twenty least distances (n, 20)."""
    rows = _as_numbers(take(specimen.dataset.raw, np.concatenate([train, test])))
    distances = pairwise_distances(rows[len(train) :], rows[: len(train)])
    nearest = train[distances.argmin(axis=1)]
    return nearest, np.sort(np.partition(distances, _TWENTIETH - 1, axis=1)[:, :_TWENTIETH])


def _ratios(
    distances: npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Distances as shares of larger ones (n,); 1 where both are 0."""
    return np.divide(distances, others, out=np.ones_like(distances), where=others > 0)


def _ratio_by_chance(median: float) -> float:
    """The ratio of nearest to tenth distance that one item of a thousand falls below by chance.

    Around an item of d degrees of freedom, where training items are spread evenly, volumes are
    uniform order statistics (as in Facco et al., Scientific Reports 7, 2017): the ratio of nearest
    to tenth distance to the power of d is the least of nine uniform numbers, that of tenth to
    twentieth has the median 1/2, which gives d. Copies are too few to move the latter.
    """
    if not 0 < median < 1:
        return 0.0
    dimension = np.log(0.5) / np.log(median)
    smallest = 1 - (1 - FALSE_ALARMS) ** (1 / (_TENTH - 1))
    return float(smallest ** (1 / dimension))


def _as_numbers(raw: Raw) -> Any:
    """Items as rows of numbers whose distances mean something."""
    if isinstance(raw, pd.DataFrame):
        return standardised().fit_transform(plain(raw))
    if raw.dtype.kind in "OUT":
        shortened = [text[:_CHARACTERS] for text in texts(raw)]
        return TfidfVectorizer(analyzer="char", ngram_range=(1, 5)).fit_transform(shortened)
    flat = raw.reshape(len(raw), -1)
    columns = np.linspace(0, flat.shape[1] - 1, min(_NUMBERS, flat.shape[1])).astype(np.intp)
    return np.nan_to_num(flat[:, columns].astype(np.float32))


def _drawn(indices: Indices, most: int) -> Indices:
    """At most so many of the indices, drawn at random."""
    if len(indices) <= most:
        return indices
    return np.sort(np.random.default_rng(SEED).choice(indices, most, replace=False))
