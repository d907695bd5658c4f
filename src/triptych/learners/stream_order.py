"""The order in which a study gives the items of a stream: as they came, mixed, or in turns."""

from typing import Final

import numpy as np

from triptych.dataset import Indices

GRADUAL: Final = "gradual"
RECURRING: Final = "recurring"


def in_order(
    stream: Indices, start: int, changes: tuple[int, ...], kind: str, *, width: int, seed: int
) -> Indices:
    """Put the items of a stream (n,), sorted, into the order of a kind of change.

    start     position of the first item that moves; those before it keep their place
    changes   items from which on something has changed
    width     number of items over which a gradual change is spread

    For generated streams, whose items between two changes are independent of each other: other
    orders of them are streams as likely. `gradual` adds noise to the time of each item, so that
    around a change new items come with the probability 1 / (1 + exp(-4 (t - change) / width))
    (river's ConceptDriftStream, after MOA). `recurring` gives the first half of every regime, then
    the second half of each: what was before comes back. Other kinds keep the order.
    """
    first, rest = stream[:start], stream[start:]
    if kind == GRADUAL:
        noise = np.random.default_rng(seed).logistic(scale=width / 4, size=len(rest))
        rest = rest[np.argsort(np.arange(len(rest)) + noise, kind="stable")]
    if kind == RECURRING:
        regimes = np.split(rest, np.searchsorted(rest, changes))
        halves = [np.array_split(regime, 2) for regime in regimes if len(regime)]
        rest = np.concatenate([half[turn] for turn in (0, 1) for half in halves])
    return np.concatenate([first, rest])
