"""What each metric of explanations says, as plain sentences made from the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from triptych.analysis import explanation_metrics as metrics
from triptych.analysis.explanation_metrics import ExplanationMetric
from triptych.analysis.explanations import TRACKS, Explained, Track, difference, within_noise
from triptych.analysis.interval import Interval
from triptych.analysis.unsaid import Unsaid
from triptych.analysis.wording import listed
from triptych.report import number
from triptych.report.explanation_number import LONGEST_REASON, measured
from triptych.report.page import Fact
from triptych.report.text import shorten
from triptych.task import PARADIGMS

CALLED: Final = {"rules": "rules", "classical": "the classical model", "deep": "the network"}
VOICES: Final = {
    "rules": "the rule trace",
    "classical": "the model's contributions",
    "deep": "the network's gradients",
}
ALL_NOISE: Final = "all differences are within noise"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A metric's sentence; `{each}` is replaced by what was measured for each contender."""

    title: str
    metric: ExplanationMetric
    says: str


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
        "To keep the decision in 95 of 100 draws it takes {each} of the most important units.",
    ),
    Sentence(
        "Insertion",
        metrics.INSERTION,
        "While units are put back, the most important first, the decision stands in {each} of "
        "draws, averaged on the way; more is better.",
    ),
    Sentence(
        "Deletion",
        metrics.DELETION,
        "While they are taken away, the most important first, it still stands in {each}; less is "
        "better.",
    ),
    Sentence(
        "Without the top quarter",
        metrics.COMPREHENSIVENESS,
        "Without the most important quarter of the units the decision is lost in {each} of draws.",
    ),
    Sentence(
        "The top quarter alone",
        metrics.SUFFICIENCY,
        "With that quarter alone the decision is kept in {each} of draws.",
    ),
    Sentence(
        "Stability",
        metrics.STABILITY,
        "After small changes that keep the decision, the order of units agrees with the one before "
        "by {each}, where 1 is the same order.",
    ),
    Sentence(
        "Worst shift",
        metrics.TOTAL_VARIATION,
        "At worst, such a change moves {each} of the importance to other units.",
    ),
    Sentence(
        "Effective units",
        metrics.EFFECTIVE_UNITS,
        "The importance is spread as if over {each} equally important units; fewer are easier to "
        "read, but only where faith is equal.",
    ),
    Sentence(
        "Named units",
        metrics.EXACTNESS,
        "With all but the named units exchanged, the decision stood in {each} of draws.",
    ),
    Sentence(
        "A twin that learned nothing",
        metrics.RANDOMISATION,
        "A twin made from shuffled labels or bindings is explained alike by {each}, where 1 is the "
        "same order; it should be no more than two items of one contender are.",
    ),
    Sentence(
        "What truly matters",
        metrics.TOP_IS_RELEVANT,
        "The unit called most important is one that truly matters on {each} of the items.",
    ),
    Sentence(
        "A small tree",
        metrics.SURROGATE_EXCESS,
        "A small tree that imitates it agrees with it, beyond a tree that learned the truth, by "
        "{each} (kappa): above 0, the contender has something simple of its own.",
    ),
    Sentence(
        "Read for a decision",
        metrics.READ,
        "A decision reads {each} comparisons or multiplications.",
    ),
    Sentence("Time", metrics.MILLISECONDS, "An explanation takes {each}."),
)


def called(contender: str) -> str:
    """A contender as a sentence names it; a variant by its own name."""
    return CALLED.get(contender, contender)


def metric_facts(found: Mapping[str, Explained]) -> list[Fact]:
    """A plain sentence for each metric that was measured for anybody."""
    facts = []
    for one in SENTENCES:
        of_contender = one.metric in metrics.OF_CONTENDER
        probe = _estimates(found, "probe", one.metric)
        native = {} if of_contender else _estimates(found, "native", one.metric)
        said = []
        if probe:
            said.append(one.says.format(each=_each(probe, one.metric)))
            if one.metric.of_items:
                said.append(noise_sentence(found, one.metric))
        if native:
            voices = [
                f"{VOICES.get(name, name)} {measured(interval, one.metric)}"
                for name, interval in native.items()
            ]
            if probe:
                said.append(f"In their own words: {listed(voices)}.")
            else:
                said.append(one.says.format(each=f"these: {listed(voices)}"))
        if said:
            facts.append(Fact(one.title, " ".join(filter(None, said))))
    return facts


def noise_sentence(found: Mapping[str, Explained], metric: ExplanationMetric) -> str:
    """Which of the three differ beyond noise, and that the others do not."""
    pairs = compared(found, metric)
    if not pairs:
        return ""
    beyond = [pair for pair in pairs if not within_noise(pair[2])]
    if not beyond:
        if len(pairs) > 1:
            return f"{ALL_NOISE[0].upper()}{ALL_NOISE[1:]}."
        first, second, _ = pairs[0]
        return f"The difference between {called(first)} and {called(second)} is within noise."
    listing = listed([_larger(first, second, one, metric) for first, second, one in beyond])
    rest = len(pairs) - len(beyond)
    tail = "" if not rest else f"; {'the other difference is' if rest == 1 else 'the others are'} "
    return f"Beyond noise, it is larger for {listing}{tail}{'within noise' if rest else ''}."


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
        right, decisions = one.right
        if right == decisions:
            continue
        wrong, others = (
            one.estimate("probe", metrics.FAITH, which) for which in ("wrong", "right")
        )
        if isinstance(wrong, Interval) and isinstance(others, Interval):
            parts.append(
                f"{called(name)} {measured(wrong, metrics.FAITH)} on "
                f"{number.counted(decisions - right, 'wrong decision')} and "
                f"{measured(others, metrics.FAITH)} on {number.count(right)} right ones"
            )
    if not parts:
        return None
    return Fact(
        "Wrong decisions",
        "An error can be explained as faithfully as a hit. Faith by the probe: "
        f"{'; '.join(parts)}.",
    )


def absent_facts(found: Mapping[str, Explained]) -> list[Fact]:
    """For each metric that nobody has on either track, the reason in its place."""
    facts = []
    for one in SENTENCES:
        tracks: Sequence[Track] = ("probe",) if one.metric in metrics.OF_CONTENDER else TRACKS
        estimates = [
            each.estimate(track, one.metric) for track in tracks for each in found.values()
        ]
        reasons = dict.fromkeys(each.reason for each in estimates if isinstance(each, Unsaid))
        if len(reasons) and all(isinstance(each, Unsaid) for each in estimates):
            said = "; ".join(shorten(reason, LONGEST_REASON) for reason in reasons)
            facts.append(Fact(one.title, f"No number: {said}."))
    return facts


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


def _estimates(
    found: Mapping[str, Explained], track: Track, metric: ExplanationMetric
) -> dict[str, Interval]:
    estimates = {name: one.estimate(track, metric) for name, one in found.items()}
    return {name: one for name, one in estimates.items() if isinstance(one, Interval)}


def _each(estimates: Mapping[str, Interval], metric: ExplanationMetric) -> str:
    """`92 ± 4% for rules and 88 ± 5% for the network`."""
    return listed(
        [f"{measured(one, metric)} for {called(name)}" for name, one in estimates.items()]
    )


def _larger(first: str, second: str, by: Interval, metric: ExplanationMetric) -> str:
    if by.estimate < 0:
        first, second, by = second, first, by.negated()
    return f"{called(first)} than for {called(second)} (by {measured(by, metric, signed=True)})"
