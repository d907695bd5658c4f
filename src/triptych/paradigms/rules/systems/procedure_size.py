"""The size of a procedure's code."""

import inspect
import tokenize
from collections.abc import Callable, Iterator
from functools import partial
from io import StringIO
from textwrap import dedent
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

NOTHING = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


def lines_of_code(function: Callable[..., Any]) -> int:
    """Lines of code of a function and of the functions of its module that it uses.

    Blank lines and comments do not count. 0 where the source is not available.
    """
    return sum(_lines(each) for each in _used(function, set()))


def globals_used(function: Callable[..., Any]) -> list[Any]:
    """The values of its module that a function and the functions it uses name, each once."""
    found = {}
    for each in _used(function, set()):
        for name in _names(each.__code__):
            if name in each.__globals__:
                found[id(each.__globals__[name])] = each.__globals__[name]
    return [value for value in found.values() if not isinstance(value, ModuleType | type)]


def _used(function: Any, seen: set[int]) -> Iterator[FunctionType]:
    while isinstance(function, partial | MethodType):
        function = function.func if isinstance(function, partial) else function.__func__
    if not isinstance(function, FunctionType) or id(function) in seen:
        return
    seen.add(id(function))
    yield function
    for name in _names(function.__code__):
        other = function.__globals__.get(name)
        if getattr(other, "__module__", None) == function.__module__:
            yield from _used(other, seen)


def _names(code: CodeType) -> Iterator[str]:
    """The global names that code uses, including its inner functions."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


def _lines(function: FunctionType) -> int:
    try:
        source = inspect.getsource(function)
    except (OSError, TypeError):
        return 0
    try:
        tokens = list(tokenize.generate_tokens(StringIO(dedent(source)).readline))
    except (tokenize.TokenError, SyntaxError):  # a lambda is cut out of the middle of a call
        return len([line for line in source.splitlines() if line.strip()])
    return len({token.start[0] for token in tokens if token.type not in NOTHING})
