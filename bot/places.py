"""Where a turn takes place: the event, who sent it, what is known about her account, and her open talk."""

from dataclasses import dataclass

from bot.channels.base import Incoming, IncomingKind
from db import talks
from db.engine import Row
from db.people import Actor
from db.talks import Talk
from db.unit import Unit
from domain.roles import RoleGrant


@dataclass(frozen=True, slots=True)
class Event:
    """A stored event, understood. early: what was read about the senders in the trip that stored it."""

    inbox_id: int
    channel: str
    incoming: Incoming
    early: "Early | None" = None


@dataclass(frozen=True, slots=True)
class Early:
    """The states of accounts as they were right after one commit. commit: its number; after another it is too old."""

    commit: int
    hashes: frozenset[bytes]
    rows: dict[bytes, Row]
    grants: dict[int, list[RoleGrant]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn takes place: who, what is known about her account, her open talk."""

    actor: Actor
    row: Row | None
    talk: Talk | None


def address_of(event: Event) -> str:
    """Whose account this is about: the sender's, or the group's own."""
    incoming = event.incoming
    of_group = incoming.kind in (IncomingKind.GROUP_INVITED, IncomingKind.GROUP_MIGRATED)
    return incoming.chat if of_group else incoming.sender


def actor_of(row: Row, grants: list[RoleGrant]) -> Actor:
    return Actor(
        account_id=row["account_id"],
        person_id=row["person_id"],
        channel=row["channel"],
        phone=row["phone"],
        language=row["language"],
        zone=row["zone"],
        staff=bool(row["staff"]),
        roles=tuple(grants),
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


def known(unit: Unit, row: Row, grants: list[RoleGrant]) -> Place:
    return Place(actor_of(row, grants), row, talk_of(unit, row) if row["talk_id"] is not None else None)


def newcomer(event: Event, person_id: int, account_id: int) -> Place:
    actor = Actor(
        account_id=account_id,
        person_id=person_id,
        channel=event.channel,
        phone="unknown",
        language="id",
        zone="Asia/Jakarta",
        staff=False,
    )
    return Place(actor, None, None)
