"""Converts matplotlib's SVG to markup inside a page.

A strict page allows no style attributes, follows its reader's theme, and has no two equal
ids; matplotlib writes style attributes, fixed colours, and the same ids in every figure.
"""

import re
from typing import Final
from xml.etree import ElementTree

from triptych.report.words.text import printable

INK: Final = "#1b1d22"
QUIET: Final = "#5b6170"
GRID: Final = "#dfe2e6"
BAND: Final = "#ebeef2"
PAPER: Final = "#fefefe"

# What follows the theme gets a class; the colour stays for whoever copies the figure out.
_THEMED: Final = {INK: "ink", QUIET: "quiet", GRID: "grid", BAND: "band", PAPER: "paper"}

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREF: Final = "{http://www.w3.org/1999/xlink}href"
_REFERENCE: Final = re.compile(r"url\(#([^)]+)\)")
_NUMBER: Final = re.compile(r"-?\d+\.\d+")


def inline(document: str, name: str, title: str, description: str) -> str:
    """The figure as an `<svg>` element, with a title and a description for screen readers."""
    root = ElementTree.fromstring(document)
    _drop_document_parts(root)
    references = _references(root)
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        _style_to_attributes(element)
        _keep_referenced_id(element, references, name)
        _shorten_numbers(element)
    _unwrap_groups(root)
    _name(root, name, title, description)
    return ElementTree.tostring(root, encoding="unicode")


def _drop_document_parts(root: ElementTree.Element) -> None:
    """Remove the document's style sheet, its metadata and its fixed size."""
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{_SVG}style", f"{_SVG}metadata"):
                parent.remove(child)
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)


def _references(root: ElementTree.Element) -> set[str]:
    found: set[str] = set()
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute == _HREF:
                found.add(value.removeprefix("#"))
            found.update(_REFERENCE.findall(value))
    return found


def _style_to_attributes(element: ElementTree.Element) -> None:
    classes = []
    for declaration in element.attrib.pop("style", "").split(";"):
        attribute, _, value = (part.strip() for part in declaration.partition(":"))
        if attribute in ("font-family", ""):  # the page's font is the figure's
            continue
        element.set(attribute, value)
        if value in _THEMED:
            classes.append(f"{attribute}-{_THEMED[value]}")
    if element.tag in ("text", "tspan") and "fill" not in element.attrib:
        classes.append("fill-ink")
    if classes:
        element.set("class", " ".join(classes))


def _keep_referenced_id(element: ElementTree.Element, references: set[str], prefix: str) -> None:
    identity = element.attrib.pop("id", None)
    if identity in references:
        element.set("id", f"{prefix}-{identity}")
    if _HREF in element.attrib:
        target = element.attrib.pop(_HREF).removeprefix("#")
        element.set("href", f"#{prefix}-{target}")
    for attribute, value in element.attrib.items():
        element.set(attribute, _REFERENCE.sub(rf"url(#{prefix}-\1)", value))


def _shorten_numbers(element: ElementTree.Element) -> None:
    """Two decimals of a pixel are enough; matplotlib writes six."""
    for attribute in ("d", "x", "y", "transform", "width", "height"):
        if attribute in element.attrib:
            text = " ".join(element.attrib[attribute].split())
            element.set(attribute, _NUMBER.sub(lambda number: f"{float(number[0]):.4g}", text))
    if element.attrib.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]


def _unwrap_groups(parent: ElementTree.Element) -> None:
    """Remove white space, and groups without attributes."""
    parent.text = parent.text if parent.tag in ("text", "tspan") else None
    children: list[ElementTree.Element] = []
    for child in list(parent):
        child.tail = None
        _unwrap_groups(child)
        children.extend(list(child) if child.tag == "g" and not child.attrib else [child])
        parent.remove(child)
    parent.extend(children)


def _name(root: ElementTree.Element, name: str, title: str, description: str) -> None:
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    for place, (tag, suffix, text) in enumerate(
        (("title", "title", title), ("desc", "description", description))
    ):
        element = ElementTree.Element(tag, {"id": f"{name}-{suffix}"})
        element.text = printable(text)
        root.insert(place, element)
