"""A dataset: items with their answers, as a task's `load` returns them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from triptych.contract.fields import by_position, class_names, facts, mask, matrix, numbers, whole
from triptych.contract.items import plain_items, plain_table
from triptych.errors import ContractError

Raw = npt.NDArray[Any] | pd.DataFrame
"""Items in their raw form: an array whose first axis counts items, or a table of rows."""

Indices = npt.NDArray[np.intp]

_PORTION_BYTES: Final = 1_000_000
_LEAST_PORTION: Final = 16
_BYTES_OF_A_NUMBER: Final = 8


@dataclass(frozen=True, eq=False, kw_only=True)
class Dataset:
    """Items, their answers, and the facts needed to split and score them fairly.

    raw             n items: array of strings (n,), images (n, height, width), … or DataFrame
    target          n answers: class names (strings), or numbers for regression
    classes         every class name in reporting order; None for regression
    groups          items of one group stay on one side of every split
    order           the time of each item, for tasks that must not be shuffled
    costs           costs (truth, decision), in the order of `classes`
    streams         the stream of each item, from 0, for generated data: streams are independent,
                    one follows the other, and each seed has its own
    official_split  True where the publisher set the item aside for testing
    relevant        which units, or which parts (pixels, samples), determine each item's answer, for
                    generated data: booleans (n, units) or of the shape of raw
    neutral         items without any signal, for generated data: explanations exchange parts of an
                    item for parts of these
    provenance      what is known about where the items came from, shown in the report
    """

    raw: Raw
    target: npt.NDArray[Any]
    classes: tuple[str, ...] | None
    groups: npt.NDArray[Any] | None = None
    order: npt.NDArray[Any] | None = None
    streams: npt.NDArray[np.intp] | None = None
    costs: npt.NDArray[np.float64] | None = None
    official_split: npt.NDArray[np.bool_] | None = None
    relevant: npt.NDArray[Any] | None = None
    neutral: Raw | None = None
    provenance: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Turn each field into an array by position, or raise ContractError that names it."""
        if not isinstance(self.raw, np.ndarray | pd.DataFrame):
            raise ContractError(
                f"Dataset.raw is a {type(self.raw).__name__}; "
                "expected a numpy array or a DataFrame."
            )
        for name in ("raw", "neutral"):
            if (raw := getattr(self, name)) is not None:
                self._set(name, _plain(name, raw))
        for name in ("target", "groups", "order", "streams", "official_split", "relevant"):
            if (values := getattr(self, name)) is not None:
                self._set(name, by_position(name, values, len(self.raw)))
        if self.classes is not None:
            self._set("classes", class_names(self.target, self.classes))
        else:
            self._set("target", numbers("target", self.target))
        for name, values in (("groups", self.groups), ("streams", self.streams)):
            if values is not None:
                whole(name, values)
        if self.official_split is not None:
            self._set("official_split", mask("official_split", self.official_split))
        if self.costs is not None:
            self._set("costs", matrix("costs", self.costs, len(self.classes or ())))
        self._set("provenance", facts("provenance", self.provenance))
        if not self.target.flags.writeable:
            # As pandas gives them. Answers are overwritten before a contender's code runs.
            self._set("target", self.target.copy())

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def __len__(self) -> int:
        """Count the items."""
        return len(self.raw)

    @cached_property
    def item_digests(self) -> npt.NDArray[np.uint64]:
        """Digests (n,) of the raw items' content, see `digests`."""
        return digests(self.raw)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that a trial can read: items, answers, groups, order, costs, split."""
        content = hashlib.sha256(self.item_digests.tobytes())
        content.update(repr(self.classes).encode())
        for part in (self.target, self.groups, self.order, self.costs, self.official_split):
            content.update(b"\0" if part is None else _item_bytes(np.asarray(part)))
        if self.streams is not None:  # data without streams keep their fingerprint
            content.update(_item_bytes(np.asarray(self.streams)))
        return content.hexdigest()[:16]


def take(raw: Raw, indices: Indices) -> Raw:
    """Items at `indices`, in that order; a table gets a fresh row index."""
    if isinstance(raw, pd.DataFrame):
        taken = raw.iloc[indices]
        taken.index = pd.RangeIndex(len(taken))
        return taken
    return raw[indices]


def in_portions(raw: Raw) -> Iterator[Raw]:
    """The items in order: pictures, sounds and series about a megabyte at a time, others at once.

    What is computed of more at a time may leave the processor's caches, and take twice as long.
    """
    if isinstance(raw, pd.DataFrame) or raw.ndim == 1 or raw.dtype.kind not in "biuf":
        yield raw
        return
    bytes_an_item = raw[0].size * _BYTES_OF_A_NUMBER if len(raw) else 1
    size = max(_LEAST_PORTION, _PORTION_BYTES // bytes_an_item)
    for start in range(0, max(len(raw), 1), size):
        yield raw[start : start + size]


def digests(raw: Raw) -> npt.NDArray[np.uint64]:
    """Hashes (n,) of the raw items' content: two digests are equal if and only if the items are."""
    if isinstance(raw, pd.DataFrame):
        return np.asarray(pd.util.hash_pandas_object(raw, index=False), dtype=np.uint64)
    contents = (_item_bytes(item) for item in raw)
    return np.fromiter((_digest(content) for content in contents), dtype=np.uint64, count=len(raw))


def _plain(name: str, raw: Raw) -> Raw:
    return plain_table(name, raw) if isinstance(raw, pd.DataFrame) else plain_items(name, raw)


def _item_bytes(item: Any) -> bytes:
    if isinstance(item, str):
        return item.encode("utf-8", "surrogatepass")
    array = np.asarray(item)
    if array.dtype.kind in "OUT":
        return "\0".join(map(str, array.ravel())).encode("utf-8", "surrogatepass")
    return str((array.dtype.str, array.shape)).encode() + array.tobytes()


def _digest(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
