"""Clusters: what a contender of a study without labels found, beside the classes.

Formulas and sources: docs/statistics.md#agreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from triptych.cell import Condition
from triptych.measure.quality import Answers, Numbers
from triptych.results.run import Run


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """One cluster: how many tested items it has, and of which class most of them are.

    apart   the columns of a table that set it apart, with the difference in standard deviations;
            empty for what has no columns
    """

    number: int
    items: int
    label: str
    share: float
    apart: Sequence[tuple[str, float]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Clusters:
    """The clusters of one contender with the first seed.

    places    coordinates of the first tested items on two principal components (m, 2)
    found     the cluster of each of these (m,); `truth` the number of its class
    clusters  all of them, the largest first
    """

    contender: str
    condition: Condition
    places: Numbers
    found: Answers
    truth: Answers
    clusters: tuple[Cluster, ...]


def clusters_of(
    run: Run, task: str, contender: str, study: str, condition: Condition
) -> Clusters | None:
    """What a contender found under a condition; None where it told of no clusters.

    Differences are Cohen's d (Statistical Power Analysis, 1988), as its trial recorded them.
    Raises StoreError where its item table is missing.
    """
    records = run.records_of(task, contender, study, condition)
    told = [one for one in records if one.status == "done" and one.groups]
    if not told:
        return None
    first = min(told, key=lambda one: one.cell.seed)
    items = run.items(task, contender, study, condition, columns=("item", "truth", "prediction"))
    of_seed = items[items["seed"] == first.cell.seed]
    found, truth = of_seed["prediction"].to_numpy(), of_seed["truth"].to_numpy()
    classes = run.task(task).classes or ()
    groups = first.groups[0]
    places = np.asarray(groups["map"], dtype=np.float64).reshape(-1, 2)
    clusters = []
    for number in np.unique(found):
        counts = np.bincount(truth[found == number], minlength=len(classes))
        apart = [(str(name), float(value)) for name, value in groups["apart"].get(str(number), ())]
        clusters.append(
            Cluster(
                number=int(number),
                items=int(counts.sum()),
                label=classes[int(counts.argmax())],
                share=float(counts.max() / counts.sum()),
                apart=apart,
            )
        )
    return Clusters(
        contender=contender,
        condition=condition,
        places=places,
        found=found[: len(places)],
        truth=truth[: len(places)],
        clusters=tuple(sorted(clusters, key=lambda one: -one.items)),
    )
