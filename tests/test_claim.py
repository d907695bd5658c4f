import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import triptych.claims
from triptych.claim import DELTA, Claim, Conjunction, Margin, Scope
from triptych.claims import declared_claims
from triptych.claims.declared.history import first_declared, write_declarations
from triptych.claims.declared.table import declarations, known_before
from triptych.errors import ContractError

RECORDS = Path(__file__).parents[1] / "results" / "reference" / "records.jsonl"
PAGE = Path(__file__).parents[1] / "docs" / "add-a-claim.md"


def claim(**changes):
    return Claim(
        **{
            "sentence": "Deep wins.",
            "because": "People say so.",
            "quantifier": "most",
            "tasks": Scope(modalities=("text",)),
            "study": "supervised",
            "measure": "score",
            "first": "deep",
            "rivals": ("classical",),
            "relation": "better",
            "null": "Deep is not ahead by more than δ.",
        }
        | changes
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first": "classical"}, "not itself"),
        ({"rivals": ()}, "one or more rivals"),
        ({"relation": "worse"}, "'not worse'"),
        ({"quantifier": "some"}, "'all', 'most'"),
        ({"tasks": Scope(modalities=("smell",))}, "smell"),
        ({"margins": ()}, "above 0"),
        ({"margins": (Margin(value=0.0, unit="delta"),)}, "above 0"),
        ({"margins": (Margin(value=float("nan"), unit="delta"),)}, "nan"),
    ],
)
def test_what_no_run_could_decide_is_no_claim(changes, said):
    """Its author reads which part is off and what was expected."""
    with pytest.raises(ContractError, match=said):
        claim(**changes)


@pytest.mark.parametrize("parts", [(), ("one",), ("one", "one")])
def test_a_conjunction_has_several_parts(parts):
    """One claim twice is no more than the claim."""
    with pytest.raises(ContractError, match="two or more different"):
        Conjunction(sentence="Both.", because="", parts=parts)


@pytest.mark.parametrize(
    "changes",
    [
        {"sentence": "Deep always wins."},
        {"quantifier": "all"},
        {"tasks": Scope(modalities=("text", "image"))},
        {"tasks": Scope(modalities=("text",), most_conditions=10)},
        {"study": "drift"},
        {"measure": "recovery"},
        {"rivals": ("classical", "rules")},
        {"relation": "not worse"},
        {"margins": (Margin(value=2.0, unit="delta"),)},
        {"null": "Deep is behind."},
    ],
)
def test_every_declared_value_is_in_the_fingerprint(changes):
    """Nothing that decides a claim can be changed unnoticed."""
    assert claim(**changes).fingerprint != claim().fingerprint


def test_what_decides_nothing_is_not_in_the_fingerprint():
    """A better source may be cited later; a value written out is the same as its default."""
    assert claim(because="A survey says so.").fingerprint == claim().fingerprint
    assert claim(margins=(DELTA,)).fingerprint == claim().fingerprint


def test_every_declared_claim_is_found_by_its_file():
    """Conjunctions come last; each has a sentence, a reason and parts that exist."""
    found = declared_claims()

    kinds = [isinstance(one, Conjunction) for one in found.values()]
    assert "classical_is_enough_on_tables" in found
    assert kinds == sorted(kinds)
    assert all(one.sentence.endswith(".") and one.because for one in found.values())


def test_all_sixteen_claims_of_the_list_are_declared():
    """Two of them twice: of networks from scratch, and of pretrained ones."""
    alone = [one for one in declared_claims().values() if isinstance(one, Claim)]

    numbers = sorted(one.number for one in alone if one.number is not None)
    assert numbers == sorted([*range(1, 17), 8, 10])


def test_no_claim_has_changed_since_it_was_declared():
    """The checked-in table has the fingerprint of each: a changed sentence is another claim."""
    written = {name: one.fingerprint for name, one in declarations().items()}

    assert written == {name: one.fingerprint for name, one in declared_claims().items()}


def test_what_the_published_run_scored_is_known():
    """Whoever scores a task anew does not turn it into a confirmation."""
    records = [json.loads(line) for line in RECORDS.read_text(encoding="utf-8").splitlines()]
    scored = {(one["cell"][0], one["cell"][2]) for one in records if one["status"] == "done"}
    known = known_before()

    assert {one for one in scored if one not in known or known[one].how != "scored"} == set()
    assert all(known[one].since < declarations()["short_rules_suffice"].declared for one in scored)


@pytest.mark.parametrize("how", ["seen", ""])
def test_what_was_known_is_either_scored_or_tried(tmp_path, how):
    """Any other word would pass for the weaker of the two."""
    line = f"digits,drift,{how},2026-11-22T00:00:00+00:00\n"
    (tmp_path / "known.csv").write_text(f"task,study,how,since\n{line}")

    with pytest.raises(ContractError, match=r"known.csv: digits in drift .*expected"):
        known_before(tmp_path)


def test_dates_of_declarations_are_those_of_git():
    """Where the history is there, it is the witness."""
    file = triptych.claims.file_of("short_rules_suffice")
    shallow = git(file.parent, "rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() == "true":
        pytest.skip("no complete history of the claims' files is here")
    for name, one in declarations().items():
        assert first_declared(triptych.claims.file_of(name), one.fingerprint) == one.declared


def git(folder, *arguments, date="2026-12-03T10:00:00+00:00"):
    """What git says; None where it fails, as outside a clone."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
    ended = subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder,
        env={"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    return None if ended.returncode else ended.stdout


@pytest.fixture
def documented(tmp_path, monkeypatch):
    """The claim of docs/add-a-claim.md in a folder of claims of its own, under git."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    (tmp_path / "deep_wins_on_images.py").write_text(source)
    (tmp_path / "declared").mkdir()
    monkeypatch.setattr(triptych.claims, "__path__", [str(tmp_path)])
    # Another test's file of the same name is not this one.
    monkeypatch.delitem(sys.modules, "triptych.claims.deep_wins_on_images", raising=False)
    assert git(tmp_path, "init", "-q") is not None
    return tmp_path


def test_the_steps_of_the_documentation_declare_a_claim(documented):
    """Found by its file, committed, and then in the table with the date of that commit."""
    assert list(declared_claims()) == ["deep_wins_on_images"]
    assert "python -m triptych.claims.declared" in PAGE.read_text()

    git(documented, "add", ".")
    git(documented, "commit", "-qm", "Declare", date="2026-12-03T10:00:00+00:00")
    write_declarations(documented / "declared")

    (one,) = declarations(documented / "declared").values()
    assert one.declared == datetime.fromisoformat("2026-12-03T10:00:00+00:00")
    assert one.fingerprint == declared_claims()["deep_wins_on_images"].fingerprint


def test_a_comment_keeps_the_date_and_another_value_does_not(documented):
    """The date is that of the values: of the first commit since which they have stood."""
    file = documented / "deep_wins_on_images.py"
    first = file.read_text()
    edits = (("# a remark\n" + first, 4), (first.replace('"most"', '"all"'), 5), (first, 6))
    git(documented, "add", ".")
    git(documented, "commit", "-qm", "Declare", date="2026-12-03T10:00:00+00:00")
    fingerprint = declared_claims()["deep_wins_on_images"].fingerprint
    dates = []
    for text, day in edits:
        file.write_text(text)
        git(documented, "commit", "-qam", "Edit", date=f"2026-12-0{day}T10:00:00+00:00")
        if text.count(first):
            dates.append(first_declared(file, fingerprint).day)

    assert dates == [3, 6]


def test_what_no_commit_holds_has_no_date(documented):
    """Else a claim could be written after its result and dated before."""
    git(documented, "commit", "-qm", "Empty", "--allow-empty")

    with pytest.raises(ContractError, match="Commit the file of the claim first"):
        write_declarations(documented / "declared")


def test_outside_a_clone_the_table_cannot_be_written(tmp_path):
    """The reason is git's own."""
    with pytest.raises(ContractError, match=r"git log .*git clone"):
        first_declared(tmp_path / "claim.py", "0" * 16)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "has no CLAIM"),
        (
            "from triptych.claim import Conjunction\n"
            "CLAIM = Conjunction(sentence='Both.', because='', parts=('this', 'that'))",
            "'this' is not a claim",
        ),
    ],
)
def test_a_file_without_a_claim_is_refused(tmp_path, monkeypatch, source, said):
    """A claim that is not found would never be decided, and nobody would notice."""
    name = f"broken_{len(source)}"
    (tmp_path / f"{name}.py").write_text(source)
    monkeypatch.setattr(triptych.claims, "__path__", [str(tmp_path)])

    with pytest.raises(ContractError, match=f"claim {name}: .*{said}"):
        declared_claims()
