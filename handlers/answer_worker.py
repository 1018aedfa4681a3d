"""Balas: she answers the worker who has her call, by choosing: safe or not, how to reach her, or not now.

She types nothing here: no word of hers is kept, and whoever has the call finds the answer in the call itself.
"""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import calls, rings
from db.unit import Unit
from domain.safety import CallState
from handlers import door_words as words
from handlers.contact_way import ask_contact
from handlers.door_steps import allow_contact, say_alone
from handlers.names import ANSWER_WORKER, PERSON_TALK

SAFE = Choice("safe", _("Saya aman"), words=("aman", "sudah aman", "saya baik"))
UNSAFE = Choice("unsafe", _("Saya tidak aman"), words=("tidak aman", "belum aman", "bahaya"))
WAY = Choice("way", _("Atur cara dan jam"), words=("jam", "atur", "telepon", "chat", "boleh"))
NOT_NOW = Choice("later", _("Jangan hubungi dulu"), words=("jangan", "jangan dulu", "nanti"))


@conversation(ANSWER_WORKER, title=_("Balas petugas"), sensitive=True, resumes=False, unsays=True)
async def answer_worker(chat: Chat) -> None:
    who = await chat.look(find_who)
    if not who:
        await chat.go(PERSON_TALK)
    chosen = await chat.choose(
        _("Pilih jawaban untuk petugas, Bu."), (SAFE, UNSAFE, WAY, NOT_NOW), sensitive=True
    )
    if chosen.key == WAY.key:
        contact = await ask_contact(chat, sensitive=True)
        await chat.run(say_alone)
        await chat.run(allow_contact, who, contact)
    elif chosen.key == NOT_NOW.key:
        await chat.run(tell_not_now)
    else:
        await chat.run(tell_safe, chosen.key == SAFE.key)
    await chat.say(_("Sudah saya sampaikan ke petugas, Bu."))
    if chosen.key == UNSAFE.key:
        await chat.say(words.GO_TO_PEOPLE)


async def find_who(unit: Unit) -> str:
    """Who may contact her about the call somebody has taken; "" if nobody has one of hers."""
    call = await calls.find_open(unit, unit.actor.person_id)
    return call.allowed.who.value if call is not None and call.state is CallState.ACKNOWLEDGED else ""


async def tell_safe(unit: Unit, safe: bool) -> None:
    """Whether she is safe now; whoever has the call is told to look."""
    await calls.allow(unit, alone=True, unsafe=not safe)
    await _tell_taker(unit)


async def tell_not_now(unit: Unit) -> None:
    """Nothing is sent to her until she writes again."""
    await calls.allow(unit, alone=False)
    await _tell_taker(unit)


async def _tell_taker(unit: Unit) -> None:
    call = await calls.find_open(unit, unit.actor.person_id)
    if call is not None:
        await rings.tell_taker(unit, call)
