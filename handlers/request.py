"""Permintaan: one request, from first look to decision. A person decides; the rules are in domain/requests.py.

Her answers and her number are looked up anew in every turn and never come to rest in the worker's journal: each view
is a talk of its own, and `expected` is the state that was shown, so that nobody decides on what has changed since.
"""
# staff: only people of an office read this.

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import casework
from db.casework import OpenRequest
from db.unit import Unit
from domain.permits import Action, holders
from domain.refusals import Changed
from domain.requests import (
    DECREE_CHARS_MAX,
    REASON_CHARS_MAX,
    Kind,
    NeedsReason,
    ReasonNotPlain,
    State,
    check_words,
    is_decree_number,
)
from domain.zones import local_date
from handlers.day_questions import Day
from handlers.names import QUEUE, REQUEST
from handlers.parts import parts_of
from handlers.questions import Words
from handlers.request_words import Line, answer_lines, area_label, describe, shown_line

MORE = Choice("more", _("Selengkapnya"), words=("lengkap", "lagi"))
ANSWERS = Choice("answers", _("Lihat jawaban"), words=("jawaban",))
RULES = Choice("rules", _("Dari mana aturannya"), words=("aturan", "sumber"))
KEEP = Choice("keep", _("Tetap seperti semula"), words=("tetap",))
WRITE = Choice("write", _("Kirim pesan"), words=("pesan", "tulis"))
BACK = Choice("back", _("Kembali ke antrean"), words=("antrean", "selesai dulu"))
NEXT = Choice("next", _("Berikutnya"), words=("lanjut", "terus"))
CLOSE = Choice("close", _("Tutup"), words=("sudah", "selesai", "balik"))

MOVES: dict[State, Choice] = {
    State.DIPERIKSA: Choice(State.DIPERIKSA.value, _("Periksa"), words=("cek",)),
    State.DIUSULKAN: Choice(State.DIUSULKAN.value, _("Usulkan"), words=("usul",)),
    State.DITETAPKAN: Choice(State.DITETAPKAN.value, _("Tetapkan"), words=("sk",)),
    State.DISERAHKAN: Choice(State.DISERAHKAN.value, _("Sudah diserahkan"), words=("serah", "diserahkan")),
    State.BELUM_BISA: Choice(State.BELUM_BISA.value, _("Belum bisa"), words=("belum",)),
    State.MENUNGGU_ANGGARAN: Choice(
        State.MENUNGGU_ANGGARAN.value, _("Menunggu anggaran"), words=("anggaran",)
    ),
    State.SELESAI: Choice(State.SELESAI.value, _("Sudah bicara"), words=("selesai",)),
}
TAKE = Choice(State.DIPERIKSA.value, _("Saya yang hubungi"), words=("saya", "hubungi"))


@conversation(
    REQUEST, title=_("Satu permintaan"), roles=holders(Action.OPEN_REQUEST), sensitive=True, resumes=False
)
async def handle_request(chat: Chat, request_id: int = 0, view: str = "") -> None:
    if not request_id:
        await chat.go(QUEUE)
    if view == ANSWERS.key:
        return await show_answers(chat, request_id)
    expected = await chat.run(open_one, request_id)
    request = await chat.look(view_one, request_id)
    area, titles = await chat.look(find_names, request_id)
    parts = parts_of(describe(request, area, titles))
    for text in parts[0]:
        await chat.say(text)
    chosen = await chat.choose(_("Mau apa?"), [*([MORE] if len(parts) > 1 else []), *actions_for(request)])
    if chosen.key == MORE.key:
        await show_parts(chat, parts[1:])
        await chat.go(REQUEST, request_id)
    elif chosen.key == ANSWERS.key:
        await chat.go(REQUEST, request_id, ANSWERS.key)
    elif chosen.key == RULES.key:
        await show_rules(chat, request_id)
    elif chosen.key == WRITE.key:
        await write_to_her(chat, request_id)
    elif chosen.key == BACK.key:
        await chat.go(QUEUE)
    else:
        await decide(chat, request, expected, chosen.key)


def actions_for(request: OpenRequest) -> list[Choice]:
    """What this person may do with this request now."""
    found = [ANSWERS, RULES] if request.reads_answers else []
    found += [_move(request.kind, state) for state in request.moves]
    if request.keeps:
        found.append(KEEP)
    if request.reachable:
        found.append(WRITE)
    return [*found, BACK]


def _move(kind: Kind, state: State) -> Choice:
    return TAKE if state is State.DIPERIKSA and kind is not Kind.SCREENING else MOVES[state]


async def show_answers(chat: Chat, request_id: int) -> None:
    """Her answers, part by part; reading them is noted first."""
    await chat.run(note_reading, request_id)
    lines = await chat.look(list_lines, request_id)
    await show_parts(chat, parts_of(shown_line(line) for line in lines))
    await chat.go(REQUEST, request_id)


async def show_rules(chat: Chat, request_id: int) -> None:
    """Where the rules of her sets come from, as staff cite them."""
    sources = await chat.look(list_sources, request_id)
    await show_parts(chat, parts_of(Text(source) for source in sources))
    await chat.go(REQUEST, request_id)


async def show_parts(chat: Chat, parts: list[list[Text]]) -> None:
    """The parts one after the other, until they are through or closed."""
    for number, part in enumerate(parts, start=1):
        for text in part:
            await chat.say(text)
        choices = [NEXT, CLOSE] if number < len(parts) else [CLOSE]
        chosen = await chat.choose(
            _("Bagian {number} dari {total}.", number=number, total=len(parts)), choices
        )
        if chosen.key == CLOSE.key:
            return


async def write_to_her(chat: Chat, request_id: int) -> None:
    """A few plain words to her, read back first."""
    words = await ask_plain(chat, _("Tulis pesan pendek untuk pengirimnya. Sapa dengan Ibu."))
    if not await chat.confirm(_("Yang akan terbaca:\n{words}\nKirim?", words=words)):
        await chat.say(_("Baik, tidak dikirim."))
        await chat.go(REQUEST, request_id)
    await chat.run(send_words, request_id, words)
    await chat.say(_("Pesan sudah diteruskan."))
    await chat.go(REQUEST, request_id)


async def ask_plain(chat: Chat, text: Text) -> str:
    """Words that she can read and that do not hurt."""
    while True:
        words = await chat.ask(text, Words(chars_max=REASON_CHARS_MAX))
        try:
            check_words(words)
        except NeedsReason:
            text = _("Itu terlalu pendek. Tulis satu kalimat lengkap.")
        except ReasonNotPlain:
            text = _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih singkat dan lembut.")
        else:
            return words


async def decide(chat: Chat, request: OpenRequest, expected: State, action: str) -> None:
    """Gather what the decision needs, read it back, write it once."""
    reason, number, day = "", "", None
    if action == KEEP.key:
        question = _("Sudah diperiksa lagi, dan tetap seperti semula?")
    elif action == State.BELUM_BISA:
        reason = await ask_plain(
            chat, _("Apa sebabnya? Tulis satu kalimat pendek. Pengirimnya akan membaca ini.")
        )
        question = _(
            "Yang akan terbaca:\nUntuk sekarang belum bisa. Sebabnya: {reason}\nKirim?", reason=reason
        )
    elif action == State.DITETAPKAN:
        number, day = await ask_decree(chat, request.zone)
        question = _("SK nomor {number}, {day}. Benar?", number=number, day=day)
    else:
        question = CONFIRM[State(action)]
    if not await chat.confirm(question):
        await chat.say(_("Baik, tidak dicatat."))
        await chat.go(REQUEST, request.id)
    try:
        if action == KEEP.key:
            reached = await chat.run(keep, request.id, expected)
        else:
            reached = await chat.run(write_decision, request.id, State(action), reason, number, day, expected)
    except Changed:
        await chat.say(_("Baru saja diubah orang lain. Ini yang terbaru."))
        await chat.go(REQUEST, request.id)
    await chat.say(
        _("Sudah dicatat. Pengirimnya kami kabari.")
        if reached
        else _("Sudah dicatat. Chat pengirimnya tidak bisa dipakai. Kabari langsung, ya.")
    )
    if action == State.DIPERIKSA:
        await chat.go(REQUEST, request.id)
    await chat.go(QUEUE)


CONFIRM: dict[State, Text] = {
    State.DIPERIKSA: _("Ambil permintaan ini? Pengirimnya akan dikabari."),
    State.DIUSULKAN: _("Usulkan nama ini? Pengirimnya akan dikabari: belum tentu dapat."),
    State.MENUNGGU_ANGGARAN: _("Catat: menunggu anggaran? Pengirimnya akan dikabari."),
    State.DISERAHKAN: _("Catat: bantuan sudah diserahkan? Pengirimnya akan dikabari."),
    State.SELESAI: _("Catat: sudah bicara dengan pengirimnya?"),
}


async def ask_decree(chat: Chat, zone: str) -> tuple[str, date]:
    """Number and day of the SK; the day is not in the future."""
    number_text = _("Berapa nomor SK-nya?")
    number = await chat.ask(number_text, Words(chars_max=DECREE_CHARS_MAX))
    while not is_decree_number(number):
        number = await chat.ask(
            _("Nomor SK biasanya ada angkanya. Tulis lengkap."), Words(chars_max=DECREE_CHARS_MAX)
        )
    today = local_date(await chat.now(), zone)
    day = await chat.ask(_("Tanggal SK-nya?"), Day(today=today, context="past"))
    while day > today:
        day = await chat.ask(
            _("Tanggal itu belum lewat. Tanggal SK yang benar?"), Day(today=today, context="past")
        )
    return number, day


# -- looks and steps --------------------------------------------------------------------------------------------


async def open_one(unit: Unit, request_id: int) -> State:
    """Note that it was opened; the state it was in."""
    return (await casework.open_request(unit, request_id)).state


async def view_one(unit: Unit, request_id: int) -> OpenRequest:
    """The request as it is now."""
    return await casework.view_request(unit, request_id)


async def find_names(unit: Unit, request_id: int) -> tuple[str, dict[str, str]]:
    """The area's name and the titles of the request's sets."""
    request = await casework.view_request(unit, request_id)
    found = {each.set_id: unit.facts.sets.get(each.set_id) for each in request.results}
    titles = {set_id: each.title for set_id, each in found.items() if each is not None}
    return area_label(unit.facts.areas, request.area), titles


async def note_reading(unit: Unit, request_id: int) -> None:
    """Her answers are about to be read."""
    await casework.note_reading(unit, request_id)


async def list_lines(unit: Unit, request_id: int) -> tuple[Line, ...]:
    """Her answers in words."""
    return answer_lines(unit.facts, await casework.list_results(unit, request_id))


async def list_sources(unit: Unit, request_id: int) -> tuple[str, ...]:
    """What staff cite for the rules of the request's sets, each once."""
    request = await casework.view_request(unit, request_id)
    found = [unit.facts.sets.get(each.set_id) for each in request.results]
    cites = [
        each.sources[criterion.source].cite
        for each in found
        if each is not None
        for criterion in each.criteria
    ]
    return tuple(dict.fromkeys(cites))


async def write_decision(
    unit: Unit, request_id: int, state: State, reason: str, number: str, day: date | None, expected: State
) -> bool:
    """The decision, written once; whether she can be told by chat."""
    return await casework.decide(
        unit, request_id, state, reason=reason, sk_number=number, sk_date=day, expected_state=expected
    )


async def keep(unit: Unit, request_id: int, expected: State) -> bool:
    """It stays as it was before she asked for another look; whether she can be told by chat."""
    return await casework.keep_decision(unit, request_id, expected_state=expected)


async def send_words(unit: Unit, request_id: int, words: str) -> bool:
    """Words of the office to her; whether she can be reached."""
    return await casework.send_words(unit, request_id, words)
