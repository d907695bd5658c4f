"""Both halves of the rule of thumb at once."""

from triptych.claim import Conjunction

CLAIM = Conjunction(
    sentence="Classical models for tables, deep networks for everything unstructured.",
    because="The rule of thumb most teams choose by: it is right only if both halves are.",
    parts=("classical_is_enough_on_tables", "deep_wins_on_unstructured_data"),
)
