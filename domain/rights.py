"""What may she ask for about her data, until when must it be done, and on what ground may it be refused?

The clock is the law's: three times 24 hours from her request (UU 27/2022 PDP: art. 30 correction, 32 access and copy,
40 withdrawal). A request never disappears: it is done, or refused with a ground that the law knows.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.refusals import Refusal
from domain.requests import State as CaseState
from domain.roles import OF_GROUP, STAFF, Role

HOUR_MS = 3_600_000

DUE_MS = 72 * HOUR_MS
"""UU 27/2022 PDP, art. 30, 32, 40: at the latest 3 x 24 hours after the request came in."""
REMINDERS_MS = (24 * HOUR_MS, 48 * HOUR_MS, DUE_MS)
"""When the office's data officer hears of a request that is still open."""

WORDS_CHARS_MAX = 200
"""Her own words to the officer; with what stands around them they stay on one screen."""
ANSWER_CHARS_MAX = 160
"""What the officer writes to her: one or two short sentences, like every reason (domain/requests.py)."""
SHOWN_MAX = 10
"""Of her own requests: the newest; more do not fit on a screen."""
OPEN_MAX = 5
"""Open requests of one person: a sixth of the same would only stand in the way of the first."""


class Kind(StrEnum):
    """What she asks for, with the article that gives her the right; the value is stored.

    Objecting to a result of the program (art. 10) is PERIKSA LAGI, a pause (art. 11) needs nobody: neither is here.
    """

    COPY = "copy"  # art. 7, 13
    CORRECTION = "correction"  # art. 6
    ERASURE = "erasure"  # art. 8
    WITHDRAWAL = "withdrawal"  # art. 9


class State(StrEnum):
    """Where it stands. ERASING: the clock is erasing her; then it is done."""

    OPEN = "open"
    ERASING = "erasing"
    DONE = "done"
    REFUSED = "refused"


class Ground(StrEnum):
    """Why something may be refused; nothing else is a ground.

    DANGER, OTHERS: art. 33 a and b (it would harm her or somebody, or show somebody else's data). LAW: art. 15 (law
    enforcement and the state's own duties, such as keeping decisions on aid).
    """

    DANGER = "danger"
    OTHERS = "others"
    LAW = "law"


GROUNDS: Mapping[Kind, tuple[Ground, ...]] = MappingProxyType(
    {
        Kind.COPY: (Ground.DANGER, Ground.OTHERS),
        Kind.CORRECTION: (Ground.DANGER, Ground.OTHERS),
        Kind.ERASURE: (Ground.LAW,),
        Kind.WITHDRAWAL: (Ground.LAW,),
    }
)
"""Art. 33 speaks of access and changes, art. 15 of erasure and withdrawal."""


class TooManyOpen(Refusal):
    """So many requests of hers are open already that one more helps nobody."""

    code = "too_many_open"


class NeedsGround(Refusal):
    """A refusal needs one of the grounds the law knows for this kind of request."""

    code = "needs_ground"


def check_ground(kind: Kind, ground: str) -> None:
    """Raises NeedsGround unless the law knows this ground for this kind."""
    if ground not in GROUNDS[kind]:
        raise NeedsGround()


def next_reminder_ms(made_ms: int, now_ms: int) -> int | None:
    """The first reminder still to come, None when the last has passed: those that were slept through are one."""
    return next((made_ms + after for after in REMINDERS_MS if made_ms + after > now_ms), None)


def reminders_due(made_ms: int, now_ms: int) -> int:
    """How many of the three moments have passed."""
    return sum(made_ms + after <= now_ms for after in REMINDERS_MS)


_IN_THE_WAY = frozenset(
    {CaseState.DIUSULKAN, CaseState.DITETAPKAN, CaseState.DISERAHKAN, CaseState.MENUNGGU_ANGGARAN}
)
_WITH_OFFICE = STAFF | (OF_GROUP - {Role.MEMBER}) | {Role.HELPER}


def needs_officer(roles: Iterable[Role], states: Iterable[CaseState], *, own_phone: bool) -> bool:
    """Whether a person must look before she is erased.

    On a phone that others hold too nobody knows who asks: a person asks her before what cannot be undone. Who holds an
    office hands it over first, so that a group does not lose its treasurer in a night. A proposal or a decision on
    aid is the office's own record, on which art. 15 may have a say.
    """
    if not own_phone:
        return True
    return bool(_WITH_OFFICE & frozenset(roles)) or bool(_IN_THE_WAY & frozenset(states))
