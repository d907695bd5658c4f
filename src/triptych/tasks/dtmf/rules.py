"""A tone receiver as its standard describes it.

Written in November 2026 from ITU-T Q.23 and Q.24; where the standard leaves a cut open, it
was set on the author's part alone (1,000 pieces of the line), which has all four noises.
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column
from triptych.tasks.dtmf.signals import KEYS

# Above noise alone (.21 at most), below a key in noise as strong as itself (.42 at least).
NOISY_LINE_SHARE: Final = 0.3
# On a line with noise 20 dB below, a key fills .99 of the window: .7 looks generous there.
CLEAN_LINE_SHARE: Final = 0.7


def make(seed: int) -> RuleList:
    """Refuse what the standard refuses, then name the key; sees through noise of 0 dB."""
    return RuleList((*_refusals(NOISY_LINE_SHARE), *_KEY_RULES), otherwise="none")


def make_clean_line(seed: int) -> RuleList:
    """The same rules, but for one cut that was set by looking at a clean line.

    At 20 dB it loses nothing; at 0 dB it refuses every key.
    """
    return RuleList((*_refusals(CLEAN_LINE_SHARE), *_KEY_RULES), otherwise="none")


def _refusals(least_share: float) -> tuple[Rule, ...]:
    return (
        Rule(
            "none",
            column("pair share") < least_share,
            because="noise and speech spread their power; a key puts it into two tones",
        ),
        Rule(
            "none",
            column("low deviation") > 2.5,
            because="a receiver accepts 1.5 % off the low frequency and refuses 3.5 %",
            source="ITU-T Q.24, frequency tolerance",
        ),
        Rule(
            "none",
            column("high deviation") > 2.5,
            because="a receiver accepts 1.5 % off the high frequency and refuses 3.5 %",
            source="ITU-T Q.24, frequency tolerance",
        ),
        Rule(
            "none",
            ~column("twist").between(-11, 7),
            because="the tones of a key are of similar level: a lone tone has noise for a partner",
            source="ITU-T Q.24, level difference of +4 to -8 dB; 3 dB of it lost in noise",
        ),
        Rule(
            "none",
            column("outside rival") > -2,
            because="a key has no third tone: pipes and voices have overtones as loud as it",
        ),
        Rule(
            "none",
            (column("low rival") > -4) | (column("high rival") > -2),
            because="a key has one tone of each group, a voice has several next to each other",
        ),
    )


_KEY_RULES: Final = tuple(
    Rule(
        key,
        (column("low tone") == low) & (column("high tone") == high),
        because=f"the key {key} sounds {low:.0f} and {high:.0f} Hz together, and no other does",
        source="ITU-T Q.23",
    )
    for key, (low, high) in KEYS.items()
)
