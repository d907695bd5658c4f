from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from statsmodels.stats.multitest import multipletests

from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.verdict import judge, verdict
from triptych.errors import UnknownName
from triptych.metric import accuracy, mean_absolute_error, mean_cost
from triptych.split import cross_validated, official, rolling
from triptych.task import PARADIGMS

COSTS = [[0.0, 1.0], [5.0, 0.0]]


def words(judged):
    return [standing.word for standing in judged.standings.values()]


def test_the_simplest_of_equals_suffices(hitting, card):
    """Three that decide alike on many items: rules are enough, and the others would be too."""
    hits = [1] * 950 + [0] * 50

    judged = judge(card(), {name: hitting(hits, contender=name) for name in PARADIGMS})

    assert judged.answer == "rules"
    assert words(judged) == ["suffices", "suffices", "suffices"]
    assert judged.leader.contender == "rules"


def test_deep_is_needed_where_both_others_fall_short(three, card):
    """A gap much wider than delta, on many items."""
    outcomes = three(np.random.default_rng(0), 2000, (0.80, 0.88, 0.98))

    judged = judge(card(), outcomes)

    assert judged.answer == "deep"
    assert words(judged) == ["falls short", "falls short", "best"]
    assert judged.standings["deep"].leads


def test_classical_suffices_where_rules_fall_short(three, card):
    """The simplest that is good enough, not the best."""
    outcomes = three(np.random.default_rng(1), 4000, (0.80, 0.96, 0.965))

    judged = judge(card(), outcomes)

    assert judged.answer == "classical"
    assert words(judged)[:2] == ["falls short", "suffices"]


def test_few_items_leave_it_undecided_and_say_how_many_would_do(three, card):
    """Ten points between two contenders on thirty items are no proof."""
    outcomes = three(np.random.default_rng(2), 60, (0.93, 0.94, 0.95))

    judged = judge(card(), outcomes)

    assert judged.answer == "undecided"
    standing = judged.standings["rules"]
    assert standing.word == "undecided"
    assert judged.plans["rules"].items > 60
    assert judged.plan in (judged.plans["rules"], judged.plans["classical"])


def test_a_missing_contender_leaves_no_answer(three, card):
    """Leaving it out would favour whoever failed; what falls short still does."""
    outcomes = three(np.random.default_rng(3), 2000, (0.80, 0.95, 0.95))
    del outcomes["deep"]

    judged = judge(card(), outcomes, {"deep": "timeout: took longer than 600 s"})

    assert judged.answer == "incomplete"
    assert words(judged) == ["falls short", "undecided", "missing"]
    assert judged.standings["deep"].reason == "timeout: took longer than 600 s"


@pytest.mark.parametrize("present", [(), ("deep",), ("rules", "deep")])
def test_any_contender_may_be_missing(hitting, card, present):
    """Defined for one contender and for none."""
    outcomes = {name: hitting([1, 0, 1, 1], contender=name) for name in present}

    judged = judge(card(), outcomes)

    assert judged.answer == "incomplete"
    assert [name for name, one in judged.standings.items() if one.word != "missing"] == [*present]
    assert (judged.leader is None) == (not present)


def test_contenders_that_cannot_be_paired_are_missing(hitting, card):
    """Seeds that never meet are said, not averaged over."""
    outcomes = {
        "rules": hitting([1, 0], seeds=(0,)),
        "classical": hitting([1, 0], contender="classical", seeds=(0,)),
        "deep": hitting([1, 1], contender="deep", seeds=(1,)),
    }

    judged = judge(card(), outcomes)

    assert judged.answer == "incomplete"
    assert "none in common" in judged.standings["deep"].reason


def test_smaller_is_better_where_the_metric_says_so(answered, card):
    """The largest error is the worst, and delta is in the metric's unit."""
    random = np.random.default_rng(4)
    truth = random.normal(size=900)
    errors = {"rules": 4.0, "classical": 1.0, "deep": 1.01}
    noise = random.normal(size=900)
    outcomes = {
        name: answered(truth + size * noise, truth, contender=name) for name, size in errors.items()
    }

    judged = judge(card(metric=mean_absolute_error("euros"), delta=0.1, classes=None), outcomes)

    assert judged.answer == "classical"
    assert words(judged)[:2] == ["falls short", "suffices"]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("metric", [accuracy(), mean_cost()])
@pytest.mark.parametrize("hits", [[1] * 10, [0] * 10, [1]])
def test_ten_items_decide_nothing(answered, card, metric, hits):
    """All right, all wrong, one item: an answer without a warning."""
    predictions = 1 - np.array(hits)
    outcomes = {name: answered(predictions, contender=name, costs=COSTS) for name in PARADIGMS}

    assert judge(card(metric=metric), outcomes).answer == "undecided"


def test_each_comparison_is_what_compare_says(run):
    """The verdict on a run rests on the comparisons it shows."""
    judged = verdict(run, "figures")

    assert list(judged.comparisons) == [
        ("rules", "classical"),
        ("rules", "deep"),
        ("classical", "deep"),
    ]
    card = run.task("figures")
    again = compare(
        run.outcomes("figures", "rules"),
        run.outcomes("figures", "deep"),
        card.metric,
        card.classes,
    )
    assert judged.comparisons["rules", "deep"] == again


@pytest.mark.parametrize("shares", [(0.90, 0.93, 0.94), (0.94, 0.93, 0.94), (0.95, 0.95, 0.90)])
def test_p_values_are_adjusted_as_holm_did(three, card, shares):
    """The two simpler contenders' p values are statsmodels' Holm-adjusted ones."""
    judged = judge(card(), three(np.random.default_rng(1), 900, shares))

    simpler = [judged.standings[name] for name in ("rules", "classical")]
    _, adjusted, *_ = multipletests([one.p_value for one in simpler], method="holm")
    assert [one.adjusted_p_value for one in simpler] == pytest.approx(adjusted.tolist(), abs=1e-12)


def test_what_limits_a_verdict_is_noted(run, hitting, card):
    """Few items, one seed, items left out, seeds that did not end: a sentence each."""
    one_seed = {name: hitting([1, 0], contender=name) for name in PARADIGMS}
    many = {name: hitting([[1] * 1000] * 2, contender=name) for name in PARADIGMS}

    few_notes = judge(card(), one_seed).notes

    assert [note.split(":")[0] for note in few_notes] == [
        "2 test items are fewer than 1,000",
        "One seed",
        "The split is fixed",
    ]
    assert judge(card(split=cross_validated()), many).notes == ()
    in_order = {name: replace(one, ordered=True) for name, one in many.items()}
    (in_time,) = judge(card(split=rolling(window=10, step=5)), in_order).notes
    assert "20 stretches of about 50 items" in in_time
    short = {name: one.on(np.arange(99)) for name, one in in_order.items()}
    assert "nothing can be said" in judge(card(), short).notes[0]
    assert verdict(run, "rents").notes[-1] == (
        "Deep rests on the seeds that ended well, 2 of 3 (timeout: it took longer than 600 s)."
    )


def test_items_that_come_in_groups_are_noted(hitting, card):
    """Recordings of one speaker are alike: intervals do not know that, so it is said."""
    outcomes = {name: hitting([[1] * 1000] * 2, contender=name) for name in PARADIGMS}
    task = card(provenance={"groups": "the six speakers."}, split=cross_validated())

    (note,) = judge(task, outcomes).notes

    assert note.startswith("Items come in groups (the six speakers). ")
    assert "too narrow for groups nobody has seen" in note
    assert judge(task, {}).notes == ()
    known = {name: replace(one, groups=np.arange(1000) % 4) for name, one in outcomes.items()}
    what, how, few = judge(task, known).notes
    assert what == "Items come in groups (the six speakers)."
    assert "4 of them" in how
    assert "4 groups show little" in few


@pytest.mark.parametrize(("split", "fixed"), [(official(), True), (cross_validated(), False)])
def test_what_training_could_have_been_is_noted(hitting, card, split, fixed):
    """Few seeds hide a rare failure, and a fixed split all other training sets."""
    hits = np.random.default_rng(1).random((3, 1000)) < 0.9
    outcomes = {name: hitting(hits, contender=name) for name in PARADIGMS}

    notes = judge(card(split=split), outcomes).notes

    assert notes[0] == "3 seeds cannot show a failure rarer than 1 in 3."
    assert [one for one in notes if "score of this training set" in one] == list(notes[1:])
    assert len(notes) == 1 + fixed


def test_items_that_were_left_out_are_noted(hitting, card):
    """A reader must know which answers a score rests on."""
    outcomes = {name: hitting([[1] * 1200] * 2, contender=name) for name in PARADIGMS}
    outcomes["deep"] = outcomes["deep"].on(np.arange(1100))

    (note,) = judge(card(split=cross_validated()), outcomes).notes

    assert note == "100 items were not tested with every seed of deep and are left out."


def test_a_task_nobody_ran_is_unknown(run):
    """The nearest name is offered."""
    with pytest.raises(UnknownName, match="figures"):
        verdict(run, "figure")


@pytest.mark.filterwarnings("error")
def test_no_loss_at_all_can_be_shown_by_who_is_better(three, hitting, card):
    """A delta of 0 asks who is at least as good: clearly better suffices, equal is undecided."""
    outcomes = three(np.random.default_rng(4), 2000, (0.97, 0.9, 0.9))
    equal = {name: hitting([1] * 90 + [0] * 10, contender=name) for name in PARADIGMS}

    assert judge(card(delta=0.0), outcomes).answer == "rules"
    assert judge(card(delta=0.0), equal).answer == "undecided"


@pytest.mark.filterwarnings("error")
def test_costs_of_nothing_leave_it_undecided(answered, card):
    """Where no decision costs anything, no number of items was shown to."""
    free = {
        name: answered([[0, 1] * 20] * 2, [0, 1] * 20, contender=name, costs=np.zeros((2, 2)))
        for name in PARADIGMS
    }

    judged = judge(card(metric=mean_cost()), free)

    assert judged.answer == "undecided"
    assert judged.leader.score.estimate == 0


ANSWERS = arrays.arrays(
    int, st.tuples(st.just(3), st.integers(1, 3), st.integers(1, 130)), elements=st.integers(0, 1)
)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("ordered", [False, True])
@pytest.mark.parametrize("metric", [accuracy(), mean_cost()])
@settings(max_examples=15)
@given(answers=ANSWERS, delta=st.sampled_from([0.0, 0.02, 2.0]))
def test_whatever_was_answered_there_is_a_verdict(answered, card, metric, ordered, answers, delta):
    """One item or many, ties, one class, in any order: a verdict without a warning or a nan."""
    truth = np.arange(answers.shape[2]) % 2
    outcomes = {
        name: replace(answered(one, truth, contender=name, costs=COSTS), ordered=ordered)
        for name, one in zip(PARADIGMS, answers, strict=True)
    }

    judged = judge(card(metric=metric, delta=delta), outcomes)

    for standing in judged.standings.values():
        assert 0 <= standing.p_value <= standing.adjusted_p_value <= 1
        assert standing.score.low <= standing.score.estimate <= standing.score.high
