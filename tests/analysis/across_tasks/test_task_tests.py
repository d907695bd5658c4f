from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from triptych.analysis.across_tasks.effect import TaskEffects
from triptych.analysis.across_tasks.measured_task import MeasuredTask, in_scope
from triptych.analysis.across_tasks.measures.cost import cpu_p_values
from triptych.analysis.across_tasks.task_tests import TaskTest, by_source, measure_claim
from triptych.analysis.one_task.verdict import judge, verdict
from triptych.claim import DELTA, Claim, Margin, Scope
from triptych.claims.declared.table import Known, evidence
from triptych.errors import DataError
from triptych.split import rolling
from triptych.task import PARADIGMS

DECLARED = datetime(2026, 12, 1, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 9, tzinfo=UTC)


def claim(relation="not worse", first="classical", rivals=("rules", "deep"), **changes):
    return Claim(
        **{
            "sentence": "It is.",
            "because": "",
            "quantifier": "most",
            "tasks": Scope(),
            "study": "supervised",
            "measure": "score",
            "null": "It is not.",
        }
        | changes,
        first=first,
        rivals=rivals,
        relation=relation,
    )


@pytest.fixture
def measured(card, hitting, run):
    """Make a task of 1,000 items, of which each paradigm gets the first so many right."""

    def make(shares, missing=None, **changes):
        hits = {name: np.arange(1000) < 1000 * share for name, share in shares.items()}
        outcomes = {name: hitting(one, contender=name) for name, one in hits.items()}
        task = card(**changes)
        effects = TaskEffects(task=task, between={}, scores={}, missing=missing or {})
        comparisons = judge(task, outcomes).comparisons
        return MeasuredTask(run=run, effects=effects, comparisons=comparisons)

    return make


def result_of(one, task):
    (test,) = measure_claim(one, [task], lambda _: "confirmation").tests
    return test


CLOSE = dict(zip(PARADIGMS, (0.9, 0.9, 0.9), strict=True))
WORSE = dict(zip(PARADIGMS, (0.9, 0.8, 0.9), strict=True))
BETTER = dict(zip(PARADIGMS, (0.8, 0.9, 0.8), strict=True))


@pytest.mark.parametrize(
    ("shares", "relation", "holds"),
    [
        (CLOSE, "not worse", True),
        (CLOSE, "better", False),
        (CLOSE, "behind", False),
        (WORSE, "not worse", False),
        (WORSE, "better", False),
        (WORSE, "behind", True),
        (BETTER, "not worse", True),
        (BETTER, "better", True),
        (BETTER, "behind", False),
    ],
)
def test_a_relation_holds_by_the_margin_of_the_task(measured, shares, relation, holds):
    """One of the two p-values is small, and it is the right one."""
    test = result_of(claim(relation), measured(shares))

    assert (test.p_value <= 0.001) is holds
    assert (test.opposite_p_value <= 0.001) is not holds


def test_it_must_hold_against_every_rival(measured):
    """The largest p over rivals counts; of the opposite the smallest, times their number."""
    task = measured(dict(zip(PARADIGMS, (0.9, 0.895, 0.91), strict=True)))
    both = result_of(claim(), task)
    each = [result_of(claim(rivals=(rival,)), task) for rival in ("rules", "deep")]

    assert both.p_value == max(one.p_value for one in each)
    assert both.opposite_p_value == min(1.0, 2 * min(one.opposite_p_value for one in each))


def test_the_verdict_and_a_claim_test_the_same_hypothesis(run):
    """What a task's verdict says of rules is what a claim on them counts."""
    judged = verdict(run, "letters")
    task = MeasuredTask.of(run, judged)

    test = result_of(claim(first="rules", rivals=("classical", "deep")), task)

    assert test.p_value == judged.standings["rules"].p_value
    assert test.effect.first == "rules"
    assert task.scored("supervised") is not None


CHEAP, DEAR = {0: 1.0, 1: 1.1, 2: 0.9}, {0: 40.0, 1: 50.0, 2: 60.0}
COST = claim(
    first="rules",
    rivals=("classical", "deep"),
    measure="score and CPU",
    margins=(DELTA, Margin(value=0.1, unit="CPU seconds of the cheapest rival")),
)


@pytest.mark.parametrize(
    ("classical", "deep", "holds", "fails"),
    [
        (DEAR, DEAR, True, False),
        (CHEAP, DEAR, False, True),
        (DEAR, {0: 5.0, 1: 10.0, 2: 20.0}, False, False),
    ],
)
def test_a_fraction_of_the_cost_is_one_of_every_rival(measured, classical, deep, holds, fails):
    """A tenth of what the cheaper one takes; seeds say how sure that is."""
    seconds = {"rules": CHEAP, "classical": classical, "deep": deep}
    task = replace(measured(CLOSE), cpu_seconds=seconds)

    test = result_of(COST, task)

    assert (test.p_value <= 0.05) is holds
    assert (test.opposite_p_value <= 0.05) is fails


def test_a_low_cost_does_not_make_up_for_a_low_score(measured):
    """Both parts must hold."""
    seconds = {"rules": CHEAP, "classical": DEAR, "deep": DEAR}
    worse = dict(zip(PARADIGMS, (0.8, 0.9, 0.9), strict=True))

    test = result_of(COST, replace(measured(worse), cpu_seconds=seconds))

    assert test.p_value > 0.99
    assert test.opposite_p_value < 0.001


def test_costs_of_one_seed_cannot_be_compared(measured):
    """The task is left out, and whose seconds are missing is said."""
    task = replace(measured(CLOSE), cpu_seconds={"rules": {0: 1.0}, "classical": DEAR})

    (why,) = measure_claim(COST, [task], lambda _: "confirmation").left_out.values()

    assert "rules and classical were recorded for 1 common seeds" in why
    with pytest.raises(DataError, match="two or more"):
        cpu_p_values(COST, task, 0.1)


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        (Scope(), True),
        (Scope(modalities=("table", "text")), True),
        (Scope(modalities=("image",)), False),
        (Scope(most_conditions=10), True),
        (Scope(fewest_conditions=11), False),
        (Scope(fewest_conditions=10, most_conditions=10), True),
        (Scope(ordered=False), True),
        (Scope(ordered=True), False),
    ],
)
def test_a_scope_selects_tasks_by_their_card_and_their_rules(measured, scope, inside):
    """By modality, by the number of conditions, and by whether items are in the order of time."""
    task = replace(measured(CLOSE), rule_conditions=10)

    assert in_scope(scope, task) is inside


def test_rules_that_are_a_procedure_are_neither_short_nor_long(measured):
    """They have no conditions to be counted."""
    task = measured(CLOSE)

    assert task.rule_conditions is None
    assert not in_scope(Scope(most_conditions=10), task)
    assert not in_scope(Scope(fewest_conditions=11), task)


def test_ordered_tasks_are_those_whose_split_rolls(measured):
    """By what the card says of the split."""
    task = measured(CLOSE)
    effects = replace(task.effects, task=replace(task.card, split=rolling(window=10, step=5)))

    assert in_scope(Scope(ordered=True), replace(task, effects=effects))


def test_tasks_without_a_result_are_left_out_with_the_reason(measured):
    """Those of another kind are not even that."""
    shares = {name: CLOSE[name] for name in ("rules", "classical")}
    task = measured(shares, missing={"deep": "no result of deep: timeout"})
    elsewhere = claim(tasks=Scope(modalities=("image",)))

    found = measure_claim(claim(), [task], lambda _: "confirmation")

    assert (found.tests, found.left_out) == ((), {"task": "no result of deep: timeout"})
    assert measure_claim(elsewhere, [task], lambda _: "confirmation").left_out == {}


def test_what_no_code_measures_yet_is_not_run(measured):
    """Another measure needs code that is still to be written."""
    one = replace(claim(), measure="recovery")

    found = measure_claim(one, [measured(CLOSE)], lambda _: "confirmation")

    assert found.tests == ()
    assert "not measured yet by the study supervised" in found.why_not_run


def test_a_contender_that_never_ran_is_not_run_and_says_by_what_it_would_be(run):
    """Any contender of a run can be claimed about; the command that gives its result is named."""
    task = MeasuredTask.of(run, verdict(run, "letters"))

    found = measure_claim(claim(first="cascade"), [task], lambda _: "confirmation")

    assert found.left_out == {"letters": found.why_not_run}
    assert found.why_not_run == "no result of cascade: `triptych run letters` gives it"


def test_tasks_of_one_source_count_once_by_the_weakest(measured):
    """The largest p in both directions; tasks that name no source are different ones."""
    make = {"evidence": "confirmation", "opposite_p_value": 0.5}
    tests = [
        TaskTest(task="a", source="https://s", p_value=0.01, **make),
        TaskTest(task="b", source="https://s", p_value=0.2, **make | {"evidence": "exploratory"}),
        TaskTest(task="c", source="", p_value=0.3, **make),
        TaskTest(task="d", source="", p_value=0.4, **make),
    ]

    merged = by_source(tests)

    assert [(one.task, one.p_value) for one in merged] == [("a, b", 0.2), ("c", 0.3), ("d", 0.4)]
    assert merged[0].evidence == "exploratory"


@pytest.mark.parametrize(
    ("source", "generated"),
    [
        ("https://archive.ics.uci.edu/dataset/2/adult", False),
        ("generated: the numbers 1 to 2,000", True),
        ("src/triptych/tasks/dtmf/signals.py", True),
        ("", False),
    ],
)
def test_items_from_a_program_are_known_by_their_source(source, generated):
    """Their source is no address."""
    test = TaskTest(task="t", source=source, p_value=1, opposite_p_value=1, evidence="confirmation")

    assert test.generated is generated


@pytest.mark.parametrize(
    ("scored", "declared", "known", "expected"),
    [
        (AFTER, DECLARED, {}, "confirmation"),
        (BEFORE, DECLARED, {}, "exploratory"),
        (AFTER, None, {}, "exploratory"),
        (None, DECLARED, {}, "exploratory"),
        (AFTER, DECLARED, {("t", "drift"): Known("scored", BEFORE)}, "exploratory"),
        (AFTER, DECLARED, {("t", "drift"): Known("tried", BEFORE)}, "tried before"),
        (AFTER, DECLARED, {("t", "drift"): Known("scored", AFTER)}, "confirmation"),
        (AFTER, DECLARED, {("t", "supervised"): Known("scored", BEFORE)}, "confirmation"),
    ],
)
def test_what_a_task_says_depends_on_what_was_known(scored, declared, known, expected):
    """By task and study: in doubt, a result was known before the claim."""
    assert evidence("t", "drift", declared=declared, scored=scored, known=known) == expected
