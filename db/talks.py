"""Open and parked talks: one row each, the journal sealed with the person's key; deleted when the talk ends."""

import json
from dataclasses import fields
from operator import attrgetter
from typing import Any

from conversation.journal import Entry, decode, encode
from conversation.replay import Asking
from db.engine import Row
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.records import dataclass

BODY_PLACE = "talks.body"

SAVE_SQL = (
    "INSERT INTO talks (id, account_id, person_id, name, state, nonce, asked_outbox, updated_ms, body)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET state = $5, nonce = $6,"
    " asked_outbox = $7, updated_ms = $8, body = $9"
)
# Without `state`: SQLite would take the row out of the index of open talks and put it in again.
GO_ON_SQL = "UPDATE talks SET nonce = $2, asked_outbox = $3, updated_ms = $4, body = $5 WHERE id = $1"
DELETE_SQL = "DELETE FROM talks WHERE id = $1"


@dataclass(kw_only=True, slots=True)
class Talk:
    """One talk. args: what it was begun with. shown: the open question as she sees it. keys: its choices, in order.

    asked_outbox: the outbox row that asked, 0 if none. nonce: binds the question's buttons. relays: what answers the
    open question is passed on to somebody else.
    """

    id: int
    account_id: int
    person_id: int
    name: str
    args: tuple[Any, ...] = ()
    entries: list[Entry]
    asking: Asking | None = None
    shown: str = ""
    keys: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    nonce: str = ""
    asked_outbox: int = 0
    updated_ms: int = 0
    faults: int = 0
    weighty: bool = False
    digits: bool = True
    free: bool = False
    relays: bool = False


_ASKING = tuple(field.name for field in fields(Asking))
_asked = attrgetter(*_ASKING)


def _asking(values: list[Any]) -> Asking:
    """How the open question stood; JSON has made lists of its tuples."""
    known = dict(zip(_ASKING, values, strict=False))
    known["narrowed"] = tuple(known["narrowed"])
    return Asking(**known)


# json.dumps would make such an encoder anew for every talk; plain values hold no circles.
_as_json = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def body_of(talk: Talk) -> bytes:
    """The part of a talk that is sealed."""
    asking = talk.asking
    return _as_json(
        {
            "args": [encode(each) for each in talk.args],
            "entries": talk.entries,
            "asking": None if asking is None else _asked(asking),
            "shown": talk.shown,
            "keys": talk.keys,
            "labels": talk.labels,
            "faults": talk.faults,
            "weighty": talk.weighty,
            "digits": talk.digits,
            "free": talk.free,
            "relays": talk.relays,
        },
    ).encode()


def row_of(unit: Unit, talk: Talk, state: str) -> tuple[Any, ...]:
    """The parameters of SAVE_SQL."""
    return (
        talk.id,
        talk.account_id,
        talk.person_id,
        talk.name,
        state,
        talk.nonce,
        talk.asked_outbox,
        talk.updated_ms,
        _sealed(unit, talk),
    )


def _sealed(unit: Unit, talk: Talk) -> bytes:
    return unit.vault.seal(owner_of(talk.person_id), cell(BODY_PLACE, talk.id), body_of(talk))


def open_talk(
    unit: Unit,
    *,
    talk_id: int,
    account_id: int,
    person_id: int,
    name: str,
    nonce: str,
    asked_outbox: int,
    updated_ms: int,
    sealed: bytes,
) -> Talk:
    """The talk in a row. Raises KeyGone, SealBroken, and Unreadable if what it was begun with has changed."""
    body = json.loads(
        unit.vault.unseal(owner_of(person_id), cell(BODY_PLACE, talk_id), bytes(sealed)).decode()
    )
    asking = body["asking"]
    return Talk(
        id=talk_id,
        account_id=account_id,
        person_id=person_id,
        name=name,
        args=tuple(decode(each) for each in body["args"]),
        entries=body["entries"],
        asking=None if asking is None else _asking(asking),
        shown=body["shown"],
        keys=tuple(body["keys"]),
        labels=tuple(body["labels"]),
        nonce=nonce,
        asked_outbox=asked_outbox,
        updated_ms=updated_ms,
        faults=body["faults"],
        weighty=body["weighty"],
        digits=body["digits"],
        free=body["free"],
        relays=body.get("relays", False),
    )


async def list_parked(unit: Unit, account_id: int, person_id: int) -> list[Talk]:
    """The person's parked talks on this account, newest first."""
    rows = await unit.fetch(
        "SELECT id, name, nonce, asked_outbox, updated_ms, body FROM talks"
        " WHERE account_id = $1 AND person_id = $2 AND state = 'parked' ORDER BY updated_ms DESC, id DESC",
        account_id,
        person_id,
    )
    return [_opened(unit, account_id, person_id, row) for row in rows]


async def find_newest(unit: Unit, account_id: int, person_id: int, name: str) -> Talk | None:
    """The person's newest talk of that name on this account, open or laid aside; None if there is none."""
    row = await unit.fetch_one(
        "SELECT id, name, nonce, asked_outbox, updated_ms, body FROM talks"
        " WHERE account_id = $1 AND person_id = $2 AND name = $3 ORDER BY updated_ms DESC, id DESC LIMIT 1",
        account_id,
        person_id,
        name,
    )
    return None if row is None else _opened(unit, account_id, person_id, row)


def _opened(unit: Unit, account_id: int, person_id: int, row: Row) -> Talk:
    return open_talk(
        unit,
        talk_id=row["id"],
        account_id=account_id,
        person_id=person_id,
        name=row["name"],
        nonce=row["nonce"],
        asked_outbox=row["asked_outbox"],
        updated_ms=row["updated_ms"],
        sealed=row["body"],
    )


async def count_parked(unit: Unit, account_id: int, person_id: int) -> int:
    """How many talks the person has laid aside on this account."""
    row = await unit.fetch_one(
        "SELECT count(*) AS n FROM talks WHERE account_id = $1 AND person_id = $2 AND state = 'parked'",
        account_id,
        person_id,
    )
    return row["n"] if row is not None else 0


def delete(unit: Unit, talk_id: int) -> None:
    """The talk is over; its journal goes with it."""
    unit.write(DELETE_SQL, talk_id)


def go_on(unit: Unit, talk: Talk) -> None:
    """Keep a talk that is open already, and that nothing has touched since it was read."""
    unit.write(GO_ON_SQL, talk.id, talk.nonce, talk.asked_outbox, talk.updated_ms, _sealed(unit, talk))


def save(unit: Unit, talk: Talk, state: str) -> None:
    """Keep the talk as `open` or `parked`."""
    unit.write(SAVE_SQL, *row_of(unit, talk, state))
