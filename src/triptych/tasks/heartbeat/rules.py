"""How a cardiologist reads a rhythm strip: readable at all, a beat too early, one missing.

Written in November 2026 from the textbooks' criteria; cuts that these leave open are from
the author's part alone (666 strips).
"""

from typing import Final

from triptych.paradigms.rules import Rule, RuleList, column

QUALITY: Final = (
    "G. D. Clifford et al., Signal quality indices and data fusion for determining clinical "
    "acceptability of electrocardiograms, Physiological Measurement 33, 2012"
)
CONDUCTION: Final = (
    "B. Surawicz et al., AHA/ACCF/HRS Recommendations for the Standardization and "
    "Interpretation of the Electrocardiogram, part III, Circulation 119, 2009"
)
BRADYCARDIA: Final = (
    "F. M. Kusumoto et al., ACC/AHA/HRS Guideline on Bradycardia and Cardiac Conduction Delay, "
    "Circulation 140, 2019"
)

NOISE = column("noise between beats")
SECOND_STRANGEST = column("second lowest agreement")
LONGEST, BEFORE_LONGEST = column("longest interval"), column("interval before the longest")

# Two intervals together last as long as ever, the first of them is short.
EARLY_BEAT = (column("shortest interval") < 0.88) & column("shortest and next together").between(
    1.75, 2.35
)
PAUSE_AFTER_EARLY_BEAT = (BEFORE_LONGEST < 0.88) & (BEFORE_LONGEST + LONGEST).between(1.75, 2.35)
NOT_LIKE_THE_OTHERS = (column("early agreement") < 0.9) | (column("early width") > 1.25)
PAUSE = (LONGEST > 1.5) & (column("longest in local intervals") > 1.6)
DEFLECTION = column("deflection in the pause")

RULES = (
    Rule(
        "noisy",
        (NOISE > 0.28) | NOISE.is_missing(),
        because="Where the line should be quiet, noise is a quarter as tall as a beat or more.",
        source=QUALITY,
    ),
    Rule(
        "noisy",
        (NOISE > 0.18) & (SECOND_STRANGEST < 0.3),
        because="Beats of one heart look alike: two that look like no other, and noise between.",
        source=QUALITY,
    ),
    Rule(
        "premature",
        (EARLY_BEAT | PAUSE_AFTER_EARLY_BEAT) & NOT_LIKE_THE_OTHERS,
        because="An early beat of another shape, and a pause that makes up for it: it began in a "
        "ventricle, and the sinus node kept its time.",
        source=CONDUCTION,
    ),
    Rule(
        "premature",
        PAUSE & (DEFLECTION > 0.4),
        because="In a pause of two intervals lies a broad wave, not steep enough to be counted as "
        "a beat: the beat of a ventricle.",
        source=CONDUCTION,
    ),
    Rule(
        "missed",
        PAUSE & ~(BEFORE_LONGEST < 0.7),
        because="A pause of two intervals with at most a P wave in it: a beat was blocked.",
        source=BRADYCARDIA,
    ),
    Rule(
        "noisy",
        (SECOND_STRANGEST < 0.4) | ((NOISE > 0.2) & (column("mean agreement") < 0.85)),
        because="Two waves that look like no beat and keep no time are jerks of the electrode.",
        source=QUALITY,
    ),
)


def make(seed: int) -> RuleList:
    """The first rule that holds decides; a strip without a finding is normal."""
    return RuleList(RULES, otherwise="normal")
