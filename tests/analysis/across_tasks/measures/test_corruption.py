import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.corruption import MEAN_OVER_LEVELS, levels_of
from triptych.claims import declared_claims
from triptych.errors import DataError, NotRun

CLAIM = declared_claims()["learned_models_guess_better_on_unforeseen_inputs"]
TRUTH = np.zeros(1000, dtype=int)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}
LEVELS = ("noise 0.5", "noise 0.25", "missing 0.1", "nothing at all")


def right(share):
    return (np.arange(1000) >= 1000 * share).astype(int)


def corrupted(**shares):
    return MAIN | {
        (name, "corruption", level): right(share)
        for name, of_levels in shares.items()
        for level, share in zip(LEVELS, of_levels, strict=True)
    }


def test_levels_are_those_of_the_kinds_that_the_study_declares(made_task):
    """From mild to strong; what is no level of a kind is none."""
    task = made_task(corrupted(rules=(1, 1, 1, 1), classical=(1,) * 4, deep=(1,) * 4), TRUTH)

    assert levels_of(CLAIM, task) == {
        "noise": ["noise 0.25", "noise 0.5"],
        "missing": ["missing 0.1"],
    }


@pytest.mark.parametrize(
    ("deep", "holds", "fails"),
    [((0.9, 0.9, 0.9, 0), True, False), ((0.6, 0.6, 0.6, 1), False, True)],
)
def test_every_level_counts_the_same(made_task, deep, holds, fails):
    """Rules at .8, .7 and .6 are at .7 on average; one of both must be ahead of that by δ."""
    shares = {"rules": (0.8, 0.7, 0.6, 1), "classical": (0.6, 0.6, 0.6, 0), "deep": deep}

    found = MEAN_OVER_LEVELS.test(CLAIM, made_task(corrupted(**shares), TRUTH))

    assert (found.p_value <= 0.05) is holds
    assert (found.opposite_p_value <= 0.05) is fails
    assert found.position.value == pytest.approx((max(deep[0], 0.6) - 0.7) / 0.02)


def test_who_misses_a_level_has_no_mean(made_task):
    """Leaving the level out would favour whoever failed at it."""
    answers = corrupted(rules=(1,) * 4, classical=(1,) * 4, deep=(1,) * 4)
    del answers["deep", "corruption", "missing 0.1"]

    with pytest.raises(DataError, match=r"no condition missing 0\.1"):
        MEAN_OVER_LEVELS.test(CLAIM, made_task(answers, TRUTH))


def test_what_was_never_corrupted_says_what_to_run(made_task):
    """The study on the task."""
    with pytest.raises(NotRun, match="`triptych run task --study corruption` gives it"):
        MEAN_OVER_LEVELS.test(CLAIM, made_task(MAIN, TRUTH))
