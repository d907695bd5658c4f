"""The section on calibration: proper scores, calibration and reliability diagrams."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.calibration import Bin, Calibration, calibrations
from triptych.analysis.one_task.probabilities import ClassProbabilities
from triptych.analysis.one_task.proper_score import SMALLEST, ProperScores, proper_scores
from triptych.report.drawing import confidence as confidence_charts
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import (
    by_contender,
    interval_columns,
    interval_ends,
    number_column,
    share_columns,
)
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.words import number
from triptych.report.words.settling import PLURAL
from triptych.task import paradigm_of

Judged = Mapping[str, tuple[ProperScores, Calibration]]


def class_probabilities_of(findings: Findings) -> dict[str, ClassProbabilities | Absent]:
    """Class probabilities of each contender with a score; empty for a regression."""
    if findings.card.classes is None:
        return {}
    return {
        name: ClassProbabilities.of_run(findings.run, findings.card.name, name)
        for name in findings.scores
    }


def with_probabilities(
    forecasts: Mapping[str, ClassProbabilities | Absent],
) -> dict[str, ClassProbabilities]:
    """The contenders with class probabilities."""
    return {name: one for name, one in forecasts.items() if isinstance(one, ClassProbabilities)}


def without_probabilities(forecasts: Mapping[str, ClassProbabilities | Absent]) -> list[str]:
    """Sentences on contenders without class probabilities, with the reasons."""
    return [
        f"Not measured for {name}: {one.reason}."
        for name, one in forecasts.items()
        if isinstance(one, Absent)
    ]


def calibration_section(
    findings: Findings, forecasts: Mapping[str, ClassProbabilities | Absent]
) -> Section | None:
    """The section on calibration; None for a regression."""
    if not forecasts:
        return None
    known = with_probabilities(forecasts)
    calibrated = calibrations(known)
    judged = {name: (proper_scores(one), calibrated[name]) for name, one in known.items()}
    if not judged:
        return Section("calibration", _TITLE, notices=without_probabilities(forecasts))
    return Section(
        "calibration",
        _TITLE,
        paragraphs=[
            "Confidence is the probability that a contender states for its own decision. It is "
            "calibrated where 80% of the answers given with 80% confidence are right: on the line.",
            " ".join(
                _sentence(name, one)
                for name, (_, one) in judged.items()
                if name in findings.paradigm_scores
            ),
        ],
        notices=without_probabilities(forecasts),
        figures=_figures(
            {name: one for name, (_, one) in judged.items() if name in findings.paradigm_scores}
        ),
        tables=[
            _scores_table(findings, judged),
            _calibration_table(findings, judged),
            _bins_table(findings, judged),
        ],
        arrangement="panels",
    )


_TITLE: Final = "Calibration of confidence"


def _sentence(name: str, judged: Calibration) -> str:
    """The calibration of one contender, as a sentence."""
    plural = paradigm_of(name) in PLURAL
    states, they, be = ("state", "they are", "are") if plural else ("states", "it is", "is")
    says = f"{name.capitalize()} {states} {number.percent(judged.confidence)} on average and {be} "
    says += f"right in {number.percent(judged.right)}"
    off, upper = _three(judged.smooth_ece), _three(judged.null.upper)
    if not judged.shown and judged.smooth_ece > judged.null.upper:
        return (
            f"{says}; a smooth ECE of {off} is seldom chance of one contender (up to {upper}), but "
            "may be of one among several."
        )
    if not judged.shown:
        return (
            f"{says}; a smooth ECE of {off} is what chance would give a perfectly calibrated one "
            f"as well (up to {upper})."
        )
    if judged.confidence > judged.right:
        leaning = f"{they} more confident than {they} right"
    else:
        leaning = f"{they} more often right than {they} confident"
    return f"{says}: {leaning}, by more than chance (smooth ECE {off}, chance up to {upper})."


def _figures(judged: Mapping[str, Calibration]) -> list[Figure]:
    """A reliability diagram for each contender, on one scale."""
    least = min(
        (min(one.confidence, one.right.low) for each in judged.values() for one in each.bins),
        default=0.0,
    )
    figures = []
    for name, each in judged.items():
        listed = "; ".join(
            f"{number.percent(one.right.estimate)} right at {number.percent(one.confidence)} "
            "confidence"
            for one in each.bins
        )
        drawing = inline(
            confidence_charts.reliability(name, each.bins, least),
            f"figure-reliability-{slug(name)}",
            f"Reliability of {name}",
            f"{listed}.",
        )
        caption = f"{name.capitalize()}: share right, with 95% intervals"
        figures.append(Figure(drawing, caption))
    return figures


def _scores_table(findings: Findings, judged: Judged) -> Table:
    formula = "formula-proper-scores"
    part = partial(number_column, write=_three, formula=formula)
    uncertainty = next(iter(judged.values()))[0].brier_parts.uncertainty
    return findings.table(
        "proper_scores",
        "How good the probabilities are: smaller is better, 0 is perfect. A constant forecast of "
        f"the class frequencies has a Brier score of {_three(uncertainty)}. Brier = reliability "
        f"{number.MINUS} resolution + uncertainty. Clipped: answers that gave the truth no chance "
        f"at all; log-loss counts it as one in {number.count(1 / SMALLEST)}.",
        by_contender(
            *interval_columns("log_loss", "log-loss", formula, lambda one: one.log_loss),
            part("clipped", "clipped", lambda one: one.clipped, write=number.percent_or_zero),
            *interval_columns("brier", "Brier score", formula, lambda one: one.brier),
            part("reliability", "reliability", lambda one: one.brier_parts.reliability),
            part("resolution", "resolution", lambda one: one.brier_parts.resolution),
            part("uncertainty", "uncertainty", lambda one: one.brier_parts.uncertainty),
        ),
        [(name, scores) for name, (scores, _) in judged.items()],
    )


def _calibration_table(findings: Findings, judged: Judged) -> Table:
    column = partial(number_column, formula="formula-smooth-ece")
    return findings.table(
        "calibration",
        "Smooth ECE is the mean distance between confidence and the share right. Chance alone "
        "gives a perfectly calibrated contender with the same confidences the number beside it; "
        "in 95% of cases less than the one below that. Miscalibrated: p is at most 5%, adjusted "
        "over all contenders of the task by Benjamini and Hochberg.",
        by_contender(
            column("confidence", "states", lambda one: one.confidence, number.percent),
            column("right", "is right", lambda one: one.right, number.percent),
            column("smooth_ece", "smooth ECE", lambda one: one.smooth_ece, _three),
            column("null_mean", "if calibrated", _null_entry),
            column("null_upper", label="", shown=False, of=lambda one: one.null.upper),
            Column(
                "miscalibrated",
                "miscalibrated",
                formula="formula-smooth-ece",
                of=lambda one: one.shown,
                write=lambda shown: "yes" if shown else "not shown",
            ),
            column(
                "p_adjusted", "p, adjusted", lambda one: one.adjusted_p_value, number.probability
            ),
        ),
        [(name, one) for name, (_, one) in judged.items()],
    )


def _right(one: Bin) -> tuple[float, float, float]:
    return one.right.estimate, *interval_ends(one.right)


def _null_entry(one: Calibration) -> Entry:
    return Entry(one.null.mean, _three(one.null.mean), note=f"95%: {_three(one.null.upper)}")


def _bins_table(findings: Findings, judged: Judged) -> Table:
    formula = "formula-reliability"
    column = partial(number_column, formula=formula)
    return findings.table(
        "reliability",
        "Answers by confidence: each distinct one where there are at most ten, else tenths of "
        "equal size. Items are counted on average over seeds; the share right is times 100.",
        by_contender(
            column("confidence_low", label="", shown=False, of=lambda one: one.low),
            column("confidence_high", label="", shown=False, of=lambda one: one.high),
            column("confidence", "mean confidence", lambda one: one.confidence, number.percent),
            number_column("items", "items", lambda one: one.items, number.quantity),
            *share_columns("right", "right", formula, _right),
        ),
        [(name, one) for name, (_, judgement) in judged.items() for one in judgement.bins],
        folded=True,
        summary="The numbers in these diagrams",
    )


def _three(value: float) -> str:
    """A number with three decimals."""
    return number.formatted(value, ".3f")
