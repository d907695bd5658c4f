import re

from triptych.report.rendering.markdown import escape


def test_the_twin_has_the_same_numbers(files):
    """Every score on the index and on the task pages stands in REPORT.md too."""
    for name in ("index.html", "figures.html", "letters.html", "rents.html"):
        scores = set(re.findall(r"\d[\d,.]* ± \d[\d,]*(?:\.\d+)?", files[name]))
        assert len(scores) > 5
        assert {score for score in scores if score not in files["REPORT.md"]} == set()


def test_the_twin_names_every_table_file(files):
    """From Markdown, too, each number leads to its file."""
    tables = {name for name in files if name.startswith("tables/")}

    assert {name for name in tables if f"({name})" not in files["REPORT.md"]} == set()


def test_escaped_text_shows_itself():
    """Names with underscores stay readable; whatever Markdown would act on is disarmed."""
    assert escape("breast_cancer") == "breast_cancer"
    assert escape("_init_ *a* <b> [c](d) | `e`\n# f") == (
        r"\_init\_ \*a\* &lt;b\> \[c\](d) \| \`e\` \# f"
    )
