from dataclasses import replace

import pytest

from triptych.analysis.across_tasks.claims import Tally, decide
from triptych.analysis.across_tasks.counts import TasksLikeThese
from triptych.analysis.across_tasks.effect import Effect
from triptych.analysis.across_tasks.task_tests import ClaimTests, TaskTest
from triptych.claim import Claim, Conjunction, Scope
from triptych.report.words.claim import (
    by_evidence,
    counts,
    described,
    settling,
    shared_sources,
    tasks_like_these,
    word,
)

CLAIM = Claim(
    sentence="It is.",
    because="",
    quantifier="most",
    tasks=Scope(),
    study="supervised",
    measure="score",
    first="deep",
    rivals=("rules",),
    relation="better",
    null="It is not.",
)


def decided(*p_values, evidence="confirmation", **found):
    made = tuple(
        TaskTest(
            task=f"t{place}",
            source="",
            p_value=p_value,
            opposite_p_value=1 - p_value,
            evidence=evidence,
        )
        for place, p_value in enumerate(p_values)
    )
    (verdict,) = decide({"it": CLAIM}, lambda *_: ClaimTests(tests=made, **found))
    return verdict


def test_counts_are_said_of_as_many_tasks_as_there_are():
    """At least so many: those that are neither are not named."""
    assert counts(Tally(8, 5, 1)) == "shown on at least 5 of 8, shown not to hold on at least 1"
    assert counts(Tally(0, 0, 0)) == "none of its tasks has a result"


def test_what_was_known_before_is_said_apart():
    """Each kind of evidence with counts of its own."""
    verdict = decided(1e-6, 1e-6, evidence="exploratory")

    assert by_evidence(verdict) == "exploratory: 2 of 2, not on 0"


def test_tasks_like_these_get_a_bound_and_a_p():
    """And no word."""
    said = tasks_like_these(TasksLikeThese(8, 7, 0.0475, 0.504))

    assert said == "it holds on at least 50% of them; on most, p = .048"


def test_effects_are_described_without_a_word():
    """Mean, median, wins, ties and losses; nothing where no effect has a size."""
    effect = Effect(
        task="t0", first="deep", second="rules", points=3.0, standard_error=1, delta_points=2
    )
    (test,) = decided(0.5).tests
    verdict = replace(decided(0.5), tests=(replace(test, effect=effect),))

    assert described(verdict) == "Mean +3.0, median +3.0; 1 won, 0 tied, 0 lost."
    assert described(decided(0.5)) == ""


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (decided(1e-6, 1e-6, 1e-6), "2 more tasks at the rate seen (3 of 3)"),
        (decided(0.5, 0.5), "no number of tasks at the rate seen (0 of 2)"),
        (decided(*[1e-6] * 5), "no more: it is shown of them"),
        (decided(), "tasks of its kind in a run"),
        (decided(left_out={"t": "timeout"}), "results on some of its tasks: timeout"),
        (decided(why_not_run="not measured yet"), "not measured yet"),
    ],
)
def test_what_would_settle_a_claim_is_more_tasks(verdict, said):
    """At the rate seen, or the reason why none of them helps."""
    assert settling(verdict) == said


def test_what_no_number_of_tasks_can_show_says_what_is_missing():
    """Of networks no reason is proved yet, however many tasks there are."""
    justified = replace(decided(0.5).claim, measure="share of justified decisions")

    said = settling(replace(decided(0.5), claim=justified))

    assert said.startswith("a proof of the network's reasons")


def test_what_was_not_run_is_open_for_that_reason():
    """It is told from what was run and shows neither."""
    assert word(decided(why_not_run="not measured yet")) == "open: not run"
    assert word(decided(0.5)) == "open"


def test_a_conjunction_names_the_words_of_its_parts():
    """Why it is what it is."""
    both = Conjunction(sentence="Both.", because="", parts=("a", "b"))
    shown, absent = decided(*[1e-6] * 5), decided(why_not_run="not yet")
    found = {"a": ClaimTests(tests=shown.tests), "b": ClaimTests(why_not_run="not yet")}

    *_, verdict = decide({"a": CLAIM, "b": CLAIM, "both": both}, lambda name, _: found[name])

    assert settling(verdict) == "of its 2 parts: 1 supported and 1 open: not run"
    assert word(verdict) == word(absent)


def test_tasks_from_one_source_are_named():
    """They count once, and the reader is told."""
    verdict = decided(0.5, 0.5, 0.5)
    sources = ("https://speech", "https://speech", "https://other")
    shared = replace(
        verdict,
        tests=tuple(
            replace(test, source=source)
            for test, source in zip(verdict.tests, sources, strict=True)
        ),
    )

    assert "(t0 and t1) count once" in shared_sources([shared])
    assert shared_sources([verdict]) == ""
