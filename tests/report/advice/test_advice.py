"""Twelve questions that somebody might ask, with the answers written down by hand.

The run is made up: `figures` (images) needs deep, on `letters` (text) the three are close, `rents`
is a table of numbers whose rules fall short.
"""

import pytest

from triptych.report.advice.advice import Advice, TaskEvidence, advise
from triptych.report.advice.evidence import Evidence
from triptych.report.advice.question import Question
from triptych.results.run import Run
from triptych.testing import write_synthetic_run

NOT_KNOWN = {"rules": "not known", "classical": "not known", "deep": "not known"}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return Run.open(write_synthetic_run(tmp_path_factory.mktemp("advice") / "r", items=400))


QUESTIONS = {
    "pictures": (
        Question(data="image"),
        {"rules": "fails", "classical": "fails", "deep": "passes"},
    ),
    "texts": (
        Question(data="text"),
        {"rules": "passes", "classical": "passes", "deep": "passes"},
    ),
    "a table": (
        Question(data="table"),
        {"rules": "fails", "classical": "open", "deep": "open"},
    ),
    "anything": (
        Question(),
        {"rules": "fails", "classical": "open", "deep": "passes"},
    ),
    "pictures within a millisecond": (
        Question(data="image", milliseconds=1.0),
        {"rules": "fails", "classical": "fails", "deep": "fails"},
    ),
    "texts within a second": (
        Question(data="text", milliseconds=1000.0),
        {"rules": "passes", "classical": "passes", "deep": "passes"},
    ),
    "texts, every decision justified": (
        Question(data="text", justified=True),
        {"rules": "passes", "classical": "not known", "deep": "not known"},
    ),
    "pictures, a tenth wrong, the rest to a person": (
        Question(data="image", wrong=0.1),
        {"rules": "passes", "classical": "passes", "deep": "passes"},
    ),
    "pictures, a tenth wrong, all answered": (
        Question(data="image", wrong=0.1, answering="answers everything"),
        {"rules": "fails", "classical": "open", "deep": "passes"},
    ),
    "sounds, of which the run has none": (Question(data="audio"), NOT_KNOWN),
    "two hundred labels, without the study": (Question(labels=200), NOT_KNOWN),
    "pictures, one in a thousand wrong": (Question(data="image", wrong=0.001), NOT_KNOWN),
}


@pytest.mark.parametrize(("question", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_the_answer_written_beforehand(run, question, expected):
    """What passes, what fails, what is open; and `not known` where nothing was measured."""
    answer = advise(run, question)

    assert {name: one.word for name, one in answer.advice.items()} == expected


def test_every_word_has_its_task_and_figure(run):
    """Whoever doubts an answer can look it up."""
    answer = advise(run, Question(data="image", milliseconds=1.0))
    (task,) = answer.advice["deep"].tasks

    assert task.task == "figures"
    assert [one.word for one in task.found] == ["passes", "fails"]
    assert task.found[0].says.startswith("best: 9")
    assert "ms an item" in task.found[1].says


def test_what_is_not_known_names_what_is_missing(run):
    """The study, the kind of data, or the number of items that it would take."""
    labels = advise(run, Question(labels=200)).advice["deep"].tasks[0].found[0]
    errors = advise(run, Question(data="image", wrong=0.001)).advice["deep"].tasks[0].found[0]

    assert labels.says.startswith("the study label_budget was not run: `make studies`, or")
    assert "even without an error that takes 2,995" in errors.says


def test_claims_on_the_same_question_are_told(run):
    """They are about all tasks of the run, and need not agree with three of them."""
    told = advise(run, Question(data="table", justified=True)).claims

    assert [one.claim.number for one in told] == [9, 6] or [one.claim.number for one in told] == [
        6,
        9,
    ]


def test_a_task_whose_tables_are_lost_is_not_known(tmp_path):
    """A published run may leave out large item tables: the others are answered for."""
    folder = write_synthetic_run(tmp_path / "r", items=400)
    for table in (folder / "items").glob("figures*"):
        table.unlink()
    answer = advise(Run.open(folder), Question(wrong=0.1, milliseconds=1000.0))
    words = {one.task: one.word for one in answer.advice["deep"].tasks}

    assert words["figures"] == "not known"
    assert words["letters"] == "passes"
    assert answer.claims == []


def on(*words):
    return Advice(
        "rules", tuple(TaskEvidence(f"t{n}", (Evidence(w, ""),)) for n, w in enumerate(words))
    )


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ((), "not known"),
        (("not known", "not known"), "not known"),
        (("passes", "not known", "not known"), "passes"),
        (("passes", "fails"), "open"),
        (("passes", "passes", "fails"), "passes"),
        (("fails", "fails", "open"), "fails"),
    ],
)
def test_more_than_half_of_the_known_tasks_decide(words, answer):
    """Of tasks on which nothing is known nothing is concluded."""
    assert on(*words).word == answer


def test_one_constraint_that_fails_is_enough():
    """All must hold on the same task."""
    found = tuple(Evidence(word, "") for word in ("passes", "not known", "fails"))

    assert TaskEvidence("t", found).word == "fails"
    assert TaskEvidence("t", found[:2]).word == "not known"
