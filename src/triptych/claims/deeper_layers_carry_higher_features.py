"""The answer can be read off late layers more easily than off early ones."""

from triptych.claim import Claim, Scope

CLAIM = Claim(
    number=11,
    sentence="Deeper layers carry higher-level features.",
    because=(
        "Zeiler and Fergus, ECCV 2014; measured by linear probes (Alain and Bengio, 2016) of the "
        "layers that explaining measures."
    ),
    quantifier="most",
    tasks=Scope(),
    study="explain",
    measure="score of a linear probe",
    first="last hidden layer",
    rivals=("first hidden layer",),
    relation="better",
    null=(
        "A linear probe of the last hidden layer is not ahead of one of the first hidden layer by "
        "more than δ."
    ),
)
