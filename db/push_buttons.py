"""Buttons on pushed messages: each names a talk and its arguments and stays valid until its matter closes."""

import json
import secrets
from typing import Any

from conversation.journal import decode, encode
from db.unit import PushButton, Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.records import dataclass

ARGS_PLACE = "push_buttons.args"


_ADD = "INSERT INTO push_buttons (token_hash, person_id, talk, args, matter, made_ms) VALUES ($1, $2, $3, $4, $5, $6)"
# That no matter is meant by "" says nothing new, but with it the index of matters may be used.
_CLOSE = "UPDATE push_buttons SET open = 0 WHERE matter = $1 AND matter <> ''"

# A push and its buttons are made in one turn for one person: so they are found again. Two statements, for two indexes.
_TAKE_BACK_QUEUED = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled' WHERE state = 'queued' AND pushed = 1 AND account_id IN"
    " (SELECT a.id FROM accounts a JOIN push_buttons p ON p.person_id = a.person_id OR p.person_id = a.owner_id"
    " WHERE p.matter = $1 AND p.matter <> '') AND EXISTS (SELECT 1 FROM push_buttons b WHERE b.matter = $1"
    " AND b.person_id = outbox.person_id AND b.made_ms = outbox.made_ms)"
)
_TAKE_BACK_PULLED = (
    "UPDATE outbox SET state = 'dropped', fault = 'settled' WHERE state = 'pull' AND account_id IN"
    " (SELECT a.id FROM accounts a JOIN push_buttons p ON p.person_id = a.person_id OR p.person_id = a.owner_id"
    " WHERE p.matter = $1 AND p.matter <> '') AND EXISTS (SELECT 1 FROM push_buttons b WHERE b.matter = $1"
    " AND b.person_id = outbox.person_id AND b.made_ms = outbox.made_ms)"
)


@dataclass(frozen=True, slots=True)
class Push:
    """What a button begins."""

    talk: str
    args: tuple[Any, ...]


class Made:
    """Buttons that are made and not written yet: for many messages at once one statement takes them all."""

    __slots__ = ("rows",)

    def __init__(self) -> None:
        self.rows: list[tuple[Any, ...]] = []

    def add(self, unit: Unit, person_id: int, button: PushButton, matter: str) -> str:
        """Make the button; its payload (short, opaque, hers alone)."""
        token = secrets.token_urlsafe(16)
        digest = unit.vault.digest("push", token)
        args = json.dumps([encode(each) for each in button.args]).encode()
        sealed = unit.vault.seal(owner_of(person_id), cell(ARGS_PLACE, digest.hex()), args)
        self.rows.append((digest, person_id, button.talk, sealed, matter, unit.now_ms))
        return f"p{token}"

    def write(self, unit: Unit) -> None:
        """All of them."""
        unit.write_many(_ADD, self.rows)


def add_push(unit: Unit, person_id: int, button: PushButton, matter: str) -> str:
    """Make the button and write it; its payload."""
    made = Made()
    payload = made.add(unit, person_id, button, matter)
    made.write(unit)
    return payload


async def find_push(unit: Unit, token: str, person_id: int) -> Push | None:
    """What the button begins, if it is this person's and its matter is still open."""
    digest = unit.vault.digest("push", token)
    row = await unit.fetch_one(
        "SELECT talk, args FROM push_buttons WHERE token_hash = $1 AND person_id = $2 AND open = 1",
        digest,
        person_id,
    )
    if row is None:
        return None
    opened = unit.vault.unseal(owner_of(person_id), cell(ARGS_PLACE, digest.hex()), bytes(row["args"]))
    return Push(row["talk"], tuple(decode(each) for each in json.loads(opened)))


def close_matter(unit: Unit, matter: str) -> None:
    """The matter is closed: its buttons say so from now on."""
    unit.write(_CLOSE, matter)


def take_back(unit: Unit, matter: str) -> None:
    """The matter is settled: its buttons say so, and a push about it that waits for the morning is not sent any more.

    Only for matters whose pushes are questions and nothing else: who settles it has told what became of it.
    """
    unit.write(_TAKE_BACK_QUEUED, matter)
    unit.write(_TAKE_BACK_PULLED, matter)
    close_matter(unit, matter)


async def last_push_ms(unit: Unit, person_id: int, matter: str) -> int:
    """When the person last got a button of this matter, 0 if never."""
    row = await unit.fetch_one(
        "SELECT max(made_ms) AS made_ms FROM push_buttons WHERE person_id = $1 AND matter = $2",
        person_id,
        matter,
    )
    return (row["made_ms"] or 0) if row is not None else 0
