"""Promises of `triptych check --references`: a table, its reasons, and an exit code."""

from triptych.checks.references import WITHIN_DELTA

LEARNS = """
from sklearn.linear_model import LogisticRegression
def make(seed):
    return LogisticRegression()
"""
WAIVED = f'\nWAIVED = {{"{WITHIN_DELTA}": "a | coin"}}\n'


def test_a_contender_far_behind_ends_with_1_and_says_what_to_do(triptych, write_task):
    """The task's classical model learns nothing, where a linear one has the answer."""
    ended = triptych("check", "parity", "--references", "--tasks", write_task())

    assert ended.code == 1
    assert "beyond: parity classical. An untuned model of its kind is ahead" in ended.said
    assert f'declare why in classical.py: WAIVED = {{"{WITHIN_DELTA}": "reason"}}' in ended.said


def test_contenders_within_delta_end_with_0(triptych, write_task):
    """A row for each, with what was reached and the best of its kind."""
    tasks = write_task(classical=LEARNS, deep=LEARNS)
    ended = triptych("check", "parity", "--references", "--tasks", tasks)

    assert ended.code == 0, ended.out
    assert "3 of 3 contenders without a finding" in ended.out
    assert [line.split()[1] for line in ended.out.splitlines() if line.startswith("parity ")] == [
        "rules",
        "classical",
        "deep",
    ]


def test_markdown_has_a_row_for_each_and_the_declared_reasons(triptych, write_task):
    """Ready for a page: a reason may hold what Markdown would take for a column."""
    tasks = write_task(classical=DUMMY_WITH_REASON, deep=LEARNS)
    ended = triptych("check", "parity", "--references", "--markdown", "--tasks", tasks)
    rows = [line for line in ended.out.splitlines() if line.startswith("| parity")]

    assert ended.code == 0, ended.out
    assert {row.count(" | ") for row in rows} == {9}
    assert "| no, declared |" in rows[1]
    assert "- `parity` classical: a | coin" in ended.out


def test_markdown_without_references_is_refused(triptych, write_task):
    """It is the form of a table that was not asked for."""
    ended = triptych("check", "parity", "--markdown", "--tasks", write_task())

    assert (ended.code, ended.out) == (2, "")
    assert "Give both" in ended.err


DUMMY_WITH_REASON = (
    "from sklearn.dummy import DummyClassifier\n"
    "def make(seed):\n    return DummyClassifier()\n" + WAIVED
)
