"""Aggregates: figures computed from item tables, and kept beside them.

A run with many studies has millions of item rows. They are read once: a report that is made again
takes from the run folder what has not changed since.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

import triptych
from triptych.errors import StoreError
from triptych.results.formats.document import find_document, from_json, to_json, write_document
from triptych.results.record import AGGREGATES_FILE, Record

Figure = TypeVar("Figure")

_COMPUTED_BY: Final = ("analysis", "measure", "results/outcomes.py", "metric.py")
"""Where the code lies that decides what the figures are."""

_COMPUTED_WITH: Final = ("numpy", "scipy", "statsmodels")


@dataclass(frozen=True, kw_only=True)
class AggregatesFile:
    """The whole file: figures by a digest of what they were computed from.

    code    a digest of the code that computed them: figures of other code are not used
    """

    FILE: ClassVar[str] = AGGREGATES_FILE

    code: str
    figures: Mapping[str, Any]


class Aggregates:
    """What is kept of a run folder, and what was computed since."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._has_new = False

    def of(
        self,
        name: str,
        records: Iterable[Record],
        kind: Any,
        compute: Callable[[], Figure],
    ) -> Figure:
        """The figure that `compute` gives, from what is kept where it was computed before.

        name        what is computed, with everything it depends on besides the item tables
        records     the finished trials whose item tables it is computed from
        kind        its type, of what JSON can hold
        """
        key = _digest([name, *sorted(f"{one.key} {one.started_at}" for one in records)])
        if key in self._figures:
            try:
                kept: Figure = from_json(self._figures[key], kind, AggregatesFile.FILE)
            except StoreError:  # of another shape: computed again
                pass
            else:
                return kept
        figure = compute()
        self._figures[key] = to_json(figure)
        self._has_new = True
        return figure

    def keep(self) -> None:
        """Write what was computed since into the run folder, unless that cannot be written to."""
        if not self._has_new:
            return
        try:
            write_document(self._folder, AggregatesFile(code=_code(), figures=self._figures))
        except OSError:  # somebody else's folder: the figures are computed again next time
            return
        self._has_new = False

    @cached_property
    def _figures(self) -> dict[str, Any]:
        try:
            kept = find_document(self._folder, AggregatesFile)
        except StoreError:  # damaged, or of another version: nothing is lost but time
            return {}
        return dict(kept.figures) if kept is not None and kept.code == _code() else {}


@cache
def _code() -> str:
    root = Path(triptych.__file__).parent
    places = [root / place for place in _COMPUTED_BY]
    files = (file for place in places for file in sorted((place, *place.rglob("*.py"))))
    sources = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return _digest([*sources, *map(version, _COMPUTED_WITH)])


def _digest(texts: Iterable[str]) -> str:
    digest = blake2b(digest_size=8)
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()
