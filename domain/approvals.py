"""What needs two officers: to what exactly does the second agree, who may be the second, and until when?

Two padlocks on one box: another woman, with an account of her own, who agrees to these very words and amounts and to
no others (peers.md B2; reliability.md C, "Two-signer").
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from domain.records import dataclass
from domain.refusals import Refusal

# As long as until the next visit to the market; after that nobody remembers what it was about.
VALID_MS = 3 * 24 * 3_600_000

# What waits in one group at a time; more is a queue nobody reads.
WAITING_MAX = 20

_VERSION = 1


class State(StrEnum):
    """Where it stands; the value is stored."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class NeedsAnother(Refusal):
    """She has asked for it herself, or it is about her alone: another officer has to look."""

    code = "needs_another"


class SamePhone(Refusal):
    """It was asked for on this very phone; here only the number of the second woman counts."""

    code = "same_phone"


class AloneInOffice(Refusal):
    """There is no second officer in the group."""

    code = "alone_in_office"


class AlreadySettled(Refusal):
    """Somebody has answered it, or it was taken back."""

    code = "already_settled"


class TooLongAgo(Refusal):
    """It has waited longer than it is valid, or who asked for it is no officer any more."""

    code = "too_long_ago"


class TooManyWaiting(Refusal):
    """As much waits for a second officer as one can look through."""

    code = "too_many_waiting"


@dataclass(frozen=True, kw_only=True, slots=True)
class Officer:
    """Who may agree in a group now. numbers: all records of its book that are hers, the first is `number`.

    selves: the persons she is known as, on all her accounts.
    """

    number: int
    person_id: int
    shown: str
    numbers: frozenset[int]
    selves: frozenset[int]


def canonical(*, group_id: int, kind: str, subject: int, body: Mapping[str, Any]) -> bytes:
    """The bytes that are agreed to: the same for the same body, whatever the order of its names."""
    whole = {"v": _VERSION, "group": group_id, "kind": kind, "subject": subject, "body": body}
    return json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def seconds_of(
    officers: Iterable[Officer], *, by: int, about: int | None = None, never: Iterable[int] = ()
) -> tuple[Officer, ...]:
    """Who may be the second where member `by` asks. about: whom alone it concerns; she agrees only if nobody else can.

    never: who has no part in it, also if nobody else is left. Empty if `by` is no officer, the only one, or one of
    these.
    """
    barred = frozenset(never)
    known = tuple(each for each in officers if not each.numbers & barred)
    first = next((each for each in known if by in each.numbers), None)
    if first is None:
        return ()
    others = tuple(each for each in known if not each.selves & first.selves and by not in each.numbers)
    return tuple(each for each in others if about not in each.numbers) or others
