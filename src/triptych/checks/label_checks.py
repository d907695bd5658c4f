"""What every learner promises about answers: it has them from `fit` alone."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, norm, spearmanr

from triptych.checks.specimen import SEED, Specimen
from triptych.dataset import take
from triptych.errors import ContractError
from triptych.estimator import HasRulebook, offers

ATTEMPTS: Final = 12
"""How often the labels are shuffled while a contender is above chance.

Where two classes lie apart, a model of shuffled labels finds one side or the other, and is right
about nearly all or nearly none: one shuffle in two is above chance. Twelve in a row are one in
four thousand, and who is not above chance passes at once.
"""

_ABOVE_CHANCE: Final = 0.01


def check_shuffled_labels_teach_nothing(specimen: Specimen, contender: str) -> None:
    """Fitted on shuffled answers, a contender is right about tested items by chance alone.

    A rule system passes: it knows what it knows from its author, and learns no answer.
    """
    if offers(specimen.fitted(contender), HasRulebook):
        return
    found = ""
    for attempt in range(ATTEMPTS):
        found = _above_chance(specimen, _answers_of_shuffled(specimen, contender, attempt))
        if not found:
            return
    raise ContractError(
        f"fitted on shuffled answers, {ATTEMPTS} times anew, it is above chance each time, at last "
        f"{found}. It has the answers from elsewhere than y. Learn from what `fit` is given alone, "
        "or, where its author wrote the answer into it, waive this check with the reason."
    )


def _answers_of_shuffled(specimen: Specimen, contender: str, attempt: int) -> npt.NDArray[Any]:
    """What a fresh contender answers to the tested items after a fit on shuffled answers."""
    train = specimen.sample.train
    order = np.random.default_rng((SEED, attempt)).permutation(len(train))
    X = specimen.view(contender, take(specimen.dataset.raw, train))
    estimator = specimen.task.make(contender, SEED)
    estimator.fit(X, specimen.dataset.target[train][order])
    return np.asarray(estimator.predict(specimen.view(contender, specimen.tested_raw)))


def _above_chance(specimen: Specimen, answers: npt.NDArray[Any]) -> str:
    """How answers are better than chance, in words; empty where they are not."""
    truth = specimen.dataset.target[specimen.sample.test]
    if specimen.dataset.classes is None:
        if len(np.unique(answers)) == 1 or len(np.unique(truth)) == 1:
            return ""
        correlation = float(spearmanr(truth.astype(float), answers.astype(float)).statistic)
        most = float(norm.isf(_ABOVE_CHANCE)) / np.sqrt(max(len(truth) - 1, 1))
        words = f"with a rank correlation of {correlation:.2f} where chance has at most {most:.2f}"
        return words if correlation > most else ""
    names, counts = np.unique(truth.astype(str), return_counts=True)
    right = int(np.sum(truth.astype(str) == answers.astype(str)))
    # No answer that is independent of the truth is right more often than the best constant.
    most_right = int(binom.isf(_ABOVE_CHANCE, len(truth), counts.max() / len(truth)))
    words = f"right about {right} of {len(truth)} tested items where chance has at most "
    return f"{words}{most_right}" if len(names) > 1 and right > most_right else ""
