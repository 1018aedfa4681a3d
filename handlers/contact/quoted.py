"""Somebody of an office answers a message by quoting it: the words go to the woman of that very message, or to nobody.

The law: whose matter it is says the message that was quoted, whatever else is open (peers.md C5). Who has the matter no
more is refused as if it were not there, and nothing is sent. Afterwards it is said who got it; it may be taken back.
"""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import matter_copies, matter_messages, matters
from db.unit import Unit
from domain.matters import Side
from domain.permits import Action, holders
from domain.records import dataclass
from domain.refusals import NotAllowed, Refusal
from domain.relay_words import doubt_of
from handlers.contact.changing import take_back
from handlers.contact.matter_steps import find_whom
from handlers.contact.message_question import Draft, unpacked_draft
from handlers.contact.passing import pass_on
from handlers.names import MATTER, QUOTED
from handlers.refusals import sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What was sent, as message n, and to whom: her name ("" if nobody knows) and the matter's code."""

    n: int
    name: str
    code: str


@conversation(
    QUOTED,
    title=_("Balasan kutipan"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def answer_quoted(chat: Chat, matter_id: int = 0, n: int = 0, packed: str = "") -> None:
    if not packed:
        await chat.go(MATTER, matter_id)  # its name was typed: nothing is quoted
    from handlers.contact.answer import SENT, is_meant  # which sends through this module

    draft = unpacked_draft(packed)
    try:
        if doubt_of(draft.text) and not await is_meant(chat, await chat.look(find_whom, matter_id), draft):
            return await chat.say(_("Baik, tidak dikirim."))
        sent = await chat.run(send_quoted, matter_id, n, packed)
    except Refusal as refusal:
        await chat.say(_("Balasan itu tidak dikirim."))
        return await chat.say(sentence(refusal))
    await chat.go(MATTER, matter_id, SENT, sent)


async def send_quoted(unit: Unit, matter_id: int, n: int, packed: str) -> int:
    """The words are written to her as an answer to message n; their number. Raises as `send_answer`."""
    return (await send_answer(unit, matter_id, unpacked_draft(packed), answers_n=n)).n


async def send_answer(unit: Unit, matter_id: int, draft: Draft, *, answers_n: int = 0) -> Answered:
    """Whoever acts has the matter and answers in it: written down, and passed on to her in the same step.

    Every way of answering comes here. Raises NotHolder, NotAllowed, MatterClosed, MatterFull.
    """
    matter = await matters.require_hold(unit, matter_id)
    n = await matter_messages.add(
        unit,
        matter,
        Side.STAFF,
        draft.kind,
        draft.text,
        sent_file=draft.file,
        account_id=unit.actor.account_id if draft.message_ref else 0,
        message_ref=draft.message_ref,
        answers_n=answers_n,
    )
    await pass_on(unit, matter)
    # Who quotes "Terkirim ke ..." writes to the same woman again.
    matter_copies.note(unit, unit.answer_id, matter.id, 0, unit.actor.person_id)
    known = (await matters.alias(unit, [matter.person_id])).get(matter.person_id)
    return Answered(n=n, name=known.name if known is not None else "", code=matter.code)


async def take_back_answer(unit: Unit, matter_id: int, n: int) -> None:
    """That answer of whoever acts is taken back, and off her screen where the channel can.

    Raises NotHolder, NotAllowed, NothingToTakeBack.
    """
    message = await matter_messages.find_one(unit, matter_id, n)
    if message is None or message.side is not Side.STAFF:
        raise NotAllowed
    await take_back(unit, message)
