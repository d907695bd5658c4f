"""Promises of the TREC questions: the published parts, no tested twin, and good contenders."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triptych.errors import DataError
from triptych.fold import author_part, folds
from triptych.tasks.trec.data import KINDS, MEANINGS, features, read_questions
from triptych.tasks.trec.nouns import NOUNS
from triptych.tasks.trec.patterns import asked

ANY_TEXTS = st.lists(st.text(st.characters(exclude_categories=())), min_size=1, max_size=4)
LINES = "NUM:dist How far is it ?\nHUM:desc Who was Galileo ?\n"


def as_items(texts):
    """Raw items as the dataset holds them."""
    return np.array(texts, dtype=object)


@pytest.fixture
def file(tmp_path):
    """Writes a text to a file."""

    def write(text, encoding="latin-1"):
        path = tmp_path / "TREC.train"
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture(scope="module")
def dataset(load_task):
    return load_task("trec").dataset


@pytest.fixture(scope="module")
def rules(load_task):
    """The rules, fitted on one made-up question of each kind."""
    kinds = list(KINDS.values())
    return load_task("trec").make("rules", 0).fit(as_items(kinds), kinds)


class TestFiles:
    """What is read is the published files, line by line."""

    @pytest.mark.parametrize(
        "line",
        ["NUM How far ?", "NUM:dist", "FOO:bar How far ?", "num:dist How far ?", "How far ?", ""],
    )
    def test_changed_columns_are_refused(self, file, line):
        """The line that is not a kind, a space and a question is named."""
        with pytest.raises(DataError, match="line 3: expected one of ABBR, DESC"):
            read_questions(file(f"{LINES}{line}\n{LINES}"))

    def test_another_encoding_is_refused(self, file):
        """UTF-16 does not begin with a kind."""
        with pytest.raises(DataError, match="line 1"):
            read_questions(file(LINES, encoding="utf-16"))

    def test_a_question_may_hold_any_character(self, file):
        """The files are Latin-1; colons and spaces after the first belong to the question."""
        kinds, questions = read_questions(file("LOC:city Which sister\xf0city : A or B ?\n"))

        assert (kinds, questions) == (["location"], ["Which sister\xf0city : A or B ?"])

    def test_the_questions_are_the_published_ones(self, dataset):
        """Both parts with their kinds, as counted in the files."""
        counted = {
            part: [int(np.sum(dataset.target[chosen] == kind)) for kind in dataset.classes]
            for part, chosen in (
                ("training", ~dataset.official_split),
                ("test", dataset.official_split),
            )
        }

        assert counted == {
            "training": [86, 1162, 1250, 1223, 835, 896],
            "test": [9, 138, 94, 65, 81, 113],
        }


class TestSplit:
    """The official test part is tested, and nothing of it is trained on."""

    def test_no_tested_question_is_in_training_whatever_its_capitals(self, load_task, dataset):
        """Eleven tested questions also occur in the training part; there they are left out."""
        (fold,) = folds(dataset, load_task("trec").card.split, seed=0)
        small = as_items([text.lower() for text in dataset.raw])
        training = small[~dataset.official_split]

        assert len(fold.test) == 500
        assert sum(text in set(training) for text in small[fold.test]) == 11
        assert not set(small[fold.train]) & set(small[fold.test])
        assert not set(small[author_part(dataset)]) & set(small[fold.test])

    def test_the_official_part_is_easier_than_the_training_part(self, load_task, dataset):
        """The same rules lose three points or more on training questions nobody looked at."""
        author = author_part(dataset)
        rules = load_task("trec").make("rules", 0).fit(dataset.raw[author], dataset.target[author])
        unseen = np.setdiff1d(np.flatnonzero(~dataset.official_split), author)
        official = np.flatnonzero(dataset.official_split)

        inside, tested = (
            np.mean(rules.predict(dataset.raw[part]) == dataset.target[part])
            for part in (unseen, official)
        )

        assert inside >= 0.82
        assert tested - inside >= 0.03


class TestPatterns:
    """What is asked for is found by its noun."""

    @pytest.mark.parametrize(
        ("question", "lists"),
        [
            ("What city is it in ?", {"places"}),
            ("What Australian city became the home of the Cup ?", {"places"}),
            ("What baseball team won ?", {"groups"}),
            ("What is the name of the actor who played a king ?", {"people"}),
            ("What was the dog 's name ?", {"things"}),
            ("Name the largest country in Asia .", {"places"}),
            ("Which of these animals is a bird ?", {"things"}),
            ("What is the population of the city ?", {"amounts"}),
            ("What is the origin of the word ?", {"texts"}),
            ("What did the actor play ?", set()),
            ("What Green Bay Packers coach said so ?", {"people"}),
            ("Who was the president ?", set()),
        ],
    )
    def test_the_noun_that_is_asked_for_is_found(self, question, lists):
        """It stands after what, after what is the, after name; what comes later is not asked."""
        found = {name for name, nouns in NOUNS.items() if re.search(asked(nouns), question)}

        assert found == lists

    def test_no_noun_is_in_two_lists(self):
        """A noun names one kind of thing, so no list needs to come first."""
        nouns = [noun for nouns in NOUNS.values() for noun in nouns]

        assert len(nouns) == len(set(nouns))


class TestFeatures:
    """The table says what can be found in a question, and no more."""

    def test_every_column_has_its_meaning(self):
        """The table has the columns that MEANINGS explains, in that order."""
        assert list(features(as_items(["What ?"])).columns) == list(MEANINGS)
        assert all(meaning.endswith((".", ").")) for meaning in MEANINGS.values())

    @settings(max_examples=20)
    @given(ANY_TEXTS)
    def test_a_question_is_measured_by_itself(self, texts):
        """Any text gives finite numbers, the same alone as among others."""
        table = features(as_items(texts))

        assert np.isfinite(table.to_numpy()).all()
        np.testing.assert_array_equal(
            features(as_items(texts[-1:])).to_numpy()[0], table.to_numpy()[-1]
        )

    def test_a_question_is_measured_as_a_reader_would(self):
        """The words around the question word and the nouns of each list are found."""
        row = features(as_items(["In what year was the capital of Italy moved to Rome ?"])).iloc[0]

        assert row["place of the question word"] == 1
        assert row["asks for times"] == row["nouns of times"] == row["nouns of places"] == 1
        assert (row["first of times"], row["first of places"], row["first of people"]) == (2, 5, -1)
        assert row["capitalised words"] == 2


class TestContenders:
    """Each contender knows what a question asks for."""

    @pytest.mark.parametrize(
        ("question", "kind"),
        [
            ("What does NATO stand for ?", "abbreviation"),
            ("What is DNA ?", "abbreviation"),
            ("How many legs has an ant ?", "number"),
            ("When was Rome founded ?", "number"),
            ("Why is the sky blue ?", "description"),
            ("How do I boil an egg ?", "description"),
            ("What is an atom ?", "description"),
            ("How do you say `` thanks '' in German ?", "entity"),
            ("Who wrote Faust ?", "human"),
            ("What company makes it ?", "human"),
            ("Where is Rome ?", "location"),
            ("What river flows through Rome ?", "location"),
            ("What animal has no legs ?", "entity"),
            ("", "entity"),
        ],
    )
    def test_rules_know_the_forms_of_questions(self, rules, question, kind):
        """The question word decides, or the noun that is asked for."""
        assert rules.predict(as_items([question])).tolist() == [kind]

    @pytest.mark.parametrize(
        "unit", ["a", " ", "a ", "what ", "what is the ", "`", "how ", "name of "]
    )
    def test_rules_answer_endless_questions(self, rules, unit):
        """No pattern needs more than a moment for a question of 5,000 characters."""
        assert rules.predict(as_items([unit * (5_000 // len(unit))]))[0] in KINDS.values()

    @pytest.mark.parametrize(
        ("contender", "least"), [("rules", 0.8), ("classical", 0.75), ("deep", 0.6)]
    )
    def test_a_contender_learns_from_a_thousand_questions(self, fit_small, contender, least):
        """Fitted on the author's part alone, every contender is right about most others."""
        estimator, items, answers = fit_small("trec", contender)

        assert np.mean(estimator.predict(items) == answers) >= least
        np.testing.assert_allclose(estimator.predict_proba(items).sum(axis=1), 1)

    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("contender", "floor", "seeds"),
        [("rules", 0.89, 1), ("classical", 0.90, 5), ("deep", 0.88, 5)],
    )
    def test_a_contender_reaches_its_floor(self, tested_accuracy, contender, floor, seeds):
        """On the official test part each contender is as good as is known to be possible."""
        assert tested_accuracy("trec", contender, seeds) >= floor
