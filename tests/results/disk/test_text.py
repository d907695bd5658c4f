"""Promises of encoding: whatever anybody says can be stored, and is read as it is shown."""

import json

from hypothesis import example, given
from hypothesis import strategies as st

from triptych.results.disk.text import json_to_utf8, to_utf8

ANY_TEXT = st.text(alphabet=st.characters())


@given(ANY_TEXT)
@example("a\x00b\ud800c")
@example("\\\udfff\\ud800")
@example("\ud83d\ude00 and \U0001f600")
def test_json_reads_back_as_text_that_any_file_takes(text):
    """A lone surrogate is read as its visible escape; all else is read as it was said."""
    said = json.loads(json_to_utf8(json.dumps([text], ensure_ascii=False)))[0]

    assert said == to_utf8(text).decode()


@given(st.text())
def test_ordinary_text_is_utf8(text):
    """Files of ordinary content stay as they always were, byte for byte."""
    assert to_utf8(text) == text.encode()
    assert json_to_utf8(text) == text.encode()


def test_a_lone_surrogate_is_shown():
    """A person sees which one it was, in a page as in a record."""
    assert to_utf8("a\ud800c") == rb"a\ud800c"
