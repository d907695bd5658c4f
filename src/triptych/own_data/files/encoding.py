"""The characters of a text file: which encoding its bytes are in."""

import codecs
from dataclasses import dataclass
from typing import Final

from triptych.errors import DataError

_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),  # begins with the mark of UTF-16: asked before it
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SIGNATURES: Final = (
    (b"PK\x03\x04", "a zip archive or a spreadsheet: call it .xlsx if it is one, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as .xlsx or .csv"),
    (b"\x1f\x8b", "compressed by gzip: unpack it"),
    (b"BZh", "compressed by bzip2: unpack it"),
    (b"\xfd7zXZ", "compressed by xz: unpack it"),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd: unpack it"),
    (b"PAR1", "a Parquet file: call it .parquet"),
    (b"ARROW1", "an Arrow file: save it as .parquet"),
    (b"\x93NUMPY", "a numpy array: call it .npy"),
    (b"\x89PNG", "a picture: give the folder it is in"),
    (b"\xff\xd8\xff", "a picture: give the folder it is in"),
    (b"GIF8", "a picture: give the folder it is in"),
    (b"RIFF", "a recording: give the folder it is in"),
    (b"%PDF", "a PDF document: save its table as .csv"),
    (b"SQLite format 3", "a database: save its table as .csv"),
    (b"\x80\x04", "a pickled object: load it and give the DataFrame"),
    (b"\x80\x05", "a pickled object: load it and give the DataFrame"),
)
_LOOKED_AT: Final = 65_536
_MOST_CONTROLS: Final = 0.02
_HALF: Final = 0.3
"""Of UTF-16 without its mark at least so many of every second byte are zeros, in most languages."""

_CONTROLS: Final = bytes({*range(32), 127} - {9, 10, 12, 13, 27})
_FEW_BYTES: Final = 200
_LEGACY: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_15",
    "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "koi8_r",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding they were in, and how many lines were in another one."""

    text: str
    encoding: str
    odd_lines: int = 0
    first_odd_line: int = 0


def decode(content: bytes, name: str) -> Decoded:
    """The characters of a text file, in UTF-8, UTF-16, UTF-32 or an older encoding.

    A file with lines in two encodings is read line by line. Raises DataError for what is no text.
    """
    if not content.strip():
        raise DataError(f"{name} is empty. Expected rows of cells, with a header.")
    for mark, codec, title in _MARKED:
        if content.startswith(mark):
            return Decoded(_strictly(content, codec, title, name), title)
    for start, what in _SIGNATURES:
        if content.startswith(start):
            raise DataError(f"{name} is no text but {what}.")
    sample = content[:_LOOKED_AT]
    if b"\0" in sample:
        return _with_zeros(content, name)
    if len(sample.translate(None, _CONTROLS)) < (1 - _MOST_CONTROLS) * len(sample):
        raise DataError(f"{name} is no text: it is full of control characters.")
    try:
        return Decoded(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _line_by_line(content)


def _strictly(content: bytes, codec: str, title: str, name: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise DataError(
            f"{name} begins as {title}, but byte {error.start:,} is none. Save it anew as UTF-8."
        ) from error


def _with_zeros(content: bytes, name: str) -> Decoded:
    """UTF-16 without its mark, which every second byte tells; zeros elsewhere are no text."""
    sample = content[:_LOOKED_AT]
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        others = sample.count(0) - zeros.count(0)
        if zeros.count(0) > _HALF * len(zeros) and others * 10 < zeros.count(0):
            return Decoded(_strictly(content, codec, "UTF-16", name), "UTF-16")
    raise DataError(f"{name} is no text: it has zero bytes. Expected CSV, TSV or JSON lines.")


def _line_by_line(content: bytes) -> Decoded:
    """One older encoding where no line beyond ASCII is UTF-8, or else that of the odd lines."""
    lines = content.split(b"\n")
    decoded: list[str | None] = []
    is_wide = 0
    for line in lines:
        try:
            decoded.append(line.decode("utf-8"))
            is_wide += not line.isascii()
        except UnicodeDecodeError:
            decoded.append(None)
    odd = [number for number, line in enumerate(decoded) if line is None]
    codec = _guessed(b"\n".join(lines[number] for number in odd))
    title = codec.replace("_", "-")
    if is_wide * 10 < len(odd):  # a line of an older encoding may be UTF-8 by chance
        return Decoded(content.decode(codec, "replace"), title)
    for number in odd:
        decoded[number] = lines[number].decode(codec, "replace")
    text = "\n".join(line or "" for line in decoded)
    return Decoded(text, f"UTF-8 and {title}", len(odd), odd[0] + 1)


def _guessed(content: bytes) -> str:
    """The older encoding that the bytes are most likely in; of a few, the Western European one."""
    if len(content) - len(content.translate(None, bytes(range(128, 256)))) < 3:
        return "cp1252"
    # Half of a guess costs a tenth of a second: asked for files in older encodings alone.
    from charset_normalizer import from_bytes

    best = from_bytes(content[: _LOOKED_AT * 4], cp_isolation=list(_LEGACY)).best()
    if best is None or len(content) < _FEW_BYTES:
        return "cp1252"
    return best.encoding
