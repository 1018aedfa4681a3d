"""What a channel tells of our own messages (sent, delivered, read, failed) and templates: written down beside them.

Once it is, the raw event is emptied: when her phone was on, and when she read, is nobody's business for fourteen days.
"""

from collections.abc import Sequence

from bot.channels.base import IncomingKind
from bot.places import Event
from db import inbox
from db.unit import Unit


async def note_statuses(unit: Unit, events: Sequence[Event], *, besides: int) -> None:
    """Those of the events that tell so; the others are left alone. besides: so many certainly do not."""
    for event in events if len(events) > besides else ():
        incoming = event.incoming
        if incoming.kind is IncomingKind.STATUS:
            from db import statuses  # with the first one, not with the program

            failure = await statuses.note(
                unit,
                event.channel,
                incoming.status_ref,
                incoming.status,
                incoming.fault,
                category=incoming.category,
                message_ref=incoming.message_ref,
                chat=incoming.chat,
            )
            inbox.wipe_body(unit, event.inbox_id)
            if failure is not None:
                from bot.late_failures import settle_failure  # rare

                await settle_failure(unit, failure)
        elif incoming.kind is IncomingKind.TEMPLATE:
            from db import templates
            from domain.templates import read_category, read_state

            await templates.note(
                unit,
                incoming.text,
                incoming.language,
                state=read_state(incoming.status),
                category=read_category(incoming.category),
                reason=incoming.fault,
            )
