"""Where does "kembali" lead from a page of staff that has nothing to take back?

The law: it never writes and never ends in nothing. Below a matter it leads to the matter, from the matter to the list.
"""

from db.talks import Talk
from handlers.names import (
    CANNED,
    HAND_OVER_MATTER,
    LATER,
    LOOK_ANYWAY,
    MATTER,
    MATTER_NOTES,
    MATTERS,
    NEXT_STEP,
    OFFERED,
    OWN_NOTICES,
    REFER,
    STEPS,
    SUPERVISE,
)

# A choice of this key is where "kembali" leads from a question that has nothing to take back, because a step has run.
WAY_BACK = "back"

# Begun with the number of the matter below whose page they hang.
_BELOW_A_MATTER = frozenset({MATTER_NOTES, NEXT_STEP, LATER, HAND_OVER_MATTER, REFER})
# The page of a matter, and what follows an answer (handlers/contact/answer.py: SENT).
_OF_ITS_OWN = ("", "sent")
_BESIDE_THE_LIST = frozenset({STEPS, OFFERED, SUPERVISE, CANNED, LOOK_ANYWAY, OWN_NOTICES})


def leads_back(talk: Talk) -> tuple[str, tuple[int | str, ...]] | None:
    """The talk above this one and what it begins with; None where there is none."""
    matter_id = talk.args[0] if talk.args else 0
    view = talk.args[1] if len(talk.args) > 1 else ""
    if talk.name in _BELOW_A_MATTER and matter_id:
        return MATTER, (matter_id,)
    if talk.name == MATTER and matter_id and view not in _OF_ITS_OWN:
        return MATTER, (matter_id,)
    if (
        talk.name == MATTER
        or talk.name in _BELOW_A_MATTER | _BESIDE_THE_LIST
        or (talk.name == MATTERS and talk.args)
    ):
        return MATTERS, ()
    return None
