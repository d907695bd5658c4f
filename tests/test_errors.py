"""Promises of reasons: whatever a library says comes in one line, its cause included."""

import pytest

from triptych.errors import in_one_line

TRACEBACK = """Traceback (most recent call last):
  File "search.py", line 1, in fit
    model.fit(X, y)
ValueError: Input X contains NaN.
LogisticRegression does not accept missing values, see https://scikit-learn.org.
"""
CHAINED = f"""Traceback (most recent call last):
  File "cell.py", line 2, in read
    ^^^^^^
KeyError: 'age'

During handling of the above exception, another exception occurred:

{TRACEBACK}"""


@pytest.mark.parametrize(
    ("message", "line"),
    [
        pytest.param("too\n  small", "too small", id="line breaks"),
        pytest.param("", "", id="nothing said"),
        pytest.param(
            f"\nAll the 20 fits failed.\nTry error_score='raise'.\n\n{TRACEBACK}",
            "All the 20 fits failed: ValueError: Input X contains NaN.",
            id="a traceback quoted",
        ),
        pytest.param(TRACEBACK, "ValueError: Input X contains NaN.", id="nothing but a traceback"),
        pytest.param(
            f"All failed:\n{CHAINED}",
            "All failed: ValueError: Input X contains NaN.",
            id="a chain of tracebacks",
        ),
        pytest.param(
            "It ends in\nTraceback (most recent call last):\n  cut off",
            "It ends in Traceback (most recent call last): cut off",
            id="half a traceback",
        ),
    ],
)
def test_a_message_becomes_one_line(message, line):
    """Line breaks go; of a quoted traceback what was raised stays, and no more."""
    assert in_one_line(message) == line
