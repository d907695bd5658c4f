"""Walks on a page: one item, three readings of it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from triptych.report.drawing.walk import (
    curve,
    level,
    marked_curve,
    marked_picture,
    picture,
    ranked,
    shares,
)
from triptych.report.model.table import Entry
from triptych.report.model.walk import Reading, ShownWalk, Sight, Stage, Token
from triptych.report.words import number
from triptych.report.words.text import shorten
from triptych.report.words.walk import (
    answer,
    conditions_shown,
    output_in_words,
    signed,
    step_in_words,
)
from triptych.results.formats.walks import (
    Evidence,
    Nested,
    RawAudio,
    RawImage,
    RawNumber,
    RawRow,
    RawSeries,
    RawString,
    RawText,
    Real,
    Trace,
    Track,
    Walk,
)
from triptych.task import PARADIGMS

MOST_COLUMNS: Final = 5
LONGEST_TEXT: Final = 600
TRAINED_ON: Final = "it was trained on this item, so its answer is no evidence"


def shown_walk(walk: Walk, number_of: int = 1) -> ShownWalk:
    """Convert a walk for the page; `number_of` is its position on the page."""
    anchor = f"walk-{number_of}"
    title = f"Item {walk.item}"
    return ShownWalk(
        anchor=anchor,
        title=f"{title}: {walk.why}" if walk.why else title,
        truth=answer(walk.truth),
        sight=_sight(anchor, walk, title),
        readings=[
            _reading(f"{anchor}-{place}", anchor, name, trace, walk)
            for place, (name, trace) in enumerate(_in_order(walk.contenders), start=1)
        ],
    )


def _in_order(contenders: Mapping[str, Trace]) -> list[tuple[str, Trace]]:
    """The contenders in order of simplicity; a file may have any order."""
    return [(name, contenders[name]) for name in PARADIGMS if name in contenders]


def _reading(name: str, item: str, contender: str, trace: Trace, walk: Walk) -> Reading:
    sure = trace.confidence
    return Reading(
        contender=contender,
        decision=answer(trace.decision),
        judgement=_judgement(trace),
        is_wrong=trace.is_right is False,
        sure="" if sure is None else f"{number.percent(sure)} sure",
        steps=[step_in_words(step) for step in trace.steps],
        stages=_stages(trace),
        columns=_columns(trace),
        columns_caption=f"Columns that count, {_asked(trace.evidence.track, 'them')}",
        sight=_marked(name, item, contender, trace, walk),
        caption=f"What counts in the item, {_asked(trace.saliency_track, 'its parts')}",
    )


def _judgement(trace: Trace) -> str:
    """Right or wrong for a class, the error for a number."""
    if trace.is_right is None:
        return f"off by {_difference(trace.off_by)}"
    return "right" if trace.is_right else "wrong"


def _difference(off_by: Real) -> str:
    return number.ABSENT if off_by is None else number.formatted(off_by, "+.4g")


def _stages(trace: Trace) -> list[Stage]:
    instead, unexplained = trace.instead, trace.unexplained
    stages = [
        Stage("comes out", [output_in_words(trace.output)]),
        Stage("read as", [trace.reading]),
        Stage("because", [trace.because]),
        Stage("fired", conditions_shown(trace.fired), code=True),
        Stage("suffices", conditions_shown(trace.reason), code=True),
        Stage("instead", [f"{answer(instead.decision)} if {instead.says}"] if instead else []),
        Stage("of itself", [f"says nothing: {unexplained}"] if unexplained else []),
        Stage("counts most", [_units(trace.evidence)]),
        Stage("beware", [TRAINED_ON] if trace.was_trained_on else [], warns=True),
    ]
    return [stage for stage in stages if any(stage.lines)]


def _columns(trace: Trace) -> list[tuple[str, str, Entry]]:
    evidence, row = trace.evidence, trace.steps[0]
    if evidence.over != "columns":
        return []
    cells, means = row.values or {}, row.means or {}
    weights = shares(evidence.values).tolist()
    found = zip(evidence.names, evidence.values, weights, strict=True)
    return [
        (name, answer(cells.get(name)), Entry(value, signed(value), note=means.get(name, "")))
        for name, value, weight in list(found)[:MOST_COLUMNS]
        if value is not None and level(weight)
    ]


def _sight(name: str, walk: Walk, title: str) -> Sight:
    match walk.raw:
        case RawImage() as image:
            words = f"an image of {image.height}{number.TIMES}{image.width} pixels"
            return Sight(picture(name, f"{title}: {words}", image.values), caption=words)
        case RawSeries() | RawAudio() as recording:
            rate = f" at {recording.rate:g} a second" if recording.rate else ""
            words = f"{number.count(recording.samples)} samples{rate}"
            return Sight(curve(name, f"{title}: {words}", recording.values), caption=words)
        case RawRow(columns=cells):
            known = [name for name in walk.units if name in cells]
            names = dict.fromkeys([*known, *cells])  # columns in their own order
            return Sight(cells=[(name, answer(cells[name])) for name in names])
        case RawNumber(value=value):
            return Sight(tokens=[Token(str(value))])
        case RawText() | RawString() as words:
            return _beginning(words)


def _beginning(words: RawText | RawString) -> Sight:
    text = shorten(words.text, LONGEST_TEXT)
    cut = words.characters > len(text)
    caption = f"{number.count(words.characters)} characters in all" if cut else ""
    return Sight(tokens=[Token(text)], caption=caption)


def _marked(name: str, item: str, contender: str, trace: Trace, walk: Walk) -> Sight | None:
    saliency = trace.saliency
    if saliency is None:
        return None
    title = f"What counts for {contender} in item {walk.item}"
    words = _units_in_words(trace.evidence)
    match walk.raw:
        case RawImage():
            return Sight(marked_picture(name, item, title, words, saliency), caption=words)
        case RawSeries() | RawAudio():
            drawing = marked_curve(name, item, title, words, saliency, len(walk.units))
            return Sight(drawing, caption=words)
        case RawNumber(value=value):
            return Sight(tokens=_tokens(str(value).zfill(len(saliency)), saliency))
        case RawText(text=text) | RawString(text=text):
            return Sight(tokens=_tokens(shorten(text, LONGEST_TEXT), saliency))
        case RawRow():
            return None


def _tokens(text: str, saliency: Nested) -> list[Token]:
    """Runs of characters with one weight, marked by their level."""
    weights = shares(saliency).ravel().tolist()[: len(text)]
    pairs = [*zip(text, weights, strict=False), *((letter, 0.0) for letter in text[len(weights) :])]
    parts = [
        ("".join(letter for letter, _ in group), weight)
        for weight, group in groupby(pairs, key=lambda pair: pair[1])
    ]
    ranks = ranked([weight for _, weight in parts])
    tokens = []
    for place, (words, weight) in enumerate(parts):
        found = level(weight)
        kind = f"{'for' if found > 0 else 'against'}-{abs(found)}" if found else ""
        says = ("counts for it" if found > 0 else "counts against it") if found else ""
        inner = words.lstrip()
        if gap := words[: len(words) - len(inner)]:
            tokens.append(Token(gap))
        tokens.append(Token(inner, kind, ranks.get(place, 0), says))
    return tokens


def _units_in_words(evidence: Evidence) -> str:
    """The most important units in words, for readers who cannot see the marks."""
    if evidence.over == "units":
        return _units(evidence)
    return "the stronger the mark, the more that part counts for the decision"


def _units(evidence: Evidence) -> str:
    if evidence.over != "units":
        return ""
    values = [value or 0.0 for value in evidence.values]
    ranks = ranked(shares(values).tolist())
    return ", ".join(f"{evidence.names[place]} ({signed(values[place])})" for place in ranks)


def _asked(track: Track, exchanged: str) -> str:
    if track == "native":
        return "as it says itself"
    return f"found by exchanging {exchanged} and asking again"
