"""Teks grup: an announcement, or the last meeting's sums, as a text that is ready to be sent on to a WhatsApp group.

The law: everybody in a group reads along, so nobody is named in it and nobody answers there.
"""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import announcements
from db.unit import Paper, Unit
from domain.announcements import Announcement, Content, State
from domain.permits import Action, holders, places
from domain.placeholders import fill
from domain.refusals import NotAllowed
from handlers.announce.message import GROUP_CALLED, message_to_forward
from handlers.names import GROUP_TEXT, TEXT_FOR_GROUP

# As many as somebody looks for.
SHOWN_MAX = 5
LABEL_CHARS_MAX = 24

MEETING = Choice("meeting", _("Ringkasan rapat"), words=("rapat", "ringkasan"))
NOTHING = Choice("nothing", _("Tidak jadi"), words=("batal", "tidak", "jangan"))

# What never went out, or was stopped (a mistake, a thief's words), is nobody's to pass on.
_NEVER_SENT = frozenset({State.APPROVAL, State.REFUSED, State.CALLED_BACK, State.STOPPED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An announcement one may pass on. label: how it begins."""

    id: int
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What there is to pass on. keeps_book: whether there may be a meeting's sums too."""

    items: tuple[Item, ...]
    keeps_book: bool


@conversation(
    TEXT_FOR_GROUP,
    title=_("Teks untuk grup"),
    words=("teks grup", "teks grup wa", "teks untuk grup"),
    roles=holders(Action.WRITE_BOOK, Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP),
    resumes=False,
)
async def give_text(chat: Chat, announcement_id: int = 0) -> None:
    if not announcement_id:
        found = await chat.look(list_items)
        if not found.items and found.keeps_book:
            await chat.go(GROUP_TEXT, 0, True)
        if not found.items:
            return await chat.say(_("Belum ada pengumuman untuk diteruskan."))
        items = [Choice(f"a{each.id}", each.label) for each in found.items]
        meeting = [MEETING] if found.keeps_book else []
        chosen = await chat.choose(_("Teks yang mana untuk grup WA?"), [*items, *meeting, NOTHING])
        if chosen.key == MEETING.key:
            await chat.go(GROUP_TEXT, 0, True)
        if chosen.key == NOTHING.key:
            return await chat.say(_("Baik, tidak jadi."))
        announcement_id = int(chosen.key.removeprefix("a"))
    # Nothing else stands in the message: it is passed on as it is.
    text = await chat.run(make_text, announcement_id)
    if text is None:
        return await chat.say(_("Ini dengan gambarnya. Tinggal diteruskan ke grup."))
    return await chat.say(text)


# -- what is read and written -----------------------------------------------------------------------------------


async def list_items(unit: Unit) -> Found:
    """The newest announcements of the actor's offices and groups that went out."""
    roles = unit.actor.roles
    found = await announcements.list_of(
        unit,
        organisation_ids=places(roles, Action.ANNOUNCE),
        group_ids=places(roles, Action.ANNOUNCE_TO_GROUP),
        most=SHOWN_MAX,
    )
    sent = [each for each in found if each.state not in _NEVER_SENT]
    return Found(
        items=tuple([await _item(unit, each) for each in sent]),
        keeps_book=bool(places(roles, Action.WRITE_BOOK)),
    )


async def _item(unit: Unit, announcement: Announcement) -> Item:
    content = await announcements.content(unit, announcement)
    words = " ".join(fill(content.texts["id"], salutation=GROUP_CALLED, name="", day="").split())
    short = words if len(words) <= LABEL_CHARS_MAX else f"{words[: LABEL_CHARS_MAX - 1].rstrip()}…"
    return Item(id=announcement.id, label=short)


async def make_text(unit: Unit, announcement_id: int) -> Text | None:
    """The text to pass on; None where it has a picture: then both come as one message. Raises NotAllowed."""
    announcement = await announcements.get(unit, announcement_id)
    if announcement.state in _NEVER_SENT:
        raise NotAllowed
    content: Content = await announcements.content(unit, announcement)
    text = message_to_forward(content, unit.actor.language, bot=unit.facts.bot_name)
    if not content.recipe:
        return text
    unit.hand(text, Paper(content.recipe, content.recipe_args))
    return None
