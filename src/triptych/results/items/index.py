"""items/index.json: the cells of each compacted file of item tables."""

from typing import Any, ClassVar

from triptych.results.formats.document import Entries
from triptych.results.record import ITEMS_FOLDER


class ItemIndex(Entries[tuple[str, ...]]):
    """For each compacted file by name, the keys of its cells."""

    FILE: ClassVar[str] = f"{ITEMS_FOLDER}/index.json"
    ENTRY: ClassVar[Any] = tuple[str, ...]

    def holders(self, key: str) -> tuple[str, ...]:
        """The files with the table of the cell with that key."""
        return tuple(name for name, keys in self.entries.items() if key in keys)
