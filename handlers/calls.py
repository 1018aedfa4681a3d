"""Jaga: who waits for help, who has it, and the safety notes of those who are named to read them.

Opening shows how she may be contacted, never what she wrote: nobody kept that. A tap on "Saya tangani" acknowledges.
"""

# staff: only people who answer calls read this file's sentences

from dataclasses import dataclass
from datetime import datetime

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _
from db import calls, contact_wishes, duty, organisations, people, permits, rings, safety
from db.calls import Call
from db.push_buttons import close_matter
from db.unit import PushButton, Unit
from domain.contact import MessageClass
from domain.permits import Action, holders, places
from domain.refusals import Changed, NotAllowed
from domain.safety import NOTE_CHARS_MAX, CallState, Who
from domain.zones import local_time
from handlers.call_words import Seen, describe
from handlers.names import ANSWER_WORKER, CALLS
from handlers.questions import Words

TAKE = Choice("take", _("Saya tangani"), words=("tangani", "terima", "saya"))
OVER = Choice("over", _("Ambil alih"), words=("ambil", "gantikan"))
WRITE = Choice("write", _("Tulis ke Ibu"), words=("tulis", "balas", "pesan"))
ADD = Choice("add", _("Tulis catatan"), words=("catatan",))
READ = Choice("read", _("Baca catatan"), words=("baca",))
CLOSE = Choice("close", _("Sudah selesai"), words=("selesai", "tutup"))
BACK = Choice("back", _("Kembali ke daftar"), words=("kembali", "daftar"))
ENOUGH = Choice("enough", _("Cukup"), words=("sudah", "selesai"))
NEXT = Choice("next", _("Berikutnya"), words=("lanjut", "lagi"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A call in the list."""

    key: str
    label: Text
    hint: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A note."""

    text: str
    by: str
    made: datetime


@conversation(
    CALLS,
    title=_("Panggilan bantuan"),
    words=("panggilan bantuan", "daftar panggilan"),
    roles=holders(Action.ANSWER_CALL),
    sensitive=True,
    resumes=False,
    unsays=True,
)
async def answer_calls(chat: Chat, call_id: int = 0, action: str = "") -> None:
    if not call_id:
        call_id = await choose_call(chat)
        if not call_id:
            return
    if action == TAKE.key:
        if not await chat.run(take, call_id):
            await chat.say(_("Panggilan ini sudah dipegang petugas lain."))
        else:
            await chat.say(_("Panggilan ini sekarang dipegang akun ini."))
    seen = await chat.run(open_call, call_id)
    for text in describe(seen):
        await chat.say(text)
    chosen = await chat.choose(_("Mau apa?"), actions_for(seen), sensitive=True)
    if chosen.key == BACK.key:
        await chat.go(CALLS)
    if chosen.key == WRITE.key:
        await write_to_her(chat, call_id)
    elif chosen.key == ADD.key:
        await add_note(chat, call_id)
    elif chosen.key == READ.key:
        await read_notes(chat, call_id)
    elif chosen.key == CLOSE.key:
        return await end(chat, call_id)
    elif chosen.key == OVER.key:
        await take_from_another(chat, call_id, seen.taken_by)
    await chat.go(CALLS, call_id, chosen.key if chosen.key == TAKE.key else "")


async def end(chat: Chat, call_id: int) -> None:
    """It is over, if that is meant."""
    if not await chat.confirm(_("Panggilan ini sudah selesai?"), weighty=False, sensitive=True):
        await chat.go(CALLS, call_id)
    await chat.run(close, call_id)
    await chat.say(_("Baik, panggilan ditutup."))


async def take_from_another(chat: Chat, call_id: int, name: str) -> None:
    """Whoever has it may be asleep or gone home; that one is told."""
    asked = _("Panggilan ini dipegang {name}. Ambil alih?", name=name or _("petugas lain"))
    if await chat.confirm(asked, weighty=False, sensitive=True):
        await chat.run(take_over, call_id)
        await chat.say(_("Panggilan ini sekarang dipegang akun ini."))


async def choose_call(chat: Chat) -> int:
    """One of the open calls, 0 if there is none or none is wanted."""
    rows = await chat.run(look_at_calls)
    if not rows:
        await chat.say(_("Tidak ada panggilan yang menunggu."))
        return 0
    choices: list[Row | Choice] = [*rows, ENOUGH]
    chosen = await chat.choose(_("Panggilan yang mana?"), choices, sensitive=True)
    if chosen.key == ENOUGH.key:
        await chat.say(_("Baik. Ketik /jaga untuk melihat lagi."))
        return 0
    return int(chosen.key)


def actions_for(seen: Seen) -> list[Choice]:
    """What this person may do with this call now."""
    found: list[Choice] = []
    if not seen.mine and seen.open:
        found.append(OVER if seen.held else TAKE)
    if seen.mine and seen.open and seen.way in ("chat", "phone") and seen.who in ("woman", "anybody"):
        found.append(WRITE)
    if seen.reads:
        found += [ADD, READ]
    if seen.mine and seen.open:
        found.append(CLOSE)
    return [*found, BACK]


async def write_to_her(chat: Chat, call_id: int) -> None:
    """A few words to her; on a phone others read she finds them under "kabar"."""
    words = await chat.ask(
        _("Tulis pesan pendek. Sapa dengan Ibu. Balasannya lewat pilihan: aman atau tidak, cara, dan jam."),
        Words(chars_max=NOTE_CHARS_MAX, sensitive=True),
    )
    if await chat.confirm(_("Yang akan terbaca:\n{words}\nKirim?", words=words), sensitive=True):
        await chat.run(send_words, call_id, words)
        await chat.say(_("Pesan sudah diteruskan."))
    else:
        await chat.say(_("Baik, tidak dikirim."))


async def add_note(chat: Chat, call_id: int) -> None:
    """A note in the safety store; the words are kept nowhere else."""
    words = await chat.ask(
        _("Tulis catatannya. Hanya yang diberi izin bisa membaca."),
        Words(chars_max=NOTE_CHARS_MAX, sensitive=True),
    )
    await chat.run(keep_note, call_id, words)
    await chat.say(_("Catatan disimpan."))


async def read_notes(chat: Chat, call_id: int) -> None:
    """The notes, one at a time, the oldest first."""
    notes = await chat.run(list_shown, call_id)
    if not notes:
        return await chat.say(_("Belum ada catatan."))
    for number, note in enumerate(notes, start=1):
        await chat.say(_("{made}, {by}:\n{words}", made=note.made, by=note.by, words=note.text))
        chosen = await chat.choose(
            _("Catatan {number} dari {total}.", number=number, total=len(notes)),
            (ENOUGH,) if number == len(notes) else (NEXT, ENOUGH),
            sensitive=True,
        )
        if chosen.key == ENOUGH.key:
            return None
    return None


# -- what is read and written -----------------------------------------------------------------------------------


async def _get(unit: Unit, call_id: int) -> Call:
    """The call, if the actor answers calls of its office. Raises NotAllowed, also if there is none."""
    call = await calls.find(unit, call_id)
    if call is None or unit.actor.locked or not await calls.is_for(unit, call, unit.actor.person_id):
        raise NotAllowed
    await permits.require(unit, Action.ANSWER_CALL, organisation_id=call.organisation_id)
    return call


async def look_at_calls(unit: Unit) -> tuple[Row, ...]:
    """The open calls of the actor's offices."""
    rings.note_look(unit, unit.actor.person_id)
    grants = await people.list_roles(unit, unit.actor.person_id)
    own = places(grants, Action.ANSWER_CALL)
    found = await calls.list_open(unit, own)
    return tuple(
        [
            Row(
                key=str(each.id),
                label=_("Kode {code}", code=each.code),
                hint=_("Belum ada yang pegang") if each.state is CallState.CALLED else _("Sudah dipegang"),
            )
            for each in found
            if await calls.is_for(unit, each, unit.actor.person_id)
        ]
    )


async def open_call(unit: Unit, call_id: int) -> Seen:
    """The call as the actor may see it; that is noted, without whom it is about. Raises NotAllowed."""
    call = await _get(unit, call_id)
    rings.note_look(unit, unit.actor.person_id)
    safety.note_act(unit, "read", call_id)
    record = await organisations.get(unit, call.organisation_id)
    mine = call.taken_by == unit.actor.person_id
    named = await people.list_persons(unit, [call.taken_by]) if call.taken_by and not mine else {}
    return Seen(
        id=call.id,
        code=call.code,
        kind=call.matter.kind,
        about=call.matter.about,
        certain=call.matter.level == "danger",
        unsafe=call.matter.unsafe,
        quiet=call.quiet,
        who=call.allowed.who.value,
        way=call.allowed.way,
        from_min=call.allowed.from_min or 0,
        to_min=call.allowed.to_min or 0,
        phone=call.allowed.phone if mine else "",
        named=(await contact_wishes.find(unit, call.person_id)).named.value,
        since=local_time(datetime.fromtimestamp(call.since_ms / 1000, unit.now.tzinfo), record.office.zone),
        open=call.state is not CallState.CLOSED,
        mine=mine,
        held=not mine and call.state is CallState.ACKNOWLEDGED,
        taken_by=next((each.name for each in named.values()), ""),
        reads=await safety.may_read(unit, call.organisation_id),
    )


async def take(unit: Unit, call_id: int) -> bool:
    """The actor acknowledges the call; False if somebody else has it or it is over. Raises NotAllowed."""
    call = await _get(unit, call_id)
    if call.taken_by == unit.actor.person_id and call.state is CallState.ACKNOWLEDGED:
        return True
    if call.state is not CallState.CALLED:
        return False
    calls.take(unit, call)
    safety.note_act(unit, "write", call_id)
    if not call.quiet:
        record = await organisations.get(unit, call.organisation_id)
        text = _("Petugas {office} sudah menerima pesan Ibu.", office=record.office.name)
        unit.tell(call.person_id, text, MessageClass.HELP.value, urgent=True)
    return True


async def take_over(unit: Unit, call_id: int) -> None:
    """The actor has it instead of somebody else, who hears it. Raises NotAllowed, Changed if it is over."""
    call = await _get(unit, call_id)
    if call.state is CallState.CLOSED:
        raise Changed
    calls.take(unit, call)
    safety.note_act(unit, "write", call_id)
    if call.taken_by and call.taken_by != unit.actor.person_id:
        text = _("Panggilan {code} sekarang dipegang petugas lain.", code=call.code)
        # Whoever had it may be on the way to her, also at night.
        unit.tell(call.taken_by, text, MessageClass.HELP.value, matter=calls.matter_of(call_id), urgent=True)


async def send_words(unit: Unit, call_id: int, words: str) -> None:
    """Her worker's words, on their way to her. Raises NotAllowed, Changed if she takes no words any more."""
    call = await _get(unit, call_id)
    if call.taken_by != unit.actor.person_id or call.quiet or not call.allowed.may_be_written_to:
        raise Changed
    if call.allowed.who is Who.WOMAN and not await duty.list_women(unit, [unit.actor.person_id]):
        raise NotAllowed
    unit.tell(
        call.person_id,
        _("Dari petugas:\n{words}", words=words),
        MessageClass.RELAY.value,
        buttons=(PushButton(label=_("Balas petugas"), talk=ANSWER_WORKER),),
        matter=calls.matter_of(call_id),
    )
    safety.note_act(unit, "write", call_id)


async def close(unit: Unit, call_id: int) -> None:
    """It is over. Raises NotAllowed, Changed if somebody else has it by now."""
    call = await _get(unit, call_id)
    if call.taken_by != unit.actor.person_id:
        raise Changed
    calls.close(unit, call)
    close_matter(unit, calls.matter_of(call_id))
    safety.note_act(unit, "write", call_id)


async def keep_note(unit: Unit, call_id: int, words: str) -> None:
    """Kept in the safety store. Raises NotAllowed."""
    await _get(unit, call_id)
    await safety.add_note(unit, call_id, words)


async def list_shown(unit: Unit, call_id: int) -> tuple[Shown, ...]:
    """The notes with the names of those who wrote them. Raises NotAllowed."""
    await _get(unit, call_id)
    notes = await safety.list_notes(unit, call_id)
    named = await people.list_persons(unit, [each.by_person for each in notes])
    return tuple(
        Shown(
            text=each.text, by=named[each.by_person].name if each.by_person in named else "-", made=each.made
        )
        for each in notes
    )
