"""The office's telephone numbers: shown to people only after somebody called them and found them right."""

# staff: office people read this file's sentences

import re
from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from db import organisations
from db.organisations import PHONES_MAX
from db.unit import Unit
from domain.organisations import local_date
from domain.permits import Action
from domain.refusals import Changed
from handlers.names import PARTNERS
from handlers.office.admins import get_office_for, look_at_office, note
from handlers.questions import Words

LABEL_CHARS_MAX = 24  # a row of a list
NUMBER_CHARS_MAX = 20  # the longest international number with its signs
NUMBER = re.compile(r"\+?\d[\d ()./-]{1,18}")

ADD = Choice("add", _("Tambah nomor"), words=("tambah", "baru"))
LEAVE = Choice("leave", _("Biarkan"), words=("kembali", "tidak jadi"))
OTHERS = Choice(PARTNERS, _("Mitra rujukan"), words=("mitra", "rujukan"))
CHECKED = Choice("checked", _("Sudah dicek"), words=("cek", "benar"))
HIDE = Choice("hide", _("Sembunyikan"), words=("hapus", "salah"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number of the office, as a row of a list."""

    key: str
    label: str
    hint: Text
    checked_on: date | None


async def keep_numbers(chat: Chat, organisation_id: int) -> None:
    """Choose a number to check or hide, or add one."""
    numbers = await chat.look(list_numbers, organisation_id)
    rows: list[Number | Choice] = [*numbers]
    if len(numbers) < PHONES_MAX:
        rows.append(ADD)
    chosen = await chat.choose(
        _("Nomor yang mana? Warga hanya melihat nomor yang sudah dicek."), [*rows, OTHERS, LEAVE]
    )
    if chosen.key == LEAVE.key:
        return
    if chosen.key == OTHERS.key:
        await chat.go(PARTNERS, organisation_id)
    if isinstance(chosen, Number):
        await _change_number(chat, organisation_id, chosen)
    else:
        await _add_number(chat, organisation_id)


async def _change_number(chat: Chat, organisation_id: int, chosen: Number) -> None:
    if chosen.checked_on is None:
        await chat.say(_("{label}: {number}. Belum dicek.", label=chosen.label, number=chosen.key))
    else:
        await chat.say(
            _("{label}: {number}. Dicek {day}.", label=chosen.label, number=chosen.key, day=chosen.checked_on)
        )
    what = await chat.choose(_("Mau diapakan?"), (CHECKED, HIDE, LEAVE))
    if what.key == HIDE.key:
        await chat.run(hide_number, organisation_id, chosen.key)
        return await chat.say(_("Sudah disembunyikan dari warga."))
    if what.key == CHECKED.key:
        if await chat.confirm(_("{number} sudah ditelepon hari ini, dan benar?", number=chosen.key)):
            await chat.run(mark_checked, organisation_id, chosen.key)
            return await chat.say(_("Sudah dicatat. Warga bisa melihat nomor ini."))
        await chat.say(_("Baik. Nomor yang belum ditelepon tidak ditampilkan."))
    return None


async def _add_number(chat: Chat, organisation_id: int) -> None:
    label = await chat.ask(
        _("Nomor ini untuk apa? Contoh: Telepon kantor."), Words(chars_max=LABEL_CHARS_MAX)
    )
    number = await chat.ask(_("Berapa nomornya?"), Words(chars_max=NUMBER_CHARS_MAX))
    while not NUMBER.fullmatch(number):
        number = await chat.ask(
            _("Itu belum seperti nomor telepon. Berapa nomornya?"), Words(chars_max=NUMBER_CHARS_MAX)
        )
    await chat.run(add_number, organisation_id, label, number)
    await chat.say(_("Sudah ditambah. Telepon dulu, lalu pilih Sudah dicek."))


async def list_numbers(unit: Unit, organisation_id: int) -> tuple[Number, ...]:
    """The office's numbers, also those hidden from people. Raises NotAllowed."""
    record = await look_at_office(unit, organisation_id)
    return tuple(
        Number(
            key=each.number,
            label=each.label,
            hint=_("Sudah dicek") if each.checked_on is not None else _("Belum dicek, tidak tampil"),
            checked_on=each.checked_on,
        )
        for each in record.office.phones
    )


async def add_number(unit: Unit, organisation_id: int, label: str, number: str) -> None:
    """Note a number, hidden until it is checked. Raises NotAllowed, Changed if there are too many by now."""
    record = await get_office_for(unit, Action.KEEP_NUMBERS, organisation_id)
    if len(record.office.phones) >= PHONES_MAX:
        raise Changed
    await organisations.add_phone(unit, organisation_id, label, number)
    note(unit, organisation_id, "phone added")


async def mark_checked(unit: Unit, organisation_id: int, number: str) -> None:
    """Somebody of the office called it today. Raises NotAllowed, Changed."""
    record = await get_office_for(unit, Action.KEEP_NUMBERS, organisation_id)
    await _set_checked(unit, organisation_id, number, local_date(unit.now, record.office.zone))
    note(unit, organisation_id, "phone checked")


async def hide_number(unit: Unit, organisation_id: int, number: str) -> None:
    """Nobody outside sees it until it is checked again. Raises NotAllowed, Changed."""
    await get_office_for(unit, Action.KEEP_NUMBERS, organisation_id)
    await _set_checked(unit, organisation_id, number, None)
    note(unit, organisation_id, "phone hidden")


async def _set_checked(unit: Unit, organisation_id: int, number: str, day: date | None) -> None:
    try:
        await organisations.set_phone_checked(unit, organisation_id, number, day)
    except KeyError as fault:
        raise Changed from fault
