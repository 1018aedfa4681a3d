"""What has to be behind her before the aid may be handed over, by the rules of the sets she answered?

The law: source C, "Sebelum bantuan usaha diberikan maka terlebih dahulu dilakukan Bimbingan Teknis" (C19): a hard gate.
Which step blocks which is data (criteria/*.toml, blocks_next), never a rule of ours.
"""

from collections.abc import Iterable
from itertools import pairwise

from domain.criteria.schema import CriteriaSet
from domain.refusals import Refusal

# The step that is a course, as the criteria files call it.
BIMTEK = "bimtek"


class NeedsBimtek(Refusal):
    """Nothing is handed over to her before she was in the Bimtek of the office."""

    code = "needs_bimtek"


def blocking(sets: Iterable[CriteriaSet], state: str) -> frozenset[str]:
    """The steps that must be done before the step of that state, over all these sets; none where nothing blocks it."""
    return frozenset(
        before.state
        for each in sets
        for before, step in pairwise(sorted(each.steps, key=lambda step: step.n))
        if before.blocks_next and step.state == state
    )
