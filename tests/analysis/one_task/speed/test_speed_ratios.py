"""Promises of speed ratios: blocks are the units, and all pairs of a task are one family."""

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from triptych.analysis.one_task.speed.speed_ratios import fastest_of, speed_ratios
from triptych.testing.speed import synthetic_speed

(QUIET,) = synthetic_speed({"figures": ["rules"]}).contenders


def timed(**blocks):
    """Contenders with these seconds in each block, at both batch sizes."""
    return {
        name: replace(
            QUIET, seconds_by_block={batch: dict(enumerate(seconds)) for batch in (1, 512)}
        )
        for name, seconds in blocks.items()
    }


def test_the_range_is_that_of_blocks_and_p_that_of_their_logarithms():
    """A known answer: Student's t of the log ratios, as scipy computes it."""
    found = speed_ratios(timed(rules=(1.0, 2.0, 1.0), deep=(3.0, 6.2, 2.9)))[1, "deep", "rules"]

    assert (found.ratio, found.blocks) == (3.0, 3)
    assert (found.lowest, found.highest) == pytest.approx((2.9, 3.1))
    expected = stats.ttest_1samp(np.log([3.0, 3.1, 2.9]), 0.0).pvalue
    assert found.p_value == pytest.approx(expected)
    assert found.is_apart


def test_the_other_way_round_is_the_same_test():
    """Who is slower than whom makes no difference to p."""
    ratios = speed_ratios(timed(rules=(1.0, 1.0, 1.0), deep=(2.0, 4.0, 3.0)))
    there, back = ratios[1, "deep", "rules"], ratios[1, "rules", "deep"]

    assert back.p_value == there.p_value
    assert back.ratio == pytest.approx(1 / 3)
    assert (back.lowest, back.highest) == pytest.approx((1 / 4, 1 / 2))


def test_all_pairs_and_sizes_of_a_task_are_corrected_together():
    """One clear pair among equals: its p counts as the smallest of all, times their number."""
    ratios = speed_ratios(
        timed(rules=(1.0, 1.01, 0.99), classical=(1.0, 0.99, 1.01), deep=(1.1, 1.0, 1.1))
    )
    pairs = [pair for pair in ratios if pair[1] < pair[2]]
    adjusted = stats.false_discovery_control([ratios[pair].p_value for pair in pairs])

    assert len(pairs) == 6
    assert [ratios[pair].adjusted_p_value for pair in pairs] == pytest.approx(adjusted)
    assert all(one.adjusted_p_value >= one.p_value for one in ratios.values())


def test_one_block_tells_nobody_apart():
    """A ratio without a spread is shown and not tested."""
    found = speed_ratios(timed(rules=(1.0,), deep=(40.0,)))[1, "deep", "rules"]
    assert found.ratio == 40.0
    assert math.isnan(found.p_value)
    assert not found.is_apart


@pytest.mark.parametrize(("times", "p"), [(1.0, 1.0), (2.0, 0.25)])
def test_equal_blocks_are_no_certainty(times, p):
    """Without any spread p is that of a sign test, never 0."""
    found = speed_ratios(timed(rules=(1.0, 2.0, 3.0), deep=(times, 2 * times, 3 * times)))
    assert found[1, "deep", "rules"].p_value == p


def test_of_a_run_timed_before_blocks_were_kept_nothing_is_said():
    """Neither ratios nor a fastest contender."""
    older = {"rules": replace(QUIET, seconds_by_block={}), "deep": QUIET}
    assert speed_ratios(older) == {}
    assert fastest_of({"rules": older["rules"]}, 1) is None


@pytest.mark.parametrize("disturbed", [0.0, 0.2])
@pytest.mark.parametrize("blocks", [5, 7])
def test_equal_contenders_are_seldom_told_apart(blocks, disturbed):
    """Also where one block in five is hit by noise and takes up to twice as long."""
    random = np.random.default_rng(8)
    rates = []
    for _ in range(400):
        seconds = np.exp(random.normal(0, 0.03, (3, blocks)))
        seconds *= np.where(random.random((3, blocks)) < disturbed, random.uniform(1, 2), 1.0)
        found = speed_ratios(
            timed(**dict(zip(("rules", "classical", "deep"), seconds, strict=True)))
        )
        rates.append(any(one.is_apart for one in found.values()))
    assert np.mean(rates) <= 0.07
