"""What does an event say about an account, beside what is said in a talk?

A new one is made; the channel's window opens; she blocks us, has another number, wants no announcements.
"""

from collections.abc import Awaitable, Callable

from bot.channels.base import Channel, IncomingKind
from bot.places import Event, Place, address_of
from db import aliases, people, windows
from db.people import Actor
from db.talks import Talk
from db.unit import Unit

# Stored, and that is all: nobody is made up of them.
NOTHING_TO_DO = {IncomingKind.GROUP_TEXT, IncomingKind.STATUS, IncomingKind.TEMPLATE, IncomingKind.IGNORED}

# They change an account that we know; of one we do not know they tell us nothing.
ONLY_OF_KNOWN = {
    IncomingKind.BLOCKED,
    IncomingKind.UNBLOCKED,
    IncomingKind.GROUP_MIGRATED,
    IncomingKind.MOVED,
    IncomingKind.NEWS_STOPPED,
    IncomingKind.NEWS_RESUMED,
}

WITHOUT_TALK = ONLY_OF_KNOWN | {IncomingKind.GROUP_INVITED}


async def begin(unit: Unit, event: Event, place: Place) -> None:
    """Somebody whom nobody knows yet."""
    actor, incoming = place.actor, event.incoming
    people.add_person(unit, actor.person_id, unit.now_ms)
    people.add_account(
        unit,
        account_id=actor.account_id,
        person_id=actor.person_id,
        channel=event.channel,
        address=address_of(event),
        now_ms=unit.now_ms,
    )
    if incoming.alias:
        heard = aliases.Heard(channel=event.channel, address=incoming.sender, alias=incoming.alias)
        await aliases.begin(unit, actor, heard, place.before_id)


def open_window(unit: Unit, event: Event, place: Place, channel: Channel) -> None:
    """She wrote: from now on we may write to her freely for a while, where the channel has such a window."""
    window_s = channel.abilities(event.incoming.chat).window_s
    if window_s or (place.row is not None and place.row["window_until_ms"]):
        until = windows.until_ms(window_s, event.incoming.at_ms, unit.now_ms)
        windows.note(unit, unit.actor.account_id, until)


async def take_in(
    unit: Unit, event: Event, place: Place, lay_aside: Callable[[Unit, Actor, Talk], Awaitable[None]]
) -> None:
    """The channel tells something about an account that we know."""
    actor, incoming = place.actor, event.incoming
    kind = incoming.kind
    if kind in (IncomingKind.BLOCKED, IncomingKind.UNBLOCKED):
        people.set_reachable(unit, actor.account_id, kind is IncomingKind.UNBLOCKED)
    elif kind is IncomingKind.GROUP_MIGRATED:
        people.move_account(unit, actor.account_id, actor.person_id, event.channel, incoming.moved_to)
    elif kind is IncomingKind.MOVED:
        from db import identities  # rare: not loaded with the program

        if place.talk is not None:
            await lay_aside(unit, actor, place.talk)
        await identities.move(unit, actor, event.channel, incoming.moved_to, incoming.moved_alias)
    else:
        from db import channel_stops

        if kind is IncomingKind.NEWS_STOPPED:
            await channel_stops.stop(unit, actor.account_id)
        else:
            await channel_stops.resume(unit, actor)
