"""Siapa melihat data saya: who has read what of hers, by role and place (db/data_readers.py)."""

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _
from db import own_savings
from db.readings import list_readings
from db.unit import Unit
from domain.rights import SHOWN_MAX
from handlers.names import DATA_READERS
from handlers.own_data_words import reading_line


@conversation(
    DATA_READERS,
    title=_("Siapa yang melihat"),
    words=("siapa melihat data saya", "siapa yang melihat data saya", "siapa lihat data saya"),
    sensitive=True,
    resumes=False,
)
async def show_readers(chat: Chat) -> None:
    lines = await chat.run(look_up_readers)
    if not lines:
        return await chat.say(_("Belum ada petugas yang melihat data Ibu."))
    for line in lines:
        await chat.say(line)
    await chat.say(_("Daftar lengkapnya ada di salinan. Ketik DATA untuk memintanya."))


# A line has up to 120 characters; a turn says at most 500.
LINES_MAX = 3


async def look_up_readers(unit: Unit) -> list[Text]:
    """The latest looks of others, in words; that she has asked is noted too."""
    assert LINES_MAX <= SHOWN_MAX, "what is shown here is the beginning of the longer list"
    person_id = unit.actor.person_id
    records = await own_savings.list_records(unit, person_id)
    found = await list_readings(unit, person_id, LINES_MAX, records=records)
    unit.audit("read", "audit", 0, unit.actor.person_id, "own readers")
    return [reading_line(each, unit.actor.zone) for each in found]
