import re

import numpy as np
import pytest

from triptych.analysis.one_task.verdict import judge, verdict
from triptych.metric import mean_cost
from triptych.report.words.verdict import headline, sentence
from triptych.task import PARADIGMS


def test_rules_that_are_best_need_no_comparison(hitting, card):
    """Equal contenders: the simplest leads."""
    hits = [1] * 950 + [0] * 50

    judged = judge(card(), {name: hitting(hits, contender=name) for name in PARADIGMS})

    assert sentence(judged) == "Rules suffice: 95.0, and neither of the others is ahead."


def test_what_suffices_is_measured_against_the_best(hitting, card):
    """The distance that does not matter is in the sentence, with both scores."""
    hits = np.array([1] * 1900 + [0] * 100)
    better = hits.copy()
    better[1990:] = 1

    judged = judge(
        card(),
        {
            "rules": hitting(hits),
            "classical": hitting(hits, contender="classical"),
            "deep": hitting(better, contender="deep"),
        },
    )

    assert sentence(judged) == "Rules suffice: 95.0, within 2 points of the best (deep 95.5)."


def test_what_is_needed_says_who_falls_short(run):
    """Deep is named with the scores of both that do not do."""
    told = sentence(verdict(run, "figures"))

    assert re.fullmatch(
        r"Deep is needed: 98\.\d; rules \(80\.0\) and classical \(90\.0\) "
        r"fall short by more than 2 points\.",
        told,
    )


def test_classical_tells_what_became_of_rules(run):
    """Numbers of a regression stand in its unit, without a factor of 100."""
    told = sentence(verdict(run, "rents"))

    assert re.match(r"(Classical suffices: 4\d|Undecided: )", told)
    assert "100" not in told


def test_undecided_says_who_leads_and_which_delta_would_decide(hitting, card):
    """Who is ahead by how much, for which δ which answer holds, and what δ is."""
    random = np.random.default_rng(0)
    outcomes = {name: hitting(random.random(300) < 0.9, contender=name) for name in PARADIGMS}

    told = sentence(judge(card(), outcomes))

    assert re.fullmatch(
        r"Undecided: (rules lead|classical leads|deep leads) (rules|classical|deep) by "
        r"[\d.]+ \[.*, .*\] points\. With δ from [\d.]+ .*suffices?; this task's δ is 2\spoints\.",
        told,
    )


def test_costs_are_told_in_their_unit(answered, card):
    """Delta is not called points where the metric is not a share."""
    costs = [[0.0, 1.0], [5.0, 0.0]]
    random = np.random.default_rng(1)
    outcomes = {
        name: answered((random.random(50) < 0.2).astype(int), contender=name, costs=costs)
        for name in PARADIGMS
    }

    told = sentence(judge(card(metric=mean_cost(), delta=0.05), outcomes))

    assert told.startswith("Undecided: ")
    assert "] cost a case. With δ from " in told
    assert told.endswith("this task's δ is 0.05\N{NO-BREAK SPACE}cost a case.")


def test_no_verdict_says_who_failed_and_why(hitting, card):
    """The reason of the record is the reason of the sentence."""
    outcomes = {name: hitting([1, 0, 1], contender=name) for name in ("rules", "classical")}

    judged = judge(card(), outcomes, {"deep": "timeout: it took longer than 600 s."})

    assert sentence(judged) == (
        "No verdict: no result of deep (timeout: it took longer than 600 s)."
    )


def test_the_headline_counts_answers(hitting, card, run):
    """One sentence for the first screen; a task without a verdict is not hidden."""
    judged = [verdict(run, "figures"), judge(card(), {})]

    assert headline(judged) == (
        "On 2 tasks rules suffice on 0, classical on 0, deep is needed on 1, undecided on 0, "
        "without a verdict on 1. Of the 1 decided fewer than 0.1 may be wrong."
    )


def test_the_headline_of_one_task_is_its_sentence(run, card):
    """Counts of one task say nothing; what was skipped beside it is not hidden."""
    judged = verdict(run, "figures")
    reason = "skipped: data not downloaded"
    skipped = judge(card(), {}, dict.fromkeys(PARADIGMS, reason))

    assert headline([judged]) == sentence(judged)
    assert headline([judged, skipped]) == f"{sentence(judged)} 1 more was skipped."


def test_the_headline_says_who_is_ahead_and_what_may_be_wrong(run, three, card):
    """Open tasks are not all alike, and decided ones are not all right."""
    random = np.random.default_rng(2)
    ahead = judge(card(), three(random, 400, (0.90, 0.91, 0.93)))
    equal = judge(card(), three(random, 3000, (0.95, 0.95, 0.95)))
    assert (ahead.answer, ahead.leader.contender, equal.answer) == ("undecided", "deep", "rules")

    told = headline([ahead, equal, verdict(run, "figures")])

    assert "undecided on 1 (deep is ahead on 1)." in told
    assert re.search(r" Of the 2 decided (about \d\.\d|fewer than 0\.1) may be wrong\.$", told)


def test_what_was_skipped_counts_as_no_task_of_the_run(hitting, card, run):
    """Data that are only not downloaded leave no verdict open: the sentence says so at its end."""
    reason = "skipped: data not downloaded: adult.csv is not in /data. To get it: `fetch`."
    skipped = judge(card(), {}, dict.fromkeys(("rules", "classical", "deep"), reason))

    assert skipped.answer == "skipped"
    assert sentence(skipped) == reason.replace("skipped", "Skipped", 1)
    two = [verdict(run, "figures"), verdict(run, "letters")]
    assert headline([*two, skipped]).startswith("On 2 tasks ")
    assert "; 1 more was skipped." in headline([*two, skipped])


@pytest.mark.parametrize("task", ["figures", "letters", "rents"])
def test_every_sentence_ends_like_one(run, task):
    """Capital, full stop, no nan."""
    told = sentence(verdict(run, task))

    assert told[0].isupper()
    assert told.endswith(".")
    assert "nan" not in told
