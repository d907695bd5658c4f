"""Promises of digests in JSON: what is read is what was written, or it is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triptych.results.disk.sealed_json import (
    SealBroken,
    require_json,
    sealed_document,
    sealed_line,
    unseal_document,
    unseal_line,
)
from triptych.results.disk.text import json_to_utf8

ANY_TEXT = st.text(alphabet=st.characters())
OBJECTS = st.dictionaries(
    ANY_TEXT, st.recursive(ANY_TEXT | st.integers() | st.none(), st.lists, max_leaves=5), max_size=4
)
DOORS = [
    pytest.param(sealed_line, unseal_line, id="line"),
    pytest.param(sealed_document, unseal_document, id="document"),
]


@pytest.mark.parametrize(("write", "read"), DOORS)
@given(values=OBJECTS)
def test_what_was_written_is_read(write, read, values):
    """Any object, also one that has a `digest` of its own, and any text in it."""
    values = values | {"digest": "mine"}
    unsealed = read(write(values))

    assert unsealed.has_digest
    assert json.loads(unsealed.body) == json.loads(
        json_to_utf8(json.dumps(values, ensure_ascii=False))
    )


@pytest.mark.parametrize(("write", "read"), DOORS)
@pytest.mark.parametrize("values", [{}, {"a": 1.5}, {"a": {"b": [1, "ü"]}, "c": None}])
def test_no_flipped_bit_changes_a_value(write, read, values):
    """Each single bit: refused, no JSON, or the same values, where the digest's own name is hit."""
    content = write(values)
    for place in range(8 * len(content)):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        try:
            found = json.loads(read(bytes(flipped)).body)
        except ValueError:
            continue
        assert {name: found[name] for name in values} == values


def test_a_digest_that_does_not_fit_is_refused():
    """Whoever edits a line by hand takes the digest away, or computes it."""
    line = sealed_line({"score": 0.5})

    with pytest.raises(SealBroken, match="digest is another"):
        unseal_line(line.replace(b"0.5", b"0.6"))


def test_what_is_older_has_none_and_is_read():
    """Runs made before there were digests stay readable."""
    assert not unseal_line(b'{"score": 0.5}').has_digest
    assert unseal_line(b'{"score": 0.5}').body == b'{"score": 0.5}'


def test_without_its_digest_a_document_is_what_it_always_was():
    """The digest is the only thing added: programs that read the files need no change."""
    content = sealed_document({"b": 1, "a": {"c": 2}})

    assert unseal_document(content).body == b'{\n"a": {\n"c": 2\n},\n"b": 1\n}\n'
    assert list(json.loads(content)) == ["a", "b", "digest"]


@pytest.mark.parametrize("content", [b"{", b'{"a": nul}', b'{"a": "\xff"}', b"", b"{} {}"])
def test_what_is_no_json_is_told_without_reading_it(content):
    """Older files have no digest, but half of one is still known for what it is."""
    with pytest.raises(ValueError, match=r"."):
        require_json(content)
    require_json(b'{"a": [1, "\\ud800", NaN]}')
