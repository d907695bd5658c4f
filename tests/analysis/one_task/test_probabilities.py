import numpy as np
import pandas as pd
import pytest

from triptych.absent import Absent
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.results.outcomes import Outcomes


def table(probabilities, seeds=(0,)):
    """Item rows of two classes, truth and decision alternating."""
    items = len(probabilities)
    answers = np.tile(np.arange(items) % 2, len(seeds))
    return pd.DataFrame(
        {
            "seed": np.repeat(seeds, items),
            "item": np.tile(np.arange(items), len(seeds)),
            "truth": answers,
            "prediction": answers,
            "loss": 0.0,
            "cost": np.nan,
            "probabilities": pd.Series([*probabilities] * len(seeds), dtype=object),
        }
    )


def arranged(items):
    return ClassProbabilities.of_items(Outcomes.of_items("rules", items), items)


def test_forecasts_of_a_run_stand_beside_the_answers(run):
    """Shape (seeds, items, classes); confidence is the decision's, as the table has it."""
    forecasts = ClassProbabilities.of_run(run, "figures", "classical")
    items = run.items("figures", "classical")

    assert forecasts.probabilities.shape == (3, 400, 3)
    assert forecasts.probabilities.sum(axis=2) == pytest.approx(1.0, abs=1e-12)
    assert forecasts.confidence.ravel() == pytest.approx(items["confidence"], abs=1e-5)
    assert not forecasts.deterministic


def test_rows_may_come_in_any_order():
    """Item order inside a seed says nothing."""
    items = table([np.array([0.9, 0.1]), np.array([0.2, 0.8]), np.array([0.6, 0.4])], (0, 1))
    shuffled = items.sample(frac=1, random_state=1, ignore_index=True)

    assert (arranged(items).probabilities == arranged(shuffled).probabilities).all()


def test_seeds_that_change_nothing_count_once():
    """Rules are one fit, however often they were run."""
    forecasts = arranged(table([np.array([0.9, 0.1]), np.array([0.2, 0.8])], (0, 1, 2)))

    assert forecasts.deterministic
    assert forecasts.fitted().probabilities.shape == (1, 2, 2)


@pytest.mark.parametrize(
    ("probabilities", "reason"),
    [
        ([None, None], "it gives no probabilities"),
        ([np.array([0.5, 0.5]), None], "1 of its 2 answers have no probabilities"),
        ([np.array([np.nan, 0.5]), np.array([0.5, 0.5])], "the probabilities of 1 of its 2"),
        ([np.array([0.9, 0.9]), np.array([0.5, 0.5])], "the probabilities of 1 of its 2"),
        ([np.array([1.5, -0.5]), np.array([0.5, 0.5])], "the probabilities of 1 of its 2"),
        ([np.array([1.0, 0.0]), np.array([1.0])], "different numbers of classes"),
    ],
)
def test_what_are_no_probabilities_is_said(probabilities, reason):
    """A reason instead of a number, and never a nan."""
    answer = arranged(table(probabilities))

    assert isinstance(answer, Absent)
    assert reason in answer.reason


def test_a_regression_has_none(run):
    """Numbers have no probabilities."""
    assert ClassProbabilities.of_run(run, "rents", "rules") == Absent("it gives no probabilities")
