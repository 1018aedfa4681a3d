"""Data: what is kept of her in plain words, and the doors to her rights over it (UU 27/2022 PDP, art. 5-13)."""

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import consents, contact_wishes, data_requests, news_refusals, own_data
from db.unit import Unit
from domain.contact_wishes import ContactWishes
from domain.requests import State as CaseState
from domain.rights import SHOWN_MAX
from handlers.contact_words import NAMED, writing_line
from handlers.names import (
    DATA_COPY,
    DATA_CORRECTION,
    DATA_ERASURE,
    DATA_READERS,
    NEWS_KINDS,
    OWN_DATA,
    PERMISSIONS,
    SAFE_CONTACT,
)
from handlers.own_data_words import request_line
from handlers.parts import parts_of
from handlers.request_words import STATES, area_label, moment

SEE, PAUSE, GO_ON, REQUESTS, ENOUGH = "see", "pause", "go_on", "requests", "enough"

FOR_ALL = (
    Choice(SEE, _("Lihat data saya"), words=("lihat", "isi")),
    Choice(DATA_READERS, _("Siapa yang melihat"), words=("siapa", "pembaca")),
    Choice(DATA_COPY, _("Minta salinan"), words=("salinan", "kopi")),
    Choice(DATA_CORRECTION, _("Betulkan data"), words=("betulkan", "ubah", "salah")),
    Choice(PERMISSIONS, _("Izin saya"), words=("izin",)),
    Choice(SAFE_CONTACT, _("Cara dihubungi"), words=("hubungi", "jam aman")),
    Choice(NEWS_KINDS, _("Pilih kabar"), words=("kabar", "pengumuman")),
)
TO_PAUSE = Choice(PAUSE, _("Jeda dulu"), words=("jeda", "tunda"))
TO_GO_ON = Choice(GO_ON, _("Jalan lagi"), words=("lanjutkan", "jalan"))
TO_REQUESTS = Choice(REQUESTS, _("Permintaan saya"), words=("permintaan", "nomor"))
TO_ERASE = Choice(DATA_ERASURE, _("Hapus data saya"), words=("hapus",))
DONE = Choice(ENOUGH, _("Selesai"), words=("sudah", "cukup"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """What the menu depends on."""

    paused: bool
    has_requests: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLine:
    """One request at an office."""

    code: str
    office: str
    state: CaseState
    made: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What is kept, in short. name and area: "" where they are not known or others read the phone too.

    refused: how many kinds of announcements she wants no more.
    """

    name: str
    area: str
    hidden: bool
    since: datetime
    chats: int
    cases: tuple[CaseLine, ...]
    answers: int
    courses: int
    matters: int
    allowed: int
    wishes: ContactWishes
    own_phone: bool
    refused: int = 0


@conversation(
    OWN_DATA, title=_("Data Ibu"), words=("data saya", "lihat data saya"), sensitive=True, resumes=False
)
async def show_data(chat: Chat) -> None:
    here = await chat.look(find_standing)
    middle = [TO_GO_ON if here.paused else TO_PAUSE, *([TO_REQUESTS] if here.has_requests else [])]
    chosen = await chat.choose(_("Ini tentang data Ibu. Mau apa?"), [*FOR_ALL, *middle, TO_ERASE, DONE])
    if chosen.key == ENOUGH:
        return await chat.say(_("Baik, Bu. Ketik DATA kalau perlu lagi."))
    if chosen.key == SEE:
        await show_summary(chat)
    elif chosen.key in (PAUSE, GO_ON):
        await change_pause(chat, pausing=chosen.key == PAUSE)
    elif chosen.key == REQUESTS:
        await show_requests(chat)
    else:
        await chat.go(chosen.key)
    await chat.go(OWN_DATA)


async def show_summary(chat: Chat) -> None:
    """What is kept, part by part; her own look is noted too."""
    summary = await chat.run(look_at_own)
    await show_parts(chat, parts_of(_described(summary)))


def _described(summary: Summary) -> list[Text]:
    lines = [_("Ibu mulai menulis {since}.", since=summary.since)]
    if summary.hidden:
        lines.append(_("Nama dan tempat tidak saya tulis di HP bersama."))
    else:
        lines.append(_("Nama: {name}.", name=summary.name or _("belum ada")))
        lines.append(_("Tempat tinggal: {area}.", area=summary.area or _("belum ada")))
    lines.append(n_("Chat yang dikenal: {n}.", "Chat yang dikenal: {n}.", summary.chats))
    lines.append(n_("Jawaban yang sudah dikirim: {n}.", "Jawaban yang sudah dikirim: {n}.", summary.answers))
    if summary.courses:
        lines.append(n_("Kelas yang Ibu ikuti: {n}.", "Kelas yang Ibu ikuti: {n}.", summary.courses))
    if summary.matters and not summary.hidden:
        lines.append(n_("Pesan dengan petugas: {n}.", "Pesan dengan petugas: {n}.", summary.matters))
    lines.append(n_("Izin yang Ibu beri: {n}.", "Izin yang Ibu beri: {n}.", summary.allowed))
    if summary.wishes != ContactWishes():
        lines.append(writing_line(summary.wishes, own_phone=summary.own_phone))
        # Who reads along is not told what a worker may say.
        lines += [] if summary.hidden else [NAMED[summary.wishes.named]]
    if summary.refused:
        lines.append(
            n_("Jenis kabar yang Ibu hentikan: {n}.", "Jenis kabar yang Ibu hentikan: {n}.", summary.refused)
        )
    lines += [
        _(
            "Permintaan {code} di {office}, {made}: {state}.",
            code=each.code,
            office=each.office,
            made=each.made.date(),
            state=STATES[each.state],
        )
        for each in summary.cases
    ]
    lines.append(_("Isi lengkapnya ada di salinan."))
    return lines


async def show_parts(chat: Chat, parts: list[list[Text]]) -> None:
    """The parts one after the other, until they are through or closed."""
    more, close = (
        Choice("next", _("Berikutnya"), words=("lanjut",)),
        Choice("close", _("Tutup"), words=("sudah",)),
    )
    for number, part in enumerate(parts, start=1):
        for text in part:
            await chat.say(text)
        if len(parts) == 1:
            return  # nothing to turn: the question that follows comes at once
        choices = [more, close] if number < len(parts) else [close]
        asked = _("Bagian {number} dari {total}.", number=number, total=len(parts))
        if (await chat.choose(asked, choices)).key == close.key:
            return


async def change_pause(chat: Chat, *, pausing: bool) -> None:
    """Her data is left alone from now on, or no longer (art. 11)."""
    if not pausing:
        await chat.run(keep_pause, False)
        return await chat.say(_("Baik, Bu. Petugas boleh memeriksa lagi."))
    asked = _(
        "Kalau dijeda, petugas tidak memeriksa jawaban Ibu dulu. Urutan Ibu tetap. Pesan ke petugas tetap jalan."
        " Kalau Ibu kirim jawaban baru, jalan lagi. Jeda sekarang?"
    )
    if not await chat.confirm(asked):
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    await chat.run(keep_pause, True)
    await chat.say(_("Sudah dijeda, Bu. Pilih Jalan lagi kalau sudah siap."))


async def show_requests(chat: Chat) -> None:
    """Her numbered requests and how they stand."""
    lines = await chat.run(list_requests)
    await show_parts(chat, parts_of(lines))


# -- looks and steps ------------------------------------------------------------------------------------------------


async def find_standing(unit: Unit) -> Standing:
    """Whether she has paused, and whether she has asked for anything."""
    person_id = unit.actor.person_id
    return Standing(
        paused=await consents.is_paused(unit, person_id),
        has_requests=bool(await data_requests.list_own(unit, person_id, 1)),
    )


async def look_at_own(unit: Unit) -> Summary:
    """What is kept of her. On a phone that others read and no PIN guards, without what tells who she is."""
    actor = unit.actor
    kept = await own_data.collect(unit, actor.person_id)
    unit.audit("read", "person", actor.person_id, actor.person_id, "own data")
    hidden = actor.phone != "own" and not actor.profiles
    allowed = {(each.consent.purpose, each.place): each.consent.is_given for each in kept.consents}
    return Summary(
        name="" if hidden else kept.name,
        area="" if hidden else area_label(unit.facts.areas, kept.area),
        hidden=hidden,
        since=moment(kept.since_ms, actor.zone),
        chats=len(kept.accounts),
        cases=tuple(
            CaseLine(
                code=each.code,
                office=each.office,
                state=CaseState(each.state),
                made=moment(each.made_ms, actor.zone),
            )
            for each in kept.cases[:SHOWN_MAX]
        ),
        answers=sum(
            # One answer serves several criteria sets, and is one answer.
            len({key for one in each.screenings for key in one.result.answers})
            for each in kept.cases
        ),
        courses=len(kept.training.courses),
        matters=sum(each.count for each in kept.matters.matters),
        allowed=sum(allowed.values()),
        wishes=await contact_wishes.find(unit, actor.person_id),
        own_phone=actor.phone == "own" and not actor.profiles,
        refused=len((await news_refusals.of(unit, [actor.person_id])).get(actor.person_id, ())),
    )


async def keep_pause(unit: Unit, paused: bool) -> None:
    """Whether her data is left alone."""
    consents.set_paused(unit, unit.actor.person_id, paused)


async def list_requests(unit: Unit) -> list[Text]:
    """Her requests about her data, the newest first."""
    found = await data_requests.list_own(unit, unit.actor.person_id, SHOWN_MAX)
    unit.audit("read", "data_request", 0, unit.actor.person_id, "own")
    return [request_line(each, unit.actor.zone, now_ms=unit.now_ms) for each in found]
