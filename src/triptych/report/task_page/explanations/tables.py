"""Tables of explanation metrics: one row per contender, for each track."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import Explained
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.card import Table as Place
from triptych.measure.explainability.metrics.conciseness import COMPLETENESS_ERROR
from triptych.measure.explainability.metrics.faithfulness import DROPPED, OFF_MANIFOLD, V_NONE
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import contender_entry, number_column
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import beside, brief, columns
from triptych.report.words.text import printable, shorten
from triptych.results.formats.explanations import Track

TITLES: Final[Mapping[Track, str]] = {"probe": "By the probe", "native": "Native explanations"}
STYLE: Final = "sortable explained"


def track_tables(findings: Findings, found: Mapping[str, Explained], track: Track) -> list[Table]:
    """The tables of one track: the metrics of the order of units, and of trust in it."""
    if not any(one.has(track) for one in found.values()):
        return []
    title = TITLES[track]
    order = Table(
        f"table-{track}",
        findings.file(track),
        f"{title}: what the order of units shows, with 95% intervals. Under faithfulness "
        "stand its controls: a random order, and one average explanation for every item.",
        [*_number_columns(found, track, "order"), *_condition_columns(track)],
        found.values(),
        style=STYLE,
        # What compares contenders stands open; the sentences above say the rest in words.
        folded=track == "native",
        summary=f"{title}: the numbers",
    )
    trust = Table(
        f"table-{track}-trust",
        findings.file(f"{track}-trust"),
        f"{title}: how far it can be trusted, with 95% intervals. The second line is what "
        "a number must be read with.",
        [*_number_columns(found, track, "trust"), *_kind_columns(track)],
        found.values(),
        style=STYLE,
        folded=True,
        summary=f"{title}: how far to trust it",
    )
    return [order, trust]


def nothing_kept_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """The share of donors with each decision; empty where it is not known."""
    shares = {name: one.kept_by_no_unit("probe") for name, one in found.items()}
    decisions = sorted({decision for one in shares.values() for decision in one})
    if not decisions:
        return []
    column = partial(number_column, write=number.percent, formula=V_NONE.note.anchor)
    table = findings.table(
        "no-unit",
        "How often an item of which no unit is left, a donor, is decided so: where that is often, "
        "little hangs on the units.",
        [
            Column("decision", "decision", of=str, write=lambda one: shorten(printable(one), 60)),
            *(column(f"v_none_{slug(name)}", name, one.get) for name, one in shares.items()),
        ],
        decisions,
        folded=True,
        summary="Decisions without any unit of the item",
    )
    return [table]


def contender_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """The table of metrics of contenders themselves; empty without any value."""
    measures = _measured_ones(found, "probe", "contender")
    if not measures:
        return []
    table = findings.table(
        "surrogate",
        "How simple the contender itself is: whether a small tree can copy it, and how much a "
        "decision reads.",
        [
            Column("contender", "contender", of=lambda one: contender_entry(one.contender)),
            *(column for metric in measures for column in columns(metric, _of("probe", metric))),
        ],
        found.values(),
        style=STYLE,
        folded=True,
        summary="Simplicity of the contender itself",
    )
    return [table]


def _number_columns(found: Mapping[str, Explained], track: Track, place: Place) -> list[Column]:
    """The contender and its metrics; one reason for all of them stands under its name."""
    measures = _measured_ones(found, track, place)
    why = {name: _one_reason(one, track, measures) for name, one in found.items()}

    def who(one: Explained) -> Entry:
        return replace(contender_entry(one.contender), note=why[one.contender])

    heads = [Column("contender", "contender", of=who)]
    for metric in measures:
        look = partial(_look, track=track, metric=metric)
        heads += [
            column.on(lambda one: None if why[one.contender] else one)
            for column in columns(metric, _of(track, metric), look)
        ]
    controls = [one for metric in measures for one in metric.controls if one not in measures]
    return [*heads, *_hidden_columns(track, controls)]


def _of(track: Track, metric: ExplanationMetric) -> Callable[[Explained], Interval | Absent]:
    return lambda one: one.estimate(track, metric)


def _hidden_columns(track: Track, metrics: Sequence[ExplanationMetric]) -> list[Column]:
    """Of metrics that only the file has."""
    return [
        replace(column, shown=False, formula="")
        for metric in metrics
        for column in columns(metric, _of(track, metric))
    ]


def _one_reason(one: Explained, track: Track, measures: Sequence[ExplanationMetric]) -> str:
    """The single reason why a whole row is missing; empty for none or several reasons."""
    estimates = [one.estimate(track, metric) for metric in measures]
    reasons = {found for found in estimates if isinstance(found, Absent)}
    if len(reasons) != 1 or any(isinstance(found, Interval) for found in estimates):
        return ""
    return brief(reasons.pop())


def _measured_ones(
    found: Mapping[str, Explained], track: Track, place: Place
) -> list[ExplanationMetric]:
    """The metrics with a value for at least one contender."""
    return [
        metric
        for metric in _cards(place)
        if any(isinstance(one.estimate(track, metric), Interval) for one in found.values())
    ]


def _look(one: Explained, track: Track, metric: ExplanationMetric) -> Entry:
    """With the second line of a metric's cell."""
    parts = []
    if metric.unit == "units" and (count := one.unit_count(track)):
        parts.append(f"of{number.NO_BREAK}{number.quantity(count)}")
    for other in metric.controls:
        estimate = one.estimate(track, other)
        if isinstance(estimate, Interval):
            parts.append(beside(estimate, other).replace(" ", number.NO_BREAK))
    return Entry(note=",\n".join(parts))


def _cards(place: Place) -> list[ExplanationMetric]:
    return [card for card in CARDS if card.table == place]


def _condition_columns(track: Track) -> list[Column]:
    """What the numbers of a row rest on; nothing where none was measured."""
    conditions = [
        Column("items", shown=False, of=attrgetter("items")),
        Column("draws", shown=False, of=attrgetter("facts.draws")),
        Column("seeds", shown=False, of=lambda one: len(one.seeds)),
        Column("donors", shown=False, of=attrgetter("facts.donors")),
        Column("units", shown=False, of=lambda one: one.units(track)),
        *_hidden_columns(track, _cards("conditions")),
        Column(
            "measured_on",
            "measured on",
            written=False,
            style="measured",
            formula=OFF_MANIFOLD.note.anchor,
            of=partial(_conditions, track=track),
        ),
    ]
    return [column.on(lambda one: one if one.has(track) else None) for column in conditions]


def _conditions(one: Explained, track: Track) -> Entry:
    """The conditions of measurement of a row."""
    off, dropped = (one.estimate(track, metric) for metric in (OFF_MANIFOLD, DROPPED))
    said = [f"R {one.facts.draws}, {number.counted(len(one.seeds), 'seed')}"]
    said.append(f"{str(one.facts.donors).removesuffix(' items')} donors")
    if isinstance(off, Interval):
        said.append(beside(off, OFF_MANIFOLD))
    if isinstance(dropped, Interval) and dropped.estimate:
        said.append(f"{number.quantity(dropped.estimate)} dropped")
    return Entry("", number.counted(one.items, "item"), note=",\n".join(said))


def _kind_columns(track: Track) -> list[Column]:
    def kind(one: Explained) -> Entry:
        error = one.estimate(track, COMPLETENESS_ERROR)
        note = beside(error, COMPLETENESS_ERROR) if isinstance(error, Interval) else ""
        return Entry(one.kind(track), note=note)

    anchor = COMPLETENESS_ERROR.note.anchor
    return [
        Column("kind", "kind", style="who", formula=anchor, of=kind),
        *_hidden_columns(track, [COMPLETENESS_ERROR]),
    ]
