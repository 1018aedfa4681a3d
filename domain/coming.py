"""What may she say to "Bisa datang?", beside the four answers that are kept (domain/reading/coming.py reads it)?"""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.courses import Reply


class Says(StrEnum):
    """What she says about a session. The first six are answers."""

    YES = "yes"
    LATE = "late"
    GOD_WILLING = "god_willing"
    UNSURE = "unsure"
    NO = "no"
    NO_BECAUSE = "no_because"
    BECAUSE = "because"
    ASKS_TIME = "asks_time"
    ASKS_PLACE = "asks_place"
    ASKS_CHILDREN = "asks_children"
    ASKS_FARE = "asks_fare"
    ASKS_COST = "asks_cost"
    ASKS_BRING = "asks_bring"
    ASKS_LATE = "asks_late"
    ASKS_WHAT = "asks_what"

    @property
    def reply(self) -> "Reply | None":
        """The answer that is kept; None where she has given none."""
        from domain.courses import Reply  # with the first answer, not with the program

        return Reply(_KEPT[self]) if self in _KEPT else None


# The values of the Reply that is kept.
_KEPT = {
    Says.YES: "yes",
    Says.LATE: "yes",
    Says.GOD_WILLING: "god_willing",
    Says.UNSURE: "unsure",
    Says.NO: "no",
    Says.NO_BECAUSE: "no",
}
