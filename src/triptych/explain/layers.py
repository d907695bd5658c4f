"""Linear probes of the layers of a task's network, in a worker: an entry of `layers.json`."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from triptych.absent import Absent
from triptych.dataset import Indices, Raw
from triptych.estimator import Activation, Estimator, ShowsActivations, offers
from triptych.explain.context import context_of
from triptych.explain.job import ExplainJob
from triptych.explain.summary import rounded
from triptych.explanation import ExplanationUnavailable
from triptych.measure.held import innermost
from triptych.measure.layers import Answers, chance, embedding, linear_probe
from triptych.results.fitted import load_fitted
from triptych.results.formats.layers import Embedding, Layer, LinearProbe, NetworkLayers, Point
from triptych.task import view_of

DECIDED: Final = "decided"
"""The name of the last layer, the logits."""

_FEWEST: Final = 10


def layers(job: ExplainJob) -> NetworkLayers | Absent:
    """Score a linear probe on each layer, and project the last hidden layer onto a plane.

    Probes are fitted to items the network was trained on, and scored on tested ones. Absent where
    the contender shows no layers.
    """
    try:
        return _probed(job)
    except ExplanationUnavailable as reason:
        return Absent(str(reason))


def _probed(job: ExplainJob) -> NetworkLayers:
    record, budget = job.record, job.budget
    seed, fingerprint = record.cell.seed, record.inputs["data"]
    context = context_of(job.folder, seed, fingerprint, budget)
    estimator = load_fitted(job.run_folder, record).estimator
    train = np.random.default_rng(seed).permutation(context.fold.train)[: budget.probe_items]
    tested = context.tested[: budget.probe_tested]
    if min(len(train), len(tested)) < _FEWEST:
        raise ExplanationUnavailable(
            f"{len(train)} items to fit probes to and {len(tested)} to score them on"
        )
    viewed = context.table if view_of(estimator, record.cell.contender) == "table" else context.raw
    layers = _layers(estimator, viewed.items(np.concatenate((train, tested))))
    dataset = context.task_data.dataset
    classes = dataset.classes is not None
    answers, truth = dataset.target[train], dataset.target[tested]
    readings = [
        linear_probe(
            layer.values[: len(train)], answers, layer.values[len(train) :], truth, classes=classes
        )
        for layer in layers
    ]
    names = [*(layer.name for layer in layers[:-1]), DECIDED]
    return NetworkLayers(
        contender=record.cell.contender,
        seed=seed,
        key=record.key,
        probe=LinearProbe(
            train_items=len(train),
            test_items=len(tested),
            classes=None if dataset.classes is None else tuple(dataset.classes),
            items=tuple(tested.tolist()),
        ),
        layers=tuple(
            Layer(
                name=name,
                layer=layer.layer,
                shape=layer.values.shape[1:],
                score=rounded(reading.score),
                low=rounded(reading.low),
                high=rounded(reading.high),
                decided=_numbers(reading.decided, dataset.classes),
            )
            for name, layer, reading in zip(names, layers, readings, strict=True)
        ),
        chance=rounded(chance(answers, truth, classes=classes)),
        metric="accuracy" if classes else "R²",
        embeddings=_map(layers[-2], slice(len(train), len(train) + budget.pictured), tested, truth),
    )


def _numbers(decided: Answers, classes: Sequence[str] | None) -> tuple[float, ...]:
    """Answers of a probe: numbers of classes in the task's order, or the numbers themselves."""
    if classes is None:
        return tuple(rounded(float(one)) for one in decided)
    number = {name: place for place, name in enumerate(classes)}
    return tuple(number[str(one)] for one in decided)


def _map(layer: Any, pictured: slice, tested: Indices, truth: Answers) -> Embedding:
    """The map of tested items by one layer's outputs.

    pictured    positions of the items to be shown, the first of `tested`, in the layer's outputs
    """
    laid = embedding(layer.values[pictured])
    first, second = laid.explained_variance
    return Embedding(
        layer=layer.name,
        points=tuple(
            Point(x=rounded(x), y=rounded(y), answer=_plain(answer), item=int(item))
            for (x, y), answer, item in zip(laid.points.tolist(), truth, tested, strict=False)
        ),
        explained_variance=(rounded(first), rounded(second)),
    )


def _layers(estimator: Estimator, X: Raw) -> Sequence[Activation]:
    """The activations of the estimator, or of the network that it wraps."""
    inner = innermost(estimator)
    if not offers(inner, ShowsActivations):
        raise ExplanationUnavailable(f"a {type(estimator).__name__} shows no layers")
    return inner.activations(X)


def _plain(answer: Any) -> str | float:
    return answer if isinstance(answer, str) else float(answer)
