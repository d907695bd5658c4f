import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy, mean_absolute_error, mean_cost
from triptych.report.words import number

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def interval(estimate: float, half_width: float) -> Interval:
    return Interval(estimate, estimate - half_width, estimate + half_width, "made up", 3, 1000)


@pytest.mark.parametrize(
    ("estimate", "half_width", "metric", "shown"),
    [
        (0.9423, 0.0112, accuracy(), "94.2 ± 1.1"),
        (0.94, 0.123, accuracy(), "94 ± 12"),
        (1.0, 0.0, accuracy(), "100.0 ± 0.0"),
        (0.5174, 0.0321, mean_cost(), "0.517 ± 0.032"),
        (63.42, 12.3, mean_absolute_error("euros"), "63 ± 12"),
        (1234.5, 3.21, mean_absolute_error("euros"), "1,234.5 ± 3.2"),
        (3.0, math.inf, mean_absolute_error("euros"), "3.000 ± \N{EN DASH}"),
    ],
)
def test_a_score_has_no_more_digits_than_its_interval_supports(estimate, half_width, metric, shown):
    """Shares times 100 with one decimal; other metrics to two digits of the half-width."""
    assert number.score(interval(estimate, half_width), metric) == shown


def test_a_difference_has_its_sign():
    """Plus and minus are written, and a difference of nothing has neither."""
    assert number.score(interval(0.013, 0.008), accuracy(), signed=True) == "+1.3 ± 0.8"
    assert number.score(interval(-0.013, 0.008), accuracy(), signed=True) == f"{MINUS}1.3 ± 0.8"
    assert number.score(interval(-0.0001, 0.008), accuracy(), signed=True) == "0.0 ± 0.8"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (4.2e-9, "4.2 ns"),
        (9.96e-7, "1.0 µs"),
        (1.234e-4, "120 µs"),
        (1.234e-3, "1.2 ms"),
        (0.9996, "1.0 s"),
        (61.0, "61 s"),
        (400.0, "6.7 min"),
        (0.0, "0 ns"),
    ],
)
def test_a_duration_has_two_digits_and_its_unit(seconds, shown):
    """Times are read at a glance, and claim no more than two digits."""
    assert number.duration(seconds) == shown.replace(" ", NO_BREAK)


@given(st.floats(min_value=1e-9, max_value=1e4))
def test_a_duration_never_shows_more_than_it_was_rounded_to(seconds):
    """At most two digits say something; a time below two minutes is never written `1,000`."""
    value = number.duration(seconds).partition(NO_BREAK)[0]
    assert len(value.replace(",", "").replace(".", "").strip("0")) <= 2
    assert "," not in value or seconds > 59_000


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "< .001"),
        (0.00041, "< .001"),
        (0.0021, ".0021"),
        (0.049, ".049"),
        (0.5, ".50"),
        (1.0, "> .99"),
    ],
)
def test_a_p_value_is_given_to_two_digits(value, shown):
    """Nobody reads the fourth digit of a p-value, nor one below a thousandth."""
    assert number.probability(value) == shown


def test_counts_rates_and_sizes():
    """Thousands are separated, large rates shortened, and one thing is not two."""
    assert number.count(12345) == "12,345"
    assert number.quantity(17.666) == "17.7"
    assert number.quantity(18.0) == "18"
    assert number.rate(1_234_567) == f"1.2{NO_BREAK}M/s"
    assert number.rate(830) == f"830{NO_BREAK}/s"
    assert number.size(100_000) == f"100{NO_BREAK}kB"
    assert number.counted(1, "record") == "1 record"
    assert number.counted(2, "record") == "2 records"
    assert number.amount(0.01, accuracy()) == f"1{NO_BREAK}point"
    assert number.amount(5.0, mean_absolute_error("euros")) == f"5{NO_BREAK}euros"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.4, "0 s"),
        (89.4, "89 s"),
        (90, "2 min"),
        (5360, "89 min"),
        (5400, "1 h 30 min"),
        (7200, "2 h"),
        (7830, "2 h 10 min"),
        (100 * 3600, "100 h"),
    ],
)
def test_a_duration_is_no_more_precise_than_an_estimate(seconds, words):
    """Nobody waits by the second for an hour."""
    assert number.rough_duration(seconds) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0 cells"), (1, "1 cell"), (12345, "12,345 cells")]
)
def test_one_thing_has_no_s(value, words):
    assert number.counted(value, "cell") == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.042, "4.2%"), (0.42, "42%"), (0.996, "99.6%"), (1.0, "100%")]
)
def test_what_is_nearly_all_is_not_said_to_be_all(share, words):
    """Whoever reads 100% believes that there was no exception."""
    assert number.percent(share) == words
