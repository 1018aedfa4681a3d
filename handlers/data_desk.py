"""Permintaan data: requests about data that wait for officers of an office or a group, and their answer."""
# staff: only officers read this.

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import data_desk
from db.unit import Paper, Unit
from domain.permits import Action, holders, is_allowed
from domain.refusals import Changed
from domain.requests import NeedsReason, ReasonNotPlain, check_words
from domain.rights import ANSWER_CHARS_MAX, GROUNDS, Ground, Kind, State
from handlers.names import DATA_DESK
from handlers.questions import Words
from handlers.request_words import area_label, moment

LISTED_MAX = 30

WHAT: Mapping[Kind, Text] = {
    Kind.COPY: _("minta salinan data"),
    Kind.CORRECTION: _("minta data dibetulkan"),
    Kind.ERASURE: _("minta data dihapus"),
    Kind.WITHDRAWAL: _("mencabut izin"),
}
TO_DO: Mapping[Kind, Text] = {
    Kind.COPY: _("Serahkan salinan langsung ke orangnya. Cocokkan nomornya."),
    Kind.CORRECTION: _("Periksa, betulkan, lalu tulis jawabannya."),
    Kind.ERASURE: _("Pastikan dulu orangnya sendiri yang meminta. Yang dihapus tidak bisa kembali."),
    Kind.WITHDRAWAL: _("Hentikan pemakaiannya, lalu tulis jawabannya."),
}
REASONS: Mapping[Ground, Choice] = {
    Ground.DANGER: Choice(Ground.DANGER.value, _("Membahayakan"), words=("bahaya",)),
    Ground.OTHERS: Choice(Ground.OTHERS.value, _("Data orang lain"), words=("orang lain",)),
    Ground.LAW: Choice(Ground.LAW.value, _("Wajib disimpan"), words=("aturan", "hukum")),
}

DONE = Choice("done", _("Sudah beres"), words=("beres", "selesai"))
ERASE = Choice("done", _("Hapus datanya"), words=("hapus",))
REFUSE = Choice("refuse", _("Belum bisa"), words=("tolak", "belum"))
TAKE = Choice("take", _("Ambil salinan"), words=("salinan", "ambil"))
BACK = Choice("back", _("Kembali ke daftar"), words=("daftar",))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line to choose."""

    id: int
    code: str
    kind: Kind
    due: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One request as its officer sees it. takes: whether the copy may be sent to this phone."""

    id: int
    code: str
    kind: Kind
    state: State
    name: str
    area: str
    words: str
    made: datetime
    due: datetime
    overdue: bool
    takes: bool


@conversation(
    DATA_DESK,
    title=_("Permintaan data"),
    words=("permintaan data",),
    roles=holders(Action.HANDLE_DATA, Action.HANDLE_GROUP_DATA),
    sensitive=True,
    resumes=False,
)
async def handle_data_requests(chat: Chat, request_id: int = 0) -> None:
    if not request_id:
        return await show_list(chat)
    await chat.run(note_opened, request_id)
    shown = await chat.look(view_one, request_id)
    for text in describe(shown):
        await chat.say(text)
    if shown.state is not State.OPEN:
        await chat.say(_("Permintaan ini sudah selesai."))
        return await show_list(chat)
    actions = [ERASE if shown.kind is Kind.ERASURE else DONE, REFUSE, *([TAKE] if shown.takes else []), BACK]
    chosen = await chat.choose(_("Mau apa?"), actions)
    if chosen.key == BACK.key:
        await chat.go(DATA_DESK)
    elif chosen.key == TAKE.key:
        await chat.run(take_copy, request_id)
        await chat.say(_("Salinannya dikirim ke sini. Serahkan, lalu hapus dari HP ini."))
        await chat.go(DATA_DESK, request_id)
    else:
        await answer(chat, shown, done=chosen.key == DONE.key)


async def show_list(chat: Chat) -> None:
    """What waits, the most urgent first."""
    rows = await chat.run(list_rows)
    if not rows:
        return await chat.say(_("Tidak ada permintaan data yang menunggu."))
    choices = [
        Choice(str(row.id), Text(row.code), _("{what}. Batas {due}.", what=WHAT[row.kind], due=row.due))
        for row in rows
    ]
    for row in rows[:3]:
        await chat.say(_("{code}: {what}. Batasnya {due}.", code=row.code, what=WHAT[row.kind], due=row.due))
    await chat.go(DATA_DESK, int((await chat.choose(_("Buka yang mana?"), choices)).key))


def describe(shown: Shown) -> list[Text]:
    """The request, paragraph by paragraph."""
    lines = [_("{code}: {what}. Masuk {made}.", code=shown.code, what=WHAT[shown.kind], made=shown.made)]
    if shown.overdue:
        lines.append(_("Batasnya sudah lewat: {due}.", due=shown.due))
    else:
        lines.append(_("Batasnya {due}.", due=shown.due))
    if shown.name and shown.area:
        lines.append(_("Dari {name}, {area}.", name=shown.name, area=shown.area))
    elif shown.area:
        lines.append(_("Dari {area}. Namanya belum ada.", area=shown.area))
    if shown.words:
        lines.append(_("Katanya: {words}", words=shown.words))
    lines.append(TO_DO[shown.kind])
    return lines


async def answer(chat: Chat, shown: Shown, *, done: bool) -> None:
    """The officer's word in plain sentences, read back, written once."""
    ground = ""
    if not done:
        reasons = [REASONS[each] for each in GROUNDS[shown.kind]]
        ground = (await chat.choose(_("Apa dasarnya? Hanya ini yang boleh."), reasons)).key
    words = await ask_plain(chat)
    asked = _("Yang akan terbaca:\n{words}\nKirim?", words=words)
    if done and shown.kind is Kind.ERASURE:
        asked = _("Yang akan terbaca:\n{words}\nKirim, lalu hapus datanya selamanya?", words=words)
    if not await chat.confirm(asked):
        await chat.say(_("Baik, tidak dicatat."))
        await chat.go(DATA_DESK, shown.id)
    try:
        state = await chat.run(close, shown.id, done, ground, words)
    except Changed:
        await chat.say(_("Baru saja dijawab orang lain."))
        await chat.go(DATA_DESK)
    if state is State.ERASING:
        await chat.say(_("Sudah dicatat. Datanya dihapus sebentar lagi."))
    else:
        await chat.say(_("Sudah dicatat. Yang meminta kami kabari."))
    await chat.go(DATA_DESK)


async def ask_plain(chat: Chat) -> str:
    """Words that she can read and that do not hurt."""
    text = _("Tulis jawabannya, satu atau dua kalimat. Sapa dengan Ibu.")
    while True:
        words = await chat.ask(text, Words(chars_max=ANSWER_CHARS_MAX))
        try:
            check_words(words)
        except NeedsReason:
            text = _("Itu terlalu pendek. Tulis satu kalimat lengkap.")
        except ReasonNotPlain:
            text = _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih singkat dan lembut.")
        else:
            return words


# -- looks and steps ------------------------------------------------------------------------------------------------


async def list_rows(unit: Unit) -> tuple[Row, ...]:
    """What waits for the actor; every line leaves an audit row."""
    return tuple(
        Row(id=each.id, code=each.code, kind=each.kind, due=moment(each.due_ms, each.zone))
        for each in await data_desk.list_waiting(unit, LISTED_MAX)
    )


async def note_opened(unit: Unit, request_id: int) -> None:
    """It is about to be read; who reads it is noted."""
    await data_desk.note_opened(unit, request_id)


async def view_one(unit: Unit, request_id: int) -> Shown:
    """The request as it is now. Raises NotAllowed."""
    found = await data_desk.get_for_officer(unit, request_id)
    actor = unit.actor
    may_read = is_allowed(actor.roles, Action.READ_ANSWERS, organisation_id=found.organisation_id)
    return Shown(
        id=found.id,
        code=found.code,
        kind=found.kind,
        state=found.state,
        name=found.name,
        area=area_label(unit.facts.areas, found.area),
        words=found.words,
        made=moment(found.made_ms, found.zone),
        due=moment(found.due_ms, found.zone),
        overdue=found.due_ms <= unit.now_ms,
        takes=found.kind is Kind.COPY and may_read and actor.phone == "own" and not actor.profiles,
    )


async def take_copy(unit: Unit, request_id: int) -> None:
    """The readable copy goes to the officer's own phone, to be handed over. Raises NotAllowed, Changed."""
    if unit.actor.phone != "own" or unit.actor.profiles:
        raise Changed
    found = await data_desk.note_copy(unit, request_id)
    unit.hand(
        _("Salinan untuk permintaan {code}. Hanya untuk orangnya.", code=found.code),
        Paper("copy.pdf", (found.person_id, found.organisation_id or 0)),
    )


async def close(unit: Unit, request_id: int, done: bool, ground: str, answer: str) -> State:
    """The officer's word; what the request is now."""
    return await data_desk.close(unit, request_id, done=done, ground=ground, answer=answer)
