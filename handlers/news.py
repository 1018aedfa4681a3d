"""Kabar: what waited until she looks, one at a time. What has been shown is not shown again."""

import json
from dataclasses import dataclass
from typing import Any

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import matter_copies, outbox
from db.outbox import Queued
from db.push_buttons import find_push
from db.shared_texts import ANNOUNCEMENT
from db.unit import Paper, Unit
from domain.contact import MessageClass
from handlers.names import ANSWER_NEWS, NEWS

# As many as she would look at in one go; the rest is there the next time.
NEWS_MAX = 50

# Before the number of a message's own button; the house keeps single digits for itself.
DOOR_KEY = "door"

NEXT = Choice("next", _("Berikutnya"), words=("lanjut", "lagi", "terus"))
READ = Choice("read", _("Sudah saya baca"), words=("sudah", "baca", "selesai"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "cukup", "sudah"))

# Beside "Sudah saya terima" or "Sudah bayar" a bare "sudah" is no goodbye: it is asked which one she means.
READ_BESIDE = Choice(READ.key, READ.label, words=("baca", "selesai"))
LATER_BESIDE = Choice(LATER.key, LATER.label, words=("nanti", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """A button that hung on the message: the talk it begins."""

    label: str
    talk: str
    args: tuple[Any, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One message that waited. left: how many wait after it."""

    text: Text | str
    doors: tuple[Door, ...]
    left: int


@conversation(
    NEWS,
    title=_("Kabar untuk Ibu"),
    words=("lihat kabar", "ada kabar"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def read_news(chat: Chat) -> None:
    number = 0
    while True:
        item = await chat.run(take_next)
        if item is None:
            return await chat.say(_("Belum ada kabar baru, Bu."))
        number += 1
        chosen = await chat.choose(
            _(
                "Kabar {number} dari {total}:\n\n{text}",
                number=number,
                total=number + item.left,
                text=item.text,
            ),
            choices_of(item),
        )
        if chosen.key.startswith(DOOR_KEY):
            door = item.doors[int(chosen.key.removeprefix(DOOR_KEY))]
            await chat.go(door.talk, *door.args)
        if chosen.key == LATER.key:
            return await chat.say(_("Baik, Bu. Kabar yang lain tetap saya simpan."))
        if chosen.key == READ.key:
            return await chat.say(_("Baik, Bu. Itu semua kabarnya."))


def choices_of(item: Item) -> list[Choice]:
    """The message's own buttons, then what comes after it. Always a question: its screen is cleared like the others."""
    found = [Choice(f"{DOOR_KEY}{index}", door.label) for index, door in enumerate(item.doors)]
    if not found:
        return [NEXT, LATER] if item.left else [READ]
    return [*found, NEXT, LATER_BESIDE] if item.left else [*found, READ_BESIDE]


async def take_next(unit: Unit) -> Item | None:
    """The oldest message that waits, taken out in the same step; None if there is none."""
    waiting = await outbox.list_pulled(unit, unit.actor.account_id, unit.actor.person_id, NEWS_MAX)
    if not waiting:
        return None
    first = waiting[0]
    outbox.sent(unit, first.id, "", unit.now_ms)
    unit.audit("read", "message", first.id, first.person_id, first.kind)
    if first.kind == MessageClass.RELAY:
        await matter_copies.shown_in(unit, first.id, unit.answer_id)  # who quotes it answers what it says
    body = json.loads(first.body)
    if ANNOUNCEMENT in body:
        return announced(unit, body, len(waiting) - 1)
    return Item(text=body.get("text", ""), doors=await _doors(unit, first, body), left=len(waiting) - 1)


async def _doors(unit: Unit, row: Queued, body: dict[str, Any]) -> tuple[Door, ...]:
    """The buttons that are still valid."""
    found = []
    for label, payload, *_hint in body.get("buttons", ()):
        push = await find_push(unit, payload[1:], row.person_id)
        if push is not None:
            found.append(Door(label=label, talk=push.talk, args=push.args))
    return tuple(found)


def announced(unit: Unit, body: dict[str, Any], left: int) -> Item:
    """An announcement: its words as they would have gone to her, its picture or paper in a message of its own."""
    from domain.announcements import Content  # with the first one that waited
    from handlers.announce.message import message

    content = Content.of(body)
    if content.recipe:
        unit.hand(_("Ini kiriman dari kabar itu."), Paper(content.recipe, content.recipe_args))
    called = {each: str(body.get(each, "")) for each in ("salutation", "name")}
    return Item(
        text=message(content, language=unit.actor.language, **called),
        doors=tuple(
            Door(label=label, talk=ANSWER_NEWS, args=(content.code, number))
            for number, label in enumerate(content.choices, start=1)
        ),
        left=left,
    )
