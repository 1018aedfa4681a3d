"""Petugas: she wants a person. Before she writes she knows who reads it; she is never asked what it is about.

She may simply begin to write, choose another, a woman, or nobody but this one. What is said about hours, queue and
numbers is true now; nothing is promised in minutes.
"""

from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matter_refusals import HolderGone, NothingToTakeBack
from domain.matters import MessageKind
from domain.organisations import EMERGENCY_NUMBERS
from domain.requests import Contact, Way
from handlers.contact import state_words as words
from handlers.contact.ask_steps import (
    Named,
    Place,
    Sent,
    Wish,
    find_elsewhere,
    find_own,
    find_place,
    find_place_of,
    get_place,
    list_others,
    list_standing,
    look_at,
    propose,
    propose_woman,
    send,
    send_contact,
)
from handlers.contact.line_steps import end_hers, take_back_last
from handlers.contact.message_question import Draft, ForOthers
from handlers.contact.reread import reread
from handlers.contact.state_words import Standing
from handlers.contact.write_or_choose import STOP, WriteOrChoose, leads_to
from handlers.contact_way import PHONE, VISIT, ask_contact
from handlers.names import COMPLAIN, LINE, MATTERS, MENU, PERSON_TALK, QUEUE
from handlers.screening_steps import ask_area
from handlers.when_answered import say_when_answered

WRITE = Choice(
    "write", _("Tulis pesan"), words=("tulis", "ya", "iya", "mau", "boleh", "ok", "oke", "menulis")
)
AGAIN = Choice("write", _("Tulis lagi"), words=("tulis", "ya", "iya", "mau", "tulis pesan", "balas"))
CALL = Choice(
    "call",
    _("Minta ditelepon"),
    words=("telepon", "telpon", "tlp", "telp", "ditelepon", "telepon saya", "datang", "saya datang sendiri"),
)
ONLY = Choice("only", _("Hanya petugas ini"), words=("hanya ini", "hanya dia", "dia saja"))
OTHER = Choice("other", _("Petugas lain"), words=("lain", "yang lain", "ganti", "ganti petugas"))
WOMAN = Choice("woman", _("Petugas perempuan"), words=("perempuan", "wanita", "petugas wanita", "ibu ibu"))
ELSEWHERE = Choice("elsewhere", _("Kantor lain"), words=("kantor lain", "kantor saya", "kantor yang lain"))
ABOUT = Choice("about", _("Soal petugas"), words=("keluhan", "lapor petugas", "mengeluh"))
READ = Choice("read", _("Baca lagi"), words=("baca", "lihat", "lihat pesan"))
TAKE_BACK = Choice("back", _("Tarik pesan terakhir"), words=("tarik", "tarik pesan", "hapus pesan"))
DONE = Choice("done", _("Sudah beres"), words=("beres", "selesai", "sudah selesai"))
LATER = Choice(STOP, _("Nanti saja"), words=("nanti", "tidak", "cukup", "sudah cukup", "sudah"))
ANYBODY = Choice("anybody", _("Siapa saja"), words=("siapa saja", "terserah", "bebas"))
BRING = Choice("bring", _("Boleh"), words=("ya", "boleh"))
LEAVE = Choice("leave", _("Jangan"), words=("jangan", "tidak"))
NOT = _("Tidak jadi")
EVERY = (AGAIN, CALL, ONLY, OTHER, WOMAN, ELSEWHERE, ABOUT, READ, TAKE_BACK, DONE, LATER)

# What stands in the matter for a tap, as she would have written it.
CALL_ME = _("Saya minta ditelepon.")
I_COME = _("Saya mau datang ke kantor.")

# Names stand in a list of ten rows, with "Siapa saja" below them.
OTHERS_MAX = 8


@conversation(
    PERSON_TALK,
    title=_("Bicara dengan petugas"),
    words=("bicara dengan petugas", "hubungi saya"),
    sensitive=True,
    resumes=False,
    for_strangers=True,
)
async def ask_person(
    chat: Chat,
    organisation_id: int = 0,
    reader_id: int = 0,
    women_only: bool = False,
    only_holder: bool = False,
    area: str = "",
) -> None:
    own = await chat.look(find_own)
    if own.is_staff:
        await chat.say(_("Ini HP petugas. Pesan warga ada di sini."))  # staff
        await chat.go(MATTERS if own.has_matters else QUEUE if own.has_queue else MENU)
    if organisation_id:
        place = await chat.look(get_place, organisation_id)
        wish = Wish(reader_id=reader_id, women_only=women_only, only_holder=only_holder)
        return await begin(chat, Place(id=place.id, name=place.name, area=area), wish)
    standing = await chat.look(list_standing)
    if standing:
        elsewhere = await chat.look(find_elsewhere, tuple(each.organisation_id for each in standing))
        return await go_on(chat, await choose_standing(chat, standing), elsewhere)
    found = await chat.look(find_place)
    if found is None:
        area = (await ask_area(chat)).key
        found = await chat.look(find_place_of, area)
    if found is None:
        return await say_no_office(chat)
    # From here on it is an argument: whom she was told is who gets it, whatever others do meanwhile.
    place = Place(id=found.id, name=found.name, area=area or found.area)
    await name_to_her(chat, place, await chat.look(propose, found.id))


async def name_to_her(chat: Chat, place: Place, wish: Wish) -> NoReturn:
    """Tell her who would read it, and let her write."""
    await chat.go(PERSON_TALK, place.id, wish.reader_id, wish.women_only, wish.only_holder, place.area)


# -- the first time -------------------------------------------------------------------------------------------------


async def begin(chat: Chat, place: Place, wish: Wish) -> None:
    """One short screen: who reads it, for how long it is kept, what she may choose. Then she writes."""
    named = await chat.look(look_at, place.id, wish)
    for text in who_reads(named, wish):
        await chat.say(text)
    if named.shut:
        await say_when_answered(chat, place.id)
        await chat.say(words.danger())
    of = offered(named, wish)
    question = WriteOrChoose(of=of, absent=absent(of), sensitive=named.shared)
    answer = await chat.ask(_("Tulis saja, atau pilih."), question)
    if isinstance(answer, Draft):
        return await pass_it_on(chat, place, wish, named, answer)
    if answer == STOP:
        return await chat.say(NOT_SENT)
    if answer == WRITE.key:
        draft = await ask_words(chat, named)
        if draft is None:
            return await chat.say(NOT_SENT)
        return await pass_it_on(chat, place, wish, named, draft)
    if answer == CALL.key:
        return await ask_call(chat, place, wish)
    await choose_again(chat, place, wish, answer)


WILL_TELL = _("Baik, Bu. Kalau ada jawaban, Ibu saya kabari.")
NOT_SENT = _("Baik, Bu. Tidak ada yang dikirim.")


def who_reads(named: Named, wish: Wish) -> tuple[Text, ...]:
    """Who reads what she writes, and what happens when that one is not there."""
    kept = _("Pesan dihapus 12 bulan sesudah selesai.")
    if not named.name:
        first = _("Yang membaca pesan Ibu: satu petugas {office}.", office=named.office)
        if wish.women_only:
            first = _("Yang membaca pesan Ibu: satu petugas perempuan {office}.", office=named.office)
        return (first, kept)
    if wish.only_holder:
        first = _("Yang membaca hanya {name}, {office}.", name=named.name, office=named.office)
        return (first, _("Kalau {name} tidak ada, jawabannya bisa lama.", name=named.name), kept)
    first = _("Yang membaca pesan Ibu: {name}, {office}.", name=named.name, office=named.office)
    if wish.women_only and not named.others:
        return (first, _("{name} petugas perempuan.", name=named.name), kept)
    if not named.others:
        return (first, kept)
    if wish.women_only:
        return (first, _("Kalau {name} tidak ada, petugas perempuan lain membantu.", name=named.name), kept)
    return (first, _("Kalau {name} tidak ada, petugas lain di kantor itu membantu.", name=named.name), kept)


def offered(named: Named, wish: Wish) -> list[Choice]:
    """What she may choose beside writing."""
    choices = [WRITE, CALL]
    if named.name and named.others and not wish.only_holder:
        choices.append(ONLY)
    if named.others:
        choices.append(OTHER)
    if not wish.women_only:
        choices.append(WOMAN)
    return [*choices, ABOUT]


def absent(of: list[Choice]) -> list[Choice]:
    """What is offered at other times: typed now it is still no message to anybody."""
    shown = {each.key for each in of}
    return [each for each in EVERY if each.key not in shown]


async def choose_again(chat: Chat, place: Place, wish: Wish, key: str) -> NoReturn:
    """Another reader, a woman, nobody but this one, or a word about one of them."""
    if key == ABOUT.key:
        await chat.go(COMPLAIN, place.id)
    if key == ONLY.key:
        only = Wish(reader_id=wish.reader_id, women_only=wish.women_only, only_holder=True)
        await name_to_her(chat, place, only)
    if key == WOMAN.key:
        woman = await chat.look(propose_woman, place.id, wish.reader_id)
        if woman is None:
            await chat.say(_("Di kantor itu belum ada petugas perempuan, Bu."))
        await name_to_her(chat, place, woman or wish)
    others = (await chat.look(list_others, place.id, wish))[:OTHERS_MAX]
    names = [
        Choice(f"p{each.person_id}", each.name, hint=_("Hari ini tidak masuk") if each.away else "")
        for each in others
    ]
    chosen = await chat.choose(_("Siapa yang boleh membaca, Bu?"), [*names, ANYBODY])
    reader = 0 if chosen.key == ANYBODY.key else int(chosen.key.removeprefix("p"))
    await name_to_her(chat, place, Wish(reader_id=reader, women_only=wish.women_only))


async def ask_words(chat: Chat, named: Named) -> Draft | None:
    """What she wants to say; None if she would rather not."""
    return await chat.ask(
        _("Tulis pesan Ibu di sini. Boleh juga foto atau suara."),
        ForOthers(ends=NOT, sensitive=named.shared),
    )


async def pass_it_on(chat: Chat, place: Place, wish: Wish, named: Named, draft: Draft) -> None:
    """Her message goes; she hears its number, and what is true of the answer. Then she may write on."""
    if leads_to(draft, shared=named.shared):
        await chat.go(leads_to(draft, shared=named.shared))
    brings = False
    if named.older and named.name:
        asked = _("Boleh {name} membaca pesan Ibu yang dulu juga?", name=named.name)
        brings = (await chat.choose(asked, (BRING, LEAVE))).key == BRING.key
    try:
        sent = await chat.run(send, place, wish, draft, brings)
    except HolderGone:
        await chat.say(_("Petugas itu baru saja pindah, Bu. Pesan tadi belum dikirim."))
        await name_to_her(chat, place, Wish(women_only=wish.women_only))
    await say_sent(chat, sent, shared=named.shared, hours=named.shared or not named.shut)
    await chat.go(LINE, sent.matter_id, "", "again")


async def ask_call(chat: Chat, place: Place, wish: Wish) -> None:
    """She wants to be called, or comes by herself; no word of hers is needed for that."""
    contact = await ask_contact(chat, ways=(PHONE, VISIT))
    try:
        sent = await chat.run(send_contact, place, wish, contact, wish_in_words(contact))
    except HolderGone:
        await chat.say(_("Petugas itu baru saja pindah, Bu. Pesan tadi belum dikirim."))
        await name_to_her(chat, place, Wish(women_only=wish.women_only))
    await say_sent(chat, sent, shared=False, hours=True)


def wish_in_words(contact: Contact) -> Draft:
    """What stands in the matter for it, as she would have written it; how and when is shown beside it."""
    said = CALL_ME if contact.way == Way.PHONE else I_COME
    return Draft(kind=MessageKind.TEXT, text=said.message)


async def say_sent(chat: Chat, sent: Sent, *, shared: bool, hours: bool) -> None:
    """Its number, who waits longer, when somebody is there, and whom to call if it cannot wait.

    hours: whether these do not stand on her screen just above; where others use the phone it is emptied as she answers.
    """
    await chat.say(_("Pesan Ibu sudah sampai ke petugas. Nomornya {code}.", code=sent.code))
    if shared:
        await chat.say(_("Supaya aman, nanti saya hanya bilang ada kabar."))
    if sent.before:
        await chat.say(words.others_before(sent.before))
    if hours:
        await say_when_answered(chat, sent.organisation_id)
        await chat.say(words.danger())


async def say_no_office(chat: Chat) -> None:
    """No office of ours serves her area: said so, with the numbers that are there for everybody."""
    await chat.say(_("Maaf, Bu. Di daerah itu belum ada petugas kami."))
    await chat.say(_("Ibu bisa bertanya ke kantor desa atau Dinas Sosial setempat."))
    await chat.say(_("Nomor ini untuk semua daerah:"))
    for each in EMERGENCY_NUMBERS:
        await chat.say(words.number_in_words(each))


# -- when she has written before --------------------------------------------------------------------------------------


async def go_on(chat: Chat, standing: Standing, elsewhere: Place | None) -> None:
    """How it stands, and what she may do with it. elsewhere: the office where she lives, if that is another."""
    for text in words.lines(standing):
        await chat.say(text)
    if standing.waits:
        await say_when_answered(chat, standing.organisation_id)
    if standing.waits and not standing.answered:
        await chat.say(words.danger())
    of = offered_again(standing, elsewhere)
    question = WriteOrChoose(of=of, absent=absent(of), sensitive=not standing.own)
    answer = await chat.ask(_("Tulis saja, atau pilih."), question)
    if isinstance(answer, Draft):
        await chat.go(LINE, standing.matter_id, answer.packed(), "meant")
    place = Place(id=standing.organisation_id, name=standing.office)
    if answer == AGAIN.key:
        await chat.go(LINE, standing.matter_id)
    elif answer == CALL.key:
        await ask_call(chat, place, Wish())
    elif answer == READ.key:
        await reread(chat, standing.matter_id)
    elif answer == TAKE_BACK.key:
        await take_back(chat, standing.matter_id)
    elif answer == DONE.key:
        await end(chat, standing)
    elif answer == ELSEWHERE.key and elsewhere is not None:
        await name_to_her(chat, elsewhere, await chat.look(propose, elsewhere.id))
    elif answer == STOP:
        await chat.say(WILL_TELL if standing.waits else _("Baik, Bu."))
    else:
        now = Wish(reader_id=standing.reader_id, women_only=standing.women_only)
        await choose_again(chat, place, now, answer)


async def choose_standing(chat: Chat, standing: tuple[Standing, ...]) -> Standing:
    """The one she means, where several offices have something of hers."""
    if len(standing) == 1:
        return standing[0]
    choices = [Choice(f"m{each.matter_id}", each.office, hint=each.code) for each in standing]
    chosen = await chat.choose(_("Pesan yang mana, Bu?"), choices)
    return next(each for each in standing if chosen.key == f"m{each.matter_id}")


def offered_again(standing: Standing, elsewhere: Place | None) -> list[Choice]:
    """What she may do with a message that is there already."""
    choices = [AGAIN]
    if standing.reread:
        choices.append(READ)
    choices.append(CALL)
    if standing.others:
        choices.append(OTHER)
    if not standing.women_only:
        choices.append(WOMAN)
    if standing.open and standing.undo:
        choices.append(TAKE_BACK)
    if standing.open and standing.reread:
        choices.append(DONE)  # whoever else holds the phone must not end what she began
    if elsewhere is not None:
        choices.append(ELSEWHERE)
    return [*choices, ABOUT, LATER]


async def take_back(chat: Chat, matter_id: int) -> None:
    """What she wrote last goes, as far as it can."""
    try:
        await chat.run(take_back_last, matter_id)
    except NothingToTakeBack:
        return await chat.say(_("Pesan itu sudah tidak bisa ditarik, Bu."))
    await chat.say(_("Pesan terakhir sudah ditarik. Mungkin sudah sempat terbaca."))


async def end(chat: Chat, standing: Standing) -> None:
    """She needs no answer any more, if that is meant."""
    if not await chat.confirm(_("Pesan Ibu sudah beres dan boleh ditutup?"), weighty=False):
        return await chat.say(_("Baik, Bu. Pesan Ibu tetap terbuka."))
    await chat.run(end_hers, standing.matter_id)
    await chat.say(_("Baik, Bu. Pesan itu ditutup. Ketik PETUGAS kalau perlu lagi."))
