"""When is a matter not written to, taken, closed or moved? Each refusal is named for its rule.

The sentences are in handlers/refusals.py. A matter of others reads exactly like one that does not exist.
"""

from domain.refusals import NotAllowed, Refusal


class NotHolder(NotAllowed):
    """Somebody else has it by now, or nobody: reads like what does not exist."""


class MatterClosed(Refusal):
    """It is over, and longer than it may be taken up again."""

    code = "matter_closed"


class TakenAlready(Refusal):
    """A colleague has it."""

    code = "matter_taken"


class WomanOnly(Refusal):
    """She asked for a woman."""

    code = "matter_woman_only"


class OnlyForHolder(Refusal):
    """She wants nobody else to read it: she is asked before it goes anywhere."""

    code = "matter_only_holder"


class OwnMatter(Refusal):
    """Who works there has written it herself: a colleague answers."""

    code = "matter_own"


class HolderGone(Refusal):
    """Whom she wants, and nobody else, works there no more: she chooses again."""

    code = "matter_holder_gone"


class NobodyElse(Refusal):
    """There is nobody who could read her complaint but whom it is about; nothing is kept."""

    code = "matter_nobody_else"


class NothingToTakeBack(Refusal):
    """It was taken back, is somebody else's, or is older than it may be taken back."""

    code = "matter_nothing_to_take_back"


class MatterFull(Refusal):
    """Nobody reads further back than that: it is closed, and what she writes next begins another."""

    code = "matter_full"


class NotToBeContacted(Refusal):
    """She has said no to being contacted by that office, and has not written to it since (UU 27/2022 PDP, art. 9)."""

    code = "matter_not_to_be_contacted"


class MoveWaits(Refusal):
    """She, or the other side, has not answered yet whether it goes there."""

    code = "matter_move_waits"


class AlreadyThere(Refusal):
    """She writes with that office already: two open matters of one woman in one office are one too many."""

    code = "matter_already_there"


class NeedsResult(Refusal):
    """A closing says what came of it."""

    code = "matter_needs_result"


class StillUnanswered(Refusal):
    """Something of hers has no answer: it is closed only by who has said yes to that."""

    code = "matter_still_unanswered"
