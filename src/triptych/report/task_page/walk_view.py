"""Walks as a page shows them: one item, three readings of it."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any, Final

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
from triptych.task import PARADIGMS

MOST_COLUMNS: Final = 5
LONGEST_TEXT: Final = 600


def shown_walk(walk: Mapping[str, Any], number_of: int) -> ShownWalk:
    """Turn a walk of walks.json into what the page shows."""
    anchor = f"walk-{number_of}"
    return ShownWalk(
        anchor=anchor,
        title=f"Item {walk['item']}: {walk['why']}",
        truth=answer(walk["truth"]),
        sight=_sight(anchor, walk, f"Item {walk['item']}"),
        readings=[
            _reading(f"{anchor}-{place}", anchor, name, told, walk)
            for place, (name, told) in enumerate(_in_order(walk["contenders"]), start=1)
        ],
    )


def _in_order(contenders: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The simplest first; a file may hold them in any order."""
    return [(name, contenders[name]) for name in PARADIGMS if name in contenders]


def _reading(
    name: str, item: str, contender: str, told: Mapping[str, Any], walk: Mapping[str, Any]
) -> Reading:
    is_number = told["is_right"] is None
    sure = told["confidence"]
    return Reading(
        contender=contender,
        decision=answer(told["decision"]),
        judgement=f"off by {told['off_by']:+.4g}".replace("-", number.MINUS)
        if is_number
        else ("right" if told["is_right"] else "wrong"),
        is_wrong=told["is_right"] is False,
        sure="" if sure is None else f"{number.percent(sure)} sure",
        steps=[step_in_words(step) for step in told["steps"]],
        stages=_stages(told),
        columns=_columns(told),
        columns_caption=f"Columns that count, {_asked(told['evidence']['track'], 'them')}",
        sight=_marked(name, item, contender, told, walk),
        caption=f"What counts in the item, {_asked(told['saliency_track'], 'its parts')}",
    )


def _stages(told: Mapping[str, Any]) -> list[Stage]:
    instead = told["instead"]
    stages = [
        Stage("comes out", [output_in_words(told["output"])]),
        Stage("read as", [told["reading"]]),
        Stage("because", [told["because"]]),
        Stage("fired", conditions_shown(told["fired"]), code=True),
        Stage("suffices", conditions_shown(told["reason"]), code=True),
        Stage(
            "instead", [f"{answer(instead['decision'])} if {instead['says']}"] if instead else []
        ),
        Stage("of itself", [f"says nothing: {told['unexplained']}"] if told["unexplained"] else []),
        Stage("counts most", [_units(told["evidence"])]),
        Stage("beware", ["it was trained on this very item"] if told["was_trained_on"] else []),
    ]
    return [stage for stage in stages if any(stage.lines)]


def _columns(told: Mapping[str, Any]) -> list[tuple[str, str, Entry]]:
    evidence, row = told["evidence"], told["steps"][0]
    if evidence["over"] != "columns":
        return []
    weights = shares(evidence["values"]).tolist()
    found = zip(evidence["names"], evidence["values"], weights, strict=True)
    return [
        (
            name,
            answer(row.get("values", {}).get(name)),
            Entry(value, signed(value), note=row.get("means", {}).get(name, "")),
        )
        for name, value, weight in list(found)[:MOST_COLUMNS]
        if level(weight)
    ]


def _sight(name: str, walk: Mapping[str, Any], title: str) -> Sight:
    raw, units = walk["raw"], walk["units"]
    match raw["kind"]:
        case "image":
            words = f"an image of {raw['height']}{number.TIMES}{raw['width']} pixels"
            return Sight(picture(name, f"{title}: {words}", raw["values"]), caption=words)
        case "series" | "audio":
            rate = f" at {raw['rate']:g} a second" if raw["rate"] else ""
            words = f"{number.count(raw['samples'])} samples{rate}"
            return Sight(curve(name, f"{title}: {words}", raw["values"]), caption=words)
        case "row":
            known = [name for name in units if name in raw["columns"]]
            names = dict.fromkeys([*known, *raw["columns"]])  # columns in their own order
            return Sight(cells=[(name, answer(raw["columns"][name])) for name in names])
        case "number":
            return Sight(tokens=[Token(str(raw["value"]))])
    text = shorten(raw["text"], LONGEST_TEXT)
    cut = raw["characters"] > len(text)
    caption = f"{number.count(raw['characters'])} characters in all" if cut else ""
    return Sight(tokens=[Token(text)], caption=caption)


def _marked(
    name: str, item: str, contender: str, told: Mapping[str, Any], walk: Mapping[str, Any]
) -> Sight | None:
    raw, saliency = walk["raw"], told["saliency"]
    if saliency is None:
        return None
    title = f"What counts for {contender} in item {walk['item']}"
    words = _units_in_words(told, walk)
    match raw["kind"]:
        case "image":
            return Sight(marked_picture(name, item, title, words, saliency), caption=words)
        case "series" | "audio":
            pieces = len(walk["units"])
            drawing = marked_curve(name, item, title, words, saliency, pieces)
            return Sight(drawing, caption=words)
        case "number":
            return Sight(tokens=_tokens(str(raw["value"]).zfill(len(saliency)), saliency))
        case "text" | "string":
            return Sight(tokens=_tokens(shorten(raw["text"], LONGEST_TEXT), saliency))
    return None


def _tokens(text: str, saliency: Any) -> list[Token]:
    """Neighbouring characters of one weight, marked by how much they count."""
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


def _units_in_words(told: Mapping[str, Any], walk: Mapping[str, Any]) -> str:
    """Where it counts most, for who cannot see the marks."""
    evidence = told["evidence"]
    if evidence["over"] == "units":
        return _units(evidence)
    return "the stronger the mark, the more that part counts for the decision"


def _units(evidence: Mapping[str, Any]) -> str:
    if evidence["over"] != "units":
        return ""
    values = [value or 0.0 for value in evidence["values"]]
    ranks = ranked(shares(values).tolist())
    return ", ".join(f"{evidence['names'][place]} ({signed(values[place])})" for place in ranks)


def _asked(track: str, exchanged: str) -> str:
    if track == "native":
        return "as it says itself"
    return f"found by exchanging {exchanged} and asking again"
