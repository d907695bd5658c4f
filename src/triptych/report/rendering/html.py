"""Pages as HTML: each file is self-contained and loads nothing."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from triptych.report.model.page import Book, Page
from triptych.report.notes.statistics import FORMULAS
from triptych.report.words.text import printable

TEMPLATES: Final = Path(__file__).parent / "templates"

_ICON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<circle cx="16" cy="8" r="7" fill="#0173b2"/><path d="M2 18h12v12H2z" fill="#d55e00"/>'
    '<path d="M24.500 17 32 30.500H17z" fill="#029e73"/></svg>'
)


def render(book: Book, page: Page) -> str:
    """The page as one HTML document."""
    style = _asset("style.css")
    script = _asset("script.js")
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            book=book,
            page=page,
            formulas=FORMULAS,
            formula_titles={note.anchor: note.title for note in FORMULAS},
            policy=_policy(style, script),
            # Our own files, as they are: the policy holds their hashes.
            style=Markup(style),
            script=Markup(script),
            icon=f"data:image/svg+xml,{quote(_ICON)}",
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    environment.filters["markup"] = Markup
    return environment


def _finalize(value: Any) -> Any:
    """Make shown text printable; our own markup passes unchanged."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _policy(style: str, script: str) -> str:
    """The content security policy: nothing is loaded, only this style and script are allowed."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
