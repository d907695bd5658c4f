"""Promises of recovery: made-up contenders whose time to come back is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.analysis.one_task.studies.prequential import Prequential, Stream
from triptych.analysis.one_task.studies.recovery import recovery

SIZE = 200


def stream(shares, *changes, seed=0, impure=()):
    """Windows of 200 items with these shares; a change at each of the given windows."""
    count = len(shares)
    return Stream(
        seed=seed,
        items=SIZE * count,
        starts=tuple(range(0, SIZE * count, SIZE)),
        shares=tuple(shares),
        regimes=tuple(int(np.searchsorted(changes, n, side="right")) for n in range(count)),
        is_pure=tuple(n not in impure for n in range(count)),
    )


def found(*streams, tolerance=0.02):
    answered = Prequential(contender="deep:frozen", condition="abrupt", streams=streams)
    return recovery(answered, tolerance)


def back_after(windows, level=0.9, low=0.6, after=12):
    """At the level for ten windows, low for so many, and at the level again."""
    return [level] * 10 + [low] * windows + [level] * (after - windows)


@given(st.integers(0, 10))
def test_a_known_recovery_time_is_found(windows):
    """As many items as the windows in which it is low."""
    one = found(stream(back_after(windows), 10))

    assert (one.changes, one.recovered) == (1, 1)
    assert one.median == SIZE * windows
    assert one.level.value == pytest.approx(0.9)
    assert one.drop.value == pytest.approx(0.3 if windows else 0.0)
    assert one.lost.value == pytest.approx(0.3 * SIZE * windows)


def test_who_does_not_come_back_is_followed_no_longer_than_the_change():
    """Nothing is said of later: not within so many items."""
    one = found(stream([0.9] * 10 + [0.6] * 13, 10))

    assert (one.recovered, one.median, one.followed) == (0, None, 12 * SIZE)


def test_a_later_change_ends_what_is_known_of_an_earlier_one():
    """Back after 2 windows once, and once not within 3, when the next change came."""
    shares = [0.9] * 10 + [0.6] * 4 + [0.5] * 2 + [0.9] * 8
    one = found(stream(shares, 10, 14))

    assert (one.changes, one.recovered) == (2, 1)
    assert one.followed == 3 * SIZE


def test_the_median_counts_those_who_were_followed_no_longer():
    """Kaplan and Meier's: of four, two back at 2 and 4 windows, two lost from sight at 1 and 5."""
    never_long = [0.9] * 10 + [0.6] * 2
    never_longer = [0.9] * 10 + [0.6] * 6
    one = found(
        stream(back_after(2), 10, seed=0),
        stream(back_after(4), 10, seed=1),
        stream(never_long, 10, seed=2),
        stream(never_longer, 10, seed=3),
    )

    # At risk 3 of 4 at two windows, 2 at four: survival 2/3, then 1/3.
    assert one.median == 4 * SIZE
    assert one.recovered == 2


def test_one_lucky_window_is_no_recovery():
    """Two in a row are asked for, on average."""
    shares = [0.9] * 10 + [0.6, 0.91, 0.6, 0.6] + [0.9] * 8

    assert found(stream(shares, 10)).median == 4 * SIZE


def test_the_level_is_of_windows_before_the_first_change():
    """Of the last five that lie wholly before it; a frozen contender's is not that of its fall."""
    shares = [0.1] * 5 + [0.9] * 5 + [0.7] + [0.6] * 6 + [0.5] * 6
    one = found(stream(shares, 11, 17, impure=(10,)))

    assert one.level.value == pytest.approx(0.9)
    assert one.drop.value == pytest.approx((0.3 + 0.4) / 2)
    assert one.recovered == 0


def test_intervals_are_over_streams():
    """Two changes of one stream are one number; one stream has no interval."""
    alone = found(stream(back_after(2), 10))
    both = found(stream(back_after(2), 10), stream(back_after(2, low=0.5), 10, seed=1))

    assert alone.drop.half_width is None
    assert both.drop.value == pytest.approx(0.35)
    assert both.drop.half_width == pytest.approx(12.706 * 0.05, rel=1e-3)


def test_without_a_known_change_there_is_nothing_to_come_back_from():
    """Nor where nothing was tested before it."""
    assert found(stream([0.9] * 10)) is None
    assert found(stream([0.9] * 10, 1, impure=(0,))) is None
