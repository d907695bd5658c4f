"""Clusters of a run: their sizes, their classes, and what sets them apart."""

import numpy as np

from triptych.analysis.one_task.clusters import clusters_of

PLACE = ("classical:ward", "unsupervised", "told")


def test_clusters_are_told_with_their_class(made_run):
    """The largest first; who told of none has none."""
    found, truth = np.array([2, 2, 2, 0, 0, 5]), np.array([0, 0, 1, 1, 1, 0])
    groups = [{"number": 3, "map": [[0.0, 1.0], [2.0, 3.0]], "apart": {"2": [["ink", -1.5]]}}]
    run = made_run({PLACE: [found]}, truth, groups={PLACE: groups}, classes=("a", "b"))

    told = clusters_of(run, "task", *PLACE)
    assert [(one.number, one.items, one.label) for one in told.clusters] == [
        (2, 3, "a"),
        (0, 2, "b"),
        (5, 1, "a"),
    ]
    assert told.clusters[0].apart == [("ink", -1.5)]
    assert told.places.tolist() == [[0.0, 1.0], [2.0, 3.0]]
    assert (told.found.tolist(), told.truth.tolist()) == ([2, 2], [0, 0])
    assert clusters_of(run, "task", "classical:ward", "unsupervised", "chosen") is None
