"""What is a move of a matter, a hand-over to a colleague or a referral elsewhere, and when can there be none?

The law: nothing moves before her yes to what is passed on, read out to her; "no" needs no reason and stands until she
writes again (source D: "keputusan tetap pada individu yang bersangkutan"). Then the receiving side accepts or refuses.
"""

from domain.matters import MoveKind, MoveState, Passes
from domain.records import dataclass
from domain.refusals import Refusal

WHY_CHARS_MAX = 70
WORDS_CHARS_MAX = 110
NAME_SHOWN_CHARS = 36
WORKER_SHOWN_CHARS = 24
"""With the sentences around them they stay one screen of hers, whole (DESIGN: 500 characters a turn)."""
MOVE_DAYS = 7
"""So long her answer is awaited, and then that of the receiving side; who asked hears that nobody answered."""
MOVE_MS = MOVE_DAYS * 24 * 3_600_000
SLIP_DAYS = 90
"""So long she can have her slip shown again."""
SLIP_CODE_LENGTH = 6
HER_NO_CHARS_MAX = 200
"""Her own words beside a no, offered to be passed on to her worker."""
OPEN = (MoveState.ASKED, MoveState.OFFERED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """One move, opened. why, words: read out to her. reason: of a refusal. code: of her slip, "" where there is none.

    from_person: who had the matter when it was asked. Exactly one of to_person (a hand-over), to_organisation (another
    office here, whoever accepts) and partner_id (one not here) is not 0. passes: her yes, None before it.
    settled_by: 0 for the clock.
    """

    id: int
    matter_id: int
    person_id: int
    kind: MoveKind
    from_organisation: int
    from_person: int
    to_organisation: int
    to_person: int
    partner_id: int
    state: MoveState
    passes: Passes | None
    words: str
    why: str
    reason: str
    code: str
    made_ms: int
    answered_ms: int
    settled_ms: int
    settled_by: int

    @property
    def is_outside(self) -> bool:
        """Whether it leads to somebody who does not work with this program."""
        return self.partner_id > 0

    @property
    def has_slip(self) -> bool:
        """Whether she has a slip of it: also once the matter is closed, not where her worker took it back."""
        kept = self.state in (MoveState.OFFERED, MoveState.ACCEPTED, MoveState.DONE)
        ended = self.state is MoveState.TAKEN_BACK and not self.settled_by
        return self.is_outside and self.passes is not None and (kept or ended)

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited, hers or theirs."""
        return self.state in OPEN

    @property
    def matter(self) -> str:
        """What its buttons hang on."""
        return f"move:{self.id}"


class HerNoStands(Refusal):
    """She said no to this place, and has not written since: she is not asked twice."""

    code = "her_no_stands"


class MoveOver(Refusal):
    """It was answered, taken back, or is too old."""

    code = "move_over"


class PartnersFull(Refusal):
    """So many are no list to choose from. most: how many there may be."""

    code = "partners_full"


class OnlyHolderReads(Refusal):
    """She asked that nobody but her worker reads it: no reason opens it."""

    code = "only_holder_reads"


class HadItBefore(Refusal):
    """Who has handed a matter over reads it no more, whatever the reason."""

    code = "had_it_before"
