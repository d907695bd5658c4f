"""Promises of a look at the sources: one answer for each question, and none that outlives it."""

from triptych.harness.code import look
from triptych.harness.code.dependencies import contender_code


def test_what_was_seen_in_a_look_stays_so_until_it_ends(tiny):
    """All keys of one plan are made of the same files; the next plan sees what was edited."""
    with look.one_look():
        before = contender_code(tiny, "rules")
        (tiny.path / "rules.py").write_text("another = 1\n")
        assert contender_code(tiny, "rules") is before

    assert contender_code(tiny, "rules") != before


def test_a_look_within_a_look_is_the_same_one(tiny):
    """Whoever plans within a larger task begins no second look."""
    with look.one_look():
        before = contender_code(tiny, "rules")
        with look.one_look():
            assert contender_code(tiny, "rules") is before
        assert contender_code(tiny, "rules") is before


def test_tasks_are_told_apart(write_task):
    """Two tasks that name their files alike share nothing but what both import."""
    from fixtures.tiny_tasks import found

    one = found(write_task("one"))
    other = found(write_task("other", rules="LIMIT = 4\n"))
    apart = [contender_code(task, "rules") for task in (one, other)]
    with look.one_look():
        together = [contender_code(task, "rules") for task in (one, other)]

    assert together == apart
    assert apart[0].files["one/rules.py"] != apart[1].files["other/rules.py"]


def test_outside_a_look_every_question_is_asked_anew():
    """Nothing is remembered that nobody ends."""
    asked = []

    def question():
        asked.append(1)

    look.once(question, "key")
    look.once(question, "key")
    with look.one_look():
        look.once(question, "key")
        look.once(question, "key")

    assert len(asked) == 3
