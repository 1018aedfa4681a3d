"""How does she feel after a session: who is asked, how often, and when should somebody keep her company?

The law: one of three faces, skipped as easily as said, seen by her companion alone (source A, A24: "terlihat sedih,
kurang percaya diri"). Who does not answer twice is not asked again in that course: her silence is an answer.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.records import dataclass

# Every second week, however many courses she is in: a question after each session would be a push too many. After a
# heavy face the next session of that course is asked about.
PAUSE = timedelta(days=13)
PAUSE_HEAVY = timedelta(days=6)
# Asked within so long after the session; later nobody remembers how it was.
ASKED_WITHIN = timedelta(hours=12)
SILENT_MAX = 2
# So many heavy faces one after the other: her companion is asked to be with her, without a word of why.
HEAVY_MAX = 2

SHOWN_MAX = 5


class Face(StrEnum):
    """The value is stored, sealed."""

    GOOD = "good"
    SO_SO = "so_so"
    HEAVY = "heavy"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Once that she was asked, or came by herself. face: None where she did not say."""

    at: datetime
    face: Face | None


def may_ask(before: Sequence[Asked], now: datetime, *, last: datetime | None = None) -> bool:
    """Whether she may be asked in this course. before: all of it there, the newest first; last: in any course."""
    heavy = bool(before) and before[0].face is Face.HEAVY
    if before and now - before[0].at < (PAUSE_HEAVY if heavy else PAUSE):
        return False
    if last is not None and not heavy and now - last < PAUSE:
        return False
    newest = before[:SILENT_MAX]
    return len(newest) < SILENT_MAX or any(each.face is not None for each in newest)


def needs_company(faces: Sequence[Face]) -> bool:
    """Whether her last faces were heavy. faces: what she said, the newest first."""
    last = faces[:HEAVY_MAX]
    return len(last) == HEAVY_MAX and all(each is Face.HEAVY for each in last)
