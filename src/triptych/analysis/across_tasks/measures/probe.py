"""Linear probes: whether the answer is read off a late layer of a network better than off an early.

Formulas and sources: docs/statistics.md#claims-on-layers.
"""

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from triptych.absent import Absent
from triptych.analysis.across_tasks.measured_task import MeasuredTask
from triptych.analysis.across_tasks.measures.measure import Measure, TaskResult, axis_in_deltas
from triptych.analysis.across_tasks.measures.score import of_comparisons
from triptych.analysis.one_task.comparison import compare
from triptych.claim import Claim
from triptych.errors import DataError, NotRun
from triptych.measure.quality import loss
from triptych.results.formats.layers import Layer, NetworkLayers
from triptych.results.outcomes import Outcomes


def score_of_a_linear_probe(claim: Claim, task: MeasuredTask) -> TaskResult:
    """Test whether the last hidden layer's probe scores better than the first one's.

    In the task's own metric and on the same items, as two contenders are compared
    (docs/statistics.md#claims-on-layers). Raises DataError where layers were not measured, there
    are not two hidden ones, or decisions have costs, which a probe's have not.
    """
    found = task.run.layers.get(task.card.name)
    command = "`triptych explain` measures them"
    if found is None:
        raise NotRun(f"the layers of its network were not measured: {command}")
    if isinstance(found, Absent):
        raise DataError(f"no layers of its network: {found.reason}")
    if not found.probe.items:
        raise NotRun(f"single answers of the probes of its layers were not kept: {command} anew")
    task.outcomes(found.contender)  # a network without a result was not tested
    hidden = found.layers[1:-1]  # between the input and the logits
    if len(hidden) < 2:
        raise DataError(f"its network has {len(hidden)} hidden layers: there is no first and last")
    if task.card.metric.name == "mean_cost":
        raise DataError("its decisions have costs, and those of a probe are not known")
    first, last = (
        _outcomes(task, found, layer, name)
        for layer, name in ((hidden[0], claim.rivals[0]), (hidden[-1], claim.first))
    )
    compared = compare(last, first, task.card.metric, task.card.classes)
    result = of_comparisons(claim, task, [compared])
    place = result.position
    return replace(result, position=place and replace(place, leader=found.contender))


def _outcomes(task: MeasuredTask, found: NetworkLayers, layer: Layer, contender: str) -> Outcomes:
    """The answers of a layer's probe to the items that the network was tested on."""
    card = task.card
    columns = ("item", "truth", "fold", "group")
    items = task.run.items(card.name, found.contender, columns=columns)
    items = items[items["seed"] == found.seed].set_index("item")
    items = items.loc[list(found.probe.items)].reset_index()
    decided = np.array(layer.decided)
    prediction = decided if card.metric.answer == "number" else decided.astype(np.int64)
    losses = loss(card.metric, items["truth"].to_numpy(), prediction)
    items = items.assign(prediction=prediction, loss=losses, cost=np.nan)
    return Outcomes.of_items(contender, items, ordered=card.ordered)


SCORE_OF_A_LINEAR_PROBE: Final = Measure(
    test=score_of_a_linear_probe, axis=partial(axis_in_deltas, of=", by linear probes")
)
