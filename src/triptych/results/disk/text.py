r"""Text as bytes: all that is stored is encoded here.

Python's strings can hold half of a surrogate pair, as of a file name or an error message, and
UTF-8 cannot. It is written as people read it, such as `\ud800`: nobody's word ends a run.
"""

import re
from typing import Final

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def to_utf8(text: str) -> bytes:
    """The text in UTF-8; a lone surrogate becomes a visible escape."""
    return text.encode("utf-8", "backslashreplace")


def json_to_utf8(text: str) -> bytes:
    """JSON in UTF-8; in its strings a lone surrogate becomes the escape that `to_utf8` makes.

    The escape's backslash is escaped in its turn, so that no reader ever meets the surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub(lambda found: rf"\\u{ord(found[0]):04x}", text).encode()
