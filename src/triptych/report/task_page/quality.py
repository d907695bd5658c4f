"""How well: scores, paired differences and the verdict, as figures and tables."""

from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.resampling import p_over_folds
from triptych.metric import Metric
from triptych.report.drawing import task_charts
from triptych.report.findings import Findings
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.task import paradigm_of


def scores_section(findings: Findings) -> Section:
    """Every contender's score with its interval."""
    card = findings.card
    if not findings.scores:
        return Section("scores", "Scores", notices=["No contender has a result yet."])
    listed = "; ".join(
        f"{name} {number.score(interval, card.metric)}"
        for name, interval in findings.scores.items()
    )
    drawing = task_charts.scores(
        "figure-scores",
        f"Scores of each contender: {card.metric.label}",
        f"{listed}. The band reaches from the best to "
        f"{number.amount(card.delta, card.metric)} away.",
        findings.scores,
        card.metric,
        card.delta,
    )
    better = "More" if card.metric.greater_is_better else "Less"
    caption = (
        f"{card.metric.label.capitalize()} with 95% intervals. {better} is better; in the shaded "
        f"band a contender is within {number.delta(card.delta, card.metric)} of the best."
    )
    return Section(
        "scores",
        "Scores",
        paragraphs=_variants_note(findings),
        legend=True,
        figures=[Figure("scores", drawing, caption)],
        tables=[_scores_table(findings)],
    )


def comparisons_section(findings: Findings) -> Section:
    """Each pair of the three on the same items."""
    card = findings.card
    pairs = {(one.first, one.second): one.advantage for one in _better_first(findings)}
    if not pairs:
        return Section(
            "comparisons", "Side by side", notices=["Fewer than two contenders have results."]
        )
    listed = "; ".join(
        f"{one} is better than {other} by {number.score(interval, card.metric)}"
        for (one, other), interval in pairs.items()
    )
    drawing = task_charts.differences(
        "figure-comparisons",
        f"Paired differences in {card.metric.label}",
        f"{listed}. The band spans {number.amount(card.delta, card.metric)} on both sides of zero.",
        pairs,
        card.metric,
        card.delta,
    )
    caption = (
        "How much better the first is than the second on the same items, with 95% intervals. In "
        f"the shaded band it is less than {number.delta(card.delta, card.metric)}."
    )
    return Section(
        "comparisons",
        "Side by side",
        figures=[Figure("comparisons", drawing, caption)],
        tables=[_comparisons_table(findings)],
    )


def interval_entries(
    interval: Interval | None, metric: Metric, *, signed: bool = False
) -> list[Entry]:
    """A score with its interval for people, then the two ends for programs."""
    if interval is None:
        return [Entry(), Entry(), Entry()]
    return [
        Entry(
            interval.estimate,
            number.score(interval, metric, signed=signed),
            note=number.bounds(interval, metric, signed=signed),
        ),
        Entry(interval.low),
        Entry(interval.high),
    ]


def interval_columns(name: str, label: str, formula: str) -> list[Column]:
    """The columns that `interval_entries` fills."""
    return [
        Column(name, label, numeric=True, formula=formula),
        Column(f"{name}_low", shown=False, formula=formula),
        Column(f"{name}_high", shown=False, formula=formula),
    ]


def _variants_note(findings: Findings) -> list[str]:
    variants = [name for name in findings.scores if name != paradigm_of(name)]
    if not variants:
        return []
    return [f"Hollow marks are references, no part of the verdict: {', '.join(variants)}."]


def _scores_table(findings: Findings) -> Table:
    metric = findings.card.metric
    rows = []
    for contender, interval in findings.scores.items():
        standing = findings.verdict.standings.get(contender)
        rows.append(
            [
                Entry(contender, paradigm=paradigm_of(contender)),
                *interval_entries(interval, metric),
                Entry(standing.word if standing else "reference"),
                Entry(interval.seeds),
                Entry(interval.items, number.count(interval.items)),
                Entry(interval.method, note=interval.note),
                Entry(interval.note),
            ]
        )
    return Table(
        "table-scores",
        findings.file("scores"),
        f"{metric.label.capitalize()} of each contender"
        + (", times 100." if metric.is_share else f", in {metric.unit}."),
        [
            Column("contender", "contender"),
            *interval_columns("score", "score", "formula-score"),
            Column("word", "verdict", formula="formula-verdict"),
            Column("seeds", "seeds", numeric=True),
            Column("tested_items", "tested items", numeric=True),
            Column("method", "interval by"),
            Column("note", shown=False),
        ],
        rows,
    )


def _better_first(findings: Findings) -> list[Comparison]:
    """Each comparison, seen from the one with the better score."""
    return [
        one if one.advantage.estimate >= 0 else one.swapped()
        for one in findings.verdict.comparisons.values()
    ]


def _comparisons_table(findings: Findings) -> Table:
    of_classes = findings.card.metric.answer == "class"
    counted = "; items are counted on average over seeds" if of_classes else ""
    resampled = "formula-resampled" if findings.card.split.kind == "cross_validated" else ""
    avoided = "costs avoided" if findings.card.metric.name == "mean_cost" else "errors avoided"
    return Table(
        "table-comparisons",
        findings.file("comparisons"),
        f"How much better the first is, in {findings.card.metric.unit}{counted}.",
        [
            Column("first", "first"),
            Column("second", "second"),
            *interval_columns("advantage", "better by", "formula-difference"),
            Column("p_value", "p of no difference", numeric=True, formula="formula-difference"),
            Column("test", shown=False),
            Column("p_value_nadeau_bengio", shown=False, formula=resampled),
            Column(
                "only_first_right",
                "only first right",
                numeric=True,
                shown=of_classes,
                formula="formula-difference",
            ),
            Column(
                "only_second_right",
                "only second right",
                numeric=True,
                shown=of_classes,
                formula="formula-difference",
            ),
            Column("relative_error_reduction", avoided, numeric=True, formula="formula-difference"),
            Column("items_to_settle_delta", shown=False, formula="formula-items"),
        ],
        [_comparison_row(one, findings) for one in _better_first(findings)],
    )


def _comparison_row(comparison: Comparison, findings: Findings) -> list[Entry]:
    metric = findings.card.metric
    advantage = comparison.advantage
    reduction = comparison.relative_error_reduction
    return [
        Entry(comparison.first, paradigm=paradigm_of(comparison.first)),
        Entry(comparison.second, paradigm=paradigm_of(comparison.second)),
        *interval_entries(advantage, metric, signed=True),
        Entry(comparison.p_value, number.probability(comparison.p_value), note=comparison.test),
        Entry(comparison.test),
        Entry(_p_over_folds(comparison, findings)),
        *(
            Entry(count, "" if count is None else number.quantity(count))
            for count in (comparison.first_right, comparison.second_right)
        ),
        Entry(reduction, "" if reduction is None else number.percent(reduction)),
        Entry(comparison.items_to_settle(findings.card.delta)),
    ]


def _p_over_folds(comparison: Comparison, findings: Findings) -> float | None:
    """The p-value for repeatedly resampled data; None where the task is not cross-validated."""
    first, second = (
        findings.run.outcomes(findings.card.name, name)
        for name in (comparison.first, comparison.second)
    )
    return p_over_folds(findings.card, first, second)
