"""Tables of how contenders explain themselves: a row a contender, on each track."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import Explained
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability import metrics
from triptych.measure.explainability.metrics import ExplanationMetric
from triptych.report.findings import Findings, slug
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.measured import LONGEST_REASON, columns, entries, measured
from triptych.report.words.text import printable, shorten
from triptych.results.formats.explanations import Track
from triptych.task import paradigm_of

TITLES: Final[Mapping[Track, str]] = {"probe": "By the probe", "native": "In their own words"}
STYLE: Final = "sortable explained"
SHOWN: Final = (
    metrics.FAITH,
    metrics.FAITH_EXCESS,
    metrics.K95,
    metrics.INSERTION,
    metrics.COMPREHENSIVENESS,
    metrics.SUFFICIENCY,
)
TRUST: Final = (
    metrics.STABILITY,
    metrics.EFFECTIVE_UNITS,
    metrics.EXACTNESS,
    metrics.RANDOMISATION,
    metrics.TOP_IS_RELEVANT,
    metrics.MILLISECONDS,
)
BESIDE: Final[Mapping[str, Sequence[tuple[str, ExplanationMetric]]]] = {
    "faith": (("random", metrics.FAITH_RANDOM), ("average", metrics.FAITH_CONSTANT)),
    "insertion": (("deletion", metrics.DELETION),),
    "stability_spearman": (
        ("worst shift", metrics.TOTAL_VARIATION),
        ("flips", metrics.FLIP_RATE),
    ),
    "effective_units": (("Gini", metrics.GINI),),
    "exactness": (("units named", metrics.NAMED_UNITS),),
    "randomisation": (("item to item", metrics.RANDOMISATION_LEVEL),),
    "relevant_top1": (("mass", metrics.RELEVANT_MASS), ("AUC", metrics.RELEVANT_AUC)),
    "milliseconds": (("calls", metrics.CALLS),),
}
"""By metric, what stands in the second line of its cell: a control, or what to read it with."""


def track_tables(findings: Findings, found: Mapping[str, Explained], track: Track) -> list[Table]:
    """What the order of units shows, and how far it can be trusted."""
    if not any(one.has(track) for one in found.values()):
        return []
    shown = _track_table(
        findings,
        found,
        track,
        SHOWN,
        f"{TITLES[track]}: what the order of units shows, with 95% intervals. Under faith stand "
        "its controls: a random order, and one average explanation for every item.",
        conditions=True,
    )
    trust = _track_table(
        findings,
        found,
        track,
        TRUST,
        f"{TITLES[track]}: how far it can be trusted, with 95% intervals. The second line is what "
        "a number must be read with.",
        conditions=False,
    )
    # What compares contenders stands open; the sentences above say the rest in words.
    shown = replace(shown, folded=track == "native", summary=f"{TITLES[track]}: the numbers")
    return [shown, replace(trust, folded=True, summary=f"{TITLES[track]}: how far to trust it")]


def nothing_kept_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """How often a decision is made of donors alone, by decision; empty where that is not known."""
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
                Column(f"v_none_{slug(name)}", name, numeric=True, formula=metrics.V_NONE.formula)
                for name in shares
            ),
        ],
        rows,
        folded=True,
        summary="What is decided without any unit of the item",
    )
    return [table]


def contender_table(findings: Findings, found: Mapping[str, Explained]) -> list[Table]:
    """What belongs to a contender and to no single explanation; empty where nobody has any."""
    measures = _measured_ones(found, "probe", metrics.OF_CONTENDER)
    if not measures:
        return []
    heads = [column for metric in measures for column in columns(metric)]
    rows = [
        [
            _who(name),
            *(
                entry
                for metric in measures
                for entry in entries(one.estimate("probe", metric), metric)
            ),
        ]
        for name, one in found.items()
    ]
    table = Table(
        "table-surrogate",
        findings.file("surrogate"),
        "How simple the contender itself is: whether a small tree can copy it, and how much a "
        "decision reads.",
        [Column("contender", "contender"), *heads],
        rows,
        style=STYLE,
        folded=True,
        summary="How simple the contender itself is",
    )
    return [table]


def _track_table(
    findings: Findings,
    found: Mapping[str, Explained],
    track: Track,
    candidates: Sequence[ExplanationMetric],
    caption: str,
    *,
    conditions: bool,
) -> Table:
    measures = _measured_ones(found, track, candidates)
    beside = [
        metric
        for one in measures
        for _, metric in BESIDE.get(one.name, ())
        if metric not in measures
    ]
    heads = [Column("contender", "contender")]
    for metric in measures:
        heads += columns(metric)
    heads += [column for metric in beside for column in columns(metric, shown=False)]
    heads += _condition_columns() if conditions else _kind_columns()
    rows = []
    for name, one in found.items():
        why = _one_reason(one, track, measures)
        row = [_who(name, why)]
        for metric in measures:
            if why:
                row += [Entry()] * 3
            else:
                row += entries(one.estimate(track, metric), metric, _beside(one, track, metric))
        for metric in beside:
            row += entries(one.estimate(track, metric), metric)
        rows.append([*row, *(_conditions(one, track) if conditions else _kind(one, track))])
    return Table(
        f"table-{track}{'' if conditions else '-trust'}",
        findings.file(track if conditions else f"{track}-trust"),
        caption,
        heads,
        rows,
        style=STYLE,
    )


def _one_reason(one: Explained, track: Track, measures: Sequence[ExplanationMetric]) -> str:
    """The reason that a whole row lacks its numbers for; empty where it has some, or several."""
    estimates = [one.estimate(track, metric) for metric in measures]
    reasons = {found.reason for found in estimates if isinstance(found, Absent)}
    if len(reasons) != 1 or any(isinstance(found, Interval) for found in estimates):
        return ""
    return shorten(" ".join(reasons.pop().split()), LONGEST_REASON)


def _measured_ones(
    found: Mapping[str, Explained], track: Track, candidates: Sequence[ExplanationMetric]
) -> list[ExplanationMetric]:
    """The metrics that at least one contender has: three reasons in a column say less than one."""
    return [
        metric
        for metric in candidates
        if any(isinstance(one.estimate(track, metric), Interval) for one in found.values())
    ]


def _beside(one: Explained, track: Track, metric: ExplanationMetric) -> str:
    """The second line of a metric's cell."""
    parts = []
    if metric.unit == "units" and (count := one.unit_count(track)):
        parts.append(f"of{number.NO_BREAK}{number.quantity(count)}")
    for label, other in BESIDE.get(metric.name, ()):
        estimate = one.estimate(track, other)
        if isinstance(estimate, Interval):
            parts.append(f"{label} {measured(estimate, other)}".replace(" ", number.NO_BREAK))
    return ",\n".join(parts)


def _condition_columns() -> list[Column]:
    return [
        Column("items", shown=False),
        Column("draws", shown=False),
        Column("seeds", shown=False),
        Column("donors", shown=False),
        Column("units", shown=False),
        *columns(metrics.OFF_MANIFOLD, shown=False),
        *columns(metrics.V_NONE, shown=False),
        *columns(metrics.DROPPED, shown=False),
        Column(
            "measured_on",
            "measured on",
            written=False,
            style="measured",
            formula=metrics.OFF_MANIFOLD.formula,
        ),
    ]


def _conditions(one: Explained, track: Track) -> list[Entry]:
    """What the numbers of a row rest on."""
    if not one.has(track):
        return [Entry() for _ in _condition_columns()]
    draws, donors = one.facts.draws, one.facts.donors
    units = one.units(track)
    off, none, dropped = (
        one.estimate(track, metric)
        for metric in (metrics.OFF_MANIFOLD, metrics.V_NONE, metrics.DROPPED)
    )
    said = [f"R {draws}, {number.counted(len(one.seeds), 'seed')}"]
    said.append(f"{str(donors).removesuffix(' items')} donors")
    if isinstance(off, Interval):
        said.append(f"{measured(off, metrics.OFF_MANIFOLD)} off-manifold")
    if isinstance(dropped, Interval) and dropped.estimate:
        said.append(f"{number.quantity(dropped.estimate)} dropped")
    return [
        Entry(one.items),
        Entry(draws),
        Entry(len(one.seeds)),
        Entry(donors),
        Entry(units),
        *entries(off, metrics.OFF_MANIFOLD),
        *entries(none, metrics.V_NONE),
        *entries(dropped, metrics.DROPPED),
        Entry("", number.counted(one.items, "item"), note=",\n".join(said)),
    ]


def _kind_columns() -> list[Column]:
    return [
        Column("kind", "kind", style="who", formula=metrics.COMPLETENESS_ERROR.formula),
        *columns(metrics.COMPLETENESS_ERROR, shown=False),
    ]


def _kind(one: Explained, track: Track) -> list[Entry]:
    error = one.estimate(track, metrics.COMPLETENESS_ERROR)
    note = ""
    if isinstance(error, Interval):
        note = f"adds up within {measured(error, metrics.COMPLETENESS_ERROR)}"
    kind = one.kind(track)
    return [Entry(kind, note=note), *entries(error, metrics.COMPLETENESS_ERROR)]


def _who(contender: str, note: str = "") -> Entry:
    return Entry(contender, note=note, paradigm=paradigm_of(contender))
