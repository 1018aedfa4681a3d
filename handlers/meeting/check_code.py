"""Angka cek: the digits that stand for the whole book, to compare with those on paper."""

import re
from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice, NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.registry import conversation
from conversation.text import _
from db import ledger, meetings, permits
from db.unit import Unit
from domain.ledger import CODE_DIGITS, shown_code
from domain.permits import Action, holders
from handlers.group.which import choose_group
from handlers.house import CANNOT_READ
from handlers.names import CHECK_CODE
from handlers.questions import Asked

COMPARE = Choice("compare", _("Cocokkan"), words=("cocok", "cek", "ya"))
ENOUGH = Choice("enough", _("Cukup"), words=("cukup", "tidak", "sudah"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The newest digits. day: of the meeting that published them, None where it was no meeting."""

    code: str
    day: date | None


@dataclass(frozen=True, kw_only=True)
class Digits(Asked):
    """Eight digits, however they are parted."""

    @property
    def kind(self) -> str:
        return "digits"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """The digits."""
        if said.thing:
            return Unclear(CANNOT_READ)
        found = re.sub(r"[\s.\-]", "", said.text)
        if len(found) != CODE_DIGITS or not (found.isascii() and found.isdecimal()):
            return Unclear(_("Angka cek ada 8 angka. Contoh: 4821 0937."))
        return Understood(found)

    def restore(self, plain: Plain) -> str:
        """The digits without spaces."""
        if not isinstance(plain, str) or len(plain) != CODE_DIGITS:
            raise NoLongerFits
        return plain


@conversation(
    CHECK_CODE,
    title=_("Angka cek"),
    words=("angka cek", "cek buku"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
)
async def compare_code(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return
    newest = await chat.look(find_newest, group.id)
    if newest is None:
        return await chat.say(_("Belum ada angka cek. Angkanya ada sesudah rapat ditutup."))
    if newest.day is None:
        await chat.say(_("Angka cek terakhir {code}.", code=shown_code(newest.code)))
    else:
        await chat.say(
            _("Angka cek terakhir {code}, rapat {day}.", code=shown_code(newest.code), day=newest.day)
        )
    chosen = await chat.choose(_("Mau dicocokkan dengan buku?"), (COMPARE, ENOUGH))
    if chosen.key == ENOUGH.key:
        return await chat.say(_("Baik, Bu."))
    code = await chat.ask(_("Tulis 8 angka yang ada di buku."), Digits())
    found = await chat.look(find_published, group.id, code)
    if found is None:
        return await chat.say(_("Angka itu belum cocok. Coba lihat lagi di buku. Atau tanya pengurus."))
    if found.day is None:
        return await chat.say(_("Cocok. Angka itu dari buku kelompok ini."))
    return await chat.say(_("Cocok. Angka itu dari rapat {day}.", day=found.day))


# -- what is read -----------------------------------------------------------------------------------------------


async def find_newest(unit: Unit, group_id: int) -> Shown | None:
    """The digits that were published last; None before the first. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    published = await ledger.last_published(unit, group_id)
    if published is None:
        return None
    return Shown(code=published.code, day=await _day(unit, group_id, published.meeting))


async def find_published(unit: Unit, group_id: int, code: str) -> Shown | None:
    """Where these digits were published; None if never. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    found = await meetings.find_code(unit, group_id, code)
    return None if found is None else Shown(code=code, day=await _day(unit, group_id, found[0]))


async def _day(unit: Unit, group_id: int, meeting: int | None) -> date | None:
    return (await meetings.get(unit, group_id, meeting)).day if meeting is not None else None
