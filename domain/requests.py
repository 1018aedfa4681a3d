"""What may become of a woman's request, who may do it, and what it needs?

The law: a person decides, never the program (UU 27/2022 PDP, art. 10). A worker proposes; only a supervisor writes down
that somebody is on the list, with number and date of the SK; nobody decides on a request of her own; a "belum bisa" has
a reason that she can read. After PERIKSA LAGI every request waits for a person again.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from domain.criteria.plain import plain_faults
from domain.criteria.schema import Overall
from domain.permits import Action, actions_of
from domain.records import dataclass
from domain.refusals import NotAllowed, Refusal
from domain.roles import Role


class Kind(StrEnum):
    """What she sent: answers to check, the wish to talk to a person, or a minor's case, who is asked nothing."""

    SCREENING = "screening"
    PERSON = "person"
    MINOR = "minor"


class State(StrEnum):
    """Where a request stands. SELESAI: the person she asked for has talked to her; nothing was decided.

    DISERAHKAN: what was set down for her has been handed over to her.
    IZIN_DICABUT: she has taken her consent back; nobody of the office opens it any more (UU 27/2022 PDP, art. 9).
    """

    MENUNGGU = "menunggu"
    DIPERIKSA = "diperiksa"
    DIUSULKAN = "diusulkan"
    DITETAPKAN = "ditetapkan"
    DISERAHKAN = "diserahkan"
    BELUM_BISA = "belum_bisa"
    MENUNGGU_ANGGARAN = "menunggu_anggaran"
    DIBATALKAN_PEMOHON = "dibatalkan_pemohon"
    SELESAI = "selesai"
    IZIN_DICABUT = "izin_dicabut"


IN_QUEUE = frozenset({State.MENUNGGU, State.DIPERIKSA})
"""A request in these states is open: what she sends next joins it."""
PROPOSED = frozenset({State.DIUSULKAN, State.MENUNGGU_ANGGARAN})
DECIDED = frozenset(
    {State.DIUSULKAN, State.DITETAPKAN, State.DISERAHKAN, State.BELUM_BISA, State.MENUNGGU_ANGGARAN}
)
"""What a person has decided, and what PERIKSA LAGI may be answered with: it stays as it was."""

REASON_CHARS_MAX = 160
"""A reason is one or two short sentences; with the words around it, it stays one small screen."""
REASON_WORDS_MIN = 3
"""Fewer words are no reason: "belum bisa" says nothing that she does not know."""
DECREE_CHARS_MAX = 60
"""The longest number of an SK in the sources has 20 characters."""


class NeedsDecree(Refusal):
    """`ditetapkan` needs the number of the SK and its date, which is not in the future."""

    code = "needs_decree"


class NeedsReason(Refusal):
    """`belum_bisa` needs a reason."""

    code = "needs_reason"


class ReasonNotPlain(Refusal):
    """The words are too long or too hard for her, or they hurt."""

    code = "reason_not_plain"


class WrongOrder(Refusal):
    """From this state the request cannot get there."""

    code = "wrong_order"


class OwnRequest(Refusal):
    """Nobody decides on a request of her own."""

    code = "own_request"


Moves = Mapping[tuple[State, State], Action]

# Who may do which action is said in domain/permits.py alone.
_CHECKED: Moves = MappingProxyType(
    {
        (State.MENUNGGU, State.DIPERIKSA): Action.CHECK,
        (State.MENUNGGU, State.DIUSULKAN): Action.CHECK,
        (State.MENUNGGU, State.BELUM_BISA): Action.CHECK,
        (State.MENUNGGU, State.MENUNGGU_ANGGARAN): Action.CHECK,
        (State.DIPERIKSA, State.DIUSULKAN): Action.CHECK,
        (State.DIPERIKSA, State.BELUM_BISA): Action.CHECK,
        (State.DIPERIKSA, State.MENUNGGU_ANGGARAN): Action.CHECK,
        (State.MENUNGGU_ANGGARAN, State.DIUSULKAN): Action.CHECK,
        (State.MENUNGGU_ANGGARAN, State.DITETAPKAN): Action.SET_DOWN,
        (State.MENUNGGU_ANGGARAN, State.BELUM_BISA): Action.SET_DOWN,
        (State.DIUSULKAN, State.DITETAPKAN): Action.SET_DOWN,
        (State.DIUSULKAN, State.MENUNGGU_ANGGARAN): Action.SET_DOWN,
        (State.DIUSULKAN, State.BELUM_BISA): Action.SET_DOWN,
        (State.DITETAPKAN, State.DISERAHKAN): Action.CHECK,
    }
)
_TALKED_TO: Moves = MappingProxyType(
    {
        (State.MENUNGGU, State.DIPERIKSA): Action.TALK,
        (State.DIPERIKSA, State.SELESAI): Action.TALK,
    }
)
MOVES: Mapping[Kind, Moves] = MappingProxyType(
    {Kind.SCREENING: _CHECKED, Kind.PERSON: _TALKED_TO, Kind.MINOR: _TALKED_TO}
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a person of the office wants to write down. sk_number and sk_date: of the decree, for DITETAPKAN only."""

    to: State
    reason: str = ""
    sk_number: str = ""
    sk_date: date | None = None


def possible_moves(kind: Kind, state: State, roles: Iterable[Role], *, own: bool) -> tuple[State, ...]:
    """The states this person may move the request to now, in the order of State; none for a request of her own."""
    if own:
        return ()
    held = actions_of(roles)
    return tuple(to for to in State if MOVES[kind].get((state, to)) in held)


def check_decision(
    decision: Decision, *, kind: Kind, state: State, roles: Iterable[Role], own: bool, today: date
) -> None:
    """Raises OwnRequest, WrongOrder, NotAllowed, NeedsReason, ReasonNotPlain or NeedsDecree; None when all is well.

    roles: those held in the organisation of the request. today: the day in the organisation's zone.
    """
    if own:
        raise OwnRequest()
    needed = MOVES[kind].get((state, decision.to))
    if needed is None:
        raise WrongOrder()
    if needed not in actions_of(roles):
        raise NotAllowed()
    if decision.to is State.BELUM_BISA:
        check_words(decision.reason)
    if decision.to is State.DITETAPKAN and not _is_decree(decision, today):
        raise NeedsDecree()


def _is_decree(decision: Decision, today: date) -> bool:
    return is_decree_number(decision.sk_number) and decision.sk_date is not None and decision.sk_date <= today


def is_decree_number(text: str) -> bool:
    """Whether this can be the number of an SK: short, with a digit in it."""
    return len(text.strip()) <= DECREE_CHARS_MAX and any(char.isdigit() for char in text)


def check_words(text: str) -> None:
    """Raises NeedsReason where there are no words to speak of, ReasonNotPlain where she could not read them."""
    if len(text.split()) < REASON_WORDS_MIN:
        raise NeedsReason()
    if plain_faults(text, chars_max=REASON_CHARS_MAX):
        raise ReasonNotPlain()


def check_keeping(before: State | None, *, state: State, roles: Iterable[Role], own: bool) -> None:
    """Whether PERIKSA LAGI may be answered with "it stays": raises OwnRequest, WrongOrder or NotAllowed.

    before: what had been decided when she asked; None if nothing had. What only a supervisor sets down, only a
    supervisor confirms.
    """
    if own:
        raise OwnRequest()
    if before not in DECIDED or state not in IN_QUEUE:
        raise WrongOrder()
    needed = Action.SET_DOWN if before is State.DITETAPKAN else Action.CHECK
    if needed not in actions_of(roles):
        raise NotAllowed()


def may_keep(before: State | None, *, state: State, roles: Iterable[Role], own: bool) -> bool:
    """Whether `check_keeping` has nothing against it."""
    try:
        check_keeping(before, state=state, roles=roles, own=own)
    except Refusal:
        return False
    return True


def may_withdraw(state: State) -> bool:
    """Whether she may take it back: always, as long as it is not over."""
    return state not in (
        State.DITETAPKAN,
        State.DISERAHKAN,
        State.DIBATALKAN_PEMOHON,
        State.SELESAI,
        State.IZIN_DICABUT,
    )


def ends_with_consent(kind: Kind, state: State) -> bool:
    """Whether this ends when she takes back her consent to screening: answers on which nothing final was decided.

    What is decided is the office's own record (UU 27/2022 PDP, art. 15); the wish for a person was never about answers.
    """
    return kind is Kind.SCREENING and (state in IN_QUEUE or state in PROPOSED)


def is_resting(kind: Kind, *, paused: bool, wants_person: bool) -> bool:
    """Whether the office leaves it alone for now: she paused her data (art. 11) and waits for no person."""
    return paused and kind is Kind.SCREENING and not wants_person


def joins(sent: Kind, waiting: Kind) -> bool:
    """Whether what she sends now joins the request that waits, instead of standing beside it in the queue.

    A minor's case and answers to check stay apart: an age that was corrected upwards is for a person to see
    (UU 27/2022 PDP, art. 25). The wish for a person joins whatever waits.
    """
    return Kind.PERSON in (sent, waiting) or sent is waiting


def joined_kind(sent: Kind, waiting: Kind) -> Kind:
    """What the joined request is: more than the mere wish for a person, if either was."""
    return waiting if sent is Kind.PERSON else sent


_OVERALL_ORDER = tuple(Overall)


def best_overall(overalls: Iterable[str]) -> str:
    """The one result the queue shows for several sets: that of the help that fits best; "" for none."""
    known = [Overall(one) for one in overalls if one in _OVERALL_ORDER]
    return max(known, key=_OVERALL_ORDER.index).value if known else ""


class Way(StrEnum):
    """How she may be contacted."""

    CHAT = "chat"
    PHONE = "phone"
    VISIT = "visit"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How and when she may be contacted: minutes of the day in the organisation's zone, None for any.

    way: one of Way. phone: the number she gave for this, "" if none.
    """

    way: str
    from_min: int | None = None
    to_min: int | None = None
    phone: str = ""

    def __post_init__(self) -> None:
        Way(self.way)


PING_EVERY_MS = 10 * 60_000
"""Sixty women who screen in one meeting are one ping, not sixty."""
PING_AGAIN_MS = 3 * 60 * 60_000
"""A ping that nobody looked at covers what comes after it for half a working day; then it may have been overlooked."""


def may_ping(now_ms: int, *, pinged_ms: int, looked_ms: int) -> bool:
    """Whether a worker is told that something new waits; those who want a person are told of at once.

    pinged_ms: when she was last told, looked_ms: when she last opened the queue; 0 for never. Until she has looked,
    the ping that is there stands for everything that came after it: the queue shows it all.
    """
    if not pinged_ms:
        return True
    if now_ms - pinged_ms < PING_EVERY_MS:
        return False
    return looked_ms >= pinged_ms or now_ms - pinged_ms >= PING_AGAIN_MS


_NUMBER = re.compile(r"(?:\+?62|0)(\d{8,12})")


def read_phone(text: str) -> str:
    """The Indonesian phone number in these words, written as 08..., "" if there is none.

    A house rule: 8 to 12 digits after the 0, which takes in landlines and mobile numbers.
    """
    found = _NUMBER.fullmatch(re.sub(r"[\s().\-]", "", text))
    return f"0{found[1]}" if found else ""
