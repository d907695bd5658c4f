"""A dataset: items with their answers, as a task's `load` returns them."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

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
        """Raise ContractError for fields that do not fit each other, naming the field."""
        if not isinstance(self.raw, np.ndarray | pd.DataFrame):
            raise ContractError(
                f"Dataset.raw is a {type(self.raw).__name__}; "
                "expected a numpy array or a DataFrame."
            )
        for name in ("target", "groups", "order", "streams", "official_split", "relevant"):
            part = getattr(self, name)
            if part is not None and len(part) != len(self.raw):
                raise ContractError(
                    f"Dataset.{name} has {len(part)} entries for {len(self.raw)} raw items; "
                    "expected one for each, in the same order."
                )
        if self.classes is not None:
            unknown = sorted({str(label) for label in self.target} - set(self.classes))
            if unknown:
                raise ContractError(
                    f"Dataset.target has labels that are not in classes: {unknown[:5]}. "
                    f"classes is {list(self.classes)}; labels must be strings."
                )
        elif not np.all(np.isfinite(np.asarray(self.target, dtype=np.float64))):
            raise ContractError("Dataset.target of a regression task must be finite numbers.")
        if isinstance(self.target, np.ndarray) and not self.target.flags.writeable:
            # As pandas gives them. Answers are overwritten before a contender's code runs.
            object.__setattr__(self, "target", self.target.copy())

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


def _item_bytes(item: Any) -> bytes:
    if isinstance(item, str):
        return item.encode("utf-8", "surrogatepass")
    array = np.asarray(item)
    if array.dtype.kind in "OUT":
        return "\0".join(map(str, array.ravel())).encode("utf-8", "surrogatepass")
    return str((array.dtype.str, array.shape)).encode() + array.tobytes()


def _digest(content: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
