"""What reference rows say beside a verdict."""

import numpy as np
import pytest

from triptych.analysis.one_task.verdict import judge
from triptych.metric import mean_absolute_error
from triptych.report.words.references import no_use_shown
from triptych.report.words.verdict import headline, sentence
from triptych.task import PARADIGMS

CONSTANT = "reference:constant"


@pytest.fixture
def judged(hitting, card):
    def judge_shares(shares, others):
        def rows(named):
            return {
                name: hitting(np.arange(1000) < 1000 * share, contender=name)
                for name, share in named.items()
            }

        return judge(card(), rows(dict(zip(PARADIGMS, shares, strict=True))), None, rows(others))

    return judge_shares


def test_none_of_use_is_never_rules_suffice(judged):
    """All wrong, as nothing is shown: the constant and the best of the three are named."""
    found = judged((0.0, 0.0, 0.0), {CONSTANT: 0.6})

    assert sentence(found) == (
        "None of the three is of use here: none is shown to be better than the best constant "
        "answer, 60.0; the best of them, rules, has 0.0."
    )
    assert no_use_shown(found) == (
        "nobody is shown to be better than the best constant answer: smallest p > .99"
    )
    assert "none of the three is of use on 2" in headline([found, found])


def test_a_reference_that_is_ahead_is_in_the_first_sentence(judged):
    """Electricity: who repeats the last answer has 85.5."""
    found = judged((0.70, 0.782, 0.78), {"rules:repeat": 0.855, "reference:repeat_last": 0.855})

    assert sentence(found) == (
        "Classical suffices: 78.2, and neither of the others is ahead; but classical is more than "
        "2\u00a0points behind rules:repeat 85.5, a reference that is not judged. "
        "Rules fall short (70.0)."
    )


def test_a_sentence_names_three_rows_and_counts_the_others(judged):
    """The table of scores shows all of them."""
    rows = {f"rules:v{place}": (90 + place) / 100 for place in range(5)}

    assert "behind rules:v4 94.0, rules:v3 93.0, rules:v2 92.0, 2 more, references that are" in (
        sentence(judged((0.8, 0.8, 0.8), rows))
    )


def test_numbers_are_in_the_unit_of_the_metric(answered, card):
    """Errors are not times 100."""
    truth = np.random.default_rng(0).normal(size=500)
    three = {name: answered(0.5 * truth, truth, contender=name) for name in PARADIGMS}
    rows = {"reference:ridge": answered(0.9 * truth, truth, contender="reference:ridge")}
    task = card(metric=mean_absolute_error("euros"), classes=None, delta=0.1)

    assert "but rules are more than 0.1\u00a0euros behind reference:ridge 0.0809" in (
        sentence(judge(task, three, None, rows))
    )


def test_without_references_nothing_is_added(judged):
    """Runs that were made before there were any read as they did."""
    assert sentence(judged((0.95, 0.95, 0.95), {})) == (
        "Rules suffice: 95.0, and neither of the others is ahead."
    )
