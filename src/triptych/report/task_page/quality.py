"""Quality: scores and paired differences, as figures and tables."""

from collections.abc import Mapping, Sequence
from functools import partial

from triptych.analysis.one_task.comparison import Comparison
from triptych.analysis.one_task.rule_hits import rule_hits
from triptych.analysis.statistics.interval import Interval
from triptych.analysis.statistics.resampling import p_over_folds
from triptych.analysis.statistics.score import of_seeds
from triptych.metric import Metric
from triptych.report.drawing import task_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import contender_entry, interval_columns, number_column
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import hybrids, number
from triptych.report.words.verdict import lost_tables
from triptych.task import PARADIGMS, PRETRAINED, paradigm_of


def scores_section(findings: Findings) -> Section | None:
    """Every contender's score with its interval; None where the records alone tell of any."""
    card = findings.card
    if not findings.scores and findings.lost:
        return None
    if not findings.scores:
        return Section("scores", "Scores", notices=["No contender has a result yet."])
    scores = {**findings.scores, **findings.references}
    listed = "; ".join(
        f"{name} {number.score(interval, card.metric)}" for name, interval in scores.items()
    )
    drawing = inline(
        task_charts.scores(scores, card.metric, card.delta),
        "figure-scores",
        f"Scores of each contender: {card.metric.label}",
        f"{listed}. The band reaches from the best to "
        f"{number.amount(card.delta, card.metric)} away.",
    )
    better = "More" if card.metric.greater_is_better else "Less"
    caption = (
        f"{card.metric.label.capitalize()} with 95% intervals. {better} is better; in the shaded "
        f"band a contender is within {number.delta(card.delta, card.metric)} of the best."
    )
    return Section(
        "scores",
        "Scores",
        paragraphs=_notes_on_references(findings),
        legend=True,
        figures=[Figure(drawing, caption)],
        tables=[_scores_table(findings)],
    )


def comparisons_section(findings: Findings) -> Section:
    """Each pair of the three on the same items."""
    card = findings.card
    if findings.lost and len(findings.verdict.comparisons) == 0:
        reason = f"Cannot be recomputed: {lost_tables(findings.lost)}."
        return Section("comparisons", "Side by side", notices=[reason])
    pairs = {(one.first, one.second): one.advantage for one in _better_first(findings)}
    if not pairs:
        return Section(
            "comparisons", "Side by side", notices=["Fewer than two contenders have results."]
        )
    listed = "; ".join(
        f"{one} is better than {other} by {number.score(interval, card.metric)}"
        for (one, other), interval in pairs.items()
    )
    drawing = inline(
        task_charts.differences(pairs, card.metric, card.delta),
        "figure-comparisons",
        f"Paired differences in {card.metric.label}",
        f"{listed}. The band spans {number.amount(card.delta, card.metric)} on both sides of zero.",
    )
    caption = (
        "How much better the first is than the second on the same items, with 95% intervals. In "
        f"the shaded band it is less than {number.delta(card.delta, card.metric)}."
    )
    return Section(
        "comparisons",
        "Side by side",
        figures=[Figure(drawing, caption)],
        tables=[_comparisons_table(findings)],
    )


def _notes_on_references(findings: Findings) -> list[str]:
    """What rows are there beside the three, and where a reference repeats one of them."""
    variants = [name for name in findings.scores if name not in (paradigm_of(name), PRETRAINED)]
    said = []
    if variants:
        said.append(f"Hollow marks are references, no part of the verdict: {', '.join(variants)}.")
    if "cascade" in variants:
        said.append(hybrids.of_cascade(rule_hits(findings.run, findings.card.name, "cascade")))
    if "firings" in variants:
        said.append(hybrids.FIRINGS)
    if findings.references:
        said.append(
            "Rows named reference: are the same simple models for every task, with default "
            "settings, chosen by nobody; the verdict asks only whether the three beat the best "
            "constant answer, and which rows are ahead of them."
        )
    same = findings.verdict.references.same_as
    said += [f"{name} gives the same answers as {variant}." for name, variant in same.items()]
    return said


def _scores_table(findings: Findings) -> Table:
    metric = findings.card.metric
    scores = {**findings.scores, **findings.references}
    score, author = scores.__getitem__, _author_scores(findings)
    notes = {interval.note for interval in scores.values()}
    of_all = f" For every row, {next(iter(notes))}." if len(notes) == 1 and notes != {""} else ""
    return findings.table(
        "scores",
        f"{metric.label.capitalize()} of each contender"
        + (", times 100." if metric.is_share else f", in {metric.unit}.")
        + of_all,
        [
            Column("contender", "contender", of=contender_entry),
            *interval_columns("score", "score", "formula-score", score, metric),
            Column(
                "word",
                "verdict",
                formula="formula-verdict",
                of=partial(_word, findings),
            ),
            number_column("seeds", "seeds", lambda name: score(name).seeds),
            *_seed_columns(findings, scores),
            number_column(
                "author_score",
                "author's part",
                author.get,
                partial(number.bare_score, metric=metric),
                formula="formula-score",
                shown=bool(author),
            ),
            number_column(
                "tested_items", "tested items", lambda name: score(name).items, number.count
            ),
            Column("method", "interval by", of=partial(_method, is_noted=not of_all)).on(score),
            Column("note", shown=False, of=lambda name: score(name).note),
        ],
        scores,
    )


def _word(findings: Findings, name: str) -> Entry:
    """The verdict on a contender; a pretrained network has one of its own."""
    if name == PRETRAINED and findings.pretrained and findings.pretrained.verdict:
        standing = findings.pretrained.verdict.standings[PARADIGMS[-1]]
        return Entry(standing.word, note="in the place of the network trained from scratch")
    standings = findings.verdict.standings
    return Entry(standings[name].word if name in standings else "reference")


def _author_scores(findings: Findings) -> dict[str, float]:
    """The mean score of each rule system on the items its author saw; none of early runs."""
    found = {
        name: [one.author_score for one in findings.finished(name) if one.author_score is not None]
        for name in findings.scores
    }
    return {name: sum(scores) / len(scores) for name, scores in found.items() if scores}


def _seed_columns(findings: Findings, scores: Mapping[str, Interval]) -> list[Column]:
    """The lowest and the highest score of a contender's seeds; empty of a single seed."""
    seeds = partial(_of_seeds, findings)
    return [
        number_column(
            "lowest_seed",
            "lowest to highest seed",
            lambda name: _seed_range(seeds(name), scores[name], findings.card.metric),
            formula="formula-score",
            shown=any(seeds(name) for name in scores),
        ),
        Column(
            "highest_seed",
            shown=False,
            formula="formula-score",
            of=lambda name: max(seeds(name), default=None),
        ),
    ]


def _of_seeds(findings: Findings, name: str) -> tuple[float, ...]:
    card = findings.card
    scores = of_seeds(findings.run.outcomes(card.name, name), card.metric, card.classes)
    return scores if len(scores) > 1 else ()


def _seed_range(scores: Sequence[float], interval: Interval, metric: Metric) -> Entry | None:
    if not scores:
        return None
    low, high = (number.rounded(pick(scores), interval, metric) for pick in (min, max))
    note = f"{len(scores)} seeds cannot show a failure rarer than 1 in {len(scores)}"
    return Entry(min(scores), f"{low} to {high}", note=note)


def _better_first(findings: Findings) -> list[Comparison]:
    """Each comparison, with the better score first."""
    return [
        one if one.advantage.estimate >= 0 else one.swapped()
        for one in findings.verdict.comparisons.values()
    ]


def _comparisons_table(findings: Findings) -> Table:
    of_classes = findings.card.metric.answer == "class"
    counted = "; items are counted on average over seeds" if of_classes else ""
    return findings.table(
        "comparisons",
        f"How much better the first is, in {findings.card.metric.unit}{counted}.",
        _comparison_columns(findings),
        _better_first(findings),
    )


def _comparison_columns(findings: Findings) -> list[Column]:
    card = findings.card
    column = partial(number_column, formula="formula-difference")
    of_classes = partial(column, shown=card.metric.answer == "class", write=number.quantity)
    return [
        Column("first", "first", of=lambda one: contender_entry(one.first)),
        Column("second", "second", of=lambda one: contender_entry(one.second)),
        *interval_columns(
            "advantage",
            "better by",
            "formula-difference",
            lambda one: one.advantage,
            card.metric,
            signed=True,
        ),
        column("p_value", "p of no difference", _p_value),
        Column("test", shown=False, of=lambda one: one.test),
        Column(
            "p_value_nadeau_bengio",
            shown=False,
            formula="formula-resampled" if card.split.kind == "cross_validated" else "",
            of=partial(_p_over_folds, findings),
        ),
        of_classes("only_first_right", "only first right", lambda one: one.first_right),
        of_classes("only_second_right", "only second right", lambda one: one.second_right),
        column(
            "relative_error_reduction",
            "costs avoided" if card.metric.name == "mean_cost" else "errors avoided",
            lambda one: one.relative_error_reduction,
            number.percent,
        ),
    ]


def _method(interval: Interval, *, is_noted: bool) -> Entry:
    return Entry(interval.method, note=interval.note if is_noted else "")


def _p_value(one: Comparison) -> Entry:
    return Entry(one.p_value, number.probability(one.p_value), note=one.test)


def _p_over_folds(findings: Findings, comparison: Comparison) -> float | None:
    """The p-value for repeatedly resampled data; None where the task is not cross-validated."""
    first, second = (
        findings.run.outcomes(findings.card.name, name)
        for name in (comparison.first, comparison.second)
    )
    return p_over_folds(findings.card, first, second)
