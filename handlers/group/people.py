"""Anggota: who is in the group's book: the list, a new name, a corrected one, and a woman who leaves.

Her number stays hers when she has left, and nobody leaves while money of hers is in the box (db/leaving.py).
"""

# staff: officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import groups, leaving, members, officers, permits
from db.members import NAME_CHARS_MAX, Member
from db.role_names import ROLE_NAMES
from db.unit import Unit
from domain.contact import MessageClass
from domain.permits import Action, holders
from domain.zones import local_date
from handlers.group.aloud import read_aloud
from handlers.group.which import GroupHere, choose_group
from handlers.name_question import PersonName
from handlers.names import MEMBERS
from handlers.parts import say_in_parts
from handlers.second.telling import tell

LIST = Choice("list", _("Lihat daftar"), words=("daftar", "lihat"))
ADD = Choice("add", _("Tambah nama"), words=("tambah", "baru"))
RENAME = Choice("rename", _("Betulkan nama"), words=("betulkan", "ganti nama"))
ALOUD = Choice("aloud", _("Bacakan izin"), words=("izin", "bacakan"))
LEAVE = Choice("leave", _("Anggota keluar"), words=("keluar", "berhenti"))
DONE = Choice("done", _("Selesai"), words=("sudah", "tutup"))

SAME_NAME = _("Sama saja")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A member in a list. offices: what she holds there, in words."""

    number: int
    name: str
    called: str
    shown: str
    has_phone: bool
    office: Text | None

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"

    @property
    def label(self) -> Text:
        """What is shown."""
        return _("{name}", name=self.shown)


@conversation(
    MEMBERS,
    title=_("Anggota"),
    words=("daftar anggota", "anggota kelompok"),
    roles=holders(Action.KEEP_MEMBERS),
    resumes=False,
    money=True,
)
async def keep_members(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.KEEP_MEMBERS, group_id)
    if group is None:
        return
    # In practice nobody has said yes to anything.
    ways = (LIST, ADD, RENAME, LEAVE, DONE) if group.practice else (LIST, ADD, RENAME, ALOUD, LEAVE, DONE)
    chosen = await chat.choose(_("Anggota kelompok {group}. Mau apa?", group=group.name), ways)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai."))
    if chosen.key == ADD.key:
        await add_one(chat, group)
    else:
        lines = await chat.run(list_lines, group.id)
        if chosen.key == LIST.key:
            await show(chat, lines)
        elif chosen.key == RENAME.key:
            await rename_one(chat, group, lines)
        elif chosen.key == LEAVE.key:
            await let_one_leave(chat, group, lines)
        else:
            await read_aloud(chat, group)
    await chat.go(MEMBERS, group.id)


async def show(chat: Chat, lines: tuple[Line, ...]) -> None:
    """Everybody by number; who has no phone is told by the officers."""
    without = sum(not each.has_phone for each in lines)
    head = n_(
        "{n} anggota. Tanpa HP: {without}.", "{n} anggota. Tanpa HP: {without}.", len(lines), without=without
    )
    await say_in_parts(chat, [head, *map(in_words, lines)])


def in_words(line: Line) -> Text:
    """One member in the list."""
    values = {"number": line.number, "name": line.shown}
    if line.office is not None:
        return _("{number}. {name}, {office}.", office=line.office, **values)
    if not line.has_phone:
        return _("{number}. {name}, tanpa HP.", **values)
    return _("{number}. {name}.", **values)


async def add_one(chat: Chat, group: GroupHere) -> None:
    """A new name in the book; whether it may be written there is asked of her, read aloud."""
    name = await chat.ask(_("Siapa nama anggota baru?"), PersonName(chars_max=NAME_CHARS_MAX))
    called = await chat.ask_or_skip(
        _("Biasa dipanggil siapa?"), PersonName(chars_max=NAME_CHARS_MAX, skip=SAME_NAME)
    )
    if not await chat.confirm(_("{name} masuk buku {group}?", name=name, group=group.name), weighty=False):
        return await chat.say(_("Baik, tidak dicatat."))
    number = await chat.run(add_member, group.id, name, called or "")
    await chat.say(_("Sudah dicatat: {name}, nomor {number}.", name=name, number=number))
    await chat.say(_("Punya HP? Ketik GABUNG di HP-nya. Tanpa HP? Pilih Bacakan izin."))
    return None


async def rename_one(chat: Chat, group: GroupHere, lines: tuple[Line, ...]) -> None:
    """How the book calls her from now on."""
    line = await chat.choose(_("Nama siapa yang dibetulkan?"), lines)
    name = await chat.ask(_("Nama {name} yang benar?", name=line.name), PersonName(chars_max=NAME_CHARS_MAX))
    called = await chat.ask_or_skip(
        _("Biasa dipanggil siapa?"), PersonName(chars_max=NAME_CHARS_MAX, skip=SAME_NAME)
    )
    if not await chat.confirm(_("{old} jadi {name}. Benar?", old=line.name, name=name), weighty=False):
        return await chat.say(_("Baik, namanya tetap."))
    await chat.run(rename_member, group.id, line.number, name, called or "")
    return await chat.say(_("Namanya sudah dibetulkan."))


async def let_one_leave(chat: Chat, group: GroupHere, lines: tuple[Line, ...]) -> None:
    """She leaves, once all her money is hers again."""
    line = await chat.choose(_("Siapa yang keluar?"), lines)
    if not await chat.confirm(_("{name} keluar dari {group}. Benar?", name=line.shown, group=group.name)):
        return await chat.say(_("Baik, tidak ada yang diubah."))
    await chat.run(let_leave, group.id, line.number)
    return await chat.say(_("{name} sudah keluar. Catatannya tetap ada di buku.", name=line.shown))


# -- what is read and written -----------------------------------------------------------------------------------


async def list_lines(unit: Unit, group_id: int) -> tuple[Line, ...]:
    """Everybody in the book; that the names are read leaves an audit row each. Raises NotAllowed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    found = await members.list_members(unit, group_id)
    for each in found:
        unit.audit("list", "member", each.number, each.told_id, "names")
    return tuple(_line(each) for each in found)


def _line(member: Member) -> Line:
    return Line(
        number=member.number,
        name=member.name,
        called=member.called,
        shown=member.shown,
        has_phone=member.has_phone,
        office=ROLE_NAMES[member.offices[0]] if member.offices else None,
    )


async def add_member(unit: Unit, group_id: int, name: str, called: str) -> int:
    """Her number. Raises NotAllowed, GroupFull."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    number = await members.add(unit, group_id, name=name, called=called, joined_day=today)
    member = await members.get_member(unit, group_id, number)
    unit.audit("write", "member", number, member.person_id, "added")
    return number


async def rename_member(unit: Unit, group_id: int, number: int, name: str, called: str) -> None:
    """She is told, where she has a phone. Raises NotAllowed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    group = await groups.get(unit, group_id)
    member = await members.get_member(unit, group_id, number)
    await members.rename(unit, group_id, member, name=name, called=called)
    unit.audit("write", "member", number, member.person_id, "name")
    if not member.has_phone:
        await _tell_officers(unit, group_id, member.name, name)
    if member.has_phone and member.told_id != unit.actor.person_id and not group.practice_of:
        text = _("Di buku {group} nama Ibu sekarang: {name}.", group=group.name, name=name)
        unit.tell(member.told_id, text, MessageClass.RECEIPT.value)


async def _tell_officers(unit: Unit, group_id: int, before: str, name: str) -> None:
    """Nobody else could notice that a woman without a phone, and what she has saved, is called otherwise by now."""
    text = _("Di buku kelompok {before} sekarang bernama {name}.", before=before, name=name)
    found = await officers.list_officers(unit, group_id)
    await tell(unit, group_id, [(each.number, text) for each in found])


async def let_leave(unit: Unit, group_id: int, number: int) -> None:
    """She is told, where she has a phone. Raises NotAllowed, SavingsLeft, PayoutOpen, HasOffice, Changed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    group = await groups.get(unit, group_id)
    member = await leaving.leave(unit, group_id, number, local_date(unit.now, group.zone))
    if member.has_phone and not group.practice_of:
        text = _("Ibu sudah keluar dari kelompok {group}. Terima kasih, Bu.", group=group.name)
        unit.tell(member.told_id, text, MessageClass.RECEIPT.value)
