"""Isi pengumuman: one announcement for who may see it: where it stands, what became of it, and what to do about it.

The law: names come one page at a time, looked up anew in every turn, and each look leaves a trace.
"""

# staff: who announces (workers, supervisors, treasurers, chairs) reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db.announcement_hiding import Hidden
from domain.announcements import Reached, State
from domain.counts import Count
from domain.permits import Action, holders
from handlers.announce.page_steps import (
    Page,
    count_rest,
    count_uncertain,
    find_page,
    go_on,
    may_have_papers,
    name_people,
    note_people,
    open_page,
    read_words,
    send_again,
    send_paper,
)
from handlers.announce.people_words import LISTS, list_choices, people_in_words
from handlers.announce.progress import again_label
from handlers.announce.progress_words import standing_in_words
from handlers.announce.words import AGAIN, MENDS, REST, STATES, moment_in_words
from handlers.names import (
    AGREE_TO_ANNOUNCEMENT,
    ANNOUNCE,
    ANNOUNCEMENT,
    ANNOUNCEMENTS,
    ANSWERS_TO,
    CALL_BACK_ANNOUNCEMENT,
    STOP_ANNOUNCEMENT,
    TEXT_FOR_GROUP,
)
from handlers.parts import parts_of, say_in_parts

WORDS, PEOPLE, PAPERS, UNSURE = "words", "people", "papers", "unsure"

LOOK_AGAIN = Choice("look", _("Lihat lagi"), words=("segarkan", "lagi"))
READ = Choice(WORDS, _("Isi pengumuman"), words=("isi",))
WHO = Choice(PEOPLE, _("Siapa saja"), words=("siapa", "nama"))
PAPER = Choice(PAPERS, _("Laporan"), words=("berkas", "excel", "cetak"))
ANSWERS = Choice(ANSWERS_TO, _("Jawaban"), words=("jawab",))
REMIND = Choice("unanswered", _("Ingatkan lagi"), words=("ingatkan", "belum menjawab"))
CORRECT = Choice("got", _("Ralat"), words=("betulkan", "koreksi"))
STOP = Choice(STOP_ANNOUNCEMENT, _("Hentikan"), words=("stop", "berhenti"))
TAKE_BACK = Choice(CALL_BACK_ANNOUNCEMENT, _("Tarik"), words=("batalkan",))
AGREE = Choice(AGREE_TO_ANNOUNCEMENT, _("Periksa"), words=("setuju",))
FORWARD = Choice(TEXT_FOR_GROUP, _("Teks untuk grup"), words=("teks", "grup"))
MEND = Choice(MENDS, _("Perbaiki"), words=("ubah", "betulkan"))
GO_ON = Choice(REST, _("Kirim ke yang belum"), words=("kirim lagi", "teruskan", "lanjutkan"))
LIST = Choice(ANNOUNCEMENTS, _("Ke daftar"), words=("daftar", "kembali ke daftar"))
BACK = Choice("page", _("Kembali"), words=("ke pengumuman",))

SHEET = Choice("xlsx", _("Tabel (Excel)"), words=("excel", "tabel"))
PRINT = Choice("pdf", _("Untuk dicetak (PDF)"), words=("cetak", "pdf"))
PICTURE = Choice("png", _("Gambar kecepatan"), words=("gambar", "grafik"))

WHY_HIDDEN = {
    Hidden.SILENT: _("Siapa anggota kelompok, hanya kelompok yang tahu. Namanya tidak ditampilkan."),
    Hidden.ALL: _("Nama penerimanya hanya untuk petugas yang memeriksa bantuan."),
}

MORE = Choice("more", _("Berikutnya"), words=("sisa", "terus", "lanjut"))

OVER = frozenset({State.DONE, State.STOPPED})


@conversation(
    ANNOUNCEMENT,
    title=_("Satu pengumuman"),
    roles=holders(Action.ANNOUNCE, Action.ANNOUNCE_TO_GROUP, Action.AGREE_TO_ANNOUNCEMENT),
    sensitive=True,
    resumes=False,
)
async def show_announcement(chat: Chat, announcement_id: int = 0, view: str = "", after: int = 0) -> None:
    if not announcement_id:
        await chat.go(ANNOUNCEMENTS)
    if view in LISTS:
        return await show_people(chat, announcement_id, view, after)
    await VIEWS.get(view, show_page)(chat, announcement_id)


async def show_page(chat: Chat, announcement_id: int) -> None:
    """Where it stands, and what can be done now."""
    await chat.run(open_page, announcement_id)
    page = await chat.look(find_page, announcement_id)
    asked = _("Mau apa?")
    await say_in_parts(chat, heading_with_room(page, asked), then=asked)
    chosen = await chat.choose(asked, choices_for(page))
    await follow(chat, page, chosen.key)


async def follow(chat: Chat, page: Page, key: str) -> None:
    """To what was chosen: another conversation, or another view of this one."""
    if key == LIST.key:
        await chat.go(ANNOUNCEMENTS, page.group_id)
    if key in (REMIND.key, CORRECT.key, MEND.key):
        await chat.go(ANNOUNCE, page.group_id, page.id, key)
    if key in (ANSWERS.key, STOP.key, TAKE_BACK.key, AGREE.key, FORWARD.key):
        await chat.go(key, page.id)
    await chat.go(ANNOUNCEMENT, page.id, "" if key in (LOOK_AGAIN.key, BACK.key) else key)


# -- words ------------------------------------------------------------------------------------------------------


def heading_with_room(page: Page, asked: Text) -> list[Text]:
    """The heading; where it is too long for one message, without for whom it is: that stands with its words."""
    whole = heading(page)
    if len(parts_of([*whole, asked])) == 1:
        return whole
    short = _("Ditulis {when}.", when=_when(page))
    if page.by:
        short = _("Ditulis {name}, {when}.", name=page.by, when=_when(page))
    return [whole[0], short, *whole[2:]]


def _when(page: Page) -> Text:
    return moment_in_words(page.made_ms, now_ms=page.now.now_ms, zone=page.now.zone)


def heading(page: Page) -> list[Text]:
    """Whose it is, when, for whom, and how far it is."""
    lines = [
        _(
            "Pengumuman {code}, {place}. {state}.",
            code=page.now.code,
            place=page.place,
            state=STATES[page.now.state],
        )
    ]
    when = _when(page)
    if page.by:
        lines.append(_("Ditulis {name}, {when}. Untuk: {whom}.", name=page.by, when=when, whom=page.whom))
    else:
        lines.append(_("Ditulis {when}. Untuk: {whom}.", when=when, whom=page.whom))
    if page.now.state is State.WAITING:
        due = moment_in_words(page.due_ms, now_ms=page.now.now_ms, zone=page.now.zone)
        lines.append(_("Dikirim {when}.", when=due))
    if page.begun:
        lines.append(standing_in_words(page.now))
    return lines


def choices_for(page: Page) -> list[Choice]:
    """What can be done in this state, the most likely first; ten rows at the most."""
    state = page.now.state
    if state is State.APPROVAL:
        return [
            *([AGREE] if page.may_agree else []),
            READ,
            *([TAKE_BACK] if page.may_send else []),
            LIST,
        ]
    if state is State.WAITING:
        return [*([TAKE_BACK] if page.may_stop else []), READ, LIST]
    if state in (State.FILLING, State.SENDING):
        return [
            LOOK_AGAIN,
            *([STOP] if page.may_stop else []),
            *([ANSWERS] if page.now.choices else []),
            WHO,
            READ,
            LIST,
        ]
    if state not in OVER or not page.begun:  # nothing of it went out: what was wrong is put right, and sent
        return [*([MEND] if page.may_send else []), READ, LIST]
    return [
        *(_again(page) if page.may_send and state is State.DONE else []),
        *([GO_ON] if page.rest else []),
        *([ANSWERS] if page.now.choices else []),
        WHO,
        PAPER,
        *([REMIND] if page.may_send and page.silent else []),
        *([CORRECT] if page.may_send and page.has_it else []),
        *([FORWARD] if page.may_send and state is State.DONE else []),
        READ,
        LIST,
    ]


def _again(page: Page) -> list[Choice]:
    """Once more to whom it did not reach and now may; to those of whom nobody knows only as a row of its own."""
    counts, rows = page.now.tally.counts, []
    if page.now.again:
        rows.append(Choice(AGAIN, again_label(page.now), words=("kirim lagi", "ulang")))
    if unsure := counts.get(Reached.UNCERTAIN, 0):
        rows.append(
            Choice(
                UNSURE, n_("Belum pasti ({n})", "Belum pasti ({n})", Count(unsure)), words=("belum pasti",)
            )
        )
    return rows


# -- the other views --------------------------------------------------------------------------------------------


async def show_words(chat: Chat, announcement_id: int) -> None:
    """For whom it is, and what was written, in every language it has."""
    page = await chat.look(find_page, announcement_id)
    words = await chat.look(read_words, announcement_id)
    await say_in_parts(chat, [_("Untuk: {whom}.", whom=page.whom), *words])
    await chat.choose(_("Itu isinya."), (BACK,))
    await chat.go(ANNOUNCEMENT, announcement_id)


async def choose_people(chat: Chat, announcement_id: int) -> None:
    """Of whom are the names wanted?"""
    page = await chat.look(find_page, announcement_id)
    if page.hidden is not None:
        await chat.say(WHY_HIDDEN[page.hidden])
        await chat.go(ANNOUNCEMENT, announcement_id)
    rows = list_choices(page.now.tally)
    if not rows:
        await chat.say(_("Belum ada namanya."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    chosen = await chat.choose(_("Siapa yang mau dilihat?"), [*rows, BACK])
    await chat.go(ANNOUNCEMENT, announcement_id, "" if chosen.key == BACK.key else chosen.key)


async def show_people(chat: Chat, announcement_id: int, view: str, after: int) -> None:
    """Their names, a page at a time."""
    people = await chat.run(note_people, announcement_id, view, after)
    named = await chat.look(name_people, announcement_id, people.ids, view)
    if not named:
        await chat.say(_("Tidak ada namanya."))
    for line in people_in_words(named):
        await chat.say(line)
    choices = [*([MORE] if people.more else []), *([BACK])]
    chosen = await chat.choose(_("Mau apa?"), choices)
    if chosen.key == MORE.key:
        await chat.go(ANNOUNCEMENT, announcement_id, view, people.ids[-1])
    await chat.go(ANNOUNCEMENT, announcement_id)


async def go_again(chat: Chat, announcement_id: int) -> None:
    """One tap: only to those whom it did not reach."""
    await say_again(chat, await chat.run(send_again, announcement_id, False))


async def go_again_unsure(chat: Chat, announcement_id: int) -> None:
    """To those who may have it already, only after a yes to that."""
    asked = n_(
        "{n} orang mungkin sudah menerimanya. Kirim lagi juga?",
        "{n} orang mungkin sudah menerimanya. Kirim lagi juga?",
        Count(await chat.look(count_uncertain, announcement_id)),
    )
    if not await chat.confirm(asked, weighty=False):
        await chat.say(_("Baik, tidak dikirim lagi."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    await say_again(chat, await chat.run(send_again, announcement_id, True))


async def go_on_after_stop(chat: Chat, announcement_id: int) -> None:
    """What she has stopped herself goes on, after one question: to nobody who has it already."""
    count = await chat.look(count_rest, announcement_id)
    if not count:
        await chat.say(_("Tidak ada yang bisa diteruskan."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    asked = n_(
        "Kirim ke {n} orang yang belum dikirimi?", "Kirim ke {n} orang yang belum dikirimi?", Count(count)
    )
    if not await chat.confirm(asked, weighty=False):
        await chat.say(_("Baik, tetap dihentikan."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    count = await chat.run(go_on, announcement_id)
    if not count:
        return await chat.say(_("Sedang dihentikan. Coba lagi sebentar."))
    await chat.say(
        n_(
            "Diteruskan ke {n} orang. Hasilnya muncul di sini.",
            "Diteruskan ke {n} orang. Hasilnya muncul di sini.",
            Count(count),
        )
    )


async def say_again(chat: Chat, count: int) -> None:
    """To how many it goes once more; how it goes comes as a message of its own (handlers/announce/progress.py)."""
    if not count:
        return await chat.say(_("Tidak ada yang bisa dikirimi lagi."))
    await chat.say(
        n_(
            "Dikirim lagi ke {n} orang. Hasilnya muncul di sini.",
            "Dikirim lagi ke {n} orang. Hasilnya muncul di sini.",
            Count(count),
        )
    )


async def give_paper(chat: Chat, announcement_id: int) -> None:
    """The report, as a table, to print, or how fast it went as a picture."""
    if not await chat.look(may_have_papers, announcement_id):
        await chat.say(_("HP ini dipakai bersama. Berkasnya tidak dikirim ke sini."))
        await chat.go(ANNOUNCEMENT, announcement_id)
    chosen = await chat.choose(_("Laporan yang mana?"), (SHEET, PRINT, PICTURE, BACK))
    if chosen.key == BACK.key:
        await chat.go(ANNOUNCEMENT, announcement_id)
    await chat.run(send_paper, announcement_id, chosen.key)
    if chosen.key == PICTURE.key:
        return await chat.say(_("Gambarnya saya kirim."))
    await chat.say(_("Berkasnya saya kirim. Di dalamnya ada nama, jadi simpan baik-baik."))


VIEWS = {
    WORDS: show_words,
    PEOPLE: choose_people,
    PAPERS: give_paper,
    AGAIN: go_again,
    UNSURE: go_again_unsure,
    REST: go_on_after_stop,
}
