"""Urusan: one matter, as whoever answers women sees it: whose, since when it waits, what was written, what to do now.

Each thing to do is a talk of its own (`view`): a page, an answer, a closing. So her words are looked up anew in every
turn and stay in no journal.
"""

# staff: who answers women reads this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matters import MoveState
from domain.permits import Action, holders
from domain.refusals import NotAllowed
from handlers.contact.answer import (
    CLOSE,
    SENT,
    UNDO,
    answer_with_ready,
    say_gone,
    say_sent,
    send_if_meant,
    undo_answer,
    whom_or_leave,
    write_answer,
)
from handlers.contact.close import close_one
from handlers.contact.desk_question import Desk
from handlers.contact.matter_steps import (
    Opened,
    Page,
    find_more,
    give_back,
    hand_files,
    open_page,
    set_topic,
    take_matter,
    view_page,
)
from handlers.contact.matter_words import called, lines_in_words, topic_of, waited, wish_of
from handlers.contact.message_question import Draft
from handlers.contact.topics import ask_topic
from handlers.names import (
    HAND_OVER_MATTER,
    LATER,
    LOOK_ANYWAY,
    MATTER,
    MATTER_NOTES,
    MATTERS,
    NEXT_STEP,
    REFER,
)
from handlers.parts import parts_of

ANSWER = Choice("answer", _("Balas"), words=("jawab", "tulis"))
REST = Choice("rest", _("Lihat sisanya"), words=("sisa", "terus"))
FILES = Choice("files", _("Foto dan suara"), words=("foto", "suara", "gambar", "surat"))
READY = Choice("ready", _("Jawaban siap"), words=("siap", "contoh"))
MORE = Choice("more", _("Lainnya"), words=("lain", "menu urusan"))
TAKE = Choice("take", _("Saya ambil"), words=("ambil", "saya"))
LIST = Choice("list", _("Ke daftar"), words=("daftar", "kembali ke daftar"))
OLDER = Choice("older", _("Pesan sebelumnya"), words=("sebelumnya", "lama"))
TOPIC = Choice("topic", _("Topik"), words=("soal",))
GIVE_BACK = Choice("give_back", _("Lepaskan"), words=("lepas",))
TAKE_BACK = Choice(UNDO, _("Tarik jawaban"), words=("tarik",))
END = Choice(CLOSE, _("Tutup urusan"), words=("tutup", "selesai"))

# What other parts hang below the page: each is opened with the matter's id.
NOTES = Choice(MATTER_NOTES, _("Catatan"))
STEP = Choice(NEXT_STEP, _("Langkah berikutnya"), words=("langkah", "tugas"))
WRITE_LATER = Choice(LATER, _("Pesan untuk nanti"), words=("nanti",))
PASS = Choice(HAND_OVER_MATTER, _("Serahkan"), words=("teman", "petugas lain"))
SEND_ON = Choice(REFER, _("Rujuk"), words=("kantor lain", "rujukan"))
LOOK = Choice(LOOK_ANYWAY, _("Buka dengan alasan"), words=("buka", "alasan"))
ELSEWHERE = frozenset(each.key for each in (NOTES, STEP, WRITE_LATER, PASS, SEND_ON, LOOK))


MOVES = {
    MoveState.ASKED.value: _("Izin pengirim untuk diteruskan masih ditunggu."),
    MoveState.OFFERED.value: _("Sudah boleh diteruskan. Menunggu diterima di sana."),
}


@conversation(
    MATTER,
    title=_("Satu urusan"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def handle_matter(chat: Chat, matter_id: int = 0, view: str = "", n: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    if view in VIEWS:
        return await VIEWS[view](chat, matter_id)
    await NUMBERED_VIEWS.get(view, show_page)(chat, matter_id, n)


async def show_page(chat: Chat, matter_id: int, before_n: int) -> None:
    """What was written, and three things to do; or to begin to write."""
    opened = await chat.run(open_page, matter_id, before_n)
    try:
        page = await chat.look(view_page, matter_id, opened.numbers)
    except NotAllowed:
        await say_gone(chat)
    if opened.reads and not page.reads:
        await say_gone(chat)
    answer = await read_parts(chat, page, opened)
    if isinstance(answer, Draft):
        return await send_if_meant(chat, matter_id, page.whom, answer)
    await follow(chat, matter_id, answer, before_n if answer == FILES.key else opened.older)


async def read_parts(chat: Chat, page: Page, opened: Opened) -> str | Draft:
    """Screen by screen; on each of them she may be answered, or something else be done."""
    asked = question_for(page, opened)
    words = lines_in_words(page.lines, now_ms=page.now_ms, zone=page.readers_zone)
    parts = parts_of([*heading(page), *words])
    for number, part in enumerate(parts, start=1):
        for text in part:
            await chat.say(text)
        choices = choices_for(opened, more=number < len(parts))
        if opened.writes:
            answer: str | Draft = await chat.ask(asked, Desk(of=choices, also=(LIST,)))
        else:
            answer = (await chat.choose(asked, choices)).key
        if answer != REST.key:
            return answer
    raise AssertionError("the last part offers no more")


def choices_for(opened: Opened, *, more: bool) -> tuple[Choice, ...]:
    """What may be done below a screen. more: another one follows."""
    if opened.writes and more:
        return (REST, ANSWER, MORE)
    if opened.writes:  # three, so that they are buttons, unless something is to be looked at
        return (ANSWER, FILES, READY, MORE) if opened.files else (ANSWER, READY, MORE)
    return (
        *([REST] if more else []),
        *([TAKE] if opened.may_take else []),
        *([LOOK] if opened.may_look else []),
        *([OLDER] if opened.older else []),
        *([FILES, NOTES] if opened.files else [NOTES] if opened.reads else []),
        LIST,
    )


def question_for(page: Page, opened: Opened) -> Text:
    """For whom it is, once more, right above where one writes."""
    if opened.writes:
        return _(
            "Untuk {name} ({code}): tulis langsung, atau pilih.",
            name=called(page.whom.name),
            code=page.whom.code,
        )
    return _("Mau apa?")


def heading(page: Page) -> list[Text]:
    """Whose it is and how it stands, in a few lines."""
    lines = [_whose(page), *_standing(page)]
    wish = wish_of(page.contact, page.zone)
    if wish is not None:
        lines.append(wish)
    return lines


def _whose(page: Page) -> Text:
    waits = _("Sudah ditutup.")
    if page.is_open:
        waits = (
            _("Menunggu {waited}.", waited=waited(page.minutes)) if page.minutes >= 0 else _("Sudah dijawab.")
        )
    if not page.reads:
        topic = topic_of(page.topic)
        return _("Kode {code}, {topic}. {waits}", code=page.whom.code, topic=topic, waits=waits)
    name = called(page.whom.name)
    if not page.area:
        return _("{name} ({code}). {waits}", name=name, code=page.whom.code, waits=waits)
    return _("{name}, {area} ({code}). {waits}", name=name, area=page.area, code=page.whom.code, waits=waits)


def _standing(page: Page) -> list[Text]:
    """What is to be known before one writes."""
    lines = []
    if page.complaint:
        lines.append(_("Ini keluhan. Yang dikeluhkan tidak tahu."))
    if page.held_by:
        lines.append(_("Dipegang {name}.", name=page.held_by))
    if page.reads and not page.sure:
        lines.append(_("Belum dipastikan siapa yang menulis."))
    if page.only_holder and page.reads:
        lines.append(_("Pengirim tidak mau dibaca petugas lain."))
    if page.move in MOVES:
        lines.append(MOVES[page.move])
    if page.undelivered and page.is_open:
        lines.append(_("Jawaban terakhir belum terkirim."))
    return lines


async def follow(chat: Chat, matter_id: int, key: str, n: int) -> None:
    """To what was chosen: another part's conversation, the list, or another view of this matter."""
    if key == LIST.key:
        await chat.go(MATTERS)
    if key in ELSEWHERE:
        await chat.go(key, matter_id)
    await chat.go(MATTER, matter_id, key, n)


# -- the other views --------------------------------------------------------------------------------------------


async def show_files(chat: Chat, matter_id: int, before_n: int) -> None:
    """The photos, voice notes and papers of the page, each as a message of its own below."""
    handed = await chat.run(hand_files, matter_id, before_n)
    found = _("Ada di bawah ini.") if handed.count else _("Belum bisa dibuka.")
    if not handed.writes:
        chosen = await chat.choose(_("{found} Mau apa?", found=found), (NOTES, LIST))
        return await follow(chat, matter_id, chosen.key, 0)
    name, code = called(handed.whom.name), handed.whom.code
    asked = _("{found} Untuk {name} ({code}): tulis langsung, atau pilih.", found=found, name=name, code=code)
    answer = await chat.ask(asked, Desk(of=(ANSWER, READY, MORE), also=(LIST,)))
    if isinstance(answer, Draft):
        return await send_if_meant(chat, matter_id, handed.whom, answer)
    await chat.go(MATTER, matter_id, answer)


async def show_more(chat: Chat, matter_id: int, older: int) -> None:
    """What is done less often; ten rows at the most."""
    more = await chat.look(find_more, matter_id)
    choices = [
        END,
        NOTES,
        STEP,
        WRITE_LATER,
        PASS,
        SEND_ON,
        TOPIC,
        *([OLDER] if older else []),
        *([TAKE_BACK] if more.undo else [] if more.only_holder else [GIVE_BACK]),
        LIST,
    ]
    asked = _("{name} ({code}): mau apa?", name=called(more.whom.name), code=more.whom.code)
    chosen = await chat.choose(asked, choices)
    await follow(chat, matter_id, chosen.key, more.undo if chosen.key == UNDO else older)


async def take(chat: Chat, matter_id: int) -> None:
    """It is the actor's from now on."""
    await chat.run(take_matter, matter_id)
    await chat.say(_("Urusan ini sekarang dipegang akun ini."))
    await chat.go(MATTER, matter_id)


async def choose_topic(chat: Chat, matter_id: int) -> None:
    """What it is about, for the office's figures and for the answers kept ready."""
    topic = await ask_topic(chat, _("Soal apa ini?"))
    await chat.run(set_topic, matter_id, topic)
    await chat.say(_("Topik sudah dicatat."))
    await chat.go(MATTER, matter_id)


async def let_go(chat: Chat, matter_id: int) -> None:
    """Nobody has it then, until a colleague takes it."""
    whom = await whom_or_leave(chat, matter_id)
    asked = _(
        "Lepaskan {name} ({code})? Petugas lain di kantor bisa mengambilnya.",
        name=called(whom.name),
        code=whom.code,
    )
    if not await chat.confirm(asked, weighty=False):
        await chat.go(MATTER, matter_id)
    await chat.run(give_back, matter_id)
    await chat.say(_("Sudah dilepas. Petugas lain bisa mengambilnya."))
    await chat.go(MATTERS)


VIEWS = {
    ANSWER.key: write_answer,
    READY.key: answer_with_ready,
    CLOSE: close_one,
    TAKE.key: take,
    TOPIC.key: choose_topic,
    GIVE_BACK.key: let_go,
}
NUMBERED_VIEWS = {
    SENT: say_sent,
    UNDO: undo_answer,
    FILES.key: show_files,
    MORE.key: show_more,
    OLDER.key: show_page,
}
