"""Profiles: persons who share one phone, each behind a door word and a PIN of her own (domain/pins.py).

On such an account nobody's records belong to the owner: the owner is the harmless outside. Every try does the same
work and gets the same answer, whether the profile exists, has to wait, or the PIN is wrong.
"""

import os
from dataclasses import replace
from functools import partial

from db import duplicates, people
from db.engine import Row
from db.people import INSIDE_MS, Actor
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain import pins
from domain.hygiene import tidy_text
from domain.pins import Kept
from domain.records import dataclass
from domain.refusals import Refusal

PIN_PLACE = "profiles.pin"

# A household; more would let one phone stand for a whole village.
PROFILES_MAX = 12

_NO_SALT = b"\0" * pins.SALT_BYTES


class WordTaken(Refusal):
    """The door word cannot be used; whose it is, is not told."""

    code = "word_taken"


class TooManyProfiles(Refusal):
    """As many share this phone as may."""

    code = "too_many_profiles"


class SharedByOthers(Refusal):
    """Others keep their records behind a PIN here: hers cannot stand open beside them."""

    code = "shared_by_others"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Who got in, and how many wrong tries there were since the last time."""

    person_id: int
    wrong_tries: int


def _door(unit: Unit, account_id: int, word: str) -> bytes:
    """What a door word is found by: however it is written, and on this account only."""
    plain = "".join(sign for sign in tidy_text(word).casefold() if sign.isalnum())
    return unit.vault.digest("door", f"{account_id}:{plain}")


async def find_by_door(unit: Unit, account_id: int, word: str) -> int | None:
    """The profile that this word of the outside leads to; None for every other word."""
    row = await unit.fetch_one(
        "SELECT id FROM profiles WHERE account_id = $1 AND door_hash = $2",
        account_id,
        _door(unit, account_id, word),
    )
    return row["id"] if row is not None else None


async def find_of(unit: Unit, account_id: int, person_id: int) -> int | None:
    """The person's profile on this account, None if she has none."""
    row = await unit.fetch_one(
        "SELECT id FROM profiles WHERE account_id = $1 AND person_id = $2", account_id, person_id
    )
    return row["id"] if row is not None else None


async def count(unit: Unit, account_id: int) -> int:
    """How many have a profile on this account."""
    row = await unit.fetch_one("SELECT count(*) AS n FROM profiles WHERE account_id = $1", account_id)
    return row["n"] if row is not None else 0


# -- getting in -------------------------------------------------------------------------------------------------


async def list_asked(unit: Unit, profile_id: int) -> str:
    """The two places of the PIN that are asked for now ("25"), "" for the whole PIN. Any profile id has an answer."""
    row = await unit.fetch_one("SELECT asked FROM profiles WHERE id = $1", profile_id)
    if row is not None:
        return str(row["asked"])
    return pins.WHOLE if unit.actor.unsays else pins.places_of()[0]


async def try_pin(unit: Unit, profile_id: int, typed: str) -> Entry | None:
    """Who gets in with what she typed; None for a wrong PIN, an unknown profile and one that waits, all alike.

    Raises Unprepared: the slow hash is made outside the transaction.
    """
    row = await unit.fetch_one(
        "SELECT id, person_id, pin, asked, wrong_tries, wait_until_ms FROM profiles"
        " WHERE id = $1 AND account_id = $2",
        profile_id,
        unit.actor.account_id,
    )
    kept = await _open(unit, row) if row is not None else None
    asked = str(row["asked"]) if row is not None else await list_asked(unit, 0)
    secret = pins.secret_of(asked, pins.read_digits(typed))
    work = partial(pins.stretch, secret, *_salted(unit, kept, asked))
    digest = unit.prepared(("pin", profile_id, secret), work)
    right = pins.is_right(kept, asked, digest) if kept is not None else False
    return _note_try(unit, row, right=right)


def _salted(unit: Unit, kept: Kept | None, asked: str) -> tuple[bytes, pins.Cost]:
    """With which salt and at which cost: the same cost where there is no PIN to compare with."""
    if kept is not None:
        return kept.salt, kept.cost
    cost = unit.facts.pin_cost
    return _NO_SALT, cost if asked == pins.WHOLE else pins.pair_cost(cost)


def _note_try(unit: Unit, row: Row | None, *, right: bool) -> Entry | None:
    """Write the try down; the same statement whatever came of it."""
    wrong, wait = (row["wrong_tries"], row["wait_until_ms"]) if row is not None else (0, 0)
    waits, before = wait > unit.now_ms, wrong
    asked = str(row["asked"]) if row is not None else ""
    if not waits and right:
        wrong, wait, asked = 0, 0, _other_places(asked)
    elif not waits:
        wrong += 1
        pause = pins.wait_ms(wrong)
        wait = unit.now_ms + pause if pause else 0
    unit.write(
        "UPDATE profiles SET asked = $2, wrong_tries = $3, wait_until_ms = $4 WHERE id = $1",
        row["id"] if row is not None else 0,
        asked,
        wrong,
        wait,
    )
    if row is None or waits or not right:
        return None
    return Entry(person_id=row["person_id"], wrong_tries=before)


def _other_places(asked: str) -> str:
    """Two places to ask for from now on; never the same twice in a row, and none chosen again after a wrong try.

    Who saw two digits typed must not be able to try until those two are asked for.
    """
    if asked == pins.WHOLE:
        return pins.WHOLE
    others = [places for places in pins.places_of() if places != asked]
    return others[os.urandom(1)[0] % len(others)]


async def _open(unit: Unit, row: Row) -> Kept | None:
    """The PIN as it is kept; None if she was erased."""
    owner = owner_of(row["person_id"])
    await unit.vault.have([owner])
    if not unit.vault.knows(owner):
        return None
    return pins.unpacked(unit.vault.unseal(owner, cell(PIN_PLACE, row["id"]), bytes(row["pin"])))


# -- making and changing ----------------------------------------------------------------------------------------


def prepare_pin(unit: Unit, pin: str) -> Kept:
    """The PIN as it is kept; where what she types stays readable, by two places. Raises Unprepared."""
    whole = unit.actor.unsays
    work = partial(pins.keep, pin, os.urandom(pins.SALT_BYTES), unit.facts.pin_cost, whole=whole)
    kept: Kept = unit.prepared(("keep", pin, whole), work)
    return kept


async def is_free(unit: Unit, word: str) -> bool:
    """Whether nobody on this account has the word."""
    return await find_by_door(unit, unit.actor.account_id, word) is None


async def add(unit: Unit, person_id: int, word: str, kept: Kept) -> int:
    """That person's new profile on the actor's account. Raises WordTaken, TooManyProfiles."""
    account_id = unit.actor.account_id
    if not await is_free(unit, word):
        raise WordTaken
    if await count(unit, account_id) >= PROFILES_MAX:
        raise TooManyProfiles
    profile_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)])
    unit.write(
        "INSERT INTO profiles (id, account_id, person_id, door_hash, pin, asked, made_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        profile_id,
        account_id,
        person_id,
        _door(unit, account_id, word),
        unit.vault.seal(owner_of(person_id), cell(PIN_PLACE, profile_id), kept.packed()),
        _first_asked(kept),
        unit.now_ms,
    )
    unit.write("UPDATE accounts SET profiles = profiles + 1 WHERE id = $1", account_id)
    return profile_id


def _first_asked(kept: Kept) -> str:
    return pins.WHOLE if pins.WHOLE in kept.hashes else _other_places(pins.places_of()[0])


async def lock_first(unit: Unit, word: str, kept: Kept) -> int:
    """Put the actor's records on her account behind a PIN: she is inside, somebody of whom nothing is known outside.

    Her profile's id. Raises WordTaken.
    """
    actor = unit.actor
    outside = unit.new_id()
    await unit.vault.have([owner_of(outside)], create=True)
    people.add_person(unit, outside, unit.now_ms)
    unit.write(
        "UPDATE persons SET zone = (SELECT zone FROM persons WHERE id = $2) WHERE id = $1",
        outside,
        actor.person_id,
    )
    await people.give_account(unit, actor.account_id, outside)
    profile_id = await add(unit, actor.person_id, word, kept)
    _let_in(unit, actor.account_id, actor.person_id)
    unit.actor = await get_actor(unit, actor, actor.person_id, profiles=True, inside=True)
    return profile_id


async def change_pin(unit: Unit, profile_id: int, kept: Kept) -> None:
    """Another PIN for the actor's own profile."""
    unit.write(
        "UPDATE profiles SET pin = $2, asked = $3 WHERE id = $1",
        profile_id,
        unit.vault.seal(owner_of(unit.actor.person_id), cell(PIN_PLACE, profile_id), kept.packed()),
        _first_asked(kept),
    )


async def change_door(unit: Unit, profile_id: int, word: str) -> None:
    """Another door word. Raises WordTaken."""
    found = await find_by_door(unit, unit.actor.account_id, word)
    if found not in (None, profile_id):
        raise WordTaken
    digest = _door(unit, unit.actor.account_id, word)
    unit.write("UPDATE profiles SET door_hash = $2 WHERE id = $1", profile_id, digest)


async def move(unit: Unit, profile_id: int, from_person: int, to_person: int) -> None:
    """The profile is another record's of the same woman from now on; its PIN stays."""
    row = await unit.fetch_one("SELECT id, person_id, pin FROM profiles WHERE id = $1", profile_id)
    assert row is not None, "looked up in this turn"
    assert row["person_id"] == from_person, "nobody moves another's profile"
    kept = await _open(unit, row)
    await unit.vault.have([owner_of(to_person)])
    if kept is None:
        return
    sealed = unit.vault.seal(owner_of(to_person), cell(PIN_PLACE, profile_id), kept.packed())
    unit.write("UPDATE profiles SET person_id = $2, pin = $3 WHERE id = $1", profile_id, to_person, sealed)


# -- in, out, away ----------------------------------------------------------------------------------------------


async def get_actor(unit: Unit, before: Actor, person_id: int, *, profiles: bool, inside: bool) -> Actor:
    """That person as she acts on the account of `before`; her key is ready."""
    row = await unit.fetch_one("SELECT zone, staff, details FROM persons WHERE id = $1", person_id)
    assert row is not None, "only persons we know are let in"
    await unit.vault.have([owner_of(person_id)])
    return replace(
        before,
        person_id=person_id,
        zone=row["zone"],
        staff=bool(row["staff"]),
        roles=await people.list_roles(unit, person_id),
        phone="shared" if profiles else before.phone,
        profiles=profiles,
        inside=inside,
        name=people.open_name(unit, person_id, row["details"]) if profiles and inside else "",
    )


async def enter(unit: Unit, entry: Entry) -> None:
    """She holds the phone from now on, also for the rest of this turn."""
    _let_in(unit, unit.actor.account_id, entry.person_id)
    unit.actor = await get_actor(unit, unit.actor, entry.person_id, profiles=True, inside=True)


async def leave(unit: Unit) -> None:
    """Nobody is inside on the actor's account; the outside holds the phone for the rest of this turn."""
    row = await unit.fetch_one("SELECT owner_id FROM accounts WHERE id = $1", unit.actor.account_id)
    assert row is not None, "accounts are never deleted"
    people.let_out(unit, unit.actor.account_id)
    unit.actor = await get_actor(unit, unit.actor, row["owner_id"], profiles=True, inside=False)


async def unlock_alone(unit: Unit) -> None:
    """The phone is hers alone again: no PIN, no outside. Raises SharedByOthers."""
    actor = unit.actor
    if await count(unit, actor.account_id) > 1:
        raise SharedByOthers
    unit.write(
        "DELETE FROM profiles WHERE account_id = $1 AND person_id = $2", actor.account_id, actor.person_id
    )
    unit.write("UPDATE accounts SET profiles = 0 WHERE id = $1", actor.account_id)
    await people.give_account(unit, actor.account_id, actor.person_id)
    unit.actor = await get_actor(unit, actor, actor.person_id, profiles=False, inside=True)


async def forget_person(unit: Unit, person_id: int) -> None:
    """She is on no phone any more (erased): her profiles go, and where she was inside nobody is."""
    rows = await unit.fetch("SELECT account_id FROM profiles WHERE person_id = $1", person_id)
    unit.write("DELETE FROM profiles WHERE person_id = $1", person_id)
    duplicates.forget_numbers(unit, person_id)
    for row in rows:
        unit.write(
            "UPDATE accounts SET profiles = profiles - 1, inside_until_ms = CASE WHEN person_id = $2 THEN 0"
            " ELSE inside_until_ms END, person_id = CASE WHEN person_id = $2 THEN owner_id ELSE person_id END"
            " WHERE id = $1",
            row["account_id"],
            person_id,
        )


def _let_in(unit: Unit, account_id: int, person_id: int) -> None:
    """This person holds the phone from now on; what was answered before her is not shown to her again."""
    unit.write(
        "UPDATE accounts SET person_id = $2, inside_until_ms = $3, answered_nonce = '', answered_outbox = 0"
        " WHERE id = $1",
        account_id,
        person_id,
        unit.now_ms + INSIDE_MS,
    )
