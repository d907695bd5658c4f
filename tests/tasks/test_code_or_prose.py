"""Promises of code or prose: fair lines, honest measurements, and contenders good enough."""

import re
import sysconfig
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.errors import DataError
from triptych.tasks.code_or_prose.data import MEANINGS, features, load
from triptych.tasks.code_or_prose.lines import code_and_prose, is_statement

ANY_LINES = st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=5)


def as_items(lines):
    """Raw items as the dataset holds them."""
    return np.array(lines, dtype=object)


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("code_or_prose").dataset


@pytest.fixture(scope="module")
def rules(load_task, dataset):
    """The rules, fitted on a few lines of each class."""
    return load_task("code_or_prose").make("rules", 0).fit(dataset.raw[:200], dataset.target[:200])


class TestLines:
    """Source is cut into code and prose by Python's own tokenizer."""

    def test_code_ends_where_its_remark_begins(self):
        """A remark is cut off; a # inside a string is no remark."""
        assert code_and_prose("x = 1  # one\ny = '#'\n") == (["x = 1", "y = '#'"], [])

    def test_comments_lose_what_marks_them(self):
        """The # of a comment goes, on both sides of a box, and so does its indentation."""
        source = "if x:\n    # Inside it.\n    y()\n#: Data\n### Boxed ###\n"

        assert code_and_prose(source) == (["if x:", "y()"], ["Inside it.", "Data", "Boxed"])

    def test_docstrings_lose_their_quotes(self):
        """A docstring's lines are prose, wherever it stands and however it is quoted."""
        source = dedent('''
            "Module."
            def f():
                r"""Function.

                Second paragraph.
                """
                return 1
        ''')

        code, prose = code_and_prose(source)

        assert code == ["def f():", "return 1"]
        assert prose == ["Module.", "Function.", "Second paragraph."]

    def test_examples_in_docstrings_are_left_out(self):
        """Doctests with their output, and blocks announced by ::, are neither code nor prose."""
        source = dedent('''
            """Before.

            >>> 1 + 1
            2

            Between::

                x = 1

                y = 2

            After.
            """
        ''')

        assert code_and_prose(source) == ([], ["Before.", "Between::", "After."])

    @pytest.mark.parametrize(
        "source",
        [
            pytest.param('x = """One\ntwo\nthree"""\n', id="text"),
            pytest.param('f"""\none {x}\n"""\n', id="formatted"),
            pytest.param('b"""\none\n"""\n', id="bytes"),
        ],
    )
    def test_strings_over_several_lines_are_left_out(self, source):
        """Nobody can say what a line inside such a string is."""
        assert code_and_prose(source) == ([], [])

    @pytest.mark.parametrize(
        "source",
        [
            pytest.param("f('one'\n  'two')\n", id="arguments"),
            pytest.param("'one' % two\n", id="calculation"),
        ],
    )
    def test_a_string_that_is_part_of_something_is_code(self, source):
        """Only a string that is a statement of its own speaks to people."""
        code, prose = code_and_prose(source)

        assert code == [line.strip() for line in source.splitlines()]
        assert prose == []

    def test_form_feeds_do_not_shift_lines(self):
        """A page break is no line break for Python."""
        assert code_and_prose("x = 1\n\x0c\ny = 2  # two\n") == (["x = 1", "y = 2"], [])

    @pytest.mark.parametrize(
        ("text", "statement"),
        [
            ("self.x = y", True),
            ("import os", True),
            ("def f(x):", True),
            ("close(file)", True),
            ("not found", False),
            ("return value", False),
            ("note: value", False),
            ("The value of x.", False),
            ("nul \x00 (byte)", False),
        ],
    )
    def test_commented_out_code_is_recognised(self, text, statement):
        """What calls, assigns, imports or defines is code; bare words that parse are not."""
        assert is_statement(text) is statement


class TestData:
    """The choice is balanced, without duplicates, and the same on every machine."""

    def test_as_many_of_each(self, dataset):
        """Exactly 6,000 lines of each class."""
        assert {label: int(np.sum(dataset.target == label)) for label in dataset.classes} == {
            "code": 6000,
            "prose": 6000,
        }

    def test_no_line_occurs_twice(self, dataset):
        """Neither within a class nor in both."""
        assert len(set(dataset.raw)) == len(dataset)

    def test_nothing_but_the_words_gives_a_line_away(self, dataset):
        """Both lose indentation, comment signs and docstring quotes; both have two words."""
        assert all(line == line.strip() for line in dataset.raw)
        for label in dataset.classes:
            lines = dataset.raw[dataset.target == label]
            assert not any(line.startswith(("#", '"""', "'''", ">>>")) for line in lines)
            assert all(len(re.findall("[A-Za-z]{2,}", line)) >= 2 for line in lines)

    def test_no_file_fills_the_data(self, dataset):
        """Lines come from hundreds of files, at most 50 of a class from each."""
        files, counts = np.unique(dataset.groups.astype(str), return_counts=True)

        assert len(files) > 200
        assert counts.max() <= 100

    def test_the_order_of_files_does_not_matter(self, dataset, monkeypatch):
        """A file system that lists files the other way round gives the same data."""
        listed = Path.iterdir
        monkeypatch.setattr(Path, "iterdir", lambda path: reversed(list(listed(path))))

        assert load().fingerprint == dataset.fingerprint

    def test_a_library_without_source_is_explained(self, monkeypatch, tmp_path):
        """A Python whose library is no source says so, and what is needed."""
        monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))

        with pytest.raises(DataError, match="found 0 lines of code"):
            load()


class TestFeatures:
    """The table says what can be counted in a line, and no more."""

    def test_every_column_has_its_meaning(self):
        """The table has the columns that MEANINGS explains, in that order."""
        assert list(features(as_items(["a line"])).columns) == list(MEANINGS)
        assert all(meaning.endswith(".") for meaning in MEANINGS.values())

    @settings(max_examples=60)
    @given(ANY_LINES)
    def test_a_line_is_measured_by_itself(self, lines):
        """Any text gives finite numbers, the same alone as among others."""
        table = features(as_items(lines))

        assert np.isfinite(table.to_numpy()).all()
        for number, line in enumerate(lines):
            alone = features(as_items([line]))
            np.testing.assert_array_equal(alone.to_numpy()[0], table.to_numpy()[number])

    def test_code_is_measured_as_a_programmer_would(self):
        """Calls, attributes, keywords and what stands at the end are counted."""
        line = features(as_items(["if self.name(x) == 'a b':"])).iloc[0]

        assert line["starts with keyword"] == line["ends with colon"] == 1
        assert line["calls"] == line["attributes"] == line["comparisons"] == 1
        assert line["assignments"] == line["plain words"] == 0
        assert line["quoted"] == pytest.approx(5 / 25)

    def test_prose_is_measured_as_a_reader_would(self):
        """Sentences, phrases and function words are counted, apostrophes are no quotes."""
        line = features(as_items(["The file isn't open. Open it."])).iloc[0]

        assert line["starts like a sentence"] == line["ends with stop"] == 1
        assert line["sentence ends"] == line["apostrophes"] == 1
        assert line["single quotes"] == 0
        assert line["longest phrase"] == 4
        assert line["function words"] == pytest.approx(2 / 6)


class TestContenders:
    """Each contender decides what its paradigm can decide."""

    @pytest.mark.parametrize(
        ("line", "label"),
        [
            ("for name in names:", "code"),
            ("for name and value:", "prose"),
            ("raise ValueError('this is a long text')", "code"),
            ('"the value of this is "', "code"),
            ("rb'some bytes here', 1)", "code"),
            ('x = "isn\'t this one string?"', "code"),
            ("isn't it", "prose"),
            ("else item", "code"),
            ("match command:", "code"),
            ("the command", "prose"),
            ("`value` or None", "prose"),
            ("(see above).", "prose"),
            ("fork() -> (pid, file)", "prose"),
            ("def fork() -> int:", "code"),
            ("self.x = y", "code"),
            ("", "code"),
        ],
    )
    def test_rules_know_the_grammar(self, rules, line, label):
        """What Python forbids is prose, what it demands is code."""
        assert rules.predict(as_items([line])).tolist() == [label]

    @pytest.mark.parametrize("unit", ["a", " ", "'", '"', "\\", "a ", ") ", "'\"", "if "])
    def test_rules_answer_endless_lines(self, rules, unit):
        """No pattern needs more than a moment for a line of 20,000 characters."""
        assert rules.predict(as_items([unit * (20_000 // len(unit))]))[0] in ("code", "prose")

    def test_every_rule_says_why(self, rules):
        """Each rule gives its reason; there are few enough to read."""
        assert all(len(rule.because.split()) > 5 for rule in rules.rules)
        assert len(rules.rules) <= 20

    @pytest.mark.parametrize(
        ("contender", "least"),
        [("rules", 0.9), ("classical", 0.9), ("classical:tfidf", 0.85), ("deep", 0.8)],
    )
    def test_a_contender_learns_from_a_thousand_lines(self, fit_small, contender, least):
        """Fitted on the author's part alone, every contender is right about most other lines."""
        estimator, items, answers = fit_small("code_or_prose", contender)
        probabilities = estimator.predict_proba(items)

        assert np.mean(estimator.predict(items) == answers) >= least
        assert list(estimator.classes_) == ["code", "prose"]
        np.testing.assert_allclose(probabilities.sum(axis=1), 1)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("contender", "floor", "seeds"),
        [
            ("rules", 0.90, 1),
            ("classical", 0.95, 5),
            ("classical:tfidf", 0.95, 1),
            ("deep", 0.96, 5),
        ],
    )
    def test_a_contender_reaches_its_floor(self, tested_accuracy, contender, floor, seeds):
        """On the tested items each contender is as good as is known to be possible."""
        assert tested_accuracy("code_or_prose", contender, seeds) >= floor
