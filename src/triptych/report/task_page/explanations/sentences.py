"""Explanation metrics as plain sentences, made from the numbers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanation_differences import Difference, compared
from triptych.analysis.one_task.explanations import (
    NOT_MEASURED,
    TRACKS,
    Explained,
)
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability.metrics import CARDS
from triptych.measure.explainability.metrics.card import ExplanationMetric
from triptych.measure.explainability.metrics.faithfulness import FAITHFULNESS
from triptych.report.model.page import Fact
from triptych.report.words import number
from triptych.report.words.measured import brief, measured
from triptych.report.words.verdict import listed
from triptych.results.formats.explanations import Track
from triptych.task import PARADIGMS

CALLED: Final = {"rules": "rules", "classical": "the classical model", "deep": "the network"}
NATIVE_NAMES: Final = {
    "rules": "the rule trace",
    "classical": "the model's contributions",
    "deep": "the network's gradients",
}
NONE_APART: Final = "None of them are told apart"


def called(contender: str) -> str:
    """A contender's name in a sentence; a variant has its own name."""
    return CALLED.get(contender, contender)


def metric_facts(found: Mapping[str, Explained]) -> list[Fact]:
    """A plain sentence for each metric about the three, or the reason why it is missing."""
    three = {name: found[name] for name in PARADIGMS if name in found} or found
    by_heading: dict[str, list[str]] = {}
    for card in CARDS:
        if card.sentence:
            by_heading.setdefault(card.heading, []).append(_said(three, card))
    facts = {heading: " ".join(filter(None, said)) for heading, said in by_heading.items()}
    return [Fact(heading, said) for heading, said in facts.items() if said]


def _said(found: Mapping[str, Explained], metric: ExplanationMetric) -> str:
    own = () if metric.of_contender else _values(found, "native", metric).items()
    asked = _values(found, "probe", metric).items()
    native = listed([f"{NATIVE_NAMES.get(name, name)} {value}" for name, value in own])
    if not asked:
        return metric.sentence.format(each=native) if native else _why_nobody(found, metric)
    each = listed([f"{value} for {called(name)}" for name, value in asked])
    parts = [metric.sentence.format(each=each)]
    if metric.of_items:
        parts.append(noise_sentence(found, metric))
    if native and metric.with_native:
        parts.append(f"Native explanations: {native}.")
    return " ".join(filter(None, parts))


def _values(
    found: Mapping[str, Explained], track: Track, metric: ExplanationMetric
) -> dict[str, str]:
    """The formatted value of each contender that has the metric."""
    values = {}
    for name, one in found.items():
        estimate = one.estimate(track, metric)
        if isinstance(estimate, Interval):
            values[name] = measured(estimate, metric)
            beside = metric.read_with and one.estimate(track, metric.read_with)
            if metric.read_with and isinstance(beside, Interval):
                values[name] += f" ({measured(beside, metric.read_with)})"
    return values


def _why_nobody(found: Mapping[str, Explained], metric: ExplanationMetric) -> str:
    """The reason for a metric without any value; empty where it was not measured."""
    tracks: Sequence[Track] = ("probe",) if metric.of_contender else TRACKS
    estimates = [
        one.estimate(track, metric)
        for one in found.values()
        for track in tracks
        # Who says nothing at all has its reason in the track's table.
        if one.has(track)
    ]
    reasons = dict.fromkeys(one for one in estimates if isinstance(one, Absent))
    reasons.pop(NOT_MEASURED, None)
    said = "; ".join(map(brief, reasons))
    return f"No number: {said}." if said else ""


def noise_sentence(found: Mapping[str, Explained], metric: ExplanationMetric) -> str:
    """A sentence on which of the three are told apart."""
    pairs = compared(found, metric)
    beyond = ahead(pairs, called)
    if not pairs:
        return ""
    if not beyond:
        return "The two are not told apart." if len(pairs) == 1 else f"{NONE_APART}."
    rest = sum(one.is_noise for one in pairs)
    others = ("", "; the other two are not told apart", "; the others are not told apart")
    return f"Told apart: {beyond}{others[min(rest, 2)]}."


def ahead(pairs: Sequence[Difference], name_of: Callable[[str], str] = str) -> str:
    """`rules above classical and deep`: who is told apart; empty without any."""
    behind: dict[str, list[str]] = {}
    for one in pairs:
        if not one.is_noise:
            ordered = (
                (one.first, one.second) if one.interval.estimate > 0 else (one.second, one.first)
            )
            more, less = ordered
            behind.setdefault(more, []).append(name_of(less))
    alike: dict[str, list[str]] = {}
    for more, names in behind.items():
        alike.setdefault(listed(names), []).append(name_of(more))
    return ", ".join(f"{listed(more)} above {less}" for less, more in alike.items())


def wrong_fact(found: Mapping[str, Explained]) -> Fact | None:
    """Faithfulness of wrong and of right decisions; None without wrong decisions."""
    parts = []
    for name, one in found.items():
        told = []
        for which in ("wrong", "right"):
            estimate = one.estimate("probe", FAITHFULNESS, which)
            sample = one.sample("probe", FAITHFULNESS, which)
            if isinstance(estimate, Interval) and sample is not None:
                decisions = number.counted(len(sample.items), f"{which} decision")
                told.append(f"{measured(estimate, FAITHFULNESS)} on {decisions}")
        if len(told) == 2:
            parts.append(f"{called(name)} {listed(told)}")
    if not parts:
        return None
    return Fact(
        "Wrong decisions",
        "An error can be explained as faithfully as a hit. Faithfulness by the probe: "
        f"{'; '.join(parts)}.",
    )


def proof_fact(found: Mapping[str, Explained]) -> Fact | None:
    """Numbers of reasons that were proved sufficient; None without stated reasons."""
    parts = []
    for name, one in found.items():
        share = one.proved()
        if share is None:
            continue
        proved = round(share.estimate * share.items)
        part = (
            f"{name}: its reason was proved sufficient for {number.count(proved)} of "
            f"{number.counted(share.items, 'item')} (with 95% confidence for at least "
            f"{number.percent(share.low)} of decisions)"
        )
        kept = one.resampled_kept()
        if kept is not None:
            part += (
                f"; with all else drawn anew the decision was kept in {100 * kept:.4g}% of draws"
            )
        parts.append(part)
    return Fact("Reasons proved", f"{'. '.join(parts).capitalize()}.") if parts else None
