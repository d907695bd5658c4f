import re
from datetime import date
from pathlib import Path

import pytest

import triptych.claims
from triptych.claim import Claim, Conjunction
from triptych.claims import declared_claims
from triptych.errors import ContractError

TODAY = date(2026, 11, 22)
PAGE = Path(__file__).parents[1] / "docs" / "add-a-claim.md"


def claim(**changes):
    return Claim(
        **{
            "sentence": "Deep wins.",
            "because": "People say so.",
            "first": "deep",
            "rivals": ("classical",),
            "relation": "better",
            "modalities": ("text",),
            "declared": TODAY,
        }
        | changes
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"first": "dep"}, "'dep'"),
        ({"first": "classical"}, "one or more of the others"),
        ({"rivals": ()}, "one or more of the others"),
        ({"relation": "worse"}, "'not worse'"),
        ({"modalities": ("smell",)}, "smell"),
        ({"modalities": ()}, "one or more of table"),
        ({"rope_points": 0.0}, "above 0"),
        ({"rope_points": float("nan")}, "nan"),
    ],
)
def test_what_no_run_could_decide_is_no_claim(changes, said):
    """Its author reads which part is off and what was expected."""
    with pytest.raises(ContractError, match=said):
        claim(**changes)


def test_a_claim_must_exceed_the_rope_or_stay_above_its_lower_end():
    """Better is by more than the ROPE, not worse is behind by less."""
    assert claim(rope_points=2.0).threshold_points == 2.0
    assert claim(rope_points=2.0, relation="not worse").threshold_points == -2.0


@pytest.mark.parametrize("parts", [(), ("one",), ("one", "one")])
def test_a_conjunction_has_several_parts(parts):
    """One claim twice is no more than the claim."""
    with pytest.raises(ContractError, match="two or more different"):
        Conjunction(sentence="Both.", because="", parts=parts, declared=TODAY)


def test_every_declared_claim_is_found_by_its_file():
    """Conjunctions come last; each has a sentence, a reason and parts that exist."""
    found = declared_claims()

    kinds = [isinstance(one, Conjunction) for one in found.values()]
    assert "classical_is_enough_on_tables" in found
    assert kinds == sorted(kinds)
    assert all(one.sentence.endswith(".") and one.because for one in found.values())


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "has no CLAIM"),
        (
            "from datetime import date\nfrom triptych.claim import Conjunction\n"
            "CLAIM = Conjunction(sentence='Both.', because='', parts=('this', 'that'),"
            " declared=date(2026, 1, 1))",
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


def test_the_claim_of_the_documentation_is_one(tmp_path, monkeypatch):
    """Copied into a file it is found under the file's name."""
    (source,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    (tmp_path / "deep_wins_on_images.py").write_text(source)
    monkeypatch.setattr(triptych.claims, "__path__", [str(tmp_path)])

    assert list(declared_claims()) == ["deep_wins_on_images"]
