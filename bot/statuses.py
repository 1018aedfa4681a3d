"""What a channel tells of our own messages (sent, delivered, read, failed): written down beside them."""

from collections.abc import Sequence

from bot.channels.base import IncomingKind
from bot.places import Event
from db.unit import Unit


async def note_statuses(unit: Unit, events: Sequence[Event], *, besides: int) -> None:
    """Those of the events that tell so; the others are left alone. besides: so many certainly do not."""
    for event in events if len(events) > besides else ():
        incoming = event.incoming
        if incoming.kind is IncomingKind.STATUS:
            from db import statuses  # with the first one, not with the program

            await statuses.note(unit, event.channel, incoming.status_ref, incoming.status, incoming.fault)
