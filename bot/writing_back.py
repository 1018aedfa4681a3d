"""Does she answer what somebody of an office has written to her, by simply typing, with no question open?

The law: only where it was the last thing that came to her phone, and the phone is her own: elsewhere nobody knows who
types, and for whom. Commands stay commands. Where it is long ago she is asked first (handlers/contact/line.py).
"""

from bot.leading import Leader
from bot.reply import Heard, Reply
from conversation.limits import SAID_CHARS_MAX
from conversation.questions import Said, Unclear, Understood
from db import matter_readers
from db.unit import Unit
from domain.reading.signals import is_command
from handlers.contact.message_question import hers
from handlers.names import LINE, MENU

# So short, and without a letter, it chooses something from the menu.
NUMBER_CHARS_MAX = 2


async def writes_back(leader: Leader, unit: Unit, heard: Heard, reply: Reply, said: Said) -> bool:
    """Whether this went to whoever wrote to her last."""
    text = heard.incoming.text[:SAID_CHARS_MAX].strip()
    if unit.actor.phone != "own" or unit.actor.staff or text.startswith("/") or is_command(text):
        return False
    if heard.talk is not None and (heard.talk.name != MENU or _is_number(text)):
        return False
    matter_id, at_ms = await matter_readers.find_written_last(unit, unit.actor.person_id)
    if not matter_id or (heard.talk is not None and heard.talk.updated_ms > at_ms):
        return False
    reading = hers().read(said)
    if isinstance(reading, Unclear) and reading.text is not None:
        reply.parts.append(reading.text)
        await leader.begin(unit, heard, reply, LINE, (matter_id,))
        return True
    assert isinstance(reading, Understood), "such a question takes anything or says what is wrong"
    await leader.begin(unit, heard, reply, LINE, (matter_id, str(reading.plain)))
    return True


def _is_number(text: str) -> bool:
    return len(text) <= NUMBER_CHARS_MAX and not any(sign.isalpha() for sign in text)
