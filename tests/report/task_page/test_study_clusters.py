"""Clusters on a task page: the best of each paradigm, its map and its table."""

from types import SimpleNamespace

import numpy as np

from triptych.analysis.one_task.studies.curves import study_curves
from triptych.report.task_page.study_clusters import best_clusters, cluster_figures, cluster_tables

TOLD = ("unsupervised", "told")


def test_the_best_of_each_paradigm_is_shown(made_run):
    """What found the classes is shown, and not what found less; rules have no clusters."""
    truth = np.repeat([0, 1], 30)
    worse = np.where(np.arange(60) % 3 == 0, 1 - truth, truth)
    answers = {
        ("rules", "supervised", None): [truth],
        ("classical:ward", *TOLD): [truth],
        ("classical:kmeans", *TOLD): [worse],
        ("deep:contrastive", *TOLD): [worse],
    }
    places = np.random.default_rng(0).random((60, 2)).tolist()
    groups = {
        place: [{"number": 2, "map": places, "apart": {"0": [["ink", -1.5]]}}]
        for place in answers
        if place[1] == "unsupervised"
    }
    run = made_run(answers, truth, groups=groups, classes=("a", "b"))
    findings = SimpleNamespace(
        run=run, card=run.task("task"), file=lambda *parts: ".".join(("task", *parts))
    )
    best = best_clusters(findings, "unsupervised", study_curves(run, "task", "unsupervised"))

    assert [one.contender for one in best] == ["classical:ward", "deep:contrastive"]
    figures = [*cluster_figures("unsupervised", best, findings)]
    assert "60 tested items as classical:ward sees them" in figures[0].caption
    ward, _ = cluster_tables("unsupervised", best, findings)
    assert [entry.shown for entry in ward.rows[0]] == ["a", "30", "a", "100", "ink -1.5"]
