"""The section on a network's layers: linear probes by depth, and a map of the last one."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np

from triptych.absent import Absent
from triptych.report.drawing import layers as layer_charts
from triptych.report.drawing.layers import CLASS_MARKS, OTHERS, Depth
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings
from triptych.report.model.columns import number_column, share_columns
from triptych.report.model.figure import Figure
from triptych.report.model.page import Section
from triptych.report.model.table import Column, Entry, Table
from triptych.report.task_page.residuals import FIFTHS
from triptych.report.words import number
from triptych.report.words.text import printable, shorten
from triptych.results.formats.layers import Embedding, Layer, NetworkLayers, Point

NO_LAYERS: Final = (
    "The network's layers have not been looked into yet. `triptych explain` does that; then "
    "`triptych report` writes this page anew."
)
ACCURACY: Final = "accuracy"
MOST_POINTS: Final = 300
UNKNOWN: Final = "of a name that the network has not"


def layers_section(findings: Findings) -> Section:
    """The section on layers: probe scores by depth, and a map of the last hidden layer."""
    measured = findings.run.layers.get(findings.card.name)
    if measured is None:
        notice = NO_LAYERS
    elif isinstance(measured, Absent):
        notice = f"No layers were looked into: {measured.reason}."
    else:
        return _measured(findings, measured)
    return Section("layers", "Layers of the network", notices=[notice])


def _measured(findings: Findings, measured: NetworkLayers) -> Section:
    probe, embeddings = measured.probe, measured.embeddings
    figures = [_depth_figure(findings, measured)]
    paragraphs = [
        _sentence(measured),
        f"A linear model was fitted on {number.count(probe.train_items)} training items "
        f"to read the answer off each layer's outputs, and scored on "
        f"{number.count(probe.test_items)} tested items that neither it nor the network "
        "was trained on. What can be read there is not yet what the network uses.",
    ]
    notices = []
    if isinstance(embeddings, str):
        notices.append(f"There is no map: {embeddings}.")
    else:
        figures.append(_embedding_figure(findings, measured.layers, embeddings))
    return Section(
        "layers", "Layers of the network", paragraphs=paragraphs, notices=notices, figures=figures
    )


def _sentence(measured: NetworkLayers) -> str:
    """A sentence on the probe scores of the input and of the last hidden layer."""
    layers = measured.layers
    first, last = layers[0], layers[-2] if len(layers) > 2 else layers[-1]
    hidden = f"after the last hidden layer ({layer_names(layers)[-2]})"
    name = hidden if len(layers) > 2 else "after the last"
    if measured.metric == ACCURACY:
        return (
            f"The answer can be read off the input with {_score(first)}, {name} with "
            f"{_score(last)}; guessing is right on {number.percent(measured.chance)}."
        )
    return (
        f"A linear model explains {_score(first)} of the answer's variance from the "
        f"input, {name} {_score(last)}."
    )


def _score(layer: Layer) -> str:
    share = number.share(layer.score, layer.low, layer.high)
    return f"{share}%".replace(" ", number.NO_BREAK)


def _depth_figure(findings: Findings, measured: NetworkLayers) -> Figure:
    layers = measured.layers
    names = layer_names(layers)
    label = "right, %" if measured.metric == ACCURACY else "variance explained (R²), %"
    drawing = inline(
        layer_charts.by_depth(
            measured.contender,
            [
                Depth(name, one.score, one.low, one.high)
                for name, one in zip(names, layers, strict=True)
            ],
            measured.chance,
            label,
        ),
        "figure-layers",
        "How well the answer can be read off each layer",
        "; ".join(f"{name} {_score(one)}" for name, one in zip(names, layers, strict=True)),
    )
    caption = (
        "How well a linear model reads the answer off each layer's outputs, from the input at the "
        "top to the decision, with 95% intervals."
    )
    return Figure(drawing, caption, _layers_table(findings, measured))


def _layers_table(findings: Findings, measured: NetworkLayers) -> Table:
    layers = measured.layers
    names = layer_names(layers)
    made = partial(Column, write=_cut)
    columns = [
        made("layer", "called", of=lambda one: one.name),
        made("made_of", "made of", of=lambda one: one.layer),
        Column("shape", "outputs", of=_shape),
        *share_columns(
            "score", measured.metric, "formula-layers", lambda one: (one.score, one.low, one.high)
        ),
    ]
    return findings.table(
        "layers",
        f"{measured.contender.capitalize()}, seed {measured.seed}: a linear model on each "
        f"layer, {measured.metric} times 100.",
        [
            Column("depth", "layer", of=lambda place: place, write=names.__getitem__),
            *(column.on(layers.__getitem__) for column in columns),
        ],
        range(len(layers)),
        folded=True,
    )


def _embedding_figure(findings: Findings, layers: Sequence[Layer], embeddings: Embedding) -> Figure:
    names = zip(layers, layer_names(layers), strict=True)
    layer = next((name for one, name in names if one.name == embeddings.layer), UNKNOWN)
    points = embeddings.points[:MOST_POINTS]
    clouds = _clouds(points)
    across, up = (
        f"{direction} direction: {number.percent(share)} of the variance"
        for direction, share in zip(("first", "second"), embeddings.explained_variance, strict=True)
    )
    listed = ", ".join(f"{len(cloud)} of {name}" for name, cloud in clouds.items())
    drawing = inline(
        layer_charts.embedding(clouds, (across, up)),
        "figure-embeddings",
        f"Tested items as the network sees them after {layer}",
        f"{number.counted(len(points), 'item')}: {listed}.",
    )
    caption = (
        f"{number.counted(len(points), 'tested item')} after layer {layer}, on the two directions "
        "in which they vary most. Where classes lie apart, the network tells them apart."
    )
    return Figure(drawing, caption, _embedding_table(findings, points))


def _clouds(points: Sequence[Point]) -> dict[str, list[tuple[float, float]]]:
    """Points by class; of more classes than colours, the rarer ones together.

    For a regression, fifths of the answer take the place of classes.
    """
    numbers = [point.answer for point in points if isinstance(point.answer, float)]
    if len(numbers) == len(points):
        names, order = _fifths(numbers)
    else:
        names = [str(point.answer) for point in points]
        order = sorted(set(names))
    counts, most = Counter(names), len(CLASS_MARKS)
    own = set(order)
    if len(own) > most:
        by_size = sorted(order, key=lambda name: -counts[name])
        own = set(by_size[: most - 1])
    clouds: dict[str, list[tuple[float, float]]] = {name: [] for name in order if name in own}
    for name, point in zip(names, points, strict=True):
        clouds.setdefault(name if name in own else OTHERS, []).append((point.x, point.y))
    return clouds


def _fifths(answers: Sequence[float]) -> tuple[list[str], list[str]]:
    """The fifth of each number, named by its ends, and these names in order."""
    values = np.asarray(answers, dtype=np.float64)
    edges = np.unique(np.quantile(values, FIFTHS))
    place = np.searchsorted(edges, values, side="left")
    fifths = {one: values[place == one] for one in np.unique(place).tolist()}
    named = {
        one: f"{number.plain(fifth.min())} to {number.plain(fifth.max())}"
        for one, fifth in fifths.items()
    }
    return [named[one] for one in place.tolist()], list(dict.fromkeys(named.values()))


def _embedding_table(findings: Findings, points: Sequence[Point]) -> Table:
    place = partial(number_column, write=lambda at: number.formatted(at, ".3g"))
    return findings.table(
        "embeddings",
        "The items on the map.",
        [
            number_column("item", "item", lambda point: point.item),
            Column("class", "class", of=lambda point: point.answer, write=_cut),
            place("x", "across", lambda point: point.x, formula="formula-embeddings"),
            place("y", "up", lambda point: point.y),
        ],
        points,
        folded=True,
        most=20,
    )


def _shape(layer: Layer) -> Entry:
    sizes = [str(size) for size in layer.shape]
    return Entry("x".join(sizes), f" {number.TIMES} ".join(sizes))


def _cut(value: str | float) -> str:
    return shorten(printable(str(value)), 60)


_INPUT: Final = "input"
_DECISION: Final = "decision"
_LONGEST: Final = 24
_READ_BY: Final = re.compile(r"as (.+) reads it")
_INNER_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def layer_names(layers: Sequence[Layer]) -> list[str]:
    """A name for each layer of layers.json: the input first, the decision last."""
    between = [f"{depth} {_kind(one)}" for depth, one in enumerate(layers[1:-1], start=1)]
    return [_INPUT, *between, _DECISION][: len(layers)]


def _kind(layer: Layer) -> str:
    """The first module of a layer, in words: `ResidualBlock` is a residual block."""
    if read := _READ_BY.fullmatch(layer.layer):
        return shorten(printable(f"input of {read[1]}"), _LONGEST)
    first = printable(layer.layer.partition(",")[0])
    words = _INNER_CAPITAL.split(first)
    return shorten(first if len(words) == 1 else " ".join(words).lower(), _LONGEST)
