"""Where a turn takes place: the event, who sent it, what is known about her account, and her open talk."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import field
from typing import Any

from bot.channels.base import Channel, Incoming, IncomingKind
from db import aliases, people, returning, talks
from db.engine import Row
from db.inbox import Seen
from db.outbox import CLEARED_MS, SENSITIVE_CLEARED_MS, Queued
from db.people import Actor, States
from db.removals import DELETABLE_MS
from db.talks import Talk
from db.unit import Unit, Unprepared
from db.vault import person as owner_of
from domain.records import dataclass
from domain.roles import RoleGrant


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Event:
    """An event, understood. work: what slow work for its turn came to, by key (`Unit.prepared`)."""

    inbox_id: int
    channel: str
    incoming: Incoming
    work: Mapping[Hashable, Any] = field(default_factory=dict)


# Not frozen: made in every turn, and a frozen one takes twice as long to make. Nobody changes it.
@dataclass(slots=True)
class Place:
    """Where a turn takes place: who, what is known about her account, her open talk.

    lapsed: she went in with her PIN, and has been away too long since. stray: an open talk here that is another's.
    silent: nobody wrote here for so long that it may be somebody else. before_id: of a new account, whose number it
    was until now. again: the same account has another event in this batch, so this one waits for the next.
    """

    actor: Actor
    row: Row | None
    talk: Talk | None
    lapsed: bool = False
    stray: int = 0
    silent: bool = False
    before_id: int = 0
    again: bool = False


class Batch:
    """What one job of the writer handles: at most one event a chat; the same ones if the job has to run again.

    slow: those that need slow work first and are handled again after it.
    """

    __slots__ = ("chats", "committed", "events", "faulty", "slow")

    def __init__(self, events: list[Event] | None = None) -> None:
        self.chats: list[str] = []
        self.events: list[Event] = events or []
        self.faulty: list[tuple[Event, BaseException]] = []
        self.slow: list[tuple[Event, Unprepared]] = []
        self.committed = False


class Taken:
    """What turns came to. queued: what they say. seen: by event, what stands on her screen since then.

    faulty: those whose talk raised, undone alone. slow: those that need slow work first, undone as well.
    """

    __slots__ = ("faulty", "queued", "seen", "slow")

    def __init__(self) -> None:
        self.queued: list[Queued] = []
        self.seen: dict[int, Seen] = {}
        self.faulty: list[tuple[Event, BaseException]] = []
        self.slow: list[tuple[Event, Unprepared]] = []

    @property
    def left(self) -> set[int]:
        """The events that are not handled."""
        return {event.inbox_id for event, _why in (*self.faulty, *self.slow)}


def address_of(event: Event) -> str:
    """Whose account this is about: the sender's, or the group's own."""
    incoming = event.incoming
    of_group = incoming.kind in (IncomingKind.GROUP_INVITED, IncomingKind.GROUP_MIGRATED)
    return incoming.chat if of_group else incoming.sender


# What she sends that stands in the chat as a message of hers.
_HERS = frozenset(
    {
        IncomingKind.TEXT,
        IncomingKind.PHOTO,
        IncomingKind.VOICE,
        IncomingKind.DOCUMENT,
        IncomingKind.CONTACT,
        IncomingKind.LOCATION,
        IncomingKind.STICKER,
        IncomingKind.OTHER,
    }
)


def seen_of(event: Event, actor: Actor, now_ms: int, *, sensitive: bool) -> Seen:
    """What she wrote, as it stands on her screen until its time is over (db/removals.py)."""
    incoming = event.incoming
    if incoming.kind not in _HERS or not incoming.message_ref:
        return Seen()
    if actor.phone == "own":
        stays_ms = DELETABLE_MS  # only until no channel deletes it any more
    else:
        stays_ms = SENSITIVE_CLEARED_MS if sensitive else CLEARED_MS
    return Seen(actor.account_id, incoming.message_ref, now_ms + stays_ms)


def actor_of(unit: Unit, row: Row, grants: list[RoleGrant], *, unsays: bool = False) -> Actor:
    """Whoever holds the phone now. On one with profiles it counts as shared, and her name is said."""
    profiles = row["profiles"] > 0
    inside = not profiles or (row["person_id"] != row["owner_id"] and unit.now_ms < row["inside_until_ms"])
    return Actor(
        account_id=row["account_id"],
        person_id=row["person_id"],
        channel=row["channel"],
        phone="shared" if profiles else row["phone"],
        language=row["language"],
        zone=row["zone"],
        staff=bool(row["staff"]),
        roles=tuple(grants),
        profiles=profiles,
        inside=inside,
        unsays=unsays,
        name=people.open_name(unit, row["person_id"], row["details"]) if profiles and inside else "",
        practice=row["practice"] if unit.now_ms < row["practice_until_ms"] else 0,
    )


def talk_of(unit: Unit, row: Row) -> Talk:
    return talks.open_talk(
        unit,
        talk_id=row["talk_id"],
        account_id=row["account_id"],
        person_id=row["person_id"],
        name=row["talk_name"],
        nonce=row["talk_nonce"],
        asked_outbox=row["asked_outbox"],
        updated_ms=row["talk_updated_ms"],
        sealed=row["talk_body"],
    )


def known(unit: Unit, row: Row, grants: list[RoleGrant], *, unsays: bool = False) -> Place:
    """The place of an account that we know."""
    actor = actor_of(unit, row, grants, unsays=unsays)
    lapsed = actor.locked and row["person_id"] != row["owner_id"]
    silent = returning.is_silent(actor, row, unit.now_ms)
    if row["talk_id"] is None:
        return Place(actor, row, None, lapsed, silent=silent)
    if row["talk_person_id"] != row["person_id"]:
        return Place(actor, row, None, lapsed, stray=row["talk_id"], silent=silent)
    return Place(actor, row, talk_of(unit, row), lapsed, silent=silent)


def newcomer(event: Event, person_id: int, account_id: int, *, unsays: bool = False) -> Place:
    """The place of an account that nobody knows yet."""
    actor = Actor(
        account_id=account_id,
        person_id=person_id,
        channel=event.channel,
        phone="unknown",
        language="id",
        zone="Asia/Jakarta",
        staff=False,
        unsays=unsays,
    )
    return Place(actor, None, None)


async def find_places(
    unit: Unit, batch: Sequence[Event], channels: Mapping[str, Channel], states: States | None = None
) -> list[Place]:
    """Where these turns take place, in few trips. states: of all the senders, if they are read already."""
    hashes, before = await find_addresses(unit, batch)
    rows, grants = states or await people.find_states(unit, hashes)
    new = [each for each in dict.fromkeys(hashes) if each not in rows]
    ids = {each: (unit.new_id(), unit.new_id()) for each in new}
    await unit.vault.have([owner_of(row["person_id"]) for row in rows.values()])
    await unit.vault.have([owner_of(person_id) for person_id, _account in ids.values()], create=True)
    places: list[Place] = []
    for event, each in zip(batch, hashes, strict=True):
        unsays = channels[event.channel].abilities(event.incoming.chat).deletes_hers
        if each in rows:
            roles = grants.get(rows[each]["person_id"], [])
            places.append(known(unit, rows[each], roles, unsays=unsays))
        else:
            places.append(newcomer(event, *ids[each], unsays=unsays))
        if before:
            places[-1].before_id = before.get(each, 0)
            places[-1].again = any(
                place.actor.account_id == places[-1].actor.account_id for place in places[:-1]
            )
    return places


async def find_addresses(unit: Unit, batch: Sequence[Event]) -> tuple[list[bytes], dict[bytes, int]]:
    """By which hash each sender is found; where an account has several addresses, also whose number it was before."""
    several = [event for event in batch if event.channel in aliases.CHANNELS]
    if not several:
        return [people.address_hash(unit, event.channel, address_of(event)) for event in batch], {}
    heard = [
        aliases.Heard(channel=event.channel, address=address_of(event), alias=event.incoming.alias)
        for event in several
    ]
    found = iter(await aliases.find(unit, heard))
    hashes: list[bytes] = []
    before: dict[bytes, int] = {}
    for event in batch:
        if event.channel not in aliases.CHANNELS:
            hashes.append(people.address_hash(unit, event.channel, address_of(event)))
            continue
        each = next(found)
        hashes.append(each.hash)
        before[each.hash] = each.before_id or before.get(each.hash, 0)
    return hashes, before
