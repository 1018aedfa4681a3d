"""Is what came a list for a group's book? Then it is written down, also where a line of it tells of somebody's harm.

The reader of lists keeps such a line out of the book and says so (handlers/meeting/listing.py). So a whole meeting is
not lost, and the woman who keeps the book is not asked in front of all the others whether she is safe.
"""

from bot.channels.base import IncomingKind
from bot.doorkeeper import is_of_others
from bot.leading import Leader
from bot.reply import Heard, Reply
from conversation.limits import SAID_CHARS_MAX
from conversation.questions import Said
from db.unit import Unit
from domain.permits import Action, places
from domain.reading.distress import Distress
from handlers.names import BOOK_TALKS, MENU, NOTE_DOWN


async def takes_list(leader: Leader, unit: Unit, heard: Heard, reply: Reply, sign: Distress) -> bool:
    """Whether the signs are all of others and the text is the list that is waited for, or begins one. It is unsaid."""
    talk = heard.talk
    if heard.incoming.kind is not IncomingKind.TEXT or not is_of_others(heard.incoming, sign):
        return False
    if talk is not None and talk.name in BOOK_TALKS and not unit.actor.locked:
        taken = await leader.takes(unit, heard, reply, talk, Said(text=_text(heard)))
    else:
        taken = await begins_list(leader, unit, heard, reply)
    reply.unsaid |= taken
    return taken


async def begins_list(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether an officer has pasted a list without a word before it: it begins being written down."""
    text, talk = _text(heard), heard.talk
    if unit.actor.locked or (talk is not None and talk.name != MENU):
        return False
    if not places(unit.actor.roles, Action.WRITE_BOOK):
        return False
    from domain.meetings import LIST_CHARS_MAX, is_list  # with the first words of somebody who keeps a book

    if not is_list(text) or len(text) > LIST_CHARS_MAX:
        return False
    await leader.begin(unit, heard, reply, NOTE_DOWN, (text,))
    return True


def _text(heard: Heard) -> str:
    return heard.incoming.text[:SAID_CHARS_MAX].strip()
