"""Bacakan: what a meeting wrote about women without a phone is read to them; a member who is no officer heard it.

She says so on her own phone: nobody's silence counts, and no officer vouches for her own writing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import group_rules, ledger, meetings, members, officers, permits, slips
from db.members import Member
from db.push_buttons import close_matter
from db.unit import Paper, PushButton, Unit
from domain.contact import MessageClass
from domain.disputes import Slip
from domain.ledger import Entry
from domain.loan_paying import paid_of
from domain.meetings import Meeting
from domain.money import Rupiah
from domain.movements import Part, by_account, parts_of, total_of
from domain.permits import Action, holders
from domain.refusals import Changed
from handlers.group.which import choose_group
from handlers.names import HEARD, READ_ALOUD
from handlers.parts import say_in_parts
from handlers.savings.slips import DIFFERENT_LABEL, RIGHT_LABEL
from handlers.savings.words import Names, names_by

PRINT = Choice("print", _("Cetak kertasnya"), words=("cetak", "kertas", "slip"))
WITNESS = Choice("witness", _("Sudah dibacakan"), words=("sudah", "saksi", "selesai"))
LATER = Choice("later", _("Nanti saja"), words=("nanti", "belum"))

NOTHING = Rupiah(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Aloud:
    """What is read: a line for each woman without a phone. witnesses: who may have heard it, by number and name."""

    meeting: int
    day: date
    lines: tuple[Text, ...]
    witnesses: tuple[Choice, ...]
    own_phone: bool


@conversation(
    READ_ALOUD,
    title=_("Bacakan catatan"),
    words=("bacakan catatan", "tanpa hp"),
    roles=holders(Action.WRITE_BOOK),
    sensitive=True,
    resumes=False,
    money=True,
)
async def read_aloud(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    aloud = await chat.run(find_lines, group.id)
    if aloud is None:
        return await chat.say(_("Belum ada rapat yang ditutup."))
    if not aloud.lines:
        return await chat.say(_("Semua anggota punya HP. Tidak ada yang perlu dibacakan."))
    await chat.say(_("Rapat {day}. Bacakan ini dengan suara:", day=aloud.day))
    await say_in_parts(chat, aloud.lines)
    choices = [WITNESS, *([PRINT] if aloud.own_phone else []), LATER]
    chosen = await chat.choose(_("Sudah dibacakan semua?"), choices)
    if chosen.key == PRINT.key:
        await chat.run(print_slips, group.id, aloud.meeting)
        return await chat.say(_("Kertasnya saya kirim. Gunting, lalu bagikan."))
    if chosen.key == LATER.key:
        return await chat.say(_("Baik, Bu. Ketik BACAKAN kalau sudah."))
    if not aloud.witnesses:
        return await chat.say(_("Perlu satu anggota yang punya HP dan bukan pengurus. Cetak saja kertasnya."))
    witness = await chat.choose(_("Siapa anggota yang ikut mendengar?"), aloud.witnesses)
    await chat.run(ask_witness, group.id, aloud.meeting, int(witness.key[1:]))
    await chat.say(_("Saya tanyakan ke HP {name}, apakah sudah benar.", name=witness.label))
    return None


@conversation(HEARD, title=_("Saksi rapat"), sensitive=True, resumes=False, money=True)
async def say_heard(chat: Chat, group_id: int = 0, meeting: int = 0, said: str = "") -> None:
    count = await chat.run(keep_heard, group_id, meeting, said)
    if not count:
        return await chat.say(_("Yang ini sudah dijawab, Bu. Terima kasih."))
    if said == Slip.RIGHT.value:
        return await chat.say(_("Terima kasih, Bu. Sudah saya catat: benar."))
    await chat.say(_("Terima kasih, Bu. Pengurus saya minta mengecek lagi bersama."))
    return None


# -- what is read and written -----------------------------------------------------------------------------------


async def _without_phone(unit: Unit, group_id: int) -> tuple[Meeting | None, list[Member], list[Member]]:
    """The last closed meeting, who has no phone, and who may have heard."""
    meeting = await meetings.last_closed(unit, group_id)
    listed = await members.list_members(unit, group_id)
    borrowed = await officers.list_borrowed(unit, group_id, listed)
    heard = [each for each in listed if each.has_phone and not each.offices and each.number not in borrowed]
    return meeting, [each for each in listed if not each.has_phone], heard


async def find_lines(unit: Unit, group_id: int) -> Aloud | None:
    """What is to be read of the last closed meeting, None if there is none; that is noted. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    meeting, silent, heard = await _without_phone(unit, group_id)
    if meeting is None:
        return None
    for each in silent:
        unit.audit("read", "book", group_id, each.told_id, "read aloud")
    entries = await ledger.list_entries(unit, group_id, meeting=meeting.number)
    savings = await ledger.all_savings(unit, group_id)
    names = names_by(await group_rules.rules_on(unit, group_id, meeting.day))
    return Aloud(
        meeting=meeting.number,
        day=meeting.day,
        lines=tuple(
            line_of(
                each.shown,
                parts_of(entries, each.number),
                total_of(savings.get(each.number, {})),
                names,
                paid=_paid(entries, each.number),
            )
            for each in silent
        ),
        witnesses=tuple(Choice(f"m{each.number}", each.shown) for each in heard),
        own_phone=unit.actor.phone == "own" and not unit.actor.profiles,
    )


def _paid(entries: Sequence[Entry], member: int) -> Rupiah:
    """What she has paid on her loan; all who sat there have seen it. Who has paid nothing is not spoken of."""
    paid = paid_of(entries, member)
    return Rupiah(0 if paid is None else max(0, paid.amount))


def line_of(name: str, parts: Sequence[Part], total: Rupiah, names: Names, *, paid: Rupiah = NOTHING) -> Text:
    """What the meeting wrote about her, in one line to be heard. paid: on her loan; what is left is hers alone."""
    if paid and not parts:
        return _("{name}: cicilan {paid}. Simpanannya {total}.", name=name, paid=paid, total=total)
    line = _savings_line(name, parts, total, names)
    return _("{line} Cicilan {paid}.", line=line, paid=paid) if paid else line


def _savings_line(name: str, parts: Sequence[Part], total: Rupiah, names: Names) -> Text:
    kept = by_account(parts)
    if not kept:
        return _("{name}: belum ada setoran tercatat. Simpanannya {total}.", name=name, total=total)
    if len(kept) == 1:
        return _(
            "{name}: {kind} {amount}. Simpanannya {total}.",
            name=name,
            kind=names[kept[0].account],
            amount=Rupiah(kept[0].amount),
            total=total,
        )
    return _(
        "{name}: setoran {amount}. Simpanannya {total}.",
        name=name,
        amount=Rupiah(sum(each.amount for each in kept)),
        total=total,
    )


async def ask_witness(unit: Unit, group_id: int, number: int, witness: int) -> None:
    """She is asked on her own phone. Raises NotAllowed, Changed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    meeting, silent, heard = await _without_phone(unit, group_id)
    found = next((each for each in heard if each.number == witness), None)
    if meeting is None or meeting.number != number or found is None or not silent:
        raise Changed
    slips.put_read_aloud(unit, group_id, number, [each.number for each in silent], witness)
    matter = f"heard:{group_id}:{number}"
    close_matter(unit, matter)
    unit.audit("write", "meeting", number, unit.actor.person_id, "read aloud")
    text = n_(
        "Tadi catatan rapat {day} dibacakan untuk {n} anggota tanpa HP. Ibu ikut mendengar. Sudah benar?",
        "Tadi catatan rapat {day} dibacakan untuk {n} anggota tanpa HP. Ibu ikut mendengar. Sudah benar?",
        len(silent),
        day=meeting.day,
    )
    unit.tell(
        found.told_id,
        text,
        MessageClass.RELAY.value,
        buttons=tuple(
            PushButton(label=label, talk=HEARD, args=(group_id, number, said.value))
            for label, said in ((RIGHT_LABEL, Slip.RIGHT), (DIFFERENT_LABEL, Slip.DIFFERENT))
        ),
        matter=matter,
    )


async def keep_heard(unit: Unit, group_id: int, meeting: int, said: str) -> int:
    """For how many women the actor has said it; 0 if she was not asked, or has said it already."""
    permits.require_meant(unit, group_id)
    told: list[int] = []
    _meeting, _silent, heard = await _without_phone(unit, group_id)
    may = {each.number for each in heard}  # as it is now: she may have become an officer
    for number in await members.numbers_of(unit, group_id, unit.actor.person_id):
        if unit.actor.locked or number not in may:
            continue
        told += await slips.answer_as_witness(unit, group_id, meeting, number, Slip(said))
    if told and said == Slip.DIFFERENT.value:
        day = (await meetings.get(unit, group_id, meeting)).day
        for each in await members.list_members(unit, group_id):
            if each.offices and each.has_phone:
                unit.tell(
                    each.told_id,
                    _("Saksi bilang ada yang beda di catatan rapat {day}. Mari dicek bersama.", day=day),
                    MessageClass.RELAY.value,
                )
    return len(told)


async def print_slips(unit: Unit, group_id: int, meeting: int) -> None:
    """The slips go to this chat, made when they are sent. Raises NotAllowed, Changed if the phone is shared by now."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    if unit.actor.phone != "own" or unit.actor.profiles:
        raise Changed
    for each in (await _without_phone(unit, group_id))[1]:
        unit.audit("read", "book", group_id, each.told_id, "paper slips")
    unit.hand(_("Kertas untuk anggota tanpa HP."), Paper("book/slips.pdf", (group_id, meeting)))
