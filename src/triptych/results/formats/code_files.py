"""code.json: for each digest of code, the files it was made from."""

from collections.abc import Mapping
from typing import Any, ClassVar

from triptych.results.formats.document import Entries


class CodeFiles(Entries[Mapping[str, str]]):
    """For each digest of code, the digests of files by label, such as `digits/rules.py`."""

    FILE: ClassVar[str] = "code.json"
    ENTRY: ClassVar[Any] = dict[str, str]
