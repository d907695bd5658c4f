"""Scoring: answers are held against the truth, and must be about what was tested."""

import io
from dataclasses import replace

import numpy as np
import pytest
from pyarrow import parquet

from triptych.errors import ContractError
from triptych.harness.task_data import task_data_of
from triptych.harness.trials.scoring import scored
from triptych.harness.trials.trial import take_trial


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


def test_rules_have_a_score_on_what_their_author_saw(tiny, order_for):
    """On the author's part, which no item table holds; contenders that learn have none."""
    rules, learner = (
        scored(planned, take_trial(planned))
        for planned in (order_for(tiny, "rules"), order_for(tiny, "classical"))
    )

    author = task_data_of(tiny).author_part
    missed = np.isin(author, [52, 59]).sum()  # above the rules' threshold by the second decimal
    assert missed
    assert rules.record.author_score == 1 - missed / len(author)
    assert learner.record.author_score is None
    tested = parquet.read_table(io.BytesIO(rules.items))["item"].to_pylist()
    assert not set(author.tolist()) & set(tested)


def test_answers_about_others_than_the_authors_items_are_refused(tiny, order_for):
    """Nobody chooses the items that show how well the author's are known."""
    planned = order_for(tiny, "rules")
    answers = take_trial(planned)
    author = replace(answers.first.author, test=answers.first.author.test + 1)

    with pytest.raises(ContractError, match="not about the items"):
        scored(planned, replace(answers, first=replace(answers.first, author=author)))
