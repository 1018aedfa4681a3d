"""Money that goes out: who has to agree, who may say that it arrived, and from when on does it count?

It counts when she who gets it says so on her own phone or by her own number, or a witness who is no officer for a woman
without a phone: a name in the book is no proof that she got anything (peers.md, "pinjam nama").
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.accounts import Account, SavingKind
from domain.money import Rupiah
from domain.refusals import Refusal

# What one officer spends without the other: tea and a biro for a meeting, all of it in one day, in however many pieces.
COST_ALONE_MAX = Rupiah(50_000)
COST_ALONE_MS = 24 * 3_600_000

# Taken out whenever she likes; simpanan pokok and wajib only when she leaves (domain.md 3.2).
ANY_TIME = (SavingKind.SUKARELA, SavingKind.KHUSUS)

# What waits for a receiver at a time.
WAITING_MAX = 40

NOTE_CHARS_MAX = 120


class Kind(StrEnum):
    """Why money goes out; the value is stored."""

    WITHDRAWAL = "withdrawal"
    COST = "cost"
    LOAN = "loan"


class State(StrEnum):
    """Where it stands; the value is stored."""

    WAITING = "waiting"
    RECEIVED = "received"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class NoWitness(Refusal):
    """She has no phone, and the witness is an officer, herself, or not there."""

    code = "no_witness"


class NotWaiting(Refusal):
    """It was received, or cancelled, already."""

    code = "not_waiting"


class TooManyPayouts(Refusal):
    """As much waits for its receivers as anybody can follow."""

    code = "too_many_payouts"


@dataclass(frozen=True, kw_only=True, slots=True)
class Payout:
    """Money on its way. member: who gets it. witness: who says so for her, None where she does. note: what for.

    account: None for all her savings, when she leaves; PIUTANG for a loan.
    by, second: numbers of officers; second None where one was enough. entry: its number in the book once it counts.
    """

    id: int
    group_id: int
    code: str
    kind: Kind
    account: Account | None
    cash: Account
    member: int
    witness: int | None
    amount: Rupiah
    day: date
    meeting: int | None
    note: str
    state: State
    by: int
    second: int | None
    made_ms: int
    entry: int | None

    @property
    def signer(self) -> int:
        """Who says that it has arrived."""
        return self.witness if self.witness is not None else self.member


def needs_second(kind: Kind, amount: int, *, alone: int = 0) -> bool:
    """Whether two officers decide: always on a woman's savings, on a cost above what one may spend alone.

    alone: what went out without a second officer since a day.
    """
    return kind is not Kind.COST or alone + amount > COST_ALONE_MAX


def check_witness(*, has_phone: bool, witness: int | None, member: int, outsiders: frozenset[int]) -> None:
    """Raises NoWitness unless she says so herself, or another member who is no officer does for her without a phone."""
    if has_phone and witness is None:
        return
    if has_phone or witness is None or witness == member or witness not in outsiders:
        raise NoWitness
