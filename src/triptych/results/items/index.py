"""items/index.json: which cells' item tables lie in which compacted file."""

from typing import Any, ClassVar

from triptych.results.formats.document import Entries
from triptych.results.record import ITEMS_FOLDER


class ItemIndex(Entries[tuple[str, ...]]):
    """By the name of each compacted file, the keys of the cells whose tables it holds."""

    FILE: ClassVar[str] = f"{ITEMS_FOLDER}/index.json"
    ENTRY: ClassVar[Any] = tuple[str, ...]

    def holders(self, key: str) -> tuple[str, ...]:
        """The files that hold the table of the cell with that key."""
        return tuple(name for name, keys in self.entries.items() if key in keys)
