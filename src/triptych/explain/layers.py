"""The layers of a task's network, probed in a worker: an entry of `layers.json`."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from triptych.dataset import Raw
from triptych.estimator import Activation, Estimator, ShowsActivations, offers
from triptych.explain.context import context_of
from triptych.explain.job import ExplainJob
from triptych.explain.summary import rounded
from triptych.explanation import ExplanationUnavailable
from triptych.measure.held import innermost
from triptych.measure.layers import chance, embedding, read_off
from triptych.results.fitted import load_fitted
from triptych.task import view_of

DECIDED: Final = "decided"
"""The name of the last layer: what the decision is read from."""

_FEWEST: Final = 10


def layers(job: ExplainJob) -> dict[str, Any]:
    """Say how well the answer is read off each layer, and lay the last hidden one into a plane.

    Probes are fitted to items the network was trained on, and scored on tested ones. Where the
    contender shows no layers the entry is {"absent": reason}.
    """
    try:
        return _probed(job)
    except ExplanationUnavailable as reason:
        return {"absent": str(reason)}


def _probed(job: ExplainJob) -> dict[str, Any]:
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
    entries = []
    for layer in layers:
        values = layer.values
        reading = read_off(
            values[: len(train)], answers, values[len(train) :], truth, classes=classes
        )
        entries.append(
            {
                "name": DECIDED if layer is layers[-1] else layer.name,
                "layer": layer.layer,
                "shape": list(values.shape[1:]),
                "score": rounded(reading.score),
                "low": rounded(reading.low),
                "high": rounded(reading.high),
            }
        )
    hidden = layers[-2]
    pictured = slice(len(train), len(train) + budget.pictured)
    laid = embedding(hidden.values[pictured])
    return {
        "contender": record.cell.contender,
        "seed": seed,
        "key": record.key,
        "probe": {
            "train_items": len(train),
            "test_items": len(tested),
            "classes": None if dataset.classes is None else list(dataset.classes),
        },
        "layers": entries,
        "chance": rounded(chance(answers, truth, classes=classes)),
        "metric": "accuracy" if classes else "R²",
        "embeddings": {
            "layer": hidden.name,
            "points": [
                {"x": rounded(x), "y": rounded(y), "class": _plain(answer), "item": int(item)}
                for (x, y), answer, item in zip(
                    laid.points.tolist(), truth[: len(laid.points)], tested, strict=False
                )
            ],
            "explained_variance": [rounded(share) for share in laid.explained_variance],
        },
    }


def _layers(estimator: Estimator, X: Raw) -> Sequence[Activation]:
    """What the layers make of items: those of the estimator, or of the network that it wraps."""
    inner = innermost(estimator)
    if not offers(inner, ShowsActivations):
        raise ExplanationUnavailable(f"a {type(estimator).__name__} shows no layers")
    return inner.activations(X)


def _plain(answer: Any) -> str | float:
    return answer if isinstance(answer, str) else float(answer)
