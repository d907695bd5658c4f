"""Promises of hybrids in a run: on the card, planned, scored, told, and never judged."""

import subprocess
import sys
from dataclasses import replace

import pytest

from fixtures.tiny_tasks import CARD, DATA, found
from triptych.analysis.one_task.rule_hits import rule_hits
from triptych.analysis.one_task.verdict import verdict
from triptych.catalogue import Catalogue, LoadedTask, studies
from triptych.errors import ContractError, UnknownName
from triptych.harness.code.dependencies import contender_code
from triptych.harness.plan import known_contenders, plan
from triptych.harness.profile import PROFILES
from triptych.harness.trials.calls import run_trials
from triptych.harness.workers.serial import Serial
from triptych.hybrids.panel import hybrids_of, make_hybrid, module_of
from triptych.metric import mean_absolute_error
from triptych.report.findings import Findings
from triptych.report.task_page.quality import scores_section
from triptych.results.run import Run
from triptych.study import MAIN_STUDY
from triptych.task import HYBRIDS, PARADIGMS, is_hybrid, paradigm_of

STUDIES = (studies()[MAIN_STUDY],)
RULES = """
from triptych.paradigms.rules import Rule, RuleList, column

def make(seed):
    return RuleList([Rule("large", column("number") > 3.5, because="it is")], otherwise="small")
"""
MODEL = """
from sklearn.dummy import DummyClassifier

def make(seed):
    return DummyClassifier()
"""


@pytest.fixture
def asking(write_task):
    """The tiny task, with rules that tell which fired, a model that guesses, and both hybrids."""
    card = CARD.replace("items=60", "items=300").replace(
        'citation="none"', 'citation="none", hybrids=("cascade", "firings")'
    )
    data = DATA.replace("np.arange(60)", "np.arange(300)").replace("/ 100", "/ 1000")
    return found(write_task(__init__=card, data=data, rules=RULES, classical=MODEL))


def test_a_card_asks_for_them_in_one_line(asking, tiny):
    """They are the harness', and no contenders of the task's own."""
    assert hybrids_of(asking.card) == HYBRIDS
    assert not {*HYBRIDS} & {*asking.contenders}
    assert {*HYBRIDS} <= {*known_contenders(asking)}
    assert hybrids_of(replace(asking.card, hybrids=())) == ()


@pytest.mark.parametrize("hybrids", [("cascade", "vote"), ("vote",)])
def test_an_unknown_hybrid_is_refused_on_the_card(tiny, hybrids):
    with pytest.raises(ContractError, match="names 'vote'; expected some of 'cascade', 'firings'"):
        replace(tiny.card, hybrids=hybrids)


def test_numbers_have_no_cascade(tiny):
    """They are neither right nor wrong; firings they may have."""
    numbers = {"classes": None, "metric": mean_absolute_error("m")}

    with pytest.raises(ContractError, match="no rule has a precision"):
        replace(tiny.card, hybrids=("cascade",), **numbers)
    assert hybrids_of(replace(tiny.card, hybrids=("firings",), **numbers)) == ("firings",)


@pytest.mark.parametrize(
    ("profile", "embedded", "downloaded"),
    [("quick", 0, 0), ("standard", 2, 0), ("full", 2, 2)],
)
def test_a_profile_decides_on_which_tasks_they_run(asking, profile, embedded, downloaded):
    """Quick leaves them out; they are neither kept nor timed."""

    def planned(**changes):
        task = replace(asking, card=replace(asking.card, **changes))
        cells = plan((task,), STUDIES, PROFILES[profile], {})
        own = [one for one in cells if is_hybrid(one.cell.contender)]
        assert not any(one.keep_artefact for one in own)
        return {one.cell.contender for one in own}

    assert (len(planned()), len(planned(files=("a file",)))) == (embedded, downloaded)


def test_one_is_run_when_it_is_named(asking, tiny):
    """And passed over on a task that does not have it."""
    cells = plan((asking, tiny), STUDIES, PROFILES["quick"], {}, ("cascade",))

    assert {(one.cell.task, one.cell.contender) for one in cells} <= {("tiny", "cascade")}
    with pytest.raises(UnknownName, match="Did you mean 'cascade'"):
        plan((asking,), STUDIES, PROFILES["quick"], {}, ("cascde",))


def test_they_hang_on_the_code_of_rules_and_model_alone(asking):
    """Editing either runs them again, editing the network does not."""
    files = contender_code(asking, "cascade").files

    assert {"tiny/rules.py", "tiny/classical.py", "tiny/data.py"} <= files.keys()
    assert "triptych/hybrids/cascade.py" in files
    assert "tiny/deep.py" not in files
    assert module_of("firings") == "triptych.hybrids.firings"


def test_they_are_made_of_the_tasks_own(asking):
    task = LoadedTask(asking)

    made = make_hybrid("cascade", task, 0)
    assert type(task.make("firings", 0)).__name__ == "Firings"
    assert made.fit(task.dataset.raw, task.dataset.target).predict(task.dataset.raw).tolist() == (
        task.dataset.target.tolist()
    )


def test_a_trial_of_each_ends_with_a_score(asking, order_for):
    """In a process of its own, where true answers are forgotten before it begins."""
    orders = [order_for(asking, name) for name in HYBRIDS]
    records = {one.record.cell.contender: one.record for one in run_trials(Serial(), orders)}

    assert {name: one.reason for name, one in records.items() if one.reason} == {}
    assert records["cascade"].score == 1.0
    assert [line["says"] for line in records["cascade"].rulebook] == ["rules", "model"]


def test_names_say_that_they_are_of_no_paradigm():
    assert {paradigm_of(name) for name in HYBRIDS} == {"hybrid"}
    assert not any(is_hybrid(name) for name in (*PARADIGMS, "classical:cascade"))


def test_a_run_tells_of_them_and_judges_none(asking, run_command):
    """A row beside the three, a sentence on who decided, and the same verdict as without them."""
    folder = run_command(asking)
    run = Run.open(folder)
    findings = Findings.of(run, "tiny")
    said = " ".join(scores_section(findings).paragraphs)

    assert {*HYBRIDS} <= findings.scores.keys()
    assert set(verdict(run, "tiny").standings) == {*PARADIGMS}
    assert rule_hits(run, "tiny", "cascade")["coverage"].sum() == pytest.approx(1)
    assert "the classical model for the rest: rules decided 45% of the tested items" in said
    assert "no part of the verdict: cascade, firings" in said


@pytest.fixture
def run_command(tmp_path):
    """Run a task in profile standard, by the command people use."""

    def run(task):
        arguments = ["run", "tiny", "--tasks", str(task.path.parent), "--profile", "standard"]
        subprocess.run(
            [sys.executable, "-m", "triptych", *arguments, "--results", str(tmp_path / "results")],
            check=True,
            capture_output=True,
        )
        return tmp_path / "results" / "standard"

    return run


def test_naming_them_imports_no_library():
    """Planning looks at them, and must not pay for numpy or scikit-learn."""
    code = (
        "import sys, triptych.hybrids.panel\n"
        "sys.exit(str({'numpy', 'pandas', 'sklearn'} & sys.modules.keys() or ''))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert ended.stderr.strip() == ""


@pytest.mark.parametrize("name", sorted(Catalogue.find().tasks))
def test_every_task_of_ours_with_classes_has_a_cascade(name):
    """Claim 16 is about all of them."""
    card = Catalogue.find()[name].card

    assert ("cascade" in card.hybrids) is (card.classes is not None)
