"""Taking out of a message what only its source left in it, not its sender."""

import html
import re
from typing import Final

# What the publishers of the messages put in the place of numbers, names and addresses.
_MASKS: Final = re.compile(r"<(?:#|DECIMAL|TIME|URL|EMAIL|UKP|fone no)>")
# Typographic quotes, dashes and dots: some phones and editors made them of plain ones.
_TYPOGRAPHIC: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019", "'"),
        **dict.fromkeys("\u201c\u201d", '"'),
        **dict.fromkeys("\u2013\u2014", "-"),
        "\u2026": "...",
    }
)
# The bytes of Windows' code page 1252 that were read as if they were Latin-1.
_MISREAD: Final = re.compile(r"[\x80-\x9f]")


def neutral(message: str) -> str:
    """The message without the marks of the collection it came from.

    HTML entities are read, masks such as <#> left out, misread and typographic quotes, dashes
    and dots made plain, and every run of white space one space. In the file each of these
    occurs (nearly) only in ham, because one of its sources was prepared so.
    """
    text = _MASKS.sub(" ", html.unescape(message))
    text = _MISREAD.sub(_read_as_windows, text).translate(_TYPOGRAPHIC)
    return " ".join(text.split())


def _read_as_windows(misread: re.Match[str]) -> str:
    return misread[0].encode("latin-1").decode("cp1252", errors="replace")
