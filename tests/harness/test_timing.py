"""Promises of the condensed timings: medians over blocks, ratios within, noise marked."""

import pytest

from triptych.harness.timing import FLOOR, Timing, condense


def timing(contender, seconds, block=0, batch=1, canary=1.0, task="digits"):
    return Timing(
        task=task,
        contender=contender,
        batch=batch,
        block=block,
        seconds=seconds,
        canary_seconds=canary,
        wall_per_cpu=1.0,
        switches_per_second=0.0,
    )


NO_OP = timing(FLOOR, [1e-7], task=FLOOR)


def condensed(*timings):
    return condense([NO_OP, *timings])


def test_a_block_hit_by_noise_does_not_move_the_median():
    """One slow block of three leaves the figure where it was."""
    blocks = [timing("rules", [value], block) for block, value in enumerate([1.0, 1.0, 9.0])]
    (row,) = condensed(*blocks)["contenders"]
    assert row["latency_seconds"]["p50"] == 1.0


def test_ratios_are_taken_within_blocks():
    """When the whole machine slows down twofold, the ratio stays."""
    timings = [
        timing(name, [seconds * mood], block)
        for block, mood in enumerate([1.0, 2.0, 1.0])
        for name, seconds in (("rules", 1.0), ("deep", 40.0))
    ]
    relative = {row["contender"]: row["relative"] for row in condensed(*timings)["contenders"]}
    assert relative == {"rules": 1.0, "deep": 40.0}


def test_throughput_counts_items_a_second_at_each_batch():
    """A batch of 64 in half a second is 128 items a second."""
    (row,) = condensed(timing("rules", [0.01]), timing("rules", [0.5], batch=64))["contenders"]
    assert row["throughput_items_per_second"] == {"1": 100.0, "64": 128.0}


@pytest.mark.parametrize(("rounds", "known"), [(999, False), (1000, True)])
def test_p99_needs_a_thousand_rounds(rounds, known):
    """A tail that was hardly sampled is not reported."""
    (row,) = condensed(timing("rules", [1.0] * rounds))["contenders"]
    assert (row["latency_seconds"]["p99"] is not None) == known


def test_noise_is_marked_where_it_hit():
    """A contender timed beside a slow canary gets a badge; the other does not."""
    speed = condensed(timing("rules", [1.0], canary=1.0), timing("deep", [1.0], canary=1.5))
    badges = {row["contender"]: row["badges"] for row in speed["contenders"]}
    assert badges == {"rules": [], "deep": ["noisy"]}
    assert speed["noisy"]


def test_the_floor_is_reported_apart():
    """The cost of measuring itself is shown, and is no contender."""
    speed = condensed(timing("rules", [1.0]))
    assert speed["floor_seconds"] == 1e-7
    assert [row["contender"] for row in speed["contenders"]] == ["rules"]
