"""Promises of comparing two runs' timings: same machine only, and drift is no regression."""

from dataclasses import replace

import pytest

from triptych.analysis.one_task.speed.speed_change import (
    changed_software,
    changes,
    require_comparable,
)
from triptych.errors import StoreError
from triptych.testing.speed import synthetic_speed

MADE_UP = synthetic_speed({"digits": ["rules"]})
MACHINE = replace(MADE_UP.machine, cpu="Z80", python="3.11", packages={"torch": "2.8"})


def speed(seconds, canary=1.0, badges=(), contender="rules"):
    """A `speed.json` of one contender that takes so long for an item, and for 512."""
    rates = {1: 1 / seconds, 512: 512 / seconds}
    (one,) = MADE_UP.contenders
    timed = replace(one, contender=contender, throughput_items_per_second=rates, badges=badges)
    return replace(MADE_UP, machine=MACHINE, canary_seconds=canary, contenders=(timed,))


def test_ratios_are_now_over_before_at_both_batch_sizes():
    """What takes twice as long has the ratio 2, one at a time and 512 at once."""
    alone, many = changes(speed(1.0), speed(2.0))
    assert (alone.batch, alone.ratio, many.batch, many.ratio) == (1, 2.0, 512, pytest.approx(2.0))
    assert alone.is_slower_by(0.25)
    assert not alone.is_slower_by(1.0)


def test_a_slower_machine_is_no_slower_contender():
    """Where the canary has become slower as well, the contender is not blamed."""
    alone, _ = changes(speed(1.0), speed(2.0, canary=2.0))
    assert (alone.ratio, alone.steadied) == (2.0, 1.0)
    assert not alone.is_slower_by(0.25)


def test_noise_shows_nothing():
    """A noisy timing is shown, and never called slower."""
    alone, _ = changes(speed(1.0), speed(9.0, badges=("noisy",)))
    assert alone.is_noisy
    assert not alone.is_slower_by(0.25)


def test_only_what_both_have_is_compared():
    """A contender without an earlier timing has no ratio."""
    assert changes(speed(1.0), speed(1.0, contender="deep")) == []


def test_another_machine_is_refused_by_what_differs():
    """Times of two machines do not compare; the message names the difference."""
    require_comparable(speed(1.0), MACHINE)
    with pytest.raises(StoreError, match=r"the processor \(Z80 then, 6502 now\) differs"):
        require_comparable(speed(1.0), replace(MACHINE, cpu="6502"))


@pytest.mark.parametrize("earlier", [None, replace(MADE_UP, schema=1, machine=None)])
def test_without_comparable_timings_the_command_is_named(earlier):
    """A run that was never timed, or long ago, says how to time it."""
    with pytest.raises(StoreError, match="triptych bench --run"):
        require_comparable(earlier, MACHINE)


def test_other_versions_are_told():
    """Versions may differ on purpose: they are named, not refused."""
    now = replace(MACHINE, python="3.12", packages={"torch": "2.9"})
    assert changed_software(MACHINE, now) == [
        "python 3.11 then, 3.12 now",
        "torch 2.8 then, 2.9 now",
    ]
