"""Six voices and rooms, as somebody who has listened to each would describe them.

Written in November 2026 from the author's part alone (1,000 recordings). What is surest comes
first; a later rule speaks of the recordings that are left.
"""

from triptych.paradigms.rules import Rule, RuleList, column

LOUDNESS, NOISE, PITCH = column("loudness"), column("noise"), column("pitch")
BASS, HISS = column("power 100 to 300 Hz"), column("noise brightness")

FAR_FROM_MICROPHONE = LOUDNESS < -29

RULES = (
    Rule(
        "theo",
        LOUDNESS < -40,
        because="theo speaks further from the microphone than anybody else",
    ),
    Rule(
        "theo",
        FAR_FROM_MICROPHONE & (PITCH > 138) & ((NOISE > -65) | (BASS > -6.5)),
        because="of the two soft voices theo's is the higher one, in a noisier room or fuller",
    ),
    Rule(
        "yweweler",
        FAR_FROM_MICROPHONE,
        because="of the two soft voices yweweler's is the louder and lower one",
    ),
    Rule(
        "lucas",
        NOISE < -61,
        because="only lucas speaks up in a room as silent as that, with long pauses",
    ),
    Rule(
        "lucas",
        (NOISE < -48) & (PITCH < 102),
        because="no other voice near the microphone is as low as that of lucas",
    ),
    Rule(
        "nicolas",
        (NOISE > -43.2) & (LOUDNESS < -19.5) & (HISS > -15),
        because="the recordings of nicolas hiss, steadily and more than anybody's",
    ),
    Rule(
        "george",
        PITCH.between(146, 178) & (BASS < -6.8),
        because="george's voice is the highest of the loud ones, and thin",
    ),
)


def make(seed: int) -> RuleList:
    """Six people in words; who fits none is jackson, a low and even voice near the microphone."""
    return RuleList(RULES, otherwise="jackson")
