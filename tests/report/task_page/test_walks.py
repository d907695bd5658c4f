"""Promises of the walks on a task's page: three readings of an item, for every reader."""

import json
import shutil

import pytest

from triptych.report.build import build
from triptych.report.words.number import MINUS, TIMES
from triptych.results.formats.document import read_json

HOSTILE = "</p><script>document.title='hit'</script> {{ 7 * 7 }} `c` a|b \u202e\x00"
STRUCTURE = {"kind", "track", "over", "saliency_track", "type"}


@pytest.fixture
def with_walks(run_folder, tmp_path):
    """Build a report of the synthetic run with its walks changed; gives its files."""

    def call(change):
        folder = tmp_path / "run"
        shutil.copytree(run_folder, folder)
        walks = read_json(folder / "walks.json")
        changed = change(walks)
        if changed is None:
            (folder / "walks.json").unlink()
        else:
            (folder / "walks.json").write_text(json.dumps(changed))
        return build(folder).files

    return call


def hostile(value, name=""):
    """Every word of a walk made to break out of the page."""
    if isinstance(value, dict):
        return {
            key if key in ("rules", "classical", "deep") or name != "values" else f"{key}{HOSTILE}":
            hostile(one, key)
            for key, one in value.items()
        }  # fmt: skip
    if isinstance(value, list):
        return [hostile(one, name) for one in value]
    return f"{value}{HOSTILE}" if isinstance(value, str) and name not in STRUCTURE else value


def section(page):
    """The markup of the walks of a page, below their heading."""
    return page.split('<h2 id="walk">')[1].split("</h2>", 1)[1].split("</section>")[0]


def test_a_page_leads_an_item_through_all_three(pages, markup):
    """The item, decision, how sure and whether right, how it was read, and the evidence."""
    text = " ".join(" ".join(markup(section(pages["figures.html"])).words).split())

    assert "Item 3: only deep right" in text
    assert "Truth: circle" in text
    for said in ("rules : square", "wrong , 80% sure", "deep : circle", "right , 80% sure"):
        assert said in text.replace(":", " :").replace(",", " ,").replace("  ", " ")
    for said in ("the most probable of 2 classes", "corners > 3", "triangle if corners were 3"):
        assert said in text
    assert f"seen.0 (Conv2d, ReLU): 16{TIMES}8{TIMES}8 float32" in text
    assert "Left out: all wrong (there is none)." in text


def in_other_order(value, order):
    """The same with the names of every object in another order."""
    if isinstance(value, dict):
        return {name: in_other_order(value[name], order) for name in order(value)}
    return [in_other_order(one, order) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("order", [sorted, reversed])
def test_a_file_may_hold_names_in_any_order(with_walks, pages, order):
    """The store sorts what it writes; the page has contenders, columns and classes in theirs."""
    changed = with_walks(lambda walks: in_other_order(walks, order))

    for name in ("figures.html", "rents.html"):
        assert section(changed[name]) == section(pages[name])


def test_a_picture_is_drawn_once_and_referred_to(pages, markup):
    """The marked copies refer to the item's pixels; every drawing has a name."""
    page = markup(section(pages["figures.html"]))

    assert [use["href"] for use in page.all("use")] == ["#walk-1-pixels"] * 3
    drawings = [one for one in page.all("svg") if one.get("role") == "img"]
    assert len(drawings) == 4
    assert all(one["aria-labelledby"] for one in drawings)


def test_marks_in_a_text_are_words_too(pages, files):
    """Who sees no colour reads a rank and hears what a mark says; Markdown has brackets."""
    page = section(pages["letters.html"])

    assert '<span class="token for-3"><sup>1</sup>beg<span class="unseen"> (counts for it)' in page
    assert "(counts against it)" in page
    assert r"\[1+ beg\]" in files["REPORT.md"]


def test_numbers_are_off_by_something(pages):
    """There is no right or wrong for a number."""
    page = section(pages["rents.html"])

    assert f"off by {MINUS}199.5" in page
    assert "Turin" in page


def test_the_twin_has_the_same_in_words(files):
    """Markdown leads through the same items."""
    for said in ("Item 3: only deep right", "Item 8: largest error", "triangle if corners were 3"):
        assert said in files["REPORT.md"]


def test_without_walks_the_command_that_makes_them_is_told(with_walks):
    """A notice in their place."""
    page = section(with_walks(lambda walks: None)["figures.html"])

    assert "triptych explain --run" in page
    assert "triptych walk figures" in page


def test_what_could_not_be_walked_through_says_why(with_walks):
    """The reason stands in the notice."""

    def absent(walks):
        del walks["tasks"]["rents"]
        return walks | {"absent": {"rents": "deep ran out of time"}}

    assert "deep ran out of time" in section(with_walks(absent)["rents.html"])


def test_walks_of_contenders_long_gone_are_not_shown(with_walks):
    """A walk tells what a contender decided that is no longer the one compared."""

    def outdated(walks):
        walks["tasks"]["figures"]["keys"]["rules"] = "f" * 16
        return walks

    files = with_walks(outdated)

    assert "Item 3" not in files["figures.html"]
    assert "Item 5" in files["letters.html"]


def test_a_recording_is_a_curve_over_bars(with_walks, markup):
    """What counts for a decision rises, what counts against it falls, and 1 counts most."""

    def recorded(walks):
        walk = walks["tasks"]["figures"]["picked"][0]
        walk["raw"] = {"kind": "audio", "values": [0.0, 1.0] * 200, "samples": 8000, "rate": 8000}
        for told in walk["contenders"].values():
            told["saliency"] = [0.4] * 100 + [-0.2] * 100 + [0.0] * 200
        return walks

    page = section(with_walks(recorded)["figures.html"])

    assert "8,000 samples at 8000 a second" in page
    assert '<path class="band for-3"' in page
    assert '<path class="against-2"' in page
    assert markup(page).unbalanced == []


def test_hostile_walks_are_shown_and_do_nothing(with_walks, markup):
    """Items, columns and reasons come from data: they are words, whatever they hold."""
    files = with_walks(
        lambda walks: (
            walks
            | {
                "tasks": {
                    task: one | {"picked": hostile(one["picked"])}
                    for task, one in walks["tasks"].items()
                }
            }
        )
    )

    for name in ("figures.html", "letters.html", "rents.html"):
        page = markup(files[name])
        assert page.unbalanced == []
        assert len(page.all("script")) == 1
        assert "<script>document.title" in "".join(page.words)
        assert not {"\x00", "\u202e"} & set(files[name])
    assert not {"\x00", "\u202e"} & set(files["REPORT.md"])


def test_five_large_items_stay_within_their_budget(with_walks):
    """250 kB of a page for five pictures of 64 by 64 pixels, marked pixel by pixel."""

    def many(walks):
        walk = walks["tasks"]["figures"]["picked"][0]
        pixels = [[(row * column * 7 % 64) / 64 for column in range(64)] for row in range(64)]
        walk["raw"] |= {"height": 64, "width": 64, "values": pixels}
        for told in walk["contenders"].values():
            told["saliency"] = [[value - 0.5 for value in row] for row in pixels]
        walks["tasks"]["figures"]["picked"] = [walk] * 5
        return walks

    assert len(section(with_walks(many)["figures.html"]).encode()) < 250_000
