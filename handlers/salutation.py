"""Panggilan: how she wants to be called; asked later, never at the first meeting."""

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from db import people
from db.unit import Unit
from handlers.name_question import PersonName
from handlers.names import SALUTATION

NAME_CHARS_MAX = 60
NAME_ONLY = "name"

# Ibu everywhere; Teteh in Purwakarta, Mbak in Batu, Mama and Kakak in Kupang.
CALLED = (
    Choice("Ibu", _("Ibu")),
    Choice("Mbak", _("Mbak")),
    Choice("Teteh", _("Teteh")),
    Choice("Mama", _("Mama")),
    Choice("Kakak", _("Kakak")),
    Choice(NAME_ONLY, _("Nama saja"), words=("nama",)),
)


@conversation(SALUTATION, title=_("Panggilan"), words=("nama panggilan", "ganti nama"), resumes=False)
async def ask_salutation(chat: Chat) -> None:
    called = await chat.choose(_("Mau dipanggil apa?"), CALLED)
    name = await chat.ask(
        _("Nama panggilannya siapa?"), PersonName(chars_max=NAME_CHARS_MAX, skip=_("Lewati"))
    )
    await chat.run(keep_name, "" if called.key == NAME_ONLY else called.key, name or "")
    await chat.say(_("Baik, sudah saya ingat."))


async def keep_name(unit: Unit, salutation: str, name: str) -> None:
    """How she is called, sealed with her key."""
    only = "" if salutation else "1"
    await people.set_details(unit, unit.actor.person_id, salutation=salutation, name=name, name_only=only)
    unit.audit("write", "person", unit.actor.person_id, unit.actor.person_id, "name")
