"""A message quotes another: does that one stand for a matter, and whose? Then it goes there, whatever else is open.

The law: it reaches the matter of the message that was quoted, or nobody (peers.md C5). What would be passed on by the
open question is not, where something else was quoted: nobody guesses to whom somebody's words go.
"""

from bot.answering_news import answers_quoted_news
from bot.leading import Leader
from bot.reply import Heard, Reply
from conversation.limits import SAID_CHARS_MAX
from conversation.questions import Said, Unclear, Understood
from conversation.text import _
from db import matter_copies
from db.data_readers import list_selves
from db.matter_copies import Copy
from db.matter_rows import find
from db.talks import Talk
from db.unit import Unit
from domain.matters import Matter
from domain.permits import Action, places
from domain.reading.signals import is_command
from handlers.contact.message_question import hers, theirs, unpacked_draft
from handlers.names import LINE, QUOTED

UNKNOWN = _("Pesan yang dibalas itu tidak saya kenali. Ini belum saya kirim ke siapa pun.")
FIRST_THIS = _("Ini belum saya kirim. Jawab dulu yang ini, atau ketik MENU.")


async def answers_quote(
    leader: Leader, unit: Unit, heard: Heard, reply: Reply, said: Said, *, sign: bool
) -> bool:
    """Whether the quote has decided where this goes. sign: it tells of danger, and only an answer of staff goes on."""
    text = heard.incoming.text[:SAID_CHARS_MAX].strip()
    if unit.actor.locked or unit.actor.phone == "unknown" or text.startswith("/") or is_command(text):
        return False
    if heard.talk is not None and await _is_of_question(unit, heard, heard.talk):
        return False
    copy = await matter_copies.find_quoted(unit, unit.actor.account_id, heard.incoming.reply_to_ref)
    matter = None if copy is None else await find(unit, copy.matter_id)
    if copy is None or matter is None:
        return not sign and (
            await answers_quoted_news(leader, unit, heard, reply)
            or await _refuse_elsewhere(leader, unit, heard, reply)
        )
    is_hers = matter.person_id in await list_selves(unit, unit.actor.person_id)
    if sign and (is_hers or not _answers_women(unit)):
        return False
    if not is_hers and not _answers_women(unit):
        return await _refuse_foreign(leader, unit, heard, reply)
    if _writes_something_else(heard.talk):
        assert heard.talk is not None
        reply.parts.append(FIRST_THIS)
        await leader.go_on(unit, heard, reply, heard.talk, None)
        return True
    if is_hers and heard.talk is not None and heard.talk.name == LINE and heard.talk.args[:1] == (matter.id,):
        return False  # it goes there anyway
    await _send(leader, unit, heard, reply, said, copy, matter, is_hers=is_hers)
    return True


async def _is_of_question(unit: Unit, heard: Heard, talk: Talk) -> bool:
    """Whether she quotes the open question itself: then it is its answer like any.

    Where one is to choose, and words of somebody stand above the choices, words are for that one.
    """
    row = await matter_copies.find_row(unit, unit.actor.account_id, heard.incoming.reply_to_ref)
    if not row or row != talk.asked_outbox:
        return False
    text = " ".join(heard.incoming.text.split()).casefold()
    return talk.free or talk.relays or text.isdigit() or text in [label.casefold() for label in talk.labels]


def _writes_something_else(talk: Talk | None) -> bool:
    """Whether any words answer the open question, and are for nobody else: a note must never be sent to her."""
    return talk is not None and talk.free and not talk.relays


def _answers_women(unit: Unit) -> bool:
    """Whether who quotes answers women somewhere; whether this one, the step asks."""
    return bool(places(unit.actor.roles, Action.ANSWER_MATTERS))


async def _refuse_foreign(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """On a phone of several, what is quoted is of another one's matter: that there is one, nobody else learns.

    Where the open question would pass the words on nothing is sent; elsewhere they are words like any.
    """
    talk = heard.talk
    if talk is None or not talk.relays:
        return False
    reply.parts.append(UNKNOWN)
    await leader.go_on(unit, heard, reply, talk, None)
    return True


async def _refuse_elsewhere(leader: Leader, unit: Unit, heard: Heard, reply: Reply) -> bool:
    """What is quoted is of no matter: where the open question would pass it on, nothing is sent."""
    talk = heard.talk
    if talk is None or not talk.relays or talk.name == LINE:
        return False  # her line leads to one matter, whatever she quotes in it
    reply.parts.append(UNKNOWN)
    await leader.go_on(unit, heard, reply, talk, None)
    return True


async def _send(
    leader: Leader,
    unit: Unit,
    heard: Heard,
    reply: Reply,
    said: Said,
    copy: Copy,
    matter: Matter,
    *,
    is_hers: bool,
) -> None:
    reading = (hers() if is_hers else theirs()).read(said)
    if isinstance(reading, Unclear) and reading.text is not None:
        reply.parts.append(reading.text)
        if heard.talk is not None:
            await leader.go_on(unit, heard, reply, heard.talk, None)
        return
    assert isinstance(reading, Understood), "such a question takes anything or says what is wrong"
    packed = str(reading.plain)
    assert unpacked_draft(packed)
    if is_hers:
        await leader.begin(unit, heard, reply, LINE, (matter.id, packed))
    else:
        await leader.begin(unit, heard, reply, QUOTED, (matter.id, copy.n, packed))
