"""Promises of what a report says about a task: how its items were divided."""

from pathlib import Path

import pytest

from triptych.report.provenance import run_facts, split_in_words
from triptych.results.run import Run
from triptych.split import cross_validated, held_out, official, rolling


@pytest.mark.parametrize(
    ("split", "words"),
    [
        (cross_validated(5), "5 folds, a new partition with each seed"),
        (held_out(2000), "a fixed test part of about 2,000 items"),
        (official(), "the test part its publisher set aside"),
        (rolling(4500, 500), "each block of 500 items is tested after training anew on the 4,500"),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_every_split_is_said_in_its_own_words(split, words):
    """A reader learns how items were divided, with the numbers that were declared."""
    assert words in split_in_words(split)


def test_what_is_older_than_digests_is_said_to_be_not_verifiable():
    """The published run is: its foot says so in one line, and that nothing is damaged in none."""
    published = Run.open(Path(__file__).parents[2] / "results" / "reference")
    said = {fact.name: fact.text for fact in run_facts(published)}

    assert said["Not verifiable"].startswith("written without a digest: records.jsonl (565 lines)")
    assert "Damaged, and left out" not in said
