"""Promises of the summary of timings: medians over blocks, ratios within, noise marked."""

from dataclasses import replace

import pytest

from triptych.results.formats.speed import ExplainedDecision
from triptych.timing.summary import FLOOR, Summary, Timing, noisiest


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


def summary(*timings):
    return Summary([NO_OP, *timings])


def on_digits(contender):
    return "digits", contender


def test_a_block_hit_by_noise_does_not_move_the_median():
    """One slow block of three leaves the figure where it was."""
    blocks = [timing("rules", [value], block) for block, value in enumerate([1.0, 1.0, 9.0])]
    assert summary(*blocks).latency(on_digits("rules")).p50 == 1.0


def test_ratios_are_taken_within_blocks():
    """When the whole machine slows down twofold, the ratio stays."""
    timings = [
        timing(name, [seconds * mood], block)
        for block, mood in enumerate([1.0, 2.0, 1.0])
        for name, seconds in (("rules", 1.0), ("deep", 40.0))
    ]
    found = summary(*timings)
    assert found.relative(on_digits("rules")) == {1: 1.0}
    assert found.relative(on_digits("deep")) == {1: 40.0}


def test_the_fastest_is_one_contender_in_all_blocks():
    """Who is the fastest of one block by chance makes nobody look slower than it is."""
    timings = [
        timing(name, [seconds], block)
        for name, blocks in {"rules": (1.0, 1.0, 1.0), "deep": (0.5, 1.2, 1.2)}.items()
        for block, seconds in enumerate(blocks)
    ]
    found = summary(*timings)
    assert found.relative(on_digits("rules")) == {1: 1.0}
    assert found.relative(on_digits("deep")) == {1: 1.2}
    assert found.seconds_by_block(on_digits("deep")) == {1: {0: 0.5, 1: 1.2, 2: 1.2}}


def test_throughput_counts_items_a_second_at_each_batch():
    """A batch of 64 in half a second is 128 items a second."""
    found = summary(timing("rules", [0.01]), timing("rules", [0.5], batch=64))
    assert found.throughput(on_digits("rules")) == {1: 100.0, 64: 128.0}


@pytest.mark.parametrize(("rounds", "known"), [(999, False), (1000, True)])
def test_p99_needs_a_thousand_rounds(rounds, known):
    """A tail that was hardly sampled is not reported."""
    latency = summary(timing("rules", [1.0] * rounds)).latency(on_digits("rules"))
    assert (latency.p99 is not None) == known


def test_noise_is_marked_where_it_hit():
    """A contender timed beside a slow canary gets a badge; the other does not."""
    found = summary(timing("rules", [1.0], canary=1.0), timing("deep", [1.0], canary=1.5))
    assert found.badges(on_digits("rules")) == ()
    assert found.badges(on_digits("deep")) == ("noisy",)
    assert found.is_noisy


def test_the_floor_is_reported_apart():
    """The cost of measuring itself is shown, and is no contender."""
    found = summary(timing("rules", [1.0]))
    assert found.floor_seconds == 1e-7
    assert found.contenders == [on_digits("rules")]


def test_a_core_taken_away_is_noise_too():
    """The canary is too short to see other processes; wall time against CPU time sees them."""
    taken = replace(timing("rules", [1.0]), wall_per_cpu=2.0)
    assert summary(taken).badges(on_digits("rules")) == ("noisy",)


def test_the_noisiest_come_first_and_quiet_ones_not_at_all():
    """What is to be measured again, in the order in which time is spent on it."""
    timings = [
        timing("rules", [1.0], canary=1.0),
        timing("deep", [1.0], canary=1.2),
        replace(timing("classical", [1.0]), wall_per_cpu=3.0),
    ]
    assert [one.contender for one in noisiest(timings)] == ["classical", "deep"]
    assert noisiest([]) == []


def test_of_two_measurements_the_quieter_counts():
    """A repetition replaces what noise had hit, and takes its badge away."""
    hit, again = timing("rules", [9.0], canary=3.0), timing("rules", [1.0], canary=1.0)
    for both in ((hit, again), (again, hit)):
        found = summary(*both)
        assert found.latency(on_digits("rules")).p50 == 1.0
        assert found.badges(on_digits("rules")) == ()
        assert found.repeated == 1


def test_a_repetition_that_is_noisy_too_keeps_the_badge():
    """Nothing is dropped: the less noisy one is kept, and marked."""
    quiet = timing("deep", [1.0], canary=1.0)
    hit, again = timing("rules", [9.0], canary=3.0), timing("rules", [2.0], canary=2.0)
    found = summary(quiet, hit, again)
    assert found.latency(on_digits("rules")).p50 == 2.0
    assert found.badges(on_digits("rules")) == ("noisy",)


def test_explaining_is_set_against_deciding_within_the_block():
    """The ratio survives a machine that slows down between blocks."""
    timings = [
        replace(timing("rules", [seconds * mood], block), kind=kind)
        for block, mood in enumerate([1.0, 2.0])
        for kind, seconds in (("decide", 1.0), ("explain", 5.0))
    ]
    found, rules = summary(*timings), on_digits("rules")
    assert found.explanation(rules) == ExplainedDecision(
        p50=7.5, ratio=5.0, ratio_range=(5.0, 5.0), rounds=2
    )
    assert found.latency(rules).p50 == 1.5


def test_ratios_are_told_for_every_batch_size():
    """The fastest one at a time need not be the fastest at 512 at once."""
    timings = [
        timing(name, [seconds], batch=batch)
        for name, by_batch in {"rules": (1.0, 20.0), "deep": (4.0, 10.0)}.items()
        for batch, seconds in zip((1, 512), by_batch, strict=True)
    ]
    found = summary(*timings)
    assert found.relative(on_digits("rules")) == {1: 1.0, 512: 2.0}
    assert found.relative(on_digits("deep")) == {1: 4.0, 512: 1.0}


def test_cpu_is_told_for_a_million_decisions():
    """CPU of one batch, scaled; where it was not measured there is none."""
    timings = [
        replace(timing("rules", [9.0]), cpu_seconds=2e-6),
        replace(timing("rules", [9.0], batch=512), cpu_seconds=512e-6),
        timing("rules", [9.0], batch=8),
    ]
    measured = summary(*timings).cpu_seconds_per_million(on_digits("rules"))
    assert measured == pytest.approx({1: 2.0, 512: 1.0})
