"""Text files with a row a line: which separator, which quotes, whether there is a header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from triptych.errors import DataError, UsageError
from triptych.own_data.files.encoding import decode
from triptych.own_data.files.header import header_of
from triptych.own_data.rows import Rows
from triptych.own_data.understood import Finding

_SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", "^": "^", "~": "~"}
_SAMPLE: Final = 300
_CONSISTENT: Final = 0.9
_MANY: Final = 0.4
_MOST_RAGGED: Final = 0.01
_DECLARED: Final = re.compile(r"sep=(.)\n")
_HALF_QUOTED: Final = '(?:^|{0})"(?:[^"{0}]|"")*(?:{0}|$)'


def read_delimited(path: Path, names: tuple[str, ...]) -> Rows:
    """The cells of a CSV or TSV file, each a string.

    Raises DataError for a file that is no table, UsageError where `names` are not as many as its
    columns.
    """
    decoded = decode(path.read_bytes(), path.name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    declared = _DECLARED.match(text)
    text = text[declared.end() :] if declared else text
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        raise DataError(f"{path.name} is empty. Expected rows of cells, with a header.")
    separator = declared[1] if declared else _separator(lines[:_SAMPLE])
    if not separator and (table := _by_blanks(lines)):
        separator, text, lines = "\t", "\n".join(table), table
    findings = list[Finding]()
    if decoded.odd_lines:
        findings.append(_mixed(decoded.odd_lines, decoded.first_odd_line, decoded.encoding))
    quoted = '"' in text and not _is_unquoted(lines, separator)
    if '"' in text and not quoted:
        findings.append(
            Finding("note", "Quotation marks belong to the text: they enclose no cell.")
        )
    above = _lines_above(lines[:_SAMPLE], separator)
    if above:
        text = "\n".join(lines[above:])
        findings.append(
            Finding("note", f"Above the table: {_shown(lines[:1])}, which is not read.")
        )
    cells = _parse(text, separator, quoted, path.name, findings)
    header = header_of(cells, names)
    if names and len(names) != cells.shape[1]:
        raise UsageError(
            f"--names gives {len(names)} names for {cells.shape[1]} columns of {path.name}; "
            f"its first row is {_shown(cells.iloc[0])}. Name each column, in order."
        )
    if header.found:
        cells = cells.iloc[1:].reset_index(drop=True)
    elif not names:
        findings.append(
            Finding(
                "warning",
                f"No header: the first row, {_shown(header.first)}, reads like the others. Columns "
                f"are called {header.names[0]} to {header.names[-1]}.",
                "--names NAME,NAME,…",
            )
        )
    cells.columns = pd.Index(header.names)
    how = (decoded.encoding, _SEPARATORS.get(separator, separator) if separator else "one column")
    return Rows(name=path.name, frame=cells, folder=path.parent, how=how, findings=tuple(findings))


def _separator(lines: Sequence[str]) -> str:
    """The separator that divides nearly all lines into equally many cells, the first among them."""
    best, most = "", 1
    for separator in _SEPARATORS:
        widths = _widths(lines, separator)
        width, count = widths.most_common(1)[0]
        first = len(next(csv.reader(lines[:1], delimiter=separator), []))
        # Between `1,5;2,5` by comma and by semicolon the header decides: it has no decimals.
        consistent = count >= _CONSISTENT * sum(widths.values())
        if width > most and consistent and first == width:
            best, most = separator, width
    if best:
        return best
    # Lines above the table, or of other lengths: the parser says which.
    votes = {separator: _vote(lines, separator) for separator in _SEPARATORS}
    winner = max(votes, key=lambda separator: votes[separator])
    enough = _MANY if winner in lines[0] else _CONSISTENT
    return winner if votes[winner] >= enough * len(lines) else ""


def _vote(lines: Sequence[str], separator: str) -> int:
    widths = _widths(lines, separator)
    return max((count for width, count in widths.items() if width > 1), default=0)


def _widths(lines: Sequence[str], separator: str) -> Counter[int]:
    try:
        return Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:  # a cell beyond 131,072 characters
        return Counter(line.count(separator) + 1 for line in lines)


def _by_blanks(lines: Sequence[str]) -> list[str]:
    """Lines of numbers apart by blanks, with tabs instead; none where they are not that."""
    rows = [line.split() for line in lines]
    is_numeric = all(len(row) > 1 and _is_number(row[0]) for row in rows[1:_SAMPLE])
    widths = {len(row) for row in rows}
    return ["\t".join(row) for row in rows] if is_numeric and len(widths) == 1 else []


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _is_unquoted(lines: Sequence[str], separator: str) -> bool:
    """Whether quotation marks are characters like others: each line is whole without them."""
    if not separator:
        return True
    widths = {line.count(separator) for line in lines}
    if len(widths) > 1:
        return False
    half_quoted = re.compile(_HALF_QUOTED.format(re.escape(separator)))
    if not any(line.count('"') % 2 or half_quoted.search(line) for line in lines):
        return False
    try:  # cells with line breaks in them may divide lines evenly, too
        rows = csv.reader([f"{line}\n" for line in lines], delimiter=separator, strict=True)
        return len({len(row) for row in rows}) > 1
    except csv.Error:
        return True


def _lines_above(lines: Sequence[str], separator: str) -> int:
    """How many lines, such as a title, stand above the table."""
    if not separator:
        return 0
    widths = [line.count(separator) for line in lines]
    usual, count = Counter(widths).most_common(1)[0]
    first = next((at for at, width in enumerate(widths) if width >= usual), 0)
    is_title = count >= _CONSISTENT * (len(lines) - first) and all(w == 0 for w in widths[:first])
    return first if is_title else 0


def _parse(
    text: str, separator: str, quoted: bool, name: str, findings: list[Finding]
) -> pd.DataFrame:
    """The cells as strings, by pyarrow; rows of other lengths are left out while they are few."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    content = text.encode("utf-8", "surrogatepass")
    width = _width_of_first(text, separator, quoted)
    ragged = list[Any]()

    def leave_out(row: Any) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = arrow_csv.read_csv(
            io.BytesIO(content),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,  # a row's number is known in one thread alone
                block_size=min(len(content) + 1, 2**31 - 1),
                autogenerate_column_names=True,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=separator or "\x1f",
                quote_char='"' if quoted else False,
                newlines_in_values=quoted,
                invalid_row_handler=leave_out,
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types={f"f{number}": pa.string() for number in range(width)}
            ),
        )
    except pa.ArrowInvalid as error:
        raise DataError(f"{name} cannot be read as a table: {error}.") from error
    if ragged:
        first = ragged[0]
        what = (
            f"line {first.number} has {first.actual_columns} cells, the first "
            f"{first.expected_columns}"
        )
        if len(ragged) > max(1, _MOST_RAGGED * (table.num_rows + len(ragged))):
            raise DataError(
                f"{name}: {len(ragged):,} of {table.num_rows + len(ragged):,} lines have another "
                f"number of cells than the first, divided by "
                f"{_SEPARATORS.get(separator, separator)}: {what}. Enclose cells that hold the "
                "separator in quotation marks."
            )
        findings.append(
            Finding("warning", f"{len(ragged)} lines are left out: {what}, for instance.")
        )
    return pd.DataFrame(
        {place: column.to_numpy() for place, column in enumerate(table.columns)}, dtype=object
    )


def _width_of_first(text: str, separator: str, quoted: bool) -> int:
    if not separator:
        return 1
    if not quoted:
        return text.lstrip("\n").partition("\n")[0].count(separator) + 1
    return len(next(row for row in csv.reader(io.StringIO(text), delimiter=separator) if row))


def _mixed(lines: int, first: int, encoding: str) -> Finding:
    return Finding(
        "warning",
        f"{lines:,} lines, the first of them line {first}, are in another encoding than the rest: "
        f"{encoding}. Each is read by its own.",
    )


def _shown(row: "pd.Series[Any] | Sequence[str]") -> str:
    cells = [str(cell)[:20] for cell in list(row)[:4]]
    return "`" + ", ".join(cells) + ("…" if len(row) > 4 else "") + "`"
