"""Keluhan: about somebody of an office, somebody who leads her group, or money that was cut off ("potongan").

Whom it is about does not hear of it. Before she writes she knows who reads it; where nobody else is there, she is told
so, and where else she may go, and nothing is kept.
"""

from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matter_refusals import NobodyElse
from domain.matter_routing import Reader
from domain.reading.distress import Level, read_distress
from handlers.contact import state_words as words
from handlers.contact.ask_steps import Place, Sent, find_place, find_place_of, get_place
from handlers.contact.complain_steps import (
    Heard,
    find_complaint,
    is_about_staff,
    list_officers,
    list_people,
    list_readers,
    look_at,
    send_complaint,
)
from handlers.contact.line_steps import find_line
from handlers.contact.message_question import Draft, ForOthers
from handlers.contact.state_words import Standing
from handlers.contact.write_or_choose import STOP, WriteOrChoose, leads_to
from handlers.names import COMPLAIN, LINE
from handlers.screening_steps import ask_area
from handlers.when_answered import say_when_answered

GROUP = Choice("group", _("Pengurus kelompok"), words=("pengurus", "ketua", "bendahara", "kelompok"))
CUT = Choice("cut", _("Uang dipotong"), words=("potongan", "dipotong", "uang", "pungutan"))
ELSE = Choice("else", _("Orang lain"), words=("lain", "orang lain", "tidak tahu", "tidak tahu namanya"))
WRITE = Choice("write", _("Tulis keluhan"), words=("tulis", "ya", "iya", "mau", "boleh", "ok", "oke"))
AGAIN = Choice("write", _("Tulis lagi"), words=("tulis", "ya", "iya", "mau"))
ANOTHER = Choice("another", _("Soal orang lain"), words=("orang lain", "lain", "bukan itu"))
ABOUT_READER = Choice("yes", _("Ya"), words=("ya", "iya", "benar"))
NOT_READER = Choice("no", _("Bukan"), words=("bukan", "tidak"))
OTHER = Choice("other", _("Pembaca lain"), words=("lain", "orang lain", "ganti"))
NOT_LABEL = _("Tidak jadi")
NOT = Choice(STOP, NOT_LABEL, words=("tidak jadi", "tidak", "jangan", "nanti"))
NOT_SENT = _("Baik, Bu. Tidak ada yang dikirim.")

# Names stand in a list of ten rows, with the three others below them.
NAMES_MAX = 7

UNKNOWN = -1
"""It is not asked yet whom it is about; 0 is nobody of the office."""


@conversation(
    COMPLAIN,
    title=_("Keluhan"),
    words=(
        "soal petugas",
        "keluhan petugas",
        "lapor petugas",
        "mengeluh",
        "mau mengeluh",
        "saya mau mengeluh",
        "uang dipotong",
        "uang saya dipotong",
        "bantuan dipotong",
        "bantuan saya dipotong",
        "potongan",
    ),
    sensitive=True,
    resumes=False,
    for_strangers=True,
)
async def complain(
    chat: Chat, organisation_id: int = 0, about_id: int = UNKNOWN, reader_id: int = 0, area: str = ""
) -> None:
    if organisation_id and about_id != UNKNOWN:
        place = await chat.look(get_place, organisation_id)
        return await begin(chat, Place(id=place.id, name=place.name, area=area), about_id, reader_id)
    found = await chat.look(get_place, organisation_id) if organisation_id else await chat.look(find_place)
    if found is None:
        area = (await ask_area(chat)).key
        found = await chat.look(find_place_of, area)
    if found is None:
        return await say_elsewhere(chat, _("Di daerah itu belum ada kantor kami, Bu."))
    standing = await chat.look(find_complaint, found.id)
    if standing is not None:
        return await go_on(chat, standing)
    place = Place(id=found.id, name=found.name, area=area or found.area)
    await name_reader(chat, place, await ask_about(chat, place))


async def ask_about(chat: Chat, place: Place) -> int:
    """Whom it is about, so that this one is passed by; 0 for nobody of the office."""
    people = await chat.look(list_people, place.id)
    chosen = await chat.choose(
        _("Ini soal siapa, Bu? Orang itu tidak diberi tahu."), [*_names(people), GROUP, CUT, ELSE]
    )
    if chosen.key == CUT.key:
        await chat.say(_("Bantuan tidak boleh dipotong siapa pun."))
        chosen = await chat.choose(_("Siapa yang memotong, Bu?"), [*_names(people), GROUP, ELSE])
    if chosen.key == GROUP.key:
        officers = await chat.look(list_officers)
        if not officers:
            return 0
        chosen = await chat.choose(_("Pengurus yang mana, Bu?"), [*_names(officers), ELSE])
    return 0 if chosen.key == ELSE.key else int(chosen.key.removeprefix("p"))


def _names(people: tuple[Reader, ...]) -> list[Choice]:
    return [Choice(f"p{each.person_id}", each.name) for each in people[:NAMES_MAX]]


async def name_reader(chat: Chat, place: Place, about_id: int) -> None:
    """Who would read it is named; where nobody may, that is said, and nothing is kept."""
    readers = await chat.look(list_readers, place.id, about_id)
    if not readers:
        return await say_nobody(chat, place, about_id)
    await chat.go(COMPLAIN, place.id, about_id, readers[0].person_id, place.area)


async def begin(chat: Chat, place: Place, about_id: int, reader_id: int) -> None:
    """Who reads it and who does not hear of it; then she writes."""
    heard = await chat.look(look_at, place.id, about_id, reader_id)
    if not heard.reader:
        return await name_reader(chat, place, about_id)  # that one has gone meanwhile
    await chat.say(_("Yang membaca keluhan: {name}, {office}.", name=heard.reader, office=heard.office))
    await say_not_told(chat, heard)
    await chat.say(_("Keluhan dihapus 12 bulan sesudah selesai."))
    choices = [WRITE, *([OTHER] if heard.others else []), NOT]
    question = WriteOrChoose(of=choices, sensitive=heard.shared)
    answer = await chat.ask(_("Tulis saja, atau pilih."), question)
    if answer == OTHER.key:
        await ask_reader(chat, place, about_id, reader_id)
    draft = answer if isinstance(answer, Draft) else None
    if answer == WRITE.key:
        asked = _("Tulis keluhan Ibu di sini. Boleh juga foto atau suara.")
        draft = await chat.ask(asked, ForOthers(ends=NOT_LABEL, sensitive=heard.shared))
    if draft is None:
        return await chat.say(NOT_SENT)
    if leads_to(draft):
        await chat.go(leads_to(draft))
    try:
        sent = await chat.run(send_complaint, place, about_id, reader_id, draft)
    except NobodyElse:
        return await say_nobody(chat, place, about_id)
    await say_sent(chat, sent, heard)
    if read_distress(draft.text).level is not Level.NONE:
        await chat.say(words.danger())  # the door stayed shut (bot/doorkeeper.py)
    await chat.go(LINE, sent.matter_id, "", "again")


async def say_not_told(chat: Chat, heard: Heard) -> None:
    """Whom it is about does not hear of it."""
    if heard.about:
        await chat.say(_("{name} tidak diberi tahu.", name=heard.about))


async def ask_reader(chat: Chat, place: Place, about_id: int, reader_id: int) -> NoReturn:
    """Somebody else who may read it."""
    readers = await chat.look(list_readers, place.id, about_id)
    others = tuple(each for each in readers if each.person_id != reader_id)
    chosen = await chat.choose(_("Siapa yang boleh membaca, Bu?"), _names(others))
    await chat.go(COMPLAIN, place.id, about_id, int(chosen.key.removeprefix("p")), place.area)


async def say_sent(chat: Chat, sent: Sent, heard: Heard) -> None:
    """Its number, who does not hear of it, and when somebody is there."""
    await chat.say(_("Keluhan Ibu sudah sampai. Nomornya {code}.", code=sent.code))
    await say_not_told(chat, heard)
    if heard.shared:
        await chat.say(_("Supaya aman, nanti saya hanya bilang ada kabar."))
    await say_when_answered(chat, sent.organisation_id)
    if heard.holds:
        await chat.say(_("Pesan Ibu yang lain masih di {name}. Mau ganti? Ketik PETUGAS.", name=heard.about))


async def say_nobody(chat: Chat, place: Place, about_id: int) -> None:
    """Nobody of the office may read it. What is about none of its people she may write to them like anything else."""
    await say_elsewhere(
        chat, _("Maaf, Bu. Di {office} belum ada yang bisa membaca keluhan ini.", office=place.name)
    )
    if not await chat.look(is_about_staff, place.id, about_id):
        await chat.say(_("Kalau bukan soal petugas, Ibu bisa menulis ke petugas. Ketik PETUGAS."))


async def say_elsewhere(chat: Chat, nobody: Text) -> None:
    """Nobody there may read it: where else she may go. No number is said that nobody has checked."""
    await chat.say(nobody)
    await chat.say(_("Jadi keluhan Ibu tidak saya simpan."))
    await say_where_else(chat)


async def say_where_else(chat: Chat) -> None:
    """Those who watch over offices."""
    await chat.say(_("Ibu bisa ke Inspektorat daerah. Mereka mengawasi kantor pemerintah."))
    await chat.say(_("Bisa juga lewat LAPOR, tempat mengadu ke pemerintah. Atau ke Dinas Sosial lain."))


async def is_about(chat: Chat, name: str) -> bool:
    """Whether another complaint is about the one who reads this one."""
    if not name:
        return False
    return (await chat.choose(_("Ini soal {name}?", name=name), (ABOUT_READER, NOT_READER))).key == "yes"


async def go_on(chat: Chat, standing: Standing) -> None:
    """Her complaint is there already: how it stands and who reads it, and she may write on.

    One about whoever reads it must not be written here: where else she may go is a choice of its own.
    """
    for text in words.lines(standing):
        await chat.say(text)
    seen = await chat.look(find_line, standing.matter_id)
    if seen is not None and seen.name:
        await chat.say(_("Yang membaca: {name}.", name=seen.name))
    question = WriteOrChoose(of=[AGAIN, ANOTHER, NOT], sensitive=not standing.own)
    answer = await chat.ask(_("Tulis saja, atau pilih."), question)
    if answer == ANOTHER.key and seen is not None and await is_about(chat, seen.name):
        await chat.say(_("Kalau begitu jangan tulis di sini, Bu."))
        return await say_where_else(chat)
    if isinstance(answer, Draft):
        await chat.go(LINE, standing.matter_id, answer.packed(), "meant")
    if answer in (AGAIN.key, ANOTHER.key):
        await chat.go(LINE, standing.matter_id)
    await chat.say(NOT_SENT)
