"""Answering a woman: typed, a photo, a voice note, or an answer kept ready; and what may be done right after it.

The law: before and after, her name and code stand there. What another woman's message may have come between, and what
was typed without being asked for, is read back first; the rest goes at once and may be taken back.
"""

# staff: who answers women reads this file's sentences

from datetime import UTC, datetime
from typing import NoReturn

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _, n_
from db.matter_reach import Reach
from domain.matter_refusals import MatterClosed, MatterFull, NothingToTakeBack, NotToBeContacted
from domain.matters import MessageKind
from domain.refusals import NotAllowed
from domain.relay_words import Doubt, doubt_of, passed_on
from handlers.contact.answer_steps import (
    Sent,
    find_sent,
    list_ready,
    may_be_for_another,
    read_ready,
    send_answer,
    send_ready,
    take_back,
)
from handlers.contact.desk_question import Desk
from handlers.contact.matter_steps import Whom, find_whom
from handlers.contact.matter_words import THINGS, called
from handlers.contact.message_question import STAFF_CHARS_MAX, Draft, theirs
from handlers.contact.topics import TOPICS
from handlers.contact.write_or_choose import words_of
from handlers.names import MATTER, MATTERS
from handlers.questions import Words
from handlers.refusals import sentence

SENT, UNDO, CLOSE = "sent", "undo", "close"

SEND = Choice("send", _("Kirim"), words=("ya", "iya", "betul", "benar", "kirim saja"))
DONT = Choice("dont", _("Jangan"), words=("tidak", "bukan", "batal", "salah"))
EDIT = Choice("edit", _("Ubah dulu"), words=("ubah", "ganti"))
BACK = Choice("back", _("Kembali"))

NEXT = Choice("next", _("Berikutnya"), words=("terus",))
LIST = Choice("list", _("Ke daftar"), words=("daftar",))
SEE = Choice("see", _("Lihat urusan"), words=("lihat",))
TAKE_BACK = Choice(UNDO, _("Tarik"), words=("tarik lagi", "hapus"))
END = Choice(CLOSE, _("Tutup urusan"), words=("tutup", "selesai"))

DOUBTS = {
    Doubt.HURTS: _("Kata-katanya bisa menyakiti Ibu. Coba dibaca lagi."),
    Doubt.ASKS: _("Petugas tidak pernah minta uang, PIN, atau kode OTP. Coba dibaca lagi."),
}

# What stands on the screen before an answer is asked for, and after it.
BUTTON_WORDS = frozenset(
    "balas|lainnya|lihat sisanya|foto dan suara|tidak jadi|jawab dulu|kirim|jangan|ubah dulu|kembali|berikutnya|"
    "ke daftar|lihat urusan|tarik|tutup urusan".split("|")
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def write_answer(chat: Chat, matter_id: int) -> None:
    """Asked for, so it goes at once, unless it may be meant otherwise."""
    whom = await whom_or_leave(chat, matter_id)
    asked = await chat.now()
    draft = await chat.ask(
        _(
            "Tulis untuk {name} ({code}). Bisa juga foto, suara, atau PDF.",
            name=called(whom.name),
            code=whom.code,
        ),
        theirs(ends=_("Tidak jadi")),
    )
    if draft is None:
        await chat.go(MATTER, matter_id)
    asked_ms = round((asked - _EPOCH).total_seconds() * 1000)
    if (
        is_like_a_button(draft)
        or doubt_of(draft.text)
        or await chat.look(may_be_for_another, matter_id, asked_ms)
    ):
        return await send_if_meant(chat, matter_id, whom, draft)
    await _send(chat, matter_id, draft)


async def send_if_meant(chat: Chat, matter_id: int, whom: Whom, draft: Draft) -> None:
    """Read back with her name; sent only after a yes."""
    if not await is_meant(chat, whom, draft):
        await chat.say(_("Baik, tidak dikirim."))
        await chat.go(MATTER, matter_id)
    await _send(chat, matter_id, draft)


async def is_meant(chat: Chat, whom: Whom, draft: Draft) -> bool:
    """Whether it is to go, read back, with what should be looked at once more."""
    doubt = doubt_of(draft.text)
    if doubt is not None:
        await chat.say(DOUBTS[doubt])
    return (await chat.choose(_meant(whom, draft), (SEND, DONT))).key == SEND.key


def _meant(whom: Whom, draft: Draft) -> Text:
    words: Text | str = passed_on(draft.text)
    if draft.kind is not MessageKind.TEXT:
        words = _("{thing} {words}", thing=THINGS[draft.kind], words=words) if words else THINGS[draft.kind]
    return _("Kirim ke {name} ({code})?\n{words}", name=called(whom.name), code=whom.code, words=words)


async def _send(chat: Chat, matter_id: int, draft: Draft) -> None:
    try:
        n = await chat.run(send_answer, matter_id, draft.packed())
    except (NotAllowed, MatterClosed, MatterFull, NotToBeContacted) as refusal:
        await chat.say(_("Jawaban tadi tidak dikirim."))
        return await chat.say(sentence(refusal))
    # A talk of its own follows, so that the words do not stay in this one's journal.
    await chat.go(MATTER, matter_id, SENT, n)


async def whom_or_leave(chat: Chat, matter_id: int) -> Whom:
    """For whom one writes; who has the matter no more hears that nothing was sent."""
    try:
        return await chat.look(find_whom, matter_id)
    except NotAllowed:
        return await say_gone(chat)


async def say_gone(chat: Chat) -> NoReturn:
    """Somebody else has it by now, or it is over."""
    await chat.say(_("Urusan ini sudah tidak di akun ini. Tidak ada yang dikirim."))
    await chat.go(MATTERS)


def is_like_a_button(draft: Draft) -> bool:
    """Whether it is a number, or what stands on a button that was there a moment ago: a slip, hardly an answer."""
    words = words_of(draft)
    return bool(words) and (words.isdecimal() or words in BUTTON_WORDS)


# -- after it ---------------------------------------------------------------------------------------------------


async def say_sent(chat: Chat, matter_id: int, n: int) -> None:
    """To whom it went, and what comes next; words typed here are for the same woman, once that is said."""
    # A step, though it writes nothing: what is said of it stays as it was while she taps below.
    sent = await chat.run(find_sent, matter_id, n)
    answer = await chat.ask(sent_in_words(sent), Desk(of=choices_after(sent), also=(LIST, END)))
    if isinstance(answer, Draft):
        return await send_if_meant(chat, matter_id, sent.whom, answer)
    if answer == NEXT.key:
        await chat.go(MATTER, sent.following)
    if answer == LIST.key:
        await chat.go(MATTERS)
    await chat.go(MATTER, matter_id, "" if answer == SEE.key else answer, n if answer == UNDO else 0)


def choices_after(sent: Sent) -> tuple[Choice, ...]:
    """Three, so that they are buttons everywhere: who has many waiting goes on with one tap."""
    return (NEXT if sent.following else END, SEE, TAKE_BACK if sent.undo else LIST)


def sent_in_words(sent: Sent) -> Text:
    """Whom it has reached, or not yet; how many still wait."""
    told = _reached(sent)
    if not sent.waiting:
        return _("{told} Semua sudah dijawab.", told=told)
    return n_("{told} Masih {n} menunggu.", "{told} Masih {n} menunggu.", sent.waiting, told=told)


def _reached(sent: Sent) -> Text:
    name, code = called(sent.whom.name), sent.whom.code
    if sent.reach is Reach.NOW:
        return _("Terkirim ke {name} ({code}).", name=name, code=code)
    if sent.reach is Reach.SOON:
        return _("Sedang dikirim ke {name} ({code}).", name=name, code=code)
    if sent.reach is Reach.HOURS:
        return _("Belum terkirim ke {name} ({code}). Menunggu jam yang aman.", name=name, code=code)
    if sent.reach is Reach.PULLED:
        return _("Belum terkirim ke {name} ({code}). Menunggu dibuka di sana.", name=name, code=code)
    return _("Belum terkirim ke {name} ({code}). Chatnya belum bisa dihubungi.", name=name, code=code)


async def undo_answer(chat: Chat, matter_id: int, n: int) -> None:
    """The answer is taken back."""
    try:
        await chat.run(take_back, matter_id, n)
    except NothingToTakeBack as refusal:
        await chat.say(sentence(refusal))
    else:
        await chat.say(_("Sudah ditarik. Kalau sudah terbaca, isinya mungkin sudah diketahui."))
    await chat.go(MATTER, matter_id)


# -- kept ready -------------------------------------------------------------------------------------------------


async def answer_with_ready(chat: Chat, matter_id: int) -> None:
    """One of those the office keeps ready: read, then sent as it is, or with other words."""
    whom = await whom_or_leave(chat, matter_id)
    kept = await chat.look(list_ready, matter_id)
    if not kept:
        await chat.say(_("Kantor belum punya jawaban siap. Bisa dibuat dari Keperluan lain."))
        await chat.go(MATTER, matter_id)
    rows = [
        Choice(each.key, _("{title}", title=each.title), TOPICS.get(each.topic, _("Untuk semua soal")))
        for each in kept
    ]
    chosen = await chat.choose(
        _("Jawaban untuk {name} ({code}). Yang mana?", name=called(whom.name), code=whom.code),
        [*rows[:9], BACK, *rows[9:]],
    )
    if chosen.key == BACK.key:
        await chat.go(MATTER, matter_id)
    canned_id = int(chosen.key)
    words = await chat.look(read_ready, matter_id, canned_id)
    asked = _("Kirim ke {name} ({code})?\n{words}", name=called(whom.name), code=whom.code, words=words)
    what = await chat.choose(asked, (SEND, EDIT, BACK))
    if what.key == BACK.key:
        await chat.go(MATTER, matter_id)
    if what.key == SEND.key:
        await chat.go(MATTER, matter_id, SENT, await chat.run(send_ready, matter_id, canned_id))
    await edit_ready(chat, matter_id, whom, words)


async def edit_ready(chat: Chat, matter_id: int, whom: Whom, words: str) -> None:
    """With other words for her alone; the one that is kept stays as it is."""
    await chat.say(_("{words}", words=words))
    text = await chat.ask(
        _("Tulis yang baru untuk {name} ({code}).", name=called(whom.name), code=whom.code),
        Words(chars_max=STAFF_CHARS_MAX),
    )
    await send_if_meant(chat, matter_id, whom, Draft(kind=MessageKind.TEXT, text=text))
