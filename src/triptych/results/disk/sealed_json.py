"""JSON that ends in a digest of itself, so that a flipped bit is never read as a number.

The digest is the last key of a line's or document's object, and covers every byte before it.
"""

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

import msgspec

from triptych.results.disk.text import json_to_utf8

_DIGEST_BYTES: Final = 8
_SEAL: Final = rb'"digest": "([0-9a-f]{16})"'
_OF_LINE: Final = re.compile(b" " + _SEAL + rb"}\Z")
_OF_DOCUMENT: Final = re.compile(b"\n" + _SEAL + rb"\n}\n\Z")
_LONGEST_SEAL: Final = 40


class SealBroken(ValueError):  # noqa: N818  what is the matter with the bytes
    """Bytes that are not those that were written: their digest is another."""


@dataclass(frozen=True, slots=True)
class Unsealed:
    """The JSON as it was before it was sealed.

    has_digest  whether it was; what was written before there were digests cannot be verified
    """

    body: bytes
    has_digest: bool


def sealed_line(values: dict[str, Any]) -> bytes:
    """The object as one line, without its end."""
    body = json_to_utf8(json.dumps(values, ensure_ascii=False))
    return _sealed(body.removesuffix(b"}"), b" ", b"}")


def sealed_document(values: dict[str, Any]) -> bytes:
    """JSON with one entry per line, two levels deep: readable, and fast for 10,000 cells."""
    body = json_to_utf8(_in_lines(values))
    return _sealed(body.removesuffix(b"}").removesuffix(b"\n"), b"\n", b"\n}\n")


def unseal_line(content: bytes) -> Unsealed:
    """Check a line's digest and take it off. Raises SealBroken where the bytes are others."""
    return _unsealed(content, _OF_LINE, b"}")


def unseal_document(content: bytes) -> Unsealed:
    """The same of a whole document. What was written anew by hand may have none."""
    return _unsealed(content, _OF_DOCUMENT, b"\n}\n")


def require_json(content: bytes) -> None:
    """Raise ValueError where the bytes are no JSON; a tenth of the time of reading them."""
    content.decode()
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except msgspec.DecodeError:  # Python's json also writes numbers that JSON does not have: NaN
        json.loads(content)


def _unsealed(content: bytes, form: re.Pattern[bytes], end: bytes) -> Unsealed:
    found = form.search(content, max(0, len(content) - _LONGEST_SEAL))
    if found is None:
        return Unsealed(content, has_digest=False)
    begun = content[: found.start()]
    if _digest(begun) != found[1]:
        raise SealBroken("it is not what was written: its digest is another")
    return Unsealed(begun.removesuffix(b",") + end, has_digest=True)


def _sealed(begun: bytes, between: bytes, end: bytes) -> bytes:
    """Add the digest to an object that is not closed yet."""
    begun += b"" if begun == b"{" else b","
    return begun + between + b'"digest": "' + _digest(begun) + b'"' + end


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST_BYTES).hexdigest().encode()


def _in_lines(value: Any, depth: int = 2) -> str:
    if not depth or not value or not isinstance(value, dict | list | tuple):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    if not isinstance(value, dict):
        return "[\n" + ",\n".join(_in_lines(item, depth - 1) for item in value) + "\n]"
    lines = (
        f"{json.dumps(name, ensure_ascii=False)}: {_in_lines(item, depth - 1)}"
        for name, item in sorted(value.items())
    )
    return "{\n" + ",\n".join(lines) + "\n}"
