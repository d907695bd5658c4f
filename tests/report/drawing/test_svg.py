"""Promises of drawings in a page: they follow its theme and policy, and can be heard."""

from xml.etree import ElementTree

from triptych.report.drawing.svg import INK, inline

DOCUMENT = f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     width="10pt" height="10pt" viewBox="0 0 10 10" version="1.1">
 <metadata>made by somebody</metadata>
 <defs><style type="text/css">*{{stroke-linejoin: round}}</style></defs>
 <defs><path id="m1" d="M 0 1.2345678 L 3.000000 2"/><clipPath id="p2"/></defs>
 <g id="figure_1"><g>
  <use xlink:href="#m1" x="1.500000" style="fill: {INK}; stroke: #ff0000"/>
 </g></g>
 <g id="axes_1" clip-path="url(#p2)"><text style="font-family: serif">age</text></g>
</svg>"""


def drawn(name="figure-a", title="Title", description="Words"):
    return inline(DOCUMENT, name, title, description)


def parsed(**rest):
    return ElementTree.fromstring(drawn(**rest))


def test_a_drawing_is_named_and_described():
    """Who hears the page hears what the figure shows."""
    root = parsed()

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "figure-a-title figure-a-description"
    assert [(part.tag, part.get("id"), part.text) for part in root[:2]] == [
        ("title", "figure-a-title", "Title"),
        ("desc", "figure-a-description", "Words"),
    ]


def test_two_drawings_share_no_identity():
    """Matplotlib gives the same ones in every figure; a page may have each once."""
    one, other = (
        {part.get("id") for part in parsed(name=name).iter()} - {None} for name in ("a", "b")
    )

    assert one & other == set()
    assert "a-m1" in one


def test_references_lead_to_what_they_led_to():
    root = parsed()

    assert root.find(".//use").get("href") == "#figure-a-m1"
    assert root.find(".//*[@clip-path]").get("clip-path") == "url(#figure-a-p2)"


def test_what_a_strict_page_refuses_is_gone():
    """No style attribute, no style sheet, no fixed size, and no word of who made it."""
    text = drawn()

    for refused in ("style=", "<style", "metadata", "made by somebody", 'width="10pt"', "xlink"):
        assert refused not in text


def test_ink_follows_the_theme_and_other_colours_stay():
    """Black on a dark page could not be read; a contender's colour is its own."""
    use = parsed().find(".//use")

    assert (use.get("class"), use.get("stroke")) == ("fill-ink", "#ff0000")
    assert parsed().find(".//text").get("class") == "fill-ink"


def test_a_drawing_is_short():
    """Two decimals of a pixel are enough, and groups that carry nothing go."""
    text = drawn()

    assert 'd="M 0 1.235 L 3 2"' in text
    assert "figure_1" not in text


def test_hostile_words_stay_words():
    """A title is a text of somebody, and no markup."""
    root = parsed(title="</svg><script>", description="\x00\u202e")

    assert root.find("title").text == "</svg><script>"
    assert root.find("desc").text == "\N{REPLACEMENT CHARACTER}" * 2
    assert root.find(".//script") is None
