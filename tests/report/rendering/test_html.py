import base64
import hashlib
import re
from itertools import pairwise
from urllib.parse import unquote

import pytest

from triptych.report.build import build


@pytest.fixture(scope="module", params=["as it should be", "hostile", "with studies"])
def read(request, markup, pages, hostile_folder, studied_folder):
    """Every page of a report, read."""
    if request.param != "as it should be":
        files = build(hostile_folder if request.param == "hostile" else studied_folder).files
        pages = {name: text for name, text in files.items() if name.endswith(".html")}
    return {name: markup(text) for name, text in pages.items()}


def test_every_element_is_closed(read):
    """Whatever a task's author writes, it ends where it began."""
    assert {name: page.unbalanced for name, page in read.items() if page.unbalanced} == {}


def test_a_page_loads_nothing(read):
    """Zero external addresses: what a page needs it has; links are only for following."""
    for page in read.values():
        for tag, attributes in page.elements:
            assert "src" not in attributes, tag
            if tag == "link":
                assert attributes["href"].startswith("data:image/svg+xml,")
            if "href" in attributes and tag not in ("a", "link"):
                assert attributes["href"].startswith("#")
        assert not re.search(r"url\(\s*['\"]?(?!#)|@import", "".join(page.contents["style"]))


def test_only_our_own_script_and_style_apply(read):
    """The policy names the hashes of one script and one style, and there is nothing else."""
    for page in read.values():
        policy = next(
            one["content"] for one in page.all("meta") if one.get("http-equiv", "").startswith("C")
        )
        for kind in ("script", "style"):
            assert len(page.all(kind)) == 1
            digest = hashlib.sha256("".join(page.contents[kind]).encode()).digest()
            assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
        assert policy.startswith("default-src 'none'")
        for tag, attributes in page.elements:
            assert "style" not in attributes, tag
            assert not any(name.startswith("on") for name in attributes), tag


def test_links_lead_somewhere(read, files):
    """Verdict, task, formula and file: every step can be followed, and no link runs anything."""
    for page in read.values():
        for link in page.all("a"):
            address, _, anchor = link["href"].partition("#")
            if address.startswith(("http://", "https://")):
                continue
            name = unquote(address)
            if name.startswith("tables/"):
                assert name.endswith(".csv")
                continue
            target = read[name] if name else page
            assert not anchor or anchor in {
                attributes.get("id") for _, attributes in target.elements
            }


def test_identities_are_unique_and_references_resolve(read):
    """What an image or a table is named by exists, once."""
    for page in read.values():
        identities = [one["id"] for _, one in page.elements if "id" in one]
        assert len(identities) == len(set(identities))
        for _, attributes in page.elements:
            for reference in attributes.get("aria-labelledby", "").split():
                assert reference in identities


def test_every_image_has_a_name_or_is_hidden(read):
    """Who cannot see a drawing hears its numbers; ornaments are passed over."""
    for page in read.values():
        for image in page.all("svg"):
            named = image.get("role") == "img" and "aria-labelledby" in image
            assert named or image.get("aria-hidden") == "true"


def test_every_heading_of_a_table_says_what_it_heads(read):
    """Each `th` has a scope, each table a caption."""
    for page in read.values():
        assert all(heading.get("scope") in ("col", "row") for heading in page.all("th"))
        assert len(page.all("caption")) == len(page.all("table"))


def test_headings_descend_one_level_at_a_time(read):
    """A page has one title, and no level of heading is left out."""
    for page in read.values():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_hostile_words_are_shown_and_do_nothing(markup, hostile_folder):
    """A title with a script in it is a strange title."""
    files = build(hostile_folder).files
    page = markup(files["figures.html"])

    assert "<script>document.title" in "".join(page.words)
    assert "{{ 7 * 7 }}" in "".join(page.words)
    assert page.all("img") == []
    for text in files.values():
        assert "\x00" not in text
        assert "\u202e" not in text
        text.encode("utf-8")


def test_figures_keep_their_text_and_follow_the_theme(pages, markup):
    """Words in figures are words: found, read aloud, and set in the theme's colours."""
    page = markup(pages["figures.html"])
    classes = {name for text in page.all("text") for name in text["class"].split()}

    assert "classical:logistic" in page.words
    assert classes <= {"fill-ink", "fill-quiet"}
    assert "DejaVu" not in pages["figures.html"]


def test_each_mark_has_its_colour_and_its_shape(pages):
    """Rules circle, classical square, deep triangle: colour is never alone."""
    for colour in ("#0173b2", "#d55e00", "#029e73"):
        assert colour in pages["index.html"]
    for shape in ("circle, solid line", "square, dashed", "triangle, dotted"):
        assert shape in pages["index.html"]
