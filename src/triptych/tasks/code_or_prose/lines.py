"""Lines of Python source, told apart by Python's own tokenizer: program code, or English."""

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator

_SILENT = (tokenize.COMMENT, tokenize.NL)
_BETWEEN = (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
_LAYOUT = (*_BETWEEN, tokenize.NL, tokenize.ENDMARKER)
_PLAIN_STRING = re.compile(r"[rRuU]?[\"']")
# Comments and docstrings quote comments, and a boxed comment has a # on both sides.
_MARKER = re.compile(r"^(?:#+[!:]?\s*)+|[#\s]+$")
_MAY_BE_CODE = re.compile(r"[=(\[.]|\bimport\b")  # parsing is slow, and most lines need none
_CERTAINLY_CODE = (
    ast.Assign,
    ast.Attribute,
    ast.AugAssign,
    ast.Call,
    ast.ClassDef,
    ast.FunctionDef,
    ast.Import,
    ast.ImportFrom,
    ast.Subscript,
)


def code_and_prose(source: str) -> tuple[list[str], list[str]]:
    """Lines of code, and lines of comments and docstrings, stripped of what gives them away.

    A code line ends before its remark; a prose line has lost its indentation, its `#` or its
    quotes. Left out, because they are both or neither: strings that span lines, and examples
    inside documentation. Raises tokenize.TokenError or SyntaxError where `source` is not
    Python.
    """
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    documentation = _documentation(tokens)
    physical = source.split("\n")  # splitlines would also split at form feeds
    code: dict[int, str] = {}
    prose: list[str] = []
    neither: set[int] = set()
    for token in tokens:
        kind, (first, column), (last, _) = token.type, token.start, token.end
        if kind == tokenize.COMMENT:
            before = physical[first - 1][:column].strip()
            if before:
                code[first] = before
            else:
                prose.append(_MARKER.sub("", token.string))
        elif kind in _LAYOUT:
            continue
        elif kind == tokenize.STRING and token.start in documentation:
            prose.extend(_MARKER.sub("", line) for line in _described(_evaluated(token.string)))
            neither.update(range(first, last + 1))
        else:
            code.setdefault(first, physical[first - 1].strip())
            if last > first:
                neither.update(range(first, last + 1))
    return [text for number, text in code.items() if number not in neither], prose


def is_statement(text: str) -> bool:
    """Whether `text` is Python that assigns, calls, imports, defines, or reaches into an object.

    Bare words parse too ("not found", "first, second"), and so do "note: text" and
    "return value"; English is full of them, so they do not count.
    """
    if not _MAY_BE_CODE.search(text):
        return False
    header = " pass" if text.endswith(":") else ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text + header)
    except (SyntaxError, ValueError):  # ValueError: a null byte
        return False
    return any(isinstance(node, _CERTAINLY_CODE) for node in ast.walk(tree))


def _documentation(tokens: list[tokenize.TokenInfo]) -> set[tuple[int, int]]:
    """Where strings start that are a statement of their own: docstrings, mostly."""
    starts: set[tuple[int, int]] = set()
    candidate: tokenize.TokenInfo | None = None
    begins = True
    for token in tokens:
        if token.type in _SILENT:
            continue
        if candidate is not None and token.type == tokenize.NEWLINE:
            starts.add(candidate.start)
        alone = begins and token.type == tokenize.STRING and _PLAIN_STRING.match(token.string)
        candidate = token if alone else None
        begins = token.type in _BETWEEN
    return starts


def _evaluated(literal: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an unknown escape in a docstring is not our business
        return str(ast.literal_eval(literal))


def _described(docstring: str) -> Iterator[str]:
    """The lines of a docstring, without its examples: doctests and literal blocks."""
    doctest = False
    literal_under: int | None = None
    for line in docstring.expandtabs().splitlines():
        text = line.strip()
        indentation = len(line) - len(line.lstrip())
        if not text:
            doctest = False
            continue
        doctest = doctest or text.startswith(">>>")
        if literal_under is not None and indentation <= literal_under:
            literal_under = None
        if not doctest and literal_under is None:
            yield text
            if text.endswith("::"):
                literal_under = indentation
