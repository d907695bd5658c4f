"""Scoring: answers are held against the truth, and must be about what was tested."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.errors import ContractError
from triptych.harness.trial import take_trial
from triptych.harness.trial_scoring import scored


def test_the_answers_of_a_trial_are_scored(tiny, order_for):
    """All are right here."""
    planned = order_for(tiny, "rules")

    assert scored(planned, take_trial(planned)).record.score == 1.0


@pytest.mark.parametrize(
    "forge", [lambda test: np.repeat(test[:1], len(test)), lambda test: test[1:]]
)
def test_answers_about_other_items_are_refused(tiny, order_for, forge):
    """A contender that chooses what it is tested on would choose what it knows."""
    planned = order_for(tiny, "rules")
    answers = take_trial(planned)
    part = answers.parts[0]
    forged = replace(part, answered=replace(part.answered, test=forge(part.answered.test)))

    with pytest.raises(ContractError, match="not about the items that were tested"):
        scored(planned, replace(answers, parts=[forged, *answers.parts[1:]]))
