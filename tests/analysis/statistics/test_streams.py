"""Promises of several streams: they are the independent units, whatever happens within them."""

from dataclasses import replace

import numpy as np
import pytest

from triptych.analysis.one_task.comparison import compare
from triptych.analysis.one_task.verdict_notes import notes
from triptych.analysis.statistics.design import design_of
from triptych.analysis.statistics.score import of_outcomes, of_seeds
from triptych.metric import accuracy
from triptych.split import rolling


def streamed(hitting, hits, contender="rules"):
    """Outcomes of hits (streams, items), each stream tested by a seed of its own."""
    groups = np.repeat(np.arange(len(hits)), hits.shape[1])
    return replace(hitting(hits.ravel(), contender=contender), groups=groups, ordered=True)


def drawn(random, streams, level, spread, items=400):
    """Hits of streams whose shares differ by a spread on the probit's scale."""
    shift = level + spread * random.normal(size=(streams, 1))
    return (random.normal(size=(streams, items)) < shift).astype(float)


def test_intervals_say_on_how_many_streams_they_rest(hitting):
    """And no longer that it was one seed: each stream has its own."""
    outcomes = streamed(hitting, drawn(np.random.default_rng(0), 10, 1.0, 0.3))
    found = of_outcomes(outcomes, accuracy(), ("no", "yes"))

    assert "10 streams" in found.note
    assert "one seed" not in found.note
    assert found.seeds == 10
    assert len(of_seeds(outcomes, accuracy(), ("no", "yes"))) == 10
    assert design_of(outcomes).settled_by == "streams"


def test_a_verdict_says_whether_it_is_about_one_stream_or_ten(hitting, card):
    """Blocks of one stream speak of that stream; ten streams of others, too."""
    hits = drawn(np.random.default_rng(0), 10, 1.0, 0.3)
    ordered = card(split=rolling(2000, 500, streams=10))
    one = replace(streamed(hitting, hits[:1]), groups=None)

    assert notes(ordered, [one])[0].startswith("One stream")
    ten = notes(ordered, [streamed(hitting, hits)])
    assert ten[0].startswith("Intervals and p take whole streams as independent, 10 of them")
    assert not any("seed:" in note for note in ten)


def test_intervals_hold_the_score_of_streams_nobody_has_seen(hitting):
    """Coverage of 95 % over ten streams that differ; one stream's blocks cannot know of others."""
    random = np.random.default_rng(5)
    level, spread, repetitions = 1.0, 0.3, 300
    truth = float(
        (
            random.normal(size=(200_000, 1)) < level + spread * random.normal(size=(200_000, 1))
        ).mean()
    )
    found = {"ten": 0, "one": 0}
    for _ in range(repetitions):
        hits = drawn(random, 10, level, spread)
        outcomes = {
            "ten": streamed(hitting, hits),
            "one": replace(streamed(hitting, hits[:1]), groups=None),
        }
        for name, one in outcomes.items():
            interval = of_outcomes(one, accuracy(), ("no", "yes"))
            found[name] += interval.low <= truth <= interval.high
    assert found["ten"] / repetitions >= 0.93
    assert found["one"] / repetitions < 0.8


def test_a_difference_is_paired_within_streams(hitting):
    """What makes a stream hard for both is no difference of theirs; equal ones are seldom apart."""
    random = np.random.default_rng(6)
    rejected = 0
    for _ in range(200):
        shift = 1.0 + 0.5 * random.normal(size=(10, 1))
        first, second = (
            streamed(hitting, (random.normal(size=(10, 300)) < shift).astype(float), name)
            for name in ("classical", "rules")
        )
        found = compare(first, second, accuracy(), ("no", "yes"))
        rejected += found.p_value <= 0.05
        assert found.difference.half_width < 0.06
    assert rejected / 200 <= 0.08


@pytest.mark.parametrize("streams", [2, 10])
def test_streams_that_disagree_are_no_certainty(hitting, streams):
    """Ahead by much on half of the streams and behind on the other half: nothing is shown."""
    ahead = np.zeros((streams, 200))
    ahead[: streams // 2] = 1.0
    found = compare(
        streamed(hitting, ahead, "classical"),
        streamed(hitting, 1 - ahead),
        accuracy(),
        ("no", "yes"),
    )
    assert found.p_value > 0.5
    assert found.difference.low < -0.5 < 0.5 < found.difference.high
