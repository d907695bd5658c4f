"""Holm's adjustment of p-values for the number of hypotheses tested at once."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def holm(p_values: Mapping[Name, float]) -> dict[Name, float]:
    """Adjust p-values so that the chance of any false rejection stays below the level.

    Holm, Scandinavian Journal of Statistics 6, 1979.
    """
    adjusted: dict[Name, float] = {}
    floor = 0.0
    ranked = sorted(p_values, key=lambda name: p_values[name])
    for tried, name in enumerate(ranked):
        floor = max(floor, min(1.0, (len(ranked) - tried) * p_values[name]))
        adjusted[name] = floor
    return {name: adjusted[name] for name in p_values}
