import pytest

from triptych.analysis.across_tasks.claims import Tally, decide
from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.task_tests import ClaimTests, TaskTest
from triptych.claim import Claim, Conjunction, Scope

SHOWN, FAILED, OPEN = (1e-6, 1.0), (1.0, 1e-6), (0.5, 0.5)


def claim(quantifier="most", **changes):
    return Claim(
        **{
            "sentence": "Deep is enough.",
            "because": "",
            "tasks": Scope(),
            "study": "supervised",
            "measure": "score",
            "first": "deep",
            "rivals": ("classical",),
            "relation": "not worse",
            "null": "It is worse by δ or more.",
        }
        | changes,
        quantifier=quantifier,
    )


def made(*p_values, source="", evidence="confirmation", effects=None):
    """Tests on tasks with these pairs of p-values."""
    return ClaimTests(
        tests=tuple(
            TaskTest(
                task=f"t{place}",
                source=source and f"{source}{place}",
                p_value=holds,
                opposite_p_value=fails,
                evidence=evidence,
                effect=None if effects is None else effect(f"t{place}", effects[place]),
            )
            for place, (holds, fails) in enumerate(p_values)
        )
    )


def effect(task, points):
    return Effect(
        task=task, first="deep", second="classical", points=points, standard_error=1, delta_points=2
    )


def only(one, found):
    (verdict,) = decide({"claim": one}, lambda name, claim: found)
    return verdict


@pytest.mark.parametrize(
    ("p_values", "most", "every"),
    [
        ([SHOWN] * 8, "supported", "supported"),
        ([SHOWN] * 5 + [OPEN] * 3, "supported", "open"),
        ([SHOWN] * 5 + [FAILED] * 3, "supported", "refuted"),
        ([SHOWN] * 4 + [OPEN] * 4, "open", "open"),
        ([FAILED] * 4 + [OPEN] * 4, "refuted", "refuted"),
        ([FAILED] + [OPEN] * 7, "open", "refuted"),
        ([OPEN] * 8, "open", "open"),
        ([], "open", "open"),
    ],
)
def test_a_claim_is_decided_by_the_number_of_its_tasks(p_values, most, every):
    """However large an effect is on a task: one failure refutes all, half of them most."""
    assert only(claim("most"), made(*p_values)).word == most
    assert only(claim("all"), made(*p_values)).word == every


def test_the_counts_say_what_is_shown_at_least():
    """Of the tasks, some are shown to be as the claim says, some not to be, some neither."""
    verdict = only(claim(), made(*[SHOWN] * 5, FAILED, FAILED, OPEN))

    assert verdict.tally == Tally(tasks=8, shown=5, failed=2)


def test_holm_runs_over_support_and_refutation_of_all_tested_claims():
    """Two p-values a claim; one of which nothing was measured adds none."""
    found = {
        "shown": made(*[(0.01, 1.0)] * 3),
        "also": made(*[(0.01, 1.0)] * 3),
        "absent": ClaimTests(why_not_run="not yet"),
    }
    claims = dict.fromkeys(found, claim("all"))

    alone = only(claim("all"), found["shown"])
    among = {one.name: one for one in decide(claims, lambda name, _: found[name])}

    assert (alone.word, alone.adjusted_support_p) == ("supported", pytest.approx(0.02))
    assert (among["shown"].word, among["shown"].adjusted_support_p) == (
        "supported",
        pytest.approx(0.04),
    )
    assert among["absent"].word == "open"
    assert among["absent"].not_run
    assert not among["shown"].not_run


def test_another_claim_can_make_one_open():
    """The error rate is that of all claims together."""
    found = made(*[(0.02, 1.0)] * 3)
    verdicts = decide({"one": claim("all"), "two": claim("all")}, lambda *_: found)

    assert only(claim("all"), found).word == "supported"
    assert {one.word for one in verdicts} == {"open"}
    assert {one.support_p for one in verdicts} == {0.02}


def test_tasks_like_these_stand_beside_and_decide_nothing():
    """Three of three are supported of these tasks, and not shown of most such tasks."""
    verdict = only(claim("all"), made(*[SHOWN] * 3))

    assert verdict.word == "supported"
    assert verdict.like_these.p_value > 0.05
    assert verdict.more_tasks == 2


def test_generated_tasks_are_left_out_beside():
    """A share with them, and one without."""
    found = ClaimTests(
        tests=made(*[SHOWN] * 3, source="https://x").tests
        + made(OPEN, SHOWN, source="generated: ").tests
    )

    verdict = only(claim(), found)

    assert (verdict.like_these.shown, verdict.like_these.tasks) == (4, 5)
    assert (verdict.without_generated.shown, verdict.without_generated.tasks) == (3, 3)


def test_tasks_are_counted_apart_by_what_was_known_before():
    """A claim that only known results speak for is exploratory."""
    old, new = made(*[SHOWN] * 4, evidence="exploratory"), made(SHOWN, OPEN)

    mixed = only(claim(), ClaimTests(tests=old.tests + new.tests))

    assert mixed.tallies == {"confirmation": Tally(2, 1, 0), "exploratory": Tally(4, 4, 0)}
    assert not mixed.exploratory
    assert only(claim(), old).exploratory


def test_effects_are_described_and_decide_nothing():
    """Far ahead on one task, a little behind on others: the mean is large, the word open."""
    verdict = only(claim(), made(*[OPEN] * 4, effects=(90.0, -1.0, -1.0, -3.0)))

    assert verdict.mean.estimate == pytest.approx(21.25)
    assert verdict.wins == (1, 2, 1)
    assert verdict.word == "open"


PARTS = {
    "tables": claim(),
    "images": claim(),
    "both": Conjunction(sentence="Both.", because="", parts=("tables", "images")),
}


@pytest.mark.parametrize(
    ("images", "word", "not_run"),
    [
        (made(*[SHOWN] * 8), "supported", False),
        (made(*[FAILED] * 8), "refuted", False),
        (made(*[OPEN] * 8), "open", False),
        (ClaimTests(why_not_run="not yet"), "open", True),
    ],
)
def test_a_conjunction_holds_when_every_part_does(images, word, not_run):
    """One part that is refuted refutes it."""
    found = {"tables": made(*[SHOWN] * 8), "images": images}

    *_, both = decide(PARTS, lambda name, _: found[name])

    assert (both.word, both.not_run) == (word, not_run)
