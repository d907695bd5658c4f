"""Where a comparison's data come from, and how they become a task's items."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from pandas.api.types import is_numeric_dtype

from triptych.dataset import Dataset
from triptych.errors import DataError
from triptych.features import images, series, sounds, texts
from triptych.own_data.reading import read
from triptych.own_data.understood import OwnData
from triptych.own_data.wishes import Wishes

_DIGITS: Final = 16
_CHUNK: Final = 1 << 20


@dataclass(frozen=True)
class Source:
    """A file or folder, and how it was understood when the comparison was written.

    digest  of its bytes at that time; of a folder, of the names, sizes and dates of its files
    """

    path: str
    digest: str
    wishes: Wishes

    @cached_property
    def _data(self) -> OwnData:
        if digest_of(Path(self.path)) != self.digest:
            raise DataError(
                f"{self.path} is not what it was when `triptych compare` read it. Run the same "
                "`triptych compare` again: it reads it anew, and keeps what you have written."
            )
        return prepared(read(self.path, self.wishes))

    def load(self) -> Dataset:
        """Items and answers; raises DataError where the file has changed or cannot be read."""
        return self._data.dataset

    def features(self, raw: Any) -> pd.DataFrame:
        """The table of raw items: its own columns, or measurements."""
        return table_of(raw, self._data)


def prepared(data: OwnData) -> OwnData:
    """The data with words as categories, which models and rules of triptych read as they are."""
    raw = data.dataset.raw
    if not isinstance(raw, pd.DataFrame):
        return data
    words = [name for name, values in raw.items() if not is_numeric_dtype(values)]
    as_categories = raw.astype(dict.fromkeys(words, "category"))
    return replace(data, dataset=replace(data.dataset, raw=as_categories))


def table_of(raw: Any, data: OwnData) -> pd.DataFrame:
    """The table view of raw items of this data."""
    if data.modality == "text":
        return texts.measure_texts(raw)
    if data.modality == "image":
        return images.measure_images(raw)
    if data.modality == "series":
        return series.measure_series(raw)
    if data.modality == "audio":
        return sounds.measure_sounds(raw, data.sampling_rate or 1)
    table: pd.DataFrame = raw
    return table


def meanings_of(data: OwnData) -> dict[str, str]:
    """What the columns of that table mean; of a table of the user's, only its author knows."""
    if data.modality == "text":
        return dict(texts.MEANINGS)
    if data.modality == "image":
        return images.meanings_of(np.asarray(data.dataset.raw))
    if data.modality == "series":
        return series.meanings_of(np.asarray(data.dataset.raw))
    if data.modality == "audio":
        return sounds.meanings()
    return {}


def digest_of(path: Path) -> str:
    """16 hexadecimal digits of a file's bytes, or of the names, sizes and dates in a folder."""
    summed = hashlib.blake2b(digest_size=_DIGITS // 2)
    for part in _parts(path):
        summed.update(part)
    return summed.hexdigest()


def _parts(path: Path) -> Iterator[bytes]:
    if path.is_dir():
        for file in sorted(one for one in path.rglob("*") if one.is_file()):
            known = file.stat()
            yield f"{file.relative_to(path)}\0{known.st_size}\0{known.st_mtime_ns}\n".encode()
        return
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            yield chunk
