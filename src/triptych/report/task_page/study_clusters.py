"""Figures and tables of clusters, in the section of a study without labels."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from string import ascii_lowercase
from typing import Final

from triptych.analysis.one_task.clusters import Cluster, Clusters, clusters_of
from triptych.analysis.one_task.studies.curves import Point
from triptych.report.drawing.clusters import cluster_maps
from triptych.report.drawing.svg import inline
from triptych.report.findings import Findings, slug
from triptych.report.model.columns import number_column
from triptych.report.model.figure import Figure
from triptych.report.model.table import Column, Table
from triptych.report.words import number
from triptych.report.words.text import printable
from triptych.task import PARADIGMS, paradigm_of

_LETTERS: Final = ascii_lowercase


def best_clusters(
    findings: Findings, name: str, found: Mapping[str, Sequence[Point]]
) -> list[Clusters]:
    """The clusters of each paradigm's best contender under the study's first condition."""
    best: list[Clusters] = []
    for paradigm in PARADIGMS:
        own = {
            who: line[0]
            for who, line in found.items()
            if paradigm_of(who) == paradigm and line[0].condition is not None
        }
        for who in sorted(own, key=lambda who: -own[who].score.estimate)[:1]:
            task, condition = findings.card.name, own[who].condition
            told = clusters_of(findings.run, task, who, name, condition)
            best += [told] if told is not None else []
    return best


def cluster_figures(name: str, best: Sequence[Clusters], findings: Findings) -> Iterator[Figure]:
    """A map for each, by cluster and by class."""
    classes = findings.card.classes or ()
    for one in best:
        letters = {cluster.number: _letter(one, cluster) for cluster in one.clusters}
        signs = _signs(classes)
        drawing = inline(
            cluster_maps(
                one.places,
                [letters[int(number)] for number in one.found],
                [signs[int(number)] for number in one.truth],
                ("by cluster", "by class"),
            ),
            f"figure-study-{slug(name)}-map-{slug(one.contender)}",
            f"Clusters of {one.contender} and classes",
            f"{len(one.clusters)} clusters of {one.contender}: "
            + "; ".join(
                f"{letters[cluster.number]} {cluster.items} items, {cluster.share:.0%} "
                f"{printable(cluster.label)}"
                for cluster in one.clusters
            ),
        )
        named = ", ".join(
            f"{sign} {printable(label)}" for sign, label in zip(signs, classes, strict=True)
        )
        keys = "" if [*signs] == [*classes] else f" Classes: {named}."
        yield Figure(
            drawing,
            f"{len(one.places)} tested items as {one.contender} sees them, on two principal "
            f"components: left by its cluster, right by the class it was not told.{keys}",
        )


def cluster_tables(name: str, best: Sequence[Clusters], findings: Findings) -> Iterator[Table]:
    """What sets each cluster apart, for each of them; columns only where a table was grouped."""
    for one in best:
        has_columns = any(cluster.apart for cluster in one.clusters)
        apart = Column("apart", "what sets it apart", formula="formula-agreement", of=_apart)
        yield Table(
            f"table-study-{slug(name)}-clusters-{slug(one.contender)}",
            findings.file("study", name, "clusters", one.contender.replace(":", "-")),
            f"Clusters of {one.contender}, {one.condition}, first seed"
            + (
                ": columns by their standardized difference to the other items."
                if has_columns
                else "."
            ),
            [
                Column("cluster", "cluster", of=partial(_letter, one)),
                number_column("items", "items", lambda cluster: cluster.items, number.count),
                Column("class", "mostly", of=lambda cluster: printable(cluster.label)),
                number_column("share", "share, %", lambda cluster: cluster.share, _percent),
                *([apart] if has_columns else []),
            ],
            one.clusters,
            folded=True,
        )


def _percent(share: float) -> str:
    return number.fixed(100 * share, 0)


def _apart(cluster: Cluster) -> str:
    return "; ".join(f"{printable(name)} {value:+.1f}" for name, value in cluster.apart)


def _letter(one: Clusters, cluster: Cluster) -> str:
    """The letter of a cluster, a for the largest."""
    return _LETTERS[one.clusters.index(cluster) % len(_LETTERS)]


def _signs(classes: Sequence[str]) -> list[str]:
    """One character a class: its own where it is one, else a number or a capital letter."""
    if all(len(label) == 1 for label in classes):
        return [*classes]
    return ["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 36] for number in range(len(classes))]
