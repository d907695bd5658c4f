r"""What a window would obey rather than show: control characters, and marks that turn text around.

Words of tasks, contenders and results folders reach the window through here, shown as escapes:
`\x1b[31m` is read, and turns nothing red.
"""

import re
from typing import Final

_OBEYED: Final = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls; a line break and a tab only lay out
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction of writing
    "\ud800-\udfff"  # bytes of a file's name that are no text
    "]"
)


def visible(text: str) -> str:
    """The text with what a window would obey written as Python would write it."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def visible_json(document: str) -> str:
    """The JSON document with such characters written as JSON escapes: programs read the same."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
