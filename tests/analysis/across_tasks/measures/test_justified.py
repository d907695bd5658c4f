import numpy as np
import pytest

from triptych.analysis.across_tasks.measures.justified import SHARE_OF_JUSTIFIED_DECISIONS
from triptych.claims import declared_claims
from triptych.errors import DataError, NotRun
from triptych.results.formats.explanations import (
    SCHEMA,
    ExplanationLine,
    Facts,
    ReasonProof,
    Tracks,
    TrackSummary,
)

CLAIM = declared_claims()["networks_cannot_justify_every_decision"]
TRUTH = np.zeros(300, dtype=int)
MAIN = {(name, "supervised", None): TRUTH for name in ("rules", "classical", "deep")}


def line(proof, seed=0, failed=None, items=range(300)):
    nothing = TrackSummary.nothing("not asked")
    return ExplanationLine(
        schema=SCHEMA,
        task="task",
        contender="rules",
        seed=seed,
        key="",
        code="",
        facts=Facts(),
        items=tuple(items),
        is_right=(True,) * len(items),
        tracks=Tracks(probe=nothing, native=nothing),
        contender_values={},
        contender_absent={},
        reason_proof=proof,
        failed=failed,
    )


def proof(*shares):
    return ReasonProof(items=len(shares), proved=len(shares), named_shares=shares)


def measured(made_task, *lines, **changes):
    task = made_task(MAIN, TRUTH, **changes)
    task.run.explanations = lines
    return SHARE_OF_JUSTIFIED_DECISIONS.test(CLAIM, task)


@pytest.mark.parametrize(
    ("shares", "value", "fails"),
    [
        ([0.5] * 300, 1.0, False),
        ([0.0] * 300, 1.0, False),
        ([0.2] * 240 + [0.51] * 60, 0.8, True),
        ([0.2] * 240 + [None] * 60, 0.8, True),
        ([0.2] * 285 + [None] * 15, 0.95, False),
    ],
)
def test_a_reason_must_be_proved_and_name_at_most_half(made_task, shares, value, fails):
    """Fewer than 95 of 100 such decisions of rules refute the claim on a task."""
    found = measured(made_task, line(proof(*shares)))

    assert found.position.value == pytest.approx(value)
    assert (found.opposite_p_value <= 0.05) is fails


def test_what_no_code_proves_of_a_network_shows_nothing(made_task):
    """Its share is not measured: the claim cannot be shown, however well rules justify theirs."""
    found = measured(made_task, line(proof(*[0.1] * 300)))

    assert found.p_value == 1
    assert found.opposite_p_value > 0.9


def test_seeds_that_repeat_the_same_proofs_are_no_further_items(made_task):
    """Three seeds of one rulebook on the same items are as sure as one."""
    one = line(proof(*[0.2] * 240 + [None] * 60))
    several = [line(one.reason_proof, seed) for seed in range(3)]

    found, same = measured(made_task, one), measured(made_task, *several)

    assert same.opposite_p_value == pytest.approx(found.opposite_p_value, rel=0.1)


def test_items_of_a_group_are_not_independent(made_task):
    """Ten groups of thirty, of which two have no reason."""
    shares = [0.2] * 240 + [None] * 60

    found = measured(made_task, line(proof(*shares)), group=np.arange(300) // 30)

    assert found.opposite_p_value > 0.05


@pytest.mark.parametrize(
    ("lines", "error", "why"),
    [
        ((), NotRun, "`triptych explain` measures them"),
        ((line(None),), DataError, "no reasons of rules: it states no reasons"),
        ((line(None, failed="timeout"),), DataError, "no reasons of rules: timeout"),
        ((line(ReasonProof(items=300, proved=300)),), NotRun, "measures them anew"),
    ],
)
def test_without_reasons_it_says_why(made_task, lines, error, why):
    """What to run, or why there are none."""
    with pytest.raises(error, match=why):
        measured(made_task, *lines)
