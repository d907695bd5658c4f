from datetime import date

import numpy as np
import pytest

from triptych.analysis.across_tasks.claims import decide
from triptych.analysis.across_tasks.effect import Effect, TaskEffects
from triptych.claim import Claim, Conjunction
from triptych.report.words.claim import reason, shared_sources

TODAY = date(2026, 11, 22)


def claim(relation="better", *, modalities=("table",), first="deep", rivals=("classical",)):
    return Claim(
        sentence=f"{first} {relation} on {modalities}.",
        because="",
        first=first,
        rivals=rivals,
        relation=relation,
        modalities=modalities,
        declared=TODAY,
    )


@pytest.fixture
def measured(card):
    """Make tasks with these effects of deep over classical, in points; None is no result."""

    def make(effects, errors=0.5, modality="table", **changes):
        tasks = []
        for place, (points, error) in enumerate(
            np.broadcast(np.array(effects, dtype=object), np.array(errors))
        ):
            name = f"{modality}{place}"
            task = card(name=name, modality=modality, **changes)
            if points is None:
                why = "no result of deep: timeout: it took longer than 600 s."
                tasks.append(TaskEffects(task=task, between={}, scores={}, missing={"deep": why}))
                continue
            effect = Effect(
                task=name,
                first="deep",
                second="classical",
                points=float(points),
                standard_error=float(error),
                delta_points=2.0,
            )
            between = {("deep", "classical"): effect, ("classical", "deep"): effect.swapped()}
            tasks.append(TaskEffects(task=task, between=between, scores={}, missing={}))
        return tasks

    return make


def only(claims, tasks):
    (found,) = decide({"claim": claims}, tasks)
    return found


@pytest.mark.parametrize(
    ("effects", "better", "not_worse"),
    [
        ([4, 5, 6, 5, 4, 6], "supported", "supported"),
        ([-4, -5, -6, -5, -4, -6], "refuted", "refuted"),
        ([0.1, -0.2, 0.3, 0.0, 0.2, -0.1], "practically equal", "supported"),
        ([6, -5, 4, -3, 8, -7], "inconclusive", "inconclusive"),
    ],
)
def test_a_claim_is_decided_by_its_mean_against_the_rope(measured, effects, better, not_worse):
    """Above, below, inside, or none of them; being equal supports not being worse."""
    tasks = measured(effects, errors=0.1)

    assert only(claim("better"), tasks).word == better
    assert only(claim("not worse"), tasks).word == not_worse


def test_only_tasks_of_its_modalities_with_results_count(measured):
    """The others are left out, those without a result with the reason."""
    tasks = measured([5, 5, None, 6]) + measured([-50, -60], modality="image")

    found = only(claim(), tasks)

    assert [one.task for one in found.effects] == ["table0", "table1", "table3"]
    assert found.left_out == {"table2": "no result of deep: timeout: it took longer than 600 s."}
    assert found.tally == (3, 0, 0)


@pytest.mark.parametrize(
    ("effects", "said"),
    [
        ([], "the run has no such task"),
        ([None], "none of its tasks has results"),
        ([50], "one task gives no interval for others"),
        ([6, -5, 4], "inconclusive by design: 3 tasks would show a mean of 3 points"),
    ],
)
def test_too_few_tasks_decide_nothing(measured, effects, said):
    """No word is given, and the reason says that no other was to be expected."""
    found = only(claim(), measured(effects))

    assert found.word == "inconclusive"
    assert found.inconclusive_by_design
    assert said in reason(found)


@pytest.mark.parametrize(
    ("effect", "better", "not_worse"),
    [(0.0, "practically equal", "supported"), (1.0, "inconclusive", "supported")],
)
def test_effects_without_any_uncertainty_have_an_answer(measured, effect, better, not_worse):
    """All ties with a standard error of zero; on the edge of the ROPE nothing is shown."""
    tasks = measured([effect] * 5, errors=0.0)

    assert only(claim("better"), tasks).word == better
    assert only(claim("not worse"), tasks).word == not_worse


def test_holm_runs_over_all_claims(measured):
    """What one claim would show alone it need not show among four."""
    tasks = measured([3.0, 1.0, 5.0, 2.0, 4.0, 1.5])
    alone = only(claim(), tasks)
    among = decide({str(place): claim() for place in range(4)}, tasks)[0]

    assert alone.word == "supported"
    assert among.p_value == pytest.approx(4 * alone.p_value)
    assert (among.word, among.unadjusted) == ("inconclusive", "supported")
    assert "its interval alone says supported" in reason(among)


def test_a_word_that_hangs_on_one_task_says_so(measured):
    """Leaving that task out would change it."""
    found = only(claim("not worse"), measured([0.0, 0.2, -0.1, 0.1, -0.2, -6.0], errors=0.1))
    sure = only(claim(), measured([5, 6, 5, 6, 5, 6]))

    assert found.decisive_tasks == ("table5",)
    assert sure.decisive_tasks == ()
    assert reason(sure) == "it does not depend on any single task"


def test_what_is_open_says_how_many_tasks_would_settle_it(measured):
    """At the spread observed, and only where that is more than there are."""
    found = only(claim(), measured([6, -2, 5, 0, 3, 2, 1, 4, -1, 3]))

    assert found.word == "inconclusive"
    assert found.tasks_to_settle > 10
    assert f"about {found.tasks_to_settle} tasks would show" in reason(found)


def test_against_several_rivals_the_hardest_counts(card):
    """On each task the one that comes off best."""
    rivals = {"classical": 3.0, "deep": -1.0}
    between = {
        ("rules", name): Effect(
            task="t", first="rules", second=name, points=points, standard_error=1, delta_points=2
        )
        for name, points in rivals.items()
    }
    task = TaskEffects(task=card(name="t"), between=between, scores={}, missing={})

    found = only(claim("not worse", first="rules", rivals=("classical", "deep")), [task])

    assert [(one.second, one.points) for one in found.effects] == [("deep", -1.0)]


BOTH = {
    "tables": claim("not worse", first="classical", rivals=("deep",)),
    "images": claim("better", modalities=("image",)),
    "both": Conjunction(sentence="Both.", because="", parts=("tables", "images"), declared=TODAY),
}


@pytest.mark.parametrize(
    ("images", "word", "said"),
    [
        ([5, 6, 5, 6, 5, 6], "supported", "each of its parts is supported"),
        ([0.1, 0.0, 0.1, -0.1, 0.0, 0.1], "refuted", "1 supported and 1 practically equal"),
        ([-5, -6, -5, -6, -5, -6], "refuted", "1 supported and 1 refuted"),
        ([5, -6, 5, -6, 5, -6], "inconclusive", "1 supported and 1 inconclusive"),
    ],
)
def test_a_conjunction_holds_when_every_part_does(measured, images, word, said):
    """One part that is shown not to hold refutes it."""
    tables = measured([0.1, -0.1, 0.2, 0.0, -0.2, 0.1], errors=0.05)

    *parts, both = decide(BOTH, tables + measured(images, modality="image", errors=0.05))

    assert both.word == word
    assert said in reason(both)
    if word == "supported":
        assert both.p_value == max(part.p_value for part in parts)


def test_tasks_from_one_source_are_named(measured):
    """They count as two, and are not two independent ones."""
    tasks = measured([5, 5], source="https://speech") + measured([5], modality="text", source="x")
    found = only(claim(modalities=("table", "text")), tasks)

    assert "(table0 and table1)" in shared_sources([found], tasks)
    assert shared_sources([found], tasks[1:]) == ""


ERRORS = {
    "equal": lambda random, tasks: np.full(tasks, 1.0),
    "unequal": lambda random, tasks: random.gamma(1.0, 2.0, tasks),
}


def supported_on_the_edge(measured, tasks, errors, repetitions):
    """How often a claim is supported whose true mean is just what it has to exceed."""
    random = np.random.default_rng([tasks, len(errors)])
    supported = 0
    for _ in range(repetitions):
        own = ERRORS[errors](random, tasks)
        effects = random.normal(random.normal(1.0, 3.0, tasks), own)
        supported += only(claim(), measured(list(effects), errors=own)).word == "supported"
    return supported / repetitions


@pytest.mark.parametrize("errors", ERRORS)
def test_a_claim_on_the_edge_is_seldom_supported(measured, errors):
    """At most as often as the test's level, with room for 250 repetitions."""
    assert supported_on_the_edge(measured, 8, errors, 250) <= 0.09


@pytest.mark.slow
@pytest.mark.parametrize("errors", ERRORS)
@pytest.mark.parametrize("tasks", [6, 12, 20])
def test_a_claim_on_the_edge_is_supported_no_more_than_it_may_be(measured, tasks, errors):
    """docs/statistics.md: at most 6 %, also where tasks are measured unequally well."""
    assert supported_on_the_edge(measured, tasks, errors, 3000) <= 0.06


@pytest.mark.slow
def test_of_many_claims_on_the_edge_seldom_any_is_supported(measured):
    """Holm keeps the chance of any false support below the level, here for four claims."""
    random = np.random.default_rng(9)
    modalities = ("table", "text", "image", "audio")
    claims = {name: claim(modalities=(name,)) for name in modalities}
    wrong = 0
    for _ in range(1500):
        tasks = [
            task
            for name in modalities
            for task in measured(list(random.normal(1.0, 3.0, 8)), modality=name)
        ]
        wrong += any(one.word == "supported" for one in decide(claims, tasks))

    assert wrong / 1500 <= 0.06
