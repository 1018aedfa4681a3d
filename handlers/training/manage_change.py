"""Atur kelas: one part of a class is changed, a session added, or the class ended or called off as a whole."""

# staff: who keeps classes (office people, leaders of a group) reads this file's sentences

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import _, n_
from domain.course_drafts import Draft
from domain.courses import NOTE_CHARS_MAX, TITLE_CHARS_MAX
from domain.roles import Place
from domain.zones import local_date
from handlers.names import CERTIFICATE, COURSES, NEW_COURSE
from handlers.training import asking
from handlers.training.change_steps import look_against
from handlers.training.make_words import moment_of
from handlers.training.manage_steps import (
    Page,
    add_session,
    cancel,
    change,
    end,
    set_capacity,
    set_trainers,
)
from handlers.training.questions import CourseWords, Target

ADD = Choice("add", _("Tambah pertemuan"), words=("tambah", "pertemuan"))
LIKE = Choice("like", _("Salin kelas"), words=("salin", "baru", "lagi"))
PLACE = Choice("place", _("Tempat"))
CAPACITY = Choice("capacity", _("Banyaknya orang"), words=("banyak", "jumlah", "berapa"))
BRING = Choice("bring", _("Yang dibawa"), words=("bawa", "bawaan"))
CARE = Choice("care", _("Anak dan ongkos"), words=("anak", "ongkos"))
TITLE = Choice("title", _("Nama kelas"), words=("nama",))
TRAINERS = Choice("trainers", _("Pelatih"))
REMINDER = Choice("reminder", _("Pengingat"), words=("ingat",))
OVER = Choice("over", _("Akhiri kelas"), words=("akhiri", "selesai"))
OFF = Choice("off", _("Batalkan kelas"), words=("batalkan",))

GIVE = Choice("give", _("Beri sertifikat"), words=("beri", "sertifikat", "ya"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "tidak"))


async def change_course(chat: Chat, page: Page) -> None:
    """One change, and back to the class's page."""
    rows = (
        ADD,
        PLACE,
        CAPACITY,
        BRING,
        CARE,
        TITLE,
        *((TRAINERS,) if page.office else ()),
        REMINDER,
        LIKE,
        OVER if page.begins is None else OFF,
    )
    what = (await chat.choose(_("{title}. Apa yang diatur?", title=page.title), rows)).key
    if what == LIKE.key:
        await chat.go(NEW_COURSE, page.owner, page.id)
    if what == ADD.key:
        await add(chat, page)
    elif what == OVER.key:
        return await end_course(chat, page)
    elif what == OFF.key:
        return await cancel_course(chat, page)
    else:
        await change_part(chat, page, what)
    await chat.go(COURSES, 0, page.id)


async def change_part(chat: Chat, page: Page, what: str) -> None:
    """One part asked again; it holds from then on."""
    if what == CAPACITY.key:
        moved = await chat.run(set_capacity, page.id, await asking.ask_capacity(chat))
        if moved:
            await chat.say(
                n_("{n} orang dari daftar tunggu ikut.", "{n} orang dari daftar tunggu ikut.", moved)
            )
    elif what == PLACE.key:
        await chat.run(change, page.id, "place", await asking.ask_place(chat, page.where))
    elif what == BRING.key:
        await chat.run(change, page.id, "bring", await asking.ask_bring(chat))
    elif what == CARE.key:
        children, fare = await asking.ask_children(chat), await asking.ask_fare(chat)
        await chat.run(change, page.id, "childcare", children)
        await chat.run(change, page.id, "transport", fare)
    elif what == TITLE.key:
        question = CourseWords(chars_max=TITLE_CHARS_MAX, one_line=True)
        await chat.run(change, page.id, "title", await chat.ask(_("Apa nama barunya?"), question))
    elif what == TRAINERS.key:
        place = Place.read(page.owner)
        draft = Draft(organisation_id=place.organisation_id, group_id=place.group_id, zone=page.zone)
        await chat.run(set_trainers, page.id, await asking.ask_trainers(chat, draft))
    else:
        await chat.run(change, page.id, "offsets", await asking.ask_offsets(chat))
    await chat.say(_("Sudah diubah."))


async def add(chat: Chat, page: Page) -> None:
    """One more session, at an hour that is free."""
    today = local_date(await chat.now(), page.zone)
    asked = _("Kapan pertemuan tambahannya? Contoh: Kamis jam 10 pagi.")
    while True:
        target = await chat.ask(asked, Target(today=today))
        day, minute = target.day, target.minute
        if day is None:
            asked = _("Hari apa? Contoh: Kamis jam 10 pagi.")
            continue
        if minute is None:
            asked = _("Jam berapa? Contoh: Kamis jam 10 pagi.")
            continue
        against = await chat.look(look_against, page.id, 0, day, minute)
        if against.over or against.beside:
            asked = _("Waktu itu sudah lewat, atau sudah terisi. Kapan?")
            continue
        if await _agrees(chat, day, minute, page, against.holiday):
            await chat.run(add_session, page.id, day, minute)
            return await chat.say(_("Sudah ditambah. Pengingat dikirim seperti biasa."))
        asked = _("Baik. Kapan pertemuan tambahannya?")


async def _agrees(chat: Chat, day: date, minute: int, page: Page, holiday: str) -> bool:
    if holiday:
        await chat.say(_("{day} tanggal merah: {name}.", day=day, name=holiday))
    moment = moment_of(day, minute, page.zone)
    return await chat.confirm(_("Tambah pertemuan {moment}?", moment=moment), weighty=False)


async def end_course(chat: Chat, page: Page) -> None:
    """It is over: who had a place has been in it to the end."""
    asked = n_(
        "Akhiri {title}? {n} orang dicatat ikut sampai selesai.",
        "Akhiri {title}? {n} orang dicatat ikut sampai selesai.",
        page.joined,
        title=page.title,
    )
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(end, page.id)
    await chat.say(_("Kelas {title} sudah selesai. Terima kasih.", title=page.title))
    if not page.joined:
        return None
    chosen = await chat.choose(_("Mau beri sertifikat sekarang?"), (GIVE, LATER))
    if chosen.key == GIVE.key:
        await chat.go(CERTIFICATE, page.id)
    return await chat.say(_("Baik. Nanti lewat KELOLA KELAS, Yang sudah selesai."))


async def cancel_course(chat: Chat, page: Page) -> None:
    """All that is to come is off, and everybody in it hears so."""
    question = CourseWords(chars_max=NOTE_CHARS_MAX, one_line=True, skip=_("Tanpa alasan"))
    reason = await chat.ask_or_skip(_("Apa alasannya? Warga akan membacanya."), question) or ""
    count = page.joined + page.waiting
    asked = n_(
        "Batalkan {title}? {n} orang langsung dikabari.",
        "Batalkan {title}? {n} orang langsung dikabari.",
        count,
        title=page.title,
    )
    if not await chat.confirm(asked, weighty=False):
        return await chat.say(_("Baik, tidak ada yang berubah."))
    await chat.run(cancel, page.id, reason)
    await chat.say(_("Kelas {title} dibatalkan.", title=page.title))
