"""The normal form of Python source: its tree without comments, layout and docstrings."""

import ast
from dataclasses import dataclass

from triptych.harness.code.digest import digest_of


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name: `from ..module import name` has level 2; `import module` has no name."""

    module: str
    level: int = 0
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed source file.

    digest          hash of the normal form
    imports         every import in the file, at any place in it
    provides        names that the file imports from elsewhere, and that others can import from it
    """

    digest: str
    imports: tuple[Import, ...]
    provides: dict[str, Import]


def parse(text: bytes, *, without: str = "") -> Source:
    """Convert source to normal form; text that is not Python is its own normal form."""
    try:
        tree = ast.parse(text)
        tree.body = [statement for statement in tree.body if without not in _defined(statement)]
        form = _NormalForm()
        form.add(tree)
    except (SyntaxError, ValueError, RecursionError):
        return Source(digest_of(text), (), {})
    normal = "\0".join(form.parts).encode("utf-8", "surrogatepass")
    return Source(digest_of(normal), tuple(dict.fromkeys(form.imports)), _provided(tree))


class _NormalForm:
    """Serialises a syntax tree, and collects its imports."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.imports: list[Import] = []
        self.is_run = True

    def add(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import | ast.ImportFrom) and self.is_run:
            self.imports.extend(_imported(node))
        guarded = isinstance(node, ast.If) and _is_type_checking(node.test)
        parts = self.parts
        parts.append(node.__class__.__name__)
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, ast.AST):
                self.add(value)
            elif isinstance(value, list):
                was_run, self.is_run = self.is_run, self.is_run and not (guarded and name == "body")
                parts.append("[")
                for item in value:
                    if not isinstance(item, ast.AST):
                        parts.append(repr(item))
                    elif not _does_nothing(item):
                        self.add(item)
                parts.append("]")
                self.is_run = was_run
            elif name != "kind":  # u"text" is "text"
                parts.append(repr(value))


def _does_nothing(statement: ast.AST) -> bool:
    """Whether a statement has no effect: a docstring, `pass` or `...`."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def _defined(statement: ast.stmt) -> list[str]:
    """Names that a plain assignment binds."""
    match statement:
        case ast.Assign(targets=targets):
            return [target.id for target in targets if isinstance(target, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _is_type_checking(test: ast.expr) -> bool:
    return (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    )


def _imported(node: ast.Import | ast.ImportFrom) -> list[Import]:
    if isinstance(node, ast.Import):
        return [Import(alias.name) for alias in node.names]
    return [Import(node.module or "", node.level, alias.name) for alias in node.names]


def _provided(tree: ast.Module) -> dict[str, Import]:
    """Names bound by `from … import` at top level, including `TYPE_CHECKING` blocks.

    A lazy facade lists its names for type checkers.
    """
    statements = list(tree.body)
    for statement in tree.body:
        if isinstance(statement, ast.If) and _is_type_checking(statement.test):
            statements.extend(statement.body)
    return {
        alias.asname or alias.name: Import(node.module or "", node.level, alias.name)
        for node in statements
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
