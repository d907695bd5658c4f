"""What each metric of explanations says, as plain sentences made from the numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from triptych.absent import Absent
from triptych.analysis.one_task.explanations import (
    NOT_MEASURED,
    TRACKS,
    Explained,
    difference,
    within_noise,
)
from triptych.analysis.statistics.interval import Interval
from triptych.measure.explainability import metrics
from triptych.measure.explainability.metrics import ExplanationMetric
from triptych.report.model.page import Fact
from triptych.report.words import number
from triptych.report.words.measured import LONGEST_REASON, measured
from triptych.report.words.text import shorten
from triptych.report.words.verdict import listed
from triptych.results.formats.explanations import Track
from triptych.task import PARADIGMS

CALLED: Final = {"rules": "rules", "classical": "the classical model", "deep": "the network"}
VOICES: Final = {
    "rules": "the rule trace",
    "classical": "the model's contributions",
    "deep": "the network's gradients",
}
ALL_NOISE: Final = "All differences are within noise"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A metric's sentence; `{each}` is replaced by what was measured for each contender.

    Sentences of one title stand together; `own_words` says whether what contenders say themselves
    is told as well, or left to the table; `beside` is what follows each number in brackets.
    """

    title: str
    metric: ExplanationMetric
    says: str
    own_words: bool = True
    beside: ExplanationMetric | None = None


SENTENCES: Final = (
    Sentence(
        "Faith",
        metrics.FAITH,
        "Of what the best order of units found could show, the probe's order shows {each}.",
    ),
    Sentence(
        "About this item",
        metrics.FAITH_EXCESS,
        "Of what one and the same average explanation for every item leaves open, this item's own "
        "explanation shows {each}.",
    ),
    Sentence(
        "Units that keep it",
        metrics.K95,
        "How many of the most important units it takes to keep the decision in 95 of 100 draws: "
        "{each}.",
    ),
    Sentence(
        "Insertion and deletion",
        metrics.INSERTION,
        "Share of draws in which the decision stands while units are put back, the most important "
        "first, averaged on the way (more is better): {each}.",
        own_words=False,
    ),
    Sentence(
        "Insertion and deletion",
        metrics.DELETION,
        "While they are taken away, the most important first (less is better): {each}.",
        own_words=False,
    ),
    Sentence(
        "The top quarter",
        metrics.COMPREHENSIVENESS,
        "Share of draws in which the decision is lost without the most important quarter of the "
        "units: {each}.",
        own_words=False,
    ),
    Sentence(
        "The top quarter",
        metrics.SUFFICIENCY,
        "Share in which that quarter alone keeps it: {each}.",
        own_words=False,
    ),
    Sentence(
        "Stability",
        metrics.STABILITY,
        "How far the order of units agrees with the one before after small changes that keep the "
        "decision, where 1 is the same order (and how often such a change does not keep it): "
        "{each}.",
        beside=metrics.FLIP_RATE,
    ),
    Sentence(
        "Stability",
        metrics.TOTAL_VARIATION,
        "The largest part of the importance that such a change moves to other units: {each}.",
        own_words=False,
    ),
    Sentence(
        "Effective units",
        metrics.EFFECTIVE_UNITS,
        "Over how many equally important units the importance is as good as spread (fewer are "
        "easier to read, but only where faith is equal): {each}.",
        own_words=False,
    ),
    Sentence(
        "Named units",
        metrics.EXACTNESS,
        "Share of draws in which the named units alone keep the decision (and how many are named): "
        "{each}.",
        beside=metrics.NAMED_UNITS,
    ),
    Sentence(
        "A twin that learned nothing",
        metrics.RANDOMISATION,
        "How far explanations agree with those of a twin made from shuffled labels or bindings, "
        "where 1 is the same order (and how far those of two items agree: the twin should come to "
        "no more): {each}.",
        beside=metrics.RANDOMISATION_LEVEL,
    ),
    Sentence(
        "What truly matters",
        metrics.TOP_IS_RELEVANT,
        "Share of items on which the unit called most important is one that truly matters: {each}.",
    ),
    Sentence(
        "A small tree",
        metrics.SURROGATE_EXCESS,
        "By how much a small tree that imitates it agrees with it more than a tree that learned "
        "the truth, in kappa; above 0, the contender has something simple of its own: {each}.",
    ),
    Sentence(
        "Read for a decision",
        metrics.READ,
        "Comparisons or multiplications on the way to a decision: {each}.",
    ),
    Sentence("Time", metrics.MILLISECONDS, "An explanation takes {each}."),
)


def called(contender: str) -> str:
    """A contender as a sentence names it; a variant by its own name."""
    return CALLED.get(contender, contender)


def metric_facts(found: Mapping[str, Explained]) -> list[Fact]:
    """A plain sentence for each metric about the three, or why nobody has it."""
    three = {name: found[name] for name in PARADIGMS if name in found} or found
    by_title: dict[str, list[str]] = {}
    for sentence in SENTENCES:
        by_title.setdefault(sentence.title, []).append(_said(three, sentence))
    facts = {title: " ".join(filter(None, said)) for title, said in by_title.items()}
    return [Fact(title, said) for title, said in facts.items() if said]


def _said(found: Mapping[str, Explained], sentence: Sentence) -> str:
    metric = sentence.metric
    own = () if metric in metrics.OF_CONTENDER else _values(found, "native", sentence).items()
    asked = _values(found, "probe", sentence).items()
    voices = listed([f"{VOICES.get(name, name)} {value}" for name, value in own])
    if not asked:
        return sentence.says.format(each=voices) if voices else _why_nobody(found, sentence)
    each = listed([f"{value} for {called(name)}" for name, value in asked])
    parts = [sentence.says.format(each=each)]
    if metric.of_items:
        parts.append(noise_sentence(found, metric))
    if voices and sentence.own_words:
        parts.append(f"In their own words: {voices}.")
    return " ".join(filter(None, parts))


def _values(found: Mapping[str, Explained], track: Track, sentence: Sentence) -> dict[str, str]:
    """What was measured for each contender that has the metric, as it is written."""
    values = {}
    for name, one in found.items():
        estimate = one.estimate(track, sentence.metric)
        if isinstance(estimate, Interval):
            values[name] = measured(estimate, sentence.metric)
            beside = sentence.beside and one.estimate(track, sentence.beside)
            if sentence.beside and isinstance(beside, Interval):
                values[name] += f" ({measured(beside, sentence.beside)})"
    return values


def _why_nobody(found: Mapping[str, Explained], sentence: Sentence) -> str:
    """The reason in the place of a metric that nobody has; empty where it was never asked for."""
    tracks: Sequence[Track] = ("probe",) if sentence.metric in metrics.OF_CONTENDER else TRACKS
    estimates = [
        one.estimate(track, sentence.metric)
        for one in found.values()
        for track in tracks
        # Who says nothing at all has its reason in the track's table.
        if one.has(track)
    ]
    reasons = dict.fromkeys(one.reason for one in estimates if isinstance(one, Absent))
    reasons.pop(NOT_MEASURED, None)
    said = "; ".join(shorten(" ".join(one.split()), LONGEST_REASON) for one in reasons)
    return f"No number: {said}." if said else ""


def noise_sentence(found: Mapping[str, Explained], metric: ExplanationMetric) -> str:
    """Which of the three differ beyond noise, and that the others do not."""
    pairs = compared(found, metric)
    beyond = ahead(pairs, called)
    if not pairs:
        return ""
    if not beyond:
        return "The difference is within noise." if len(pairs) == 1 else f"{ALL_NOISE}."
    rest = sum(within_noise(by) for _, _, by in pairs)
    others = ("", "; the other difference is within noise", "; the others are within noise")
    return f"Beyond noise: {beyond}{others[min(rest, 2)]}."


def ahead(pairs: Sequence[tuple[str, str, Interval]], name_of: Callable[[str], str] = str) -> str:
    """`rules above classical and deep`: who has more than whom beyond noise; empty for nobody."""
    behind: dict[str, list[str]] = {}
    for first, second, by in pairs:
        if not within_noise(by):
            more, less = (first, second) if by.estimate > 0 else (second, first)
            behind.setdefault(more, []).append(name_of(less))
    alike: dict[str, list[str]] = {}
    for more, names in behind.items():
        alike.setdefault(listed(names), []).append(name_of(more))
    return ", ".join(f"{listed(more)} above {less}" for less, more in alike.items())


def compared(
    found: Mapping[str, Explained], metric: ExplanationMetric
) -> list[tuple[str, str, Interval]]:
    """Each pair of the three that can be compared by the probe, with the difference."""
    names = [name for name in PARADIGMS if name in found]
    pairs = []
    for first, second in combinations(names, 2):
        one = difference(found[first], found[second], metric)
        if isinstance(one, Interval):
            pairs.append((first, second, one))
    return pairs


def wrong_fact(found: Mapping[str, Explained]) -> Fact | None:
    """Faith of wrong decisions beside that of right ones; None where none were wrong."""
    parts = []
    for name, one in found.items():
        told = []
        for which in ("wrong", "right"):
            faith = one.estimate("probe", metrics.FAITH, which)
            sample = one.sample("probe", metrics.FAITH, which)
            if isinstance(faith, Interval) and sample is not None:
                decisions = number.counted(len(sample.items), f"{which} decision")
                told.append(f"{measured(faith, metrics.FAITH)} on {decisions}")
        if len(told) == 2:
            parts.append(f"{called(name)} {listed(told)}")
    if not parts:
        return None
    return Fact(
        "Wrong decisions",
        "An error can be explained as faithfully as a hit. Faith by the probe: "
        f"{'; '.join(parts)}.",
    )


def proof_fact(found: Mapping[str, Explained]) -> Fact | None:
    """How many stated reasons were proved sufficient; None where nobody states any."""
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
