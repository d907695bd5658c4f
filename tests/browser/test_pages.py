import json
import re
import shutil
from pathlib import Path

import pytest

from triptych.report.build import build
from triptych.results.formats.document import read_json
from triptych.results.store import write_report

pytestmark = pytest.mark.browser

CONTRAST = Path(__file__).with_name("contrast.js").read_text()


def test_a_page_opens_in_silence_and_asks_for_nothing(open_page, name):
    """No message in the console, and no request but for the page itself."""
    page = open_page(name)

    assert page.complaints == []
    assert [url for url in page.requested if not url.startswith("data:")] == [page.url]


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_no_page_scrolls_sideways(open_page, name, width):
    """Wide tables scroll in their own box, on a phone as on a desk."""
    page = open_page(name, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_in_both_themes(open_page, name, scheme):
    """Every text has a contrast of at least 4.5 to what lies under it (WCAG 2.2, AA)."""
    page = open_page(name, scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert page.evaluate(CONTRAST) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_stand_out_in_both_themes(open_page, scheme):
    """The three colours have a contrast of at least 3 to the page."""
    page = open_page("index.html", scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for colour in ("#0173b2", "#d55e00", "#029e73"):
        drawn = tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))
        under = tuple(map(int, re.findall(r"\d+", paper)))
        assert contrast(drawn, under) >= 3


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """WCAG's ratio of two colours."""
    shades = []
    for colour in (one, other):
        linear = [
            value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in (part / 255 for part in colour)
        ]
        shades.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(shades) + 0.05) / (min(shades) + 0.05)


def test_the_theme_turns_and_stays(open_page):
    """The button turns the theme; the next page keeps it."""
    page = open_page("index.html", scheme="light")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.get_by_role("button", name="Dark theme").click()

    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    page.get_by_role("link", name="Figures in small pictures").first.click()
    page.wait_for_url("**/figures.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after
    assert page.get_by_role("button", name="Light theme").is_visible()


def test_a_table_is_sorted_from_the_keyboard(open_page):
    """Enter on a heading sorts up, Enter again sorts down, and says so."""
    page = open_page("figures.html")
    heading = page.locator("#table-scores thead th", has_text="score")
    column = (
        "[...document.querySelectorAll('#table-scores tbody tr')]"
        ".map(row => +row.cells[1].dataset.value)"
    )

    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert heading.get_attribute("aria-sort") == "ascending"
    up = page.evaluate(column)
    page.keyboard.press("Enter")

    assert heading.get_attribute("aria-sort") == "descending"
    assert up == sorted(up)
    assert page.evaluate(column) == up[::-1]


def test_cpu_is_priced_at_what_the_reader_pays(open_page):
    """The price of a CPU hour is a field in the caption; prices follow it, and sort by it."""
    page = open_page("figures.html")
    field = page.get_by_label("price of a CPU hour")
    prices = (
        "[...document.querySelectorAll('#table-price tbody tr')]"
        ".map(row => [row.cells[1], row.cells[3]].map(cell => +cell.dataset.value))"
    )
    shown = page.locator("#table-price tbody tr td").nth(2)
    hour = float(field.input_value())

    for seconds, price in page.evaluate(prices):
        assert price == pytest.approx(seconds / 3600 * hour)
    before = shown.inner_text()
    field.fill("1000")

    for seconds, price in page.evaluate(prices):
        assert price == pytest.approx(seconds / 3600 * 1000)
    assert shown.inner_text() != before
    field.fill("")
    assert page.evaluate(prices)[0][1] == pytest.approx(page.evaluate(prices)[0][0] / 3600 * 1000)
    assert page.complaints == []


def test_focus_is_seen_and_the_way_to_the_content_is_short(open_page):
    """The first Tab offers to skip to the content; what has focus has an outline."""
    page = open_page("index.html")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_can_be_pressed_is_large_enough(open_page, name):
    """Buttons are at least 24 pixels high (WCAG 2.2, target size)."""
    page = open_page(name, width=360)
    heights = page.evaluate(
        "[...document.querySelectorAll('button, summary')]"
        ".map(one => one.getBoundingClientRect().height)"
    )

    assert min(filter(None, heights)) >= 24


def test_without_scripts_a_page_is_complete(open_page, name):
    """Nothing but sorting and the theme button needs JavaScript."""
    page = open_page(name, scripts=False)

    assert page.locator("table").first.is_visible()
    assert page.locator("button:visible").count() == 0
    assert page.locator("details").count() == page.locator("details summary:visible").count()


def test_paper_is_white_whatever_the_theme(open_page):
    """A dark page prints dark on white."""
    page = open_page("index.html", scheme="dark")
    page.get_by_role("button", name="Light theme").click()
    page.get_by_role("button", name="Dark theme").click()

    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_a_hostile_title_runs_nothing(open_page, report, tmp_path):
    """Markup in a task's words is text in the browser, too, and breaks no line out of its box."""
    folder = tmp_path / "run"
    shutil.copytree(report.parent, folder)
    hostile = "</title></svg><script>document.title='hit'</script><img src=x onerror=\"a()\">" * 9
    tasks = read_json(folder / "tasks.json")
    for card in tasks.values():
        card |= {"title": hostile, "question": hostile, "source": "javascript:alert(1)"}
    (folder / "tasks.json").write_text(json.dumps(tasks))
    written = write_report(folder, build(folder).files).parent

    page = open_page("figures.html", width=360, folder=written)

    assert page.title().startswith("</title></svg><script>")
    assert page.complaints == []
    assert page.locator("img, a[href^=javascript]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
