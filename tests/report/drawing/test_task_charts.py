import json
import math
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy, mean_absolute_error
from triptych.report.drawing import task_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.task_page.speed.section import speed_section
from triptych.results.formats.document import read_json
from triptych.results.run import Run
from triptych.testing import write_synthetic_run


def interval(estimate: float, low: float, high: float) -> Interval:
    return Interval(estimate, low, high, "made up", 1, 100)


SURE = {"rules": interval(1.0, 1.0, 1.0)}
UNKNOWN = {"rules": interval(0.5, -math.inf, math.inf), "deep": interval(0.5, 0.4, 0.6)}


@pytest.mark.parametrize("scores", [SURE, UNKNOWN], ids=["no width", "endless"])
@pytest.mark.parametrize("metric", [accuracy(), mean_absolute_error("euros")], ids=lambda m: m.name)
def test_degenerate_intervals_are_drawn(scores, metric):
    """One contender, no width, or an interval without end: a picture, not an error."""
    for draw in (task_charts.strip, task_charts.scores):
        picture = ElementTree.fromstring(draw(scores, metric, 0.02))
        assert picture.get("viewBox")


def test_a_picture_is_named_and_described():
    """The description holds the numbers for those who cannot see them."""
    picture = ElementTree.fromstring(
        inline(task_charts.scores(SURE, accuracy(), 0.02), "n", "Scores <b>", "rules 100.0 & more")
    )

    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == "n-title n-description"
    assert picture.findtext("title") == "Scores <b>"
    assert picture.findtext("desc") == "rules 100.0 & more"


@settings(max_examples=15)
@given(before=st.lists(st.sampled_from(["sure", "endless", "reversed", "many"]), max_size=3))
def test_a_picture_does_not_depend_on_those_drawn_before(before):
    """Whatever was drawn on its canvas, turned round or endless, the bytes are the same."""
    drawn = {
        "sure": (SURE, accuracy()),
        "endless": (UNKNOWN, accuracy()),
        "reversed": (UNKNOWN, mean_absolute_error("euros")),
        "many": ({f"rules:{n}": interval(0.5, 0.4, 0.6) for n in range(30)}, accuracy()),
    }
    point = {"rules": (1e-6, 1e-5, SURE["rules"]), "deep": (1e-3, 1e-2, interval(0.9, 0.8, 1.0))}
    errors = mean_absolute_error("euros")

    def pictures():
        return (
            inline(task_charts.strip(SURE, accuracy(), 0.02), "n", "t", "d"),
            inline(task_charts.scores(SURE, accuracy(), 0.02), "n", "t", "d"),
            inline(task_charts.tradeoff(point, accuracy(), (1e-6, 1e-2)), "n", "t", "d"),
        )

    first = pictures()
    for name in before:
        scores, metric = drawn[name]
        inline(task_charts.strip(scores, metric, 0.02), "n", "t", "d")
        inline(task_charts.scores(scores, metric, 0.02), "n", "t", "d")
        inline(task_charts.tradeoff(point, errors, (1e-9, 1e3)), "n", "t", "d")

    assert pictures() == first


def test_odd_names_are_drawn_as_they_are():
    """Dollars, brackets, letters no font has: text, neither formula nor error."""
    odd = 'classical:$x^2$ <&"\N{CJK UNIFIED IDEOGRAPH-4E00}\x07\ud800'
    picture = inline(
        task_charts.scores({odd: interval(0.5, 0.4, 0.6)}, accuracy(), 0.02), "n", "t", "d"
    )

    texts = [element.text for element in ElementTree.fromstring(picture).iter("text")]
    assert any(text and text.startswith("classical:$x^2$ <&") for text in texts)


def test_smaller_is_better_points_the_same_way():
    """In rows and panels better is right and up, whichever way the metric counts."""
    errors = {"rules": interval(9.0, 8.0, 10.0), "deep": interval(3.0, 2.0, 4.0)}
    right = {"rules": interval(0.3, 0.2, 0.4), "deep": interval(0.9, 0.8, 1.0)}

    for scores, metric in ((errors, mean_absolute_error("euros")), (right, accuracy())):
        picture = ElementTree.fromstring(
            inline(task_charts.strip(scores, metric, 0.1), "n", "t", "d")
        )
        [circle] = picture.iter("circle")
        triangle = [path.get("d", "") for path in picture.iter("path")][-1]
        assert float(circle.get("cx", "nan")) < float(triangle.removeprefix("M").split()[0])


@pytest.mark.parametrize("span", [(1e-6, 1e-6), (1e-9, 1e2), (9.9e-4, 1.01e-3)])
def test_any_span_of_latencies_has_an_axis(span):
    """From one value to eleven decades, time has at least two ticks and at most eight."""
    low, high = span
    picture = inline(
        task_charts.latencies({"rules": (low, low), "deep": (high, high)}), "n", "t", "d"
    )

    ticks = [
        element.text
        for element in ElementTree.fromstring(picture).iter("text")
        if element.text
        and element.text.endswith(("ns", "µs", "ms", "s", "min"))
        and element.text[0].isdigit()
    ]
    assert 2 <= len(ticks) <= 8


def test_throughput_is_drawn_from_small_batches_to_large(tmp_path):
    """A line does not turn back, whatever order the sizes were stored in."""
    folder = write_synthetic_run(tmp_path / "run", items=60)
    speed = read_json(folder / "speed.json")
    for row in speed["contenders"]:
        rates = row["throughput_items_per_second"]
        row["throughput_items_per_second"] = {size: rates[size] for size in sorted(rates)}
    speed["contenders"].reverse()
    (folder / "speed.json").write_text(json.dumps(speed))

    figure = speed_section(Findings.of(Run.open(folder), "figures")).figures[1]
    drawing = ElementTree.fromstring(figure.svg)
    marks = [float(mark.get("x")) for mark in drawing.iter("use")][-4:]

    assert marks == sorted(marks)
    assert drawing.findtext("desc").startswith("rules ")
