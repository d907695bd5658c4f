import json
import shutil
from dataclasses import asdict

import pytest

from triptych.analysis.one_task.rule_hits import rule_hits
from triptych.analysis.statistics.interval import wilson
from triptych.errors import DataError, StoreError
from triptych.results.disk.json_lines import lines_of
from triptych.results.formats.document import read_json
from triptych.results.record import RECORDS_FILE
from triptych.results.run import Run
from triptych.results.task_card import TaskCards
from triptych.split import rolling


def test_hits_and_precision_are_counted_by_rule(run):
    """A recount from the item table, a seed at a time."""
    table = rule_hits(run, "figures")
    items = run.items("figures", "rules").query("seed == 0")
    first = items[[0 in fired for fired in items["fired"]]]

    assert table["hits"][0] == len(first)
    assert table["coverage"].sum() == pytest.approx(1)
    right = (first["truth"] == 0).sum()
    share = wilson(right, len(first))
    assert table["precision"][0] == share.estimate
    assert (table["precision_low"][0], table["precision_high"][0]) == (share.low, share.high)


def test_the_rulebook_is_told_in_its_order(run):
    """Label, condition and reason stand beside the counts."""
    table = rule_hits(run, "letters")

    assert table["label"].tolist() == ["begging", "other", "other"]
    assert table["says"].iloc[-1] == "otherwise"


def test_a_rule_that_never_fires_has_no_precision(run):
    """Dead rules are shown, with an empty share."""
    dead = rule_hits(run, "figures").iloc[2]

    assert dead["hits"] == 0
    assert str(dead["precision"]) == "nan"


def test_numbers_have_hits_but_no_precision(run):
    """A regression rule is not right or wrong."""
    table = rule_hits(run, "rents")

    assert table["hits"].sum() == 400
    assert table["precision"].isna().all()


def test_a_contender_without_rules_is_refused(run):
    """A network has no rules that fire."""
    with pytest.raises(StoreError, match="recorded no rules"):
        rule_hits(run, "figures", "deep")


def rewritten(folder, target, change):
    """Copy a run folder with every rulebook changed."""
    copy = shutil.copytree(folder, target)
    path = copy / RECORDS_FILE
    records = list(lines_of(path))
    for record in records:
        if "rulebook" in record:
            record["rulebook"] = change(record["rulebook"])
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return Run.open(copy)


def test_a_rule_without_a_label_is_judged_by_the_decision(folder, tmp_path, run):
    """As for procedures, whose reasons name no class."""

    def unlabelled(book):
        return [{name: rule[name] for name in ("says", "because")} for rule in book]

    table = rule_hits(rewritten(folder, tmp_path / "run", unlabelled), "figures")

    assert table["label"].tolist() == [""] * 4
    assert table["precision"].tolist()[:2] == rule_hits(run, "figures")["precision"].tolist()[:2]


@pytest.mark.parametrize(("task", "judged"), [("figures", "precision"), ("rents", "distance")])
def test_rules_on_a_stream_go_by_blocks(folder, tmp_path, run, task, judged):
    """The same shares and distances, with the interval of a score on items in order."""
    copy = shutil.copytree(folder, tmp_path / "run")
    tasks = read_json(copy / TaskCards.FILE)
    tasks[task]["split"] = asdict(rolling(window=10, step=5))
    (copy / TaskCards.FILE).write_text(json.dumps(tasks))

    table, independent = rule_hits(Run.open(copy), task), rule_hits(run, task)

    assert table[judged].tolist() == pytest.approx(independent[judged].tolist(), nan_ok=True)
    often = table["hits"] >= 100
    assert (table[f"{judged}_low"] != independent[f"{judged}_low"])[often].all()
    rare = (table["hits"] > 0) & ~often
    assert table.loc[rare, f"{judged}_low"].eq(0).all()


def test_rules_of_another_rulebook_are_refused(folder, tmp_path):
    """A number without a rule means that files do not belong together."""
    shortened = rewritten(folder, tmp_path / "run", lambda book: book[:1])

    with pytest.raises(DataError, match="its rulebook has 1 rules"):
        rule_hits(shortened, "figures")


def grouped(folder, group_of):
    """The made-up run, with a group for each item."""
    run = Run.open(folder)
    read = run.items

    def items(*place, **options):
        table = read(*place, **options)
        return table.assign(group=group_of(table["item"].to_numpy()))

    run.items = items
    return run


@pytest.mark.parametrize(("task", "judged"), [("figures", "precision"), ("rents", "distance")])
def test_items_in_groups_make_shares_less_sure(folder, run, task, judged):
    """The same shares and distances, with intervals over groups: never narrower."""
    table = rule_hits(grouped(folder, lambda item: item // 20), task)
    independent = rule_hits(run, task)

    assert table[judged].tolist() == pytest.approx(independent[judged].tolist(), nan_ok=True)
    widths, before = (
        (one[f"{judged}_high"] - one[f"{judged}_low"])[one["hits"] > 20]
        for one in (table, independent)
    )
    assert (widths >= before - 1e-9).all()
    assert (widths > before).any()


def test_a_rule_that_fired_in_one_group_shows_nothing_of_others(folder):
    """Many hits of one group are worth one."""
    one = rule_hits(grouped(folder, lambda item: 0 * item), "figures").iloc[0]

    assert one["hits"] > 20
    assert one["precision_high"] - one["precision_low"] > 0.5
