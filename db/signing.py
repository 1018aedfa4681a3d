"""The number by which a woman agrees on somebody else's phone (domain/pins.py).

Every try does the same work and gets the same answer, whether she has such a number, has to wait, or it is wrong.
Where what is typed can be deleted all six digits are asked for, elsewhere two places of them.
"""

import json
import os
from dataclasses import dataclass
from functools import partial

from db.engine import Row
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain import pins
from domain.pins import Cost, Kept

PIN_PLACE = "signing_pins.pin"

# Who has forgotten hers chooses another, which serves a day later: whoever took her phone for a moment gains nothing.
FORGOTTEN_WAIT_MS = 24 * 3_600_000

_NO_SALT = b"\0" * pins.SALT_BYTES


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """What a try came to. warn: she should hear of the wrong ones; True each time a wait begins."""

    right: bool
    warn: bool = False


async def has_one(unit: Unit, person_id: int) -> bool:
    """Whether she has such a number, perhaps one that serves only later."""
    row = await unit.fetch_one("SELECT 1 AS one FROM signing_pins WHERE person_id = $1", person_id)
    return row is not None


async def find_asked(unit: Unit, person_id: int) -> str:
    """Which places are asked for on the actor's phone ("25"), "" for the whole number. Every person has an answer."""
    if unit.actor.unsays:
        return pins.WHOLE
    row = await unit.fetch_one("SELECT asked FROM signing_pins WHERE person_id = $1", person_id)
    return str(row["asked"]) if row is not None else _nobodys_places(unit, person_id)


def _nobodys_places(unit: Unit, person_id: int) -> str:
    """Where there is no number the same two places each time, as where there is one and nobody got it right."""
    places = pins.places_of()
    return places[unit.vault.digest("sign", str(person_id))[0] % len(places)]


def prepare(unit: Unit, pin: str) -> bytes:
    """The number as it is kept, whole and by two places. Raises Unprepared: it is made outside the transaction."""
    work = partial(_keep, pin, os.urandom(pins.SALT_BYTES), unit.facts.pin_cost)
    packed: bytes = unit.prepared(("signing", pin), work)
    return packed


def _keep(pin: str, salt: bytes, cost: Cost) -> bytes:
    both = [pins.keep(pin, salt, cost, whole=whole).packed().decode() for whole in (True, False)]
    return json.dumps(both).encode()


def keep(unit: Unit, packed: bytes, *, from_ms: int) -> None:
    """The actor's number from that moment on, in the place of an older one."""
    person_id = unit.actor.person_id
    unit.write(
        "INSERT INTO signing_pins (person_id, pin, asked, set_ms) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (person_id) DO UPDATE SET pin = $2, asked = $3, wrong = 0, until_ms = 0, set_ms = $4",
        person_id,
        unit.vault.seal(owner_of(person_id), cell(PIN_PLACE, person_id), packed),
        _some_places(""),
        from_ms,
    )
    unit.audit("write", "signing_pin", person_id, person_id)


async def try_pin(unit: Unit, person_id: int, typed: str, *, own: bool = False) -> Tried:
    """What came of what was typed. own: on her own phone, where she always types all of it.

    Raises Unprepared: the slow hash is made outside the transaction.
    """
    # Written to, so that of several tries at the same moment, on several phones, each counts.
    row = await unit.fetch_one(
        "UPDATE signing_pins SET wrong = wrong WHERE person_id = $1"
        " RETURNING person_id, pin, asked, wrong, until_ms, set_ms",
        person_id,
    )
    asked = pins.WHOLE if own else await find_asked(unit, person_id)
    kept = await _open(unit, row, whole=asked == pins.WHOLE) if row is not None else None
    secret = pins.secret_of(asked, pins.read_digits(typed))
    work = partial(pins.stretch, secret, *_salted(unit, kept, asked))
    digest = unit.prepared(("sign", person_id, secret), work)
    right = pins.is_right(kept, asked, digest) if kept is not None else False
    return _note_try(unit, row, right=right)


def _salted(unit: Unit, kept: Kept | None, asked: str) -> tuple[bytes, Cost]:
    """With which salt and at which cost: the same cost where there is no number to compare with."""
    if kept is not None:
        return kept.salt, kept.cost
    cost = unit.facts.pin_cost
    return _NO_SALT, cost if asked == pins.WHOLE else pins.pair_cost(cost)


def _note_try(unit: Unit, row: Row | None, *, right: bool) -> Tried:
    """Write the try down; the same statement whatever came of it."""
    wrong, until = (row["wrong"], row["until_ms"]) if row is not None else (0, 0)
    waits = until > unit.now_ms or (row is not None and row["set_ms"] > unit.now_ms)
    asked = str(row["asked"]) if row is not None else ""
    warn = False
    if not waits and right:
        wrong, until, asked = 0, 0, _some_places(asked)
    elif not waits:
        wrong += 1
        pause = pins.wait_ms(wrong)
        until = unit.now_ms + pause if pause else 0
        warn = bool(pause) and row is not None
    unit.write(
        "UPDATE signing_pins SET asked = $2, wrong = $3, until_ms = $4 WHERE person_id = $1",
        row["person_id"] if row is not None else 0,
        asked,
        wrong,
        until,
    )
    return Tried(right=right and not waits and row is not None, warn=warn)


def _some_places(before: str) -> str:
    """Two places to ask for from now on, never the same twice in a row; a wrong try does not change them."""
    others = [places for places in pins.places_of() if places != before]
    return others[os.urandom(1)[0] % len(others)]


async def _open(unit: Unit, row: Row, *, whole: bool) -> Kept | None:
    """The number as it is kept for this way of asking; None if she was erased."""
    owner = owner_of(row["person_id"])
    await unit.vault.have([owner])
    if not unit.vault.knows(owner):
        return None
    both = json.loads(unit.vault.unseal(owner, cell(PIN_PLACE, row["person_id"]), bytes(row["pin"])))
    return pins.unpacked(both[0 if whole else 1].encode())


def forget(unit: Unit, person_id: int) -> None:
    """She has no such number any more (erased)."""
    unit.write("DELETE FROM signing_pins WHERE person_id = $1", person_id)
