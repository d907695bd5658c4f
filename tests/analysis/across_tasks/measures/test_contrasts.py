from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.contrasts import of_contrasts
from triptych.analysis.statistics.contrast import mean_of_matrix
from triptych.analysis.statistics.design import INDEPENDENT
from triptych.claims import declared_claims

CLAIM = declared_claims()["learned_models_keep_improving_with_data"]
TRUTH = np.zeros(40, dtype=int)
MAIN = {
    (name, "supervised", None): (np.arange(40) < wrong).astype(int)
    for name, wrong in (("rules", 8), ("classical", 4), ("deep", 2))
}


def around(mean):
    matrix = mean + np.random.default_rng(0).normal(scale=0.02, size=(1, 100))
    return mean_of_matrix(matrix - matrix.mean() + mean, INDEPENDENT, (-1.0, 1.0))


def test_the_hardest_rival_is_the_one_that_is_shown(made_task):
    """Of two contrasts the smaller one, in points and in δ of the task."""
    against = {"classical": around(0.01), "deep": around(-0.06)}

    found = of_contrasts(CLAIM, made_task(MAIN, TRUTH), against)

    assert (found.effect.second, found.effect.points) == ("deep", pytest.approx(-6))
    assert found.position.value == pytest.approx(3)
    assert found.p_value == pytest.approx(2 * against["deep"].p_at_least(-0.02))
    assert found.opposite_p_value == against["deep"].p_at_most(-0.02)


def test_a_claim_of_being_ahead_needs_it_against_everyone(made_task):
    """The larger p counts, at the margin above 0."""
    ahead = replace(CLAIM, relation="better")
    against = {"classical": around(0.03), "deep": around(0.06)}

    found = of_contrasts(ahead, made_task(MAIN, TRUTH), against)

    assert found.p_value == against["classical"].p_at_most(0.02)
    assert found.effect.second == "classical"
