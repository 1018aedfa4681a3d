"""What was passed on and is changed afterwards: on the other side's screen in its place, where the channel can.

Nothing here rings: a change is shown in place or not at all, and only what was never sent, or stands on a channel that
changes nothing, goes out as a message of its own, by the rule for pushes.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.channels.base import Abilities, Button, Channel, Edit, Layout, Outgoing
from bot.outgoing import pack
from bot.render import render
from bot.reply import Heard, Reply
from conversation.text import _
from db import matter_copies, matter_messages, outbox
from db.data_readers import list_selves
from db.engine import Row
from db.outbox import Queued
from db.people import open_address
from db.push_buttons import Made
from db.statuses import REPLACED
from db.unit import Told, Unit
from db.vault import KeyGone, SealBroken
from db.vault import person as owner_of
from domain.contact import LANES, MessageClass
from domain.matters import ANSWER_CHARS_MAX, TEXT_CHARS_MAX, Message, MessageKind, Side
from domain.refusals import Refusal
from domain.relay_words import as_written, doubt_of
from handlers.contact.answer import DOUBTS
from handlers.contact.changing import edit
from handlers.names import LINE
from handlers.refusals import sentence

TAKEN_BACK = _("Pesan ini ditarik.")
PASSED = _("Perubahannya sudah diteruskan.")
TOO_LONG = _("Terlalu panjang. Perubahannya belum diteruskan.")
NOT_PASSED = _("Perubahannya belum diteruskan.")

_UNSENT = frozenset({"queued", "retry", "pull", "held"})


async def change(unit: Unit, told: Told, channels: Mapping[str, Channel], queued: list[Queued]) -> bool:
    """Put it in the place of the message it stands for. Whether it is to go out as a message of its own instead."""
    row = await matter_copies.find_place(unit, told.instead)
    if row is None:
        return False
    says = bool(told.text.message) and not told.in_place
    if row["state"] in _UNSENT:
        if told.in_place:
            return False  # it waits with what it said; whoever tells it says so anew (handlers/announce/progress.py)
        outbox.settle(unit, row["id"], "dropped", REPLACED)
        return says
    channel = channels.get(row["channel"])
    if row["state"] != "sent" or not row["message_ref"] or channel is None:
        return says
    await unit.vault.have([owner_of(row["person_id"]), owner_of(row["owner_id"])])
    try:
        chat = open_address(unit, row)
    except (KeyGone, SealBroken):
        return False
    if not unit.vault.knows(owner_of(row["person_id"])):
        return False
    outgoing = _in_place(unit, told, row, chat, channel.abilities(chat))
    if outgoing is None:
        return says
    queued.append(_queue(unit, told, row, outgoing))
    return False


def _in_place(unit: Unit, told: Told, row: Row, chat: str, abilities: Abilities) -> Outgoing | None:
    """What changes that message, None where this chat changes nothing."""
    empty = Outgoing(outbox_id="", chat=chat)
    if not told.text.message and abilities.deletes_ours:
        return replace(empty, deletes=(row["message_ref"],))
    if not abilities.edits:
        return None
    if not told.text.message:
        return replace(
            empty, edits=(Edit(message_ref=row["message_ref"], text=render(TAKEN_BACK, row["language"])),)
        )
    made = Made()
    buttons = tuple(
        Button(
            label=render(each.label, row["language"]),
            payload=made.add(unit, told.person_id, each, told.matter),
        )
        for each in told.buttons
    )
    made.write(unit)
    text = render(told.text, row["language"])
    return replace(
        empty,
        edits=(Edit(message_ref=row["message_ref"], text=text, buttons=buttons),),
        layout=Layout.NONE,
    )


def _queue(unit: Unit, told: Told, row: Row, outgoing: Outgoing) -> Queued:
    kind = MessageClass(told.kind)
    queued = Queued(
        id=unit.new_id(),
        account_id=row["account_id"],
        person_id=row["person_id"],
        channel=row["channel"],
        kind=kind.value,
        lane=LANES[kind],
        due_ms=unit.now_ms,
        body=pack(outgoing),
        made_ms=unit.now_ms,
    )
    outbox.add(unit, queued)
    return queued


# -- an edit that came in ---------------------------------------------------------------------------------------------


async def hears_edit(unit: Unit, heard: Heard, reply: Reply) -> bool:
    """Whether the edited message was passed on: then its change is too. False: it is of no matter.

    Whoever else holds the phone now, or before it is unlocked, learns nothing of what stands behind it.
    """
    message = await matter_messages.find_by_ref(unit, unit.actor.account_id, heard.incoming.message_ref)
    if message is None or unit.actor.locked:
        return False
    if message.by_person not in await list_selves(unit, unit.actor.person_id):
        return False
    text = as_written(heard.incoming.text)
    if len(text) > (TEXT_CHARS_MAX if message.side is Side.HER else ANSWER_CHARS_MAX):
        reply.parts.append(TOO_LONG)
    elif text == message.text or not (text or message.kind is not MessageKind.TEXT):
        reply.silent = True
    elif message.side is Side.STAFF and (doubt := doubt_of(text)):
        reply.parts += [DOUBTS[doubt], NOT_PASSED]
    else:
        await _change(unit, message, text, heard, reply)
    return True


async def _change(unit: Unit, message: Message, text: str, heard: Heard, reply: Reply) -> None:
    try:
        async with unit.isolated():
            await edit(unit, message, text)
    except Refusal as refusal:
        reply.parts.append(sentence(refusal))
        return
    reply.stepped = True
    if heard.talk is not None and heard.talk.name == LINE:
        reply.silent = True
    else:
        reply.parts.append(PASSED)
