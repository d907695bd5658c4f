"""Maps of items: a letter an item, in both panels."""

import numpy as np

from triptych.report.drawing.clusters import cluster_maps


def test_each_item_is_drawn_in_both_maps():
    """Whatever the coordinates, all alike included."""
    for places in (np.random.default_rng(0).random((5, 2)), np.zeros((5, 2))):
        drawn = cluster_maps(places, [*"aabbc"], [*"01234"], ("by cluster", "by class"))
        letters = [part.split("<")[0] for part in drawn.split(">") if "</text" in part]
        assert sorted(letters) == sorted([*"aabbc01234", "by cluster", "by class"])
        assert "nan" not in drawn
