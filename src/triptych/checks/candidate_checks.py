"""What candidates promise: any of them may be judged, as it sees and knows what the others do."""

from triptych.checks.specimen import SEED, Specimen
from triptych.errors import ContractError
from triptych.estimator import Chooses, Estimator, offers
from triptych.task import REFERENCE, paradigm_of, view_of


def check_candidates_may_be_judged(specimen: Specimen, contender: str) -> None:
    """Each candidate is a variant of the same paradigm and view, and none that is never judged.

    Never judged are references, and variants that the paradigm's file names in `NEVER_JUDGED`, with
    the reason: they see other inputs, or hold the rule in disguise. A contender without candidates
    promises nothing.
    """
    estimator = specimen.fitted(contender)
    if not offers(estimator, Chooses):
        return
    paradigm = paradigm_of(contender)
    never_judged = specimen.task.never_judged(paradigm)
    for name, candidate in estimator.candidates.items():
        variant = f"{paradigm}:{name}"
        if _is_reference(candidate):
            raise ContractError(
                f"the candidate {name!r} is a reference of the panel, which is never judged. "
                "Leave it out: it is a row of every report as it is."
            )
        if variant not in specimen.task.folder.contenders:
            raise ContractError(
                f"the candidate {name!r} is no variant; expected a function make_{name}(seed) in "
                f"{paradigm}.py, so that its score is a row of the report."
            )
        if name in never_judged:
            raise ContractError(
                f"the candidate {name!r} is never judged: {never_judged[name]}. Leave it out of "
                "the candidates; as a variant it is a row of the report."
            )
        made = specimen.task.make(variant, SEED)
        if view_of(made, variant) != view_of(estimator, contender):
            raise ContractError(
                f"the candidate {name!r} reads the view {view_of(estimator, contender)!r}, its "
                f"variant {variant} reads {view_of(made, variant)!r}: expected one and the same "
                "contender. Call the variant's function in make(seed)."
            )


def _is_reference(candidate: Estimator) -> bool:
    """Whether it is made by the reference panel."""
    return type(candidate).__module__.startswith(f"triptych.{REFERENCE}.")
