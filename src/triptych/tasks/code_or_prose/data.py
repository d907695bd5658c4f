"""The lines: from the running interpreter's standard library, 6,000 of each class."""

import platform
import re
import sysconfig
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from triptych.dataset import Dataset
from triptych.errors import DataError
from triptych.tasks.code_or_prose.lines import code_and_prose, is_statement
from triptych.tasks.code_or_prose.measurements import MEANINGS, features
from triptych.units import Tokens

__all__ = ["MEANINGS", "UNITS", "features", "load"]

UNITS: Final = Tokens(most=24)
"""The words of a line."""

ITEMS_OF_EACH_CLASS = 6000
FEWEST_WORDS = 2
# A few giants (turtle, typing, _pydecimal) would fill the data with their authors' manner.
LARGEST_FILE_BYTES = 25_000
MOST_LINES_OF_A_FILE = 50

# Tests, bundled wheels, generated tables, and what distributors ship separately.
_SKIPPED_FOLDERS = {
    *("site-packages", "dist-packages", "__pycache__", "ensurepip", "pydoc_data", "encodings"),
    *("test", "tests", "idlelib", "lib2to3", "distutils", "turtledemo"),
}
_SKIPPED_FILES = ("_sysconfigdata", "sitecustomize", "usercustomize")
_WORD = re.compile(r"[A-Za-z]{2,}")
_NO_LETTER = re.compile(r"[\W\d_]+")


class Line(NamedTuple):
    """One line and the file it came from, relative to the standard library."""

    text: str
    file: str


def load() -> Dataset:
    """Read 6,000 lines of code and 6,000 of English from Python's standard library.

    The choice depends on the library's content alone, not on the machine or its file order.
    Raises DataError where the library's source is not there or has too few lines.
    """
    library = Path(sysconfig.get_path("stdlib"))
    code, prose = _lines(library)
    ambiguous = {line.text for line in code} & {line.text for line in prose}
    chosen = {
        "code": _choose(line for line in code if line.text not in ambiguous),
        "prose": _choose(
            line for line in prose if line.text not in ambiguous and not is_statement(line.text)
        ),
    }
    for label, lines in chosen.items():
        if len(lines) < ITEMS_OF_EACH_CLASS:
            raise DataError(
                f"code_or_prose: found {len(lines)} lines of {label} in {library}; "
                f"expected {ITEMS_OF_EACH_CLASS}. The task needs a Python whose standard "
                "library is installed as source files."
            )
    # In order of content, so that the classes are mixed and no file system's order is left.
    items = sorted(
        ((line, label) for label, lines in chosen.items() for line in lines),
        key=lambda item: _digest(item[0].text),
    )
    return Dataset(
        raw=np.array([line.text for line, _ in items], dtype=object),
        target=np.array([label for _, label in items], dtype=object),
        classes=("code", "prose"),
        groups=np.array([line.file for line, _ in items], dtype=object),
        provenance={
            "interpreter": f"{platform.python_implementation()} {platform.python_version()}",
            "files": f"{len({line.file for line, _ in items})}, none on both sides of the split: "
            "a file's names and manner give its other lines away",
            "code": "lines with their indentation and remarks cut off",
            "prose": "comments and docstrings by line, with # and quotes cut off",
            "left out as both or neither": "strings over several lines, doctests and literal "
            "blocks in docstrings, documentation that parses as a call, assignment, import or "
            "definition, lines of fewer than two words, lines that occur in both classes",
            "duplicates": "of lines with the same letters one is kept",
            "known noise": "a few lines of code in comments that do not parse alone",
        },
    )


def _lines(library: Path) -> tuple[list[Line], list[Line]]:
    """Every line of code and of prose with enough words to be told apart."""
    code: list[Line] = []
    prose: list[Line] = []
    for path in _source_files(library):
        try:
            with tokenize.open(path) as file:
                found = code_and_prose(file.read())
        except (SyntaxError, tokenize.TokenError, UnicodeDecodeError):
            continue  # a broken file of a patched library is no reason to have no data
        name = path.relative_to(library).as_posix()
        for lines, texts in zip((code, prose), found, strict=True):
            lines.extend(
                Line(text, name) for text in texts if len(_WORD.findall(text)) >= FEWEST_WORDS
            )
    return code, prose


def _source_files(library: Path) -> Iterator[Path]:
    for entry in library.iterdir():
        if entry.is_dir():
            if entry.name not in _SKIPPED_FOLDERS:
                yield from _source_files(entry)
        elif (
            entry.suffix == ".py"
            and not entry.name.startswith(_SKIPPED_FILES)
            and entry.stat().st_size <= LARGEST_FILE_BYTES
        ):
            yield entry


def _choose(lines: Iterable[Line]) -> list[Line]:
    """The first lines in order of content, one of each spelling, not too many of a file.

    Lines of the same letters are near-duplicates: they differ in digits, marks or spaces.
    """
    spellings: set[str] = set()
    taken_from: defaultdict[str, int] = defaultdict(int)
    chosen: list[Line] = []
    for line in sorted(lines, key=lambda line: (_digest(line.text), line.file)):
        spelling = _NO_LETTER.sub("", line.text.casefold())
        if spelling in spellings or taken_from[line.file] == MOST_LINES_OF_A_FILE:
            continue
        spellings.add(spelling)
        taken_from[line.file] += 1
        chosen.append(line)
        if len(chosen) == ITEMS_OF_EACH_CLASS:
            break
    return chosen


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), person=b"code_or_prose").digest()
