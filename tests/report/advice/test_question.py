import pytest

from triptych.report.advice.question import Question


@pytest.mark.parametrize(
    ("question", "claims"),
    [
        (Question(), ()),
        (Question(data="symbolic"), (1,)),
        (Question(data="table"), (9,)),
        (Question(data="series"), (10,)),
        (Question(changes=True, no_labels=True), (3, 5)),
        (Question(justified=True, wrong=0.01, labels=50), (6, 7, 8)),
        (Question(milliseconds=1.0), ()),
    ],
)
def test_a_question_knows_the_claims_that_ask_it_of_all_tasks(question, claims):
    """By their numbers in the list of declared claims."""
    assert question.claims == claims
