"""Tables of explanation metrics: one row per contender, for each track."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import LONGEST_REASON, beside, columns, entries
from triptych.report.words.text import printable, shorten
from triptych.results.formats.explanations import Track
from triptych.task import paradigm_of

TITLES: Final[Mapping[Track, str]] = {"probe": "By the probe", "native": "Native explanations"}
STYLE: Final = "sortable explained"


def track_tables(findings: Findings, found: Mapping[str, Explained], track: Track) -> list[Table]:
    """The tables of one track: the metrics of the order of units, and of trust in it."""
    if not any(one.has(track) for one in found.values()):
        return []
    shown = _track_table(
        findings,
        found,
        track,
        "order",
        f"{TITLES[track]}: what the order of units shows, with 95% intervals. Under faithfulness "
        "stand its controls: a random order, and one average explanation for every item.",
    )
    trust = _track_table(
        findings,
        found,
        track,
        "trust",
        f"{TITLES[track]}: how far it can be trusted, with 95% intervals. The second line is what "
        "a number must be read with.",
    )
    # What compares contenders stands open; the sentences above say the rest in words.
    shown = replace(shown, folded=track == "native", summary=f"{TITLES[track]}: the numbers")
    return [shown, replace(trust, folded=True, summary=f"{TITLES[track]}: how far to trust it")]


def nothing_kept_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """The share of donors with each decision; empty where it is not known."""
    shares = {name: one.kept_by_no_unit("probe") for name, one in found.items()}
    decisions = sorted({decision for one in shares.values() for decision in one})
    if not decisions:
        return []
    rows = []
    for decision in decisions:
        row = [Entry(decision, shorten(printable(decision), 60))]
        for one in shares.values():
            share = one.get(decision)
            row.append(Entry() if share is None else Entry(share, number.percent(share)))
        rows.append(row)
    table = Table(
        "table-no-unit",
        findings.file("no-unit"),
        "How often an item of which no unit is left, a donor, is decided so: where that is often, "
        "little hangs on the units.",
        [
            Column("decision", "decision"),
            *(
                Column(f"v_none_{slug(name)}", name, numeric=True, formula=V_NONE.note.anchor)
                for name in shares
            ),
        ],
        rows,
        folded=True,
        summary="Decisions without any unit of the item",
    )
    return [table]


def contender_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """The table of metrics of contenders themselves; empty without any value."""
    measures = _measured_ones(found, "probe", "contender")
    if not measures:
        return []
    rows = [[_who(name), *_entries(one, "probe", measures)] for name, one in found.items()]
    table = Table(
        "table-surrogate",
        findings.file("surrogate"),
        "How simple the contender itself is: whether a small tree can copy it, and how much a "
        "decision reads.",
        [Column("contender", "contender"), *_columns(measures)],
        rows,
        style=STYLE,
        folded=True,
        summary="Simplicity of the contender itself",
    )
    return [table]


def _track_table(
    findings: Findings,
    found: Mapping[str, Explained],
    track: Track,
    place: Place,
    caption: str,
) -> Table:
    measures = _measured_ones(found, track, place)
    controls = [one for metric in measures for one in metric.controls if one not in measures]
    conditions = place == "order"
    heads = [
        Column("contender", "contender"),
        *_columns(measures),
        *_columns(controls, shown=False),
        *(_condition_columns() if conditions else _kind_columns()),
    ]
    rows = []
    for name, one in found.items():
        why = _one_reason(one, track, measures)
        row = [_who(name, why)]
        for metric in measures:
            if why:
                row += [Entry()] * 3
            else:
                row += entries(one.estimate(track, metric), metric, _beside(one, track, metric))
        rest = _conditions(one, track) if conditions else _kind(one, track)
        rows.append([*row, *_entries(one, track, controls), *rest])
    return Table(
        f"table-{track}{'' if conditions else '-trust'}",
        findings.file(track if conditions else f"{track}-trust"),
        caption,
        heads,
        rows,
        style=STYLE,
    )


def _one_reason(one: Explained, track: Track, measures: Sequence[ExplanationMetric]) -> str:
    """The single reason why a whole row is missing; empty for none or several reasons."""
    estimates = [one.estimate(track, metric) for metric in measures]
    reasons = {found.reason for found in estimates if isinstance(found, Absent)}
    if len(reasons) != 1 or any(isinstance(found, Interval) for found in estimates):
        return ""
    return shorten(" ".join(reasons.pop().split()), LONGEST_REASON)


def _measured_ones(
    found: Mapping[str, Explained], track: Track, place: Place
) -> list[ExplanationMetric]:
    """The metrics with a value for at least one contender."""
    return [
        metric
        for metric in _cards(place)
        if any(isinstance(one.estimate(track, metric), Interval) for one in found.values())
    ]


def _beside(one: Explained, track: Track, metric: ExplanationMetric) -> str:
    """The second line of a metric's cell."""
    parts = []
    if metric.unit == "units" and (count := one.unit_count(track)):
        parts.append(f"of{number.NO_BREAK}{number.quantity(count)}")
    for other in metric.controls:
        estimate = one.estimate(track, other)
        if isinstance(estimate, Interval):
            parts.append(beside(estimate, other).replace(" ", number.NO_BREAK))
    return ",\n".join(parts)


def _cards(place: Place) -> list[ExplanationMetric]:
    return [card for card in CARDS if card.table == place]


def _columns(metrics: Sequence[ExplanationMetric], *, shown: bool = True) -> list[Column]:
    return [column for metric in metrics for column in columns(metric, shown=shown)]


def _entries(one: Explained, track: Track, metrics: Sequence[ExplanationMetric]) -> list[Entry]:
    found = [(one.estimate(track, metric), metric) for metric in metrics]
    return [entry for estimate, metric in found for entry in entries(estimate, metric)]


def _condition_columns() -> list[Column]:
    return [
        Column("items", shown=False),
        Column("draws", shown=False),
        Column("seeds", shown=False),
        Column("donors", shown=False),
        Column("units", shown=False),
        *_columns(_cards("conditions"), shown=False),
        Column(
            "measured_on",
            "measured on",
            written=False,
            style="measured",
            formula=OFF_MANIFOLD.note.anchor,
        ),
    ]


def _conditions(one: Explained, track: Track) -> list[Entry]:
    """The conditions of measurement of a row."""
    if not one.has(track):
        return [Entry() for _ in _condition_columns()]
    draws, donors = one.facts.draws, one.facts.donors
    units = one.units(track)
    off, dropped = (one.estimate(track, metric) for metric in (OFF_MANIFOLD, DROPPED))
    said = [f"R {draws}, {number.counted(len(one.seeds), 'seed')}"]
    said.append(f"{str(donors).removesuffix(' items')} donors")
    if isinstance(off, Interval):
        said.append(beside(off, OFF_MANIFOLD))
    if isinstance(dropped, Interval) and dropped.estimate:
        said.append(f"{number.quantity(dropped.estimate)} dropped")
    return [
        Entry(one.items),
        Entry(draws),
        Entry(len(one.seeds)),
        Entry(donors),
        Entry(units),
        *_entries(one, track, _cards("conditions")),
        Entry("", number.counted(one.items, "item"), note=",\n".join(said)),
    ]


def _kind_columns() -> list[Column]:
    return [
        Column("kind", "kind", style="who", formula=COMPLETENESS_ERROR.note.anchor),
        *columns(COMPLETENESS_ERROR, shown=False),
    ]


def _kind(one: Explained, track: Track) -> list[Entry]:
    error = one.estimate(track, COMPLETENESS_ERROR)
    note = beside(error, COMPLETENESS_ERROR) if isinstance(error, Interval) else ""
    kind = one.kind(track)
    return [Entry(kind, note=note), *entries(error, COMPLETENESS_ERROR)]


def _who(contender: str, note: str = "") -> Entry:
    return Entry(contender, note=note, paradigm=paradigm_of(contender))
