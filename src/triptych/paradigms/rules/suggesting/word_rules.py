"""Rules on the words of texts, from a sparse linear model."""

import re
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import beta
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from triptych.paradigms.rules.language.rule import Rule
from triptych.paradigms.rules.language.text import matches
from triptych.paradigms.rules.suggesting.suggestion import SuggestedRules, most_frequent, seen

MOST_WORDS: Final = 80
"""Words that all rules together name: as many as a person reads."""

_FEWEST_TEXTS: Final = 3
_KNOWN: Final = 5000
_INVERSE_PENALTIES: Final = (0.1, 0.3, 1.0, 3.0, 10.0)
_SURE: Final = 0.9


def suggest_word_rules(texts: npt.NDArray[Any], answers: npt.NDArray[Any]) -> SuggestedRules:
    """Rules for classes from texts (n,) and answers (n,): a class's rule lists words.

    The words are those that logistic regression with an L1 penalty keeps, of scikit-learn
    (Tibshirani, JRSS B 58, 1996). They are taken in the order of their precision on the texts that
    no word before them has, by its lower bound (sequential covering: Clark and Niblett, The CN2
    induction algorithm, 1989), until none is surer than answering the most frequent class.
    """
    fallback = most_frequent(answers)
    counter = CountVectorizer(
        binary=True,
        ngram_range=(1, 2),
        min_df=_FEWEST_TEXTS,
        max_features=_KNOWN,
        token_pattern=r"(?u)\b\w[\w']*\b",
    )
    try:
        has = counter.fit_transform(texts)
    except ValueError:  # no word occurs in three texts
        return SuggestedRules((), fallback)
    if len(np.unique(answers)) < 2:
        return SuggestedRules((), fallback)
    words = counter.get_feature_names_out()
    kept = _kept(has, answers)
    picked = _covering(has[:, kept].toarray().astype(bool), answers, fallback)
    rules = []
    for label, places, hits, right in picked:
        pattern = "|".join(re.escape(words[kept[place]]).replace(r"\ ", r"\W+") for place in places)
        rules.append(Rule(label, matches(rf"(?i)\b(?:{pattern})\b"), seen(right, hits)))
    return SuggestedRules(tuple(rules), fallback)


def _kept(has: Any, answers: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """The columns that the weakest penalty keeps which keeps at most MOST_WORDS."""
    kept = np.empty(0, dtype=np.intp)
    for inverse in _INVERSE_PENALTIES:
        model = LogisticRegression(
            C=inverse,
            l1_ratio=1.0,
            solver="saga" if len(np.unique(answers)) > 2 else "liblinear",
            max_iter=200,
            random_state=0,
        )
        found = np.flatnonzero(np.abs(model.fit(has, answers).coef_).max(axis=0) > 0)
        if len(found) > MOST_WORDS and len(kept):
            break
        kept = found
        if len(found) > MOST_WORDS:
            break
    return kept


def _covering(
    has: npt.NDArray[np.bool_], answers: npt.NDArray[Any], fallback: Any
) -> list[tuple[Any, list[int], int, int]]:
    """Label, words, hits and right answers of each rule in order; neighbours of a label are one."""
    classes, truth = np.unique(answers, return_inverse=True)
    left = np.ones(len(truth), dtype=bool)
    rules: list[tuple[Any, list[int], int, int]] = []
    for _ in range(MOST_WORDS):
        rest = truth[left]
        if len(rest) == 0:
            break
        of_class = np.stack([has[left & (truth == one)].sum(axis=0) for one in range(len(classes))])
        hits = of_class.sum(axis=0)
        bound = beta.ppf(1 - _SURE, of_class, hits - of_class + 1)
        base = np.bincount(rest, minlength=len(classes)) / len(rest)
        # A class's word must make it likelier than the answer of whoever knows nothing.
        known = classes.tolist().index(fallback)
        usual = of_class[known] / np.maximum(hits, 1)
        worth = np.where((of_class > 0) & (bound > np.maximum(usual, base[:, None])), bound, 0)
        worth[known] = 0 if len(classes) == 2 else worth[known]
        best = np.unravel_index(np.argmax(worth), worth.shape)
        if not worth[best] > 0:
            break
        label, place = classes[best[0]], int(best[1])
        met = left & has[:, place]
        right = int((truth[met] == best[0]).sum())
        if rules and rules[-1][0] == label:
            _, places, old_hits, old_right = rules[-1]
            rules[-1] = (label, [*places, place], old_hits + int(met.sum()), old_right + right)
        else:
            rules.append((label, [place], int(met.sum()), right))
        left &= ~met
    return rules
