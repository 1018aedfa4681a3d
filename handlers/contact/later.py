"""Pesan nanti: words for a woman that go out on a day and at an hour; safe hours decide again when they do.

Until then they may be taken back. They are never sent once the matter is closed or somebody else has it.
"""

# staff: who answers women reads this file's sentences

from datetime import date, datetime, time, timedelta

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from domain.matters import ANSWER_CHARS_MAX, LATER_DAYS_MAX
from domain.next_steps import moment_at
from domain.permits import Action, holders
from handlers.contact.day_ahead import ask_when
from handlers.contact.matter_words import called, pieces
from handlers.contact.planning_steps import Waits, Whose, find_whose, keep_later, list_waiting, take_back
from handlers.day_questions import Hour
from handlers.names import LATER, MATTER, MATTERS
from handlers.parts import say_in_parts
from handlers.questions import Words

WRITE = Choice("write", _("Tulis pesan nanti"), words=("tulis", "baru", "tambah"))
AGAIN = Choice("again", _("Pesan nanti lain"), words=("lagi", "lain"))
BACK = Choice("back", _("Kembali ke pesan"), words=("kembali", "selesai", "pesan"))
UNSEND = Choice("unsend", _("Jangan kirim"), words=("batalkan", "hapus", "jangan"))
KEEP = Choice("keep", _("Biarkan"), words=("biar", "tetap"))


@conversation(
    LATER,
    title=_("Pesan nanti"),
    roles=holders(Action.ANSWER_MATTERS),
    sensitive=True,
    resumes=False,
)
async def write_later(chat: Chat, matter_id: int = 0) -> None:
    if not matter_id:
        await chat.go(MATTERS)
    whose = await chat.look(find_whose, matter_id)
    waiting = await chat.look(list_waiting, matter_id)
    if waiting:
        chosen = await chat.choose(
            _("Pesan yang menunggu untuk {name} ({code}):", name=called(whose.name), code=whose.code),
            [WRITE, *(Choice(f"l{each.id}", row_of(each), hint=each.words) for each in waiting), BACK],
        )
        if chosen.key == BACK.key:
            await chat.go(MATTER, matter_id)
        if chosen.key != WRITE.key:
            await show(chat, next(each for each in waiting if f"l{each.id}" == chosen.key))
            await chat.go(LATER, matter_id)
    await write(chat, matter_id, whose)
    chosen = await chat.choose(_("Lalu apa?"), (AGAIN, BACK))
    await chat.go(*((LATER, matter_id) if chosen.key == AGAIN.key else (MATTER, matter_id)))


async def write(chat: Chat, matter_id: int, whose: Whose) -> None:
    """The words, the day, the hour; read back before they are kept."""
    name = called(whose.name)
    words = await chat.ask(
        _("Tulis pesan untuk {name} ({code}).", name=name, code=whose.code),
        Words(chars_max=ANSWER_CHARS_MAX, sensitive=True),
    )
    day, hour = await ask_moment(chat, whose)
    at = moment_at(day, hour, whose.zone)
    await chat.say(_("Dikirim {moment}. Kalau bukan jam aman, dikirim sesudahnya.", moment=at))
    if not await chat.confirm(_("Untuk {name}. Benar?", name=name), weighty=False):
        return await chat.say(_("Baik, tidak disimpan."))
    await chat.run(keep_later, matter_id, words, day, hour)
    await chat.say(_("Disimpan. Kalau urusan ini pindah atau ditutup, pesan tidak dikirim."))


async def ask_moment(chat: Chat, whose: Whose) -> tuple[date, time]:
    """A day and an hour to come."""
    asked: Text = _("Kapan dikirim? Contoh: besok jam 9, atau Senin depan.")
    while True:
        when = await ask_when(chat, asked, whose.today, LATER_DAYS_MAX)
        day, hour = when.day, when.hour
        if hour is None:
            hour = await chat.ask(_("Jam berapa? Contoh: jam 9 pagi."), Hour())
        if moment_at(day, hour, whose.zone) > await chat.now() + timedelta(minutes=1):
            return day, hour
        asked = _("Jam itu sudah lewat. Kapan dikirim?")


async def show(chat: Chat, later: Waits) -> None:
    """What waits, and whether it is to go out."""
    await say_in_parts(
        chat,
        [
            _("Dikirim {moment}:", moment=later.at),
            *(_("{words}", words=piece) for piece in pieces(later.words)),
        ],
    )
    chosen = await chat.choose(_("Tetap dikirim?"), (KEEP, UNSEND))
    if chosen.key == UNSEND.key:
        await chat.run(take_back, later.id)
        return await chat.say(_("Tidak jadi dikirim."))
    await chat.say(_("Baik, tetap dikirim."))


def row_of(later: Waits) -> Text:
    """When, as it fits into a row."""
    at: datetime = later.at
    return _("{day}/{month} jam {hour}", day=at.day, month=at.month, hour=at.time())
