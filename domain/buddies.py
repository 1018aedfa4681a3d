"""Who may keep a newcomer company in a course, and how is she called there?

The law: company is offered, never given out (source A: "tanpa adanya paksaan dari pihak lembaga"; A6-A8). Who keeps
company says yes before her name is told, and the newcomer before hers is. Two of whom one has refused the other, or
ended it, are never brought together again.
"""

from collections.abc import Container, Sequence
from datetime import timedelta
from enum import StrEnum

from domain.records import dataclass
from domain.refusals import Refusal

# So many are asked at once, and so many in all in one course: a no of all six is an answer.
ASKED_AT_ONCE = 2
ASKED_MAX = 6
# After so long without an answer she may have others asked.
PATIENCE = timedelta(days=3)
# Nobody is asked again for another newcomer before that.
PAUSE = timedelta(days=7)

# How people are spoken to; with such a word before it the name is two words long.
_TITLES = frozenset(
    "ibu bu mama mamah mak emak mbak teh teteh ceu kak kakak kaka nona acil hj hj. hajah umi nyai".split()
)


class TieState(StrEnum):
    """Of two women in one course. The value is stored."""

    ASKED = "asked"
    WILLING = "willing"
    AGREED = "agreed"
    DECLINED = "declined"
    REFUSED = "refused"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tie:
    """A newcomer and one who may keep her company, or does."""

    course_id: int
    newcomer: int
    buddy: int
    state: TieState
    made_ms: int

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return f"buddy:{self.course_id}:{self.newcomer}:{self.buddy}"

    def other(self, person_id: int) -> int:
        """The one of the two who is not this person."""
        return self.buddy if person_id == self.newcomer else self.newcomer


@dataclass(frozen=True, kw_only=True, slots=True)
class Fellow:
    """Somebody with a place in the same course. came: how often she was there. busy: she keeps somebody company
    already, or was asked a short time ago."""

    person_id: int
    came: int
    newcomer: bool
    busy: bool


class NobodyToAsk(Refusal):
    """Nobody is there who might keep her company; no fault of hers."""

    code = "nobody_to_ask"


def choose_fellows(fellows: Sequence[Fellow], *, barred: Container[int], asked: int) -> list[int]:
    """Who is asked, those first who know the course best. asked: how many were asked for her in it before."""
    free = [each for each in fellows if not (each.newcomer or each.busy or each.person_id in barred)]
    free.sort(key=lambda each: -each.came)
    return [each.person_id for each in free[: min(ASKED_AT_ONCE, max(0, ASKED_MAX - asked))]]


def first_name(name: str) -> str:
    """The name she is called by among others: its first word, with a word like Ibu or Mama before it."""
    words = name.split()
    return " ".join(words[:2] if words and words[0].lower() in _TITLES else words[:1])
