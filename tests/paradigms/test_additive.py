"""Promises of contributions that add up: an error that says whether they do, and words for them."""

import numpy as np
import pytest

from triptych.paradigms.additive import LOG_ODDS, MEAN, Additive, leads

NAMES = ("age", "fare", "class", "port")


def additive(parts, output, base=0.0, names=NAMES):
    return Additive(
        contributions=[np.array(parts)],
        outputs=np.array([output]),
        bases=np.array([base]),
        scale=LOG_ODDS,
        against=MEAN,
        names=names,
    )


@pytest.mark.parametrize(
    ("parts", "output", "base", "error"),
    [
        pytest.param([1.0, 2.0, 0.0, 0.0], 5.0, 2.0, 0.0, id="they add up"),
        pytest.param([1.0, 0.0, 0.0, 0.0], 5.0, 1.0, 0.75, id="three quarters are missing"),
        pytest.param([0.1, 0.0, 0.0, 0.0], 0.2, 0.2, 0.1, id="hardly any difference"),
    ],
)
def test_what_is_missing_is_a_share_of_what_was_due(parts, output, base, error):
    """Of differences below 1 the error is absolute: the share of nearly nothing says nothing."""
    assert additive(parts, output, base).errors() == pytest.approx([error])


def test_a_reason_names_the_columns_that_count_most():
    """For or against, by size, three at most."""
    (told,) = additive([0.5, -2.0, 0.1, 1.0], -0.4).explanations(np.array(["no"]))

    assert told.because == (
        "mostly fare (-2), port (+1) and age (+0.5) against the mean of the training items, "
        "on the scale of log-odds"
    )
    assert (told.decision, told.kind) == ("no", "additive")
    assert told.completeness_error == pytest.approx(0)


def test_columns_that_count_nothing_are_not_named():
    (one,) = additive([0.0, 0.0, 0.3, 0.0], 0.3).explanations(np.array([1]))
    (none,) = additive([0.0] * 4, 0.0).explanations(np.array([1]))

    assert one.because.startswith("mostly class (+0.3) against")
    assert none.because.startswith("no column counts against")


def test_parts_without_names_are_not_spoken_of():
    """A pixel has no name: the words say only against what it was held."""
    (told,) = additive([1.0, 2.0], 3.0, names=None).explanations(np.array([1]))

    assert told.because.startswith("what is different against the mean")


def test_a_lead_is_over_the_mean_of_the_others():
    """What is added to all classes alike is no lead of any."""
    outputs = np.array([[4.0, 1.0, 1.0], [4.0, 1.0, 1.0]])

    assert leads(outputs, np.array([0, 1])) == pytest.approx([3.0, -1.5])
    assert leads(outputs + 7, np.array([0, 1])) == pytest.approx([3.0, -1.5])


def test_a_single_output_speaks_for_the_second_of_two():
    """As scikit-learn has it: positive is class 1."""
    outputs = np.array([[2.0], [2.0]])

    assert leads(outputs, np.array([1, 0])).tolist() == [2.0, -2.0]
