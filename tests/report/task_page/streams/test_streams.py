"""Promises of a study of streams on a page: a figure for each kind of change, and its costs."""

from types import SimpleNamespace

import pytest

from triptych.analysis.one_task.studies.curves import Point
from triptych.analysis.one_task.studies.prequential import Prequential, Stream
from triptych.analysis.statistics.interval import Interval
from triptych.metric import accuracy
from triptych.report.task_page.streams.curves import (
    is_crowded,
    prequential_figures,
    windows_of,
)
from triptych.report.task_page.streams.recovery import recovery_tables
from triptych.results.formats.studies import StudyCard
from triptych.split import rolling


def findings(streams=1, **card):
    given = {"edited_after": None, "changes": (2000,)} | card
    return SimpleNamespace(
        run=SimpleNamespace(studies={"drift": StudyCard(question="?", ordered=True)}),
        card=SimpleNamespace(
            name="loans",
            metric=accuracy(),
            delta=0.02,
            split=rolling(2000, 500, streams=streams),
            **given,
        ),
        file=lambda *parts: ".".join(parts),
    )


def stream(low, seed=0, windows=20, change=10):
    return Stream(
        seed=seed,
        items=200 * windows,
        starts=tuple(range(0, 200 * windows, 200)),
        shares=tuple(0.9 if number < change else low for number in range(windows)),
        regimes=tuple(int(number >= change) for number in range(windows)),
        is_pure=(True,) * windows,
    )


def answered(contender, *streams, condition="abrupt"):
    return Prequential(contender=contender, condition=condition, streams=streams)


def points(*contenders):
    score = Interval(0.8, 0.7, 0.9, "t", 1, 100)
    one = Point(condition="abrupt", score=score, labels=1000, cpu_seconds=2.0)
    return dict.fromkeys(contenders, (one,))


def test_each_kind_of_change_has_a_figure():
    """Which says how long a window is, and in words what its lines are on average."""
    windows = [
        answered("rules:frozen", stream(0.5), condition=kind) for kind in ("abrupt", "gradual")
    ]
    first, second = prequential_figures(findings(), "drift", windows)

    assert "abrupt" in first.caption
    assert "gradual" in second.caption
    assert "200 items" in first.caption
    assert "known changes" in first.caption
    assert "rules:frozen 70% on average" in first.svg


@pytest.mark.parametrize(("streams", "share"), [(1, "60%"), (10, "70%")])
def test_streams_with_other_changes_are_not_averaged(streams, share):
    """Of seeds on one stream the mean is drawn, of several streams the first."""
    windows = [answered("rules:frozen", stream(0.5), stream(0.1, seed=1))]
    (figure,) = prequential_figures(findings(streams), "drift", windows)

    assert f"rules:frozen {share} on average" in figure.svg
    assert ("stream 0" in figure.caption) is (streams > 1)


def test_the_table_says_who_came_back_and_what_it_cost():
    """Who did not is followed to the end, which is no never."""
    windows = [answered("rules:frozen", stream(0.5)), answered("deep:retrained", stream(0.89))]
    found = points("rules:frozen", "deep:retrained")
    (table,) = recovery_tables(findings(edited_after=500), "drift", windows, found)
    texts = [[entry.shown for _, entry in row] for row in table.shown_rows]

    assert "500 items late" in table.caption
    assert texts[0][:7] == [
        "rules:frozen",
        "abrupt",
        "90.0",
        "40.0",
        "800",
        "0 of 1",
        ("not within 1,800"),
    ]
    assert texts[1][5:8] == ["1 of 1", "0", "1,000"]
    assert "recovery_items" in table.csv


def test_without_known_changes_there_is_no_table():
    """The curves are all there is to see."""
    calm = stream(0.9, change=99)

    assert list(recovery_tables(findings(), "drift", [answered("rules", calm)], {})) == []


def test_curves_over_conditions_give_way_to_those_along_the_stream():
    """Where they are too many; a study of few contenders has both."""
    ordered, other = (StudyCard(question="?", ordered=one) for one in (True, False))
    many = points(*map(str, range(9)))

    assert is_crowded(ordered, many)
    assert not is_crowded(ordered, points("rules", "deep"))
    assert not is_crowded(other, many)


def test_items_without_an_order_have_no_windows():
    """Folds of a cross-validation are no stream."""
    card = findings()
    card.run.studies["drift"] = StudyCard(question="?")

    assert windows_of(card, "drift", points("rules")) == []
