"""A score card of what belongs to the metabolic syndrome, on the limits a clinic uses.

Written in November 2026. The limits are those of public guidelines; the points, in steps of
five and rather too small than too large, are from the author's part alone (147 patients).
"""

from typing import Final

from triptych.paradigms.rules import Points, ScoreCardRegressor, column

WHO: Final = "WHO Technical Report Series 894, 2000"
ATP_III: Final = "NCEP Adult Treatment Panel III, JAMA 285, 2001, doi:10.1001/jama.285.19.2486"
ADA: Final = "American Diabetes Association, Diabetes Care 26, 2003, doi:10.2337/diacare.26.11.3160"
JNC_7: Final = "JNC 7, JAMA 289, 2003, doi:10.1001/jama.289.19.2560"

BODY_MASS_INDEX: Final = column("body mass index")
LOG_TRIGLYCERIDES: Final = column("log triglycerides")
HDL: Final = column("HDL")

LINES: Final = (
    Points(
        45,
        BODY_MASS_INDEX >= 30,
        because="obesity makes the body's tissues resist insulin",
        source=WHO,
    ),
    Points(
        -15,
        BODY_MASS_INDEX < 22,
        because="a slender body still answers to insulin",
        source=WHO,
    ),
    Points(
        35,
        column("blood pressure") >= 107,
        because="107 is the mean pressure at 140 over 90, where hypertension begins",
        source=JNC_7,
    ),
    Points(
        35,
        LOG_TRIGLYCERIDES >= 4.6,
        because="triglycerides above 100 mg/dl: the liver makes fat of sugar it cannot store",
        source=ATP_III,
    ),
    Points(
        15,
        LOG_TRIGLYCERIDES >= 5.0,
        because="triglycerides above 150 mg/dl are one of the five signs of the syndrome",
        source=ATP_III,
    ),
    Points(
        25,
        HDL < 50,
        because="below 50 mg/dl HDL counts as low, and goes with resistance to insulin",
        source=ATP_III,
    ),
    Points(
        -25,
        HDL >= 60,
        because="from 60 mg/dl HDL counts as protective, a risk taken away",
        source=ATP_III,
    ),
    Points(
        25,
        column("blood sugar") >= 100,
        because="a fasting blood sugar from 100 mg/dl is no longer normal",
        source=ADA,
    ),
    Points(
        -25,
        column("sex") == 2,
        because="men, presumably: their HDL is lower by nature, so that a low one says less",
        source=ATP_III,
    ),
)


def make(seed: int) -> ScoreCardRegressor:
    """120 points for a patient with no finding, and what each finding adds or takes away."""
    return ScoreCardRegressor(LINES, base=120)
