"""Mitra: to whom an office refers. Offices, no persons; a number is shown to people once somebody has called it."""

# staff: office people read this file's sentences

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import _
from domain.matter_moves import NAME_SHOWN_CHARS
from domain.matters import PARTNERS_MAX, PartnerKind
from domain.permits import Action, holders
from handlers.contact.move_words import PARTNER_KINDS
from handlers.contact.partner_steps import (
    Office,
    Row,
    add_partner,
    find_partner,
    list_offices_here,
    list_own_offices,
    list_partners,
    mark_checked,
    remove_partner,
    set_phone,
)
from handlers.names import PARTNERS
from handlers.office.numbers import NUMBER, NUMBER_CHARS_MAX
from handlers.questions import Words

ADD = Choice("add", _("Tambah mitra"), words=("tambah", "baru"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))
PHONE = Choice("phone", _("Isi nomor"), words=("nomor", "telepon"))
CHECKED = Choice("checked", _("Nomor sudah dicek"), words=("dicek", "cek", "benar"))
REMOVE = Choice("remove", _("Hapus mitra"), words=("hapus",))
LEAVE = Choice("leave", _("Biarkan"), words=("kembali", "tidak jadi"))
NOT_HERE = Choice("none", _("Tidak memakai"), words=("tidak", "tidak ada", "belum"))
KINDS = tuple(Choice(each.value, label) for each, label in PARTNER_KINDS.items())


@conversation(
    PARTNERS,
    title=_("Mitra rujukan"),
    words=("mitra rujukan", "daftar mitra"),
    roles=holders(Action.KEEP_PARTNERS),
    resumes=False,
)
async def keep_partners(chat: Chat, organisation_id: int = 0) -> None:
    if not organisation_id:
        organisation_id = await _choose_office(chat)
    rows = await chat.look(list_partners, organisation_id)
    choices: list[Row | Choice] = [*rows, *([ADD] if len(rows) < PARTNERS_MAX else []), DONE]
    chosen = await chat.choose(_("Mitra rujukan kantor:"), choices)
    if chosen.key == DONE.key:
        return await chat.say(_("Baik, sudah selesai. Ketik MENU untuk pilihan lain."))
    if isinstance(chosen, Row):
        await _change(chat, organisation_id, int(chosen.key))
    else:
        await _add(chat, organisation_id)
    await chat.go(PARTNERS, organisation_id)


async def _choose_office(chat: Chat) -> int:
    own = await chat.look(list_own_offices)
    chosen = own[0] if len(own) == 1 else await chat.choose(_("Kantor yang mana?"), own)
    return int(chosen.key)


async def _add(chat: Chat, organisation_id: int) -> None:
    kind = await chat.choose(_("Mitra apa?"), KINDS)
    name = await chat.ask(
        _("Apa nama kantornya? Warga membaca nama ini."), Words(chars_max=NAME_SHOWN_CHARS, one_line=True)
    )
    offices = await chat.look(list_offices_here, organisation_id)
    office = "0"
    if offices:
        asked = _("Apa mitra ini juga memakai program ini?")
        here: list[Office | Choice] = [*offices, NOT_HERE]
        chosen = await chat.choose(asked, here)
        office = "0" if chosen.key == NOT_HERE.key else chosen.key
    await chat.run(add_partner, organisation_id, kind.key, name, int(office))
    await chat.say(_("{name} sudah ditambah.", name=name))


async def _change(chat: Chat, organisation_id: int, partner_id: int) -> None:
    seen = await chat.look(find_partner, organisation_id, partner_id)
    await chat.say(_("{name}. {kind}.", name=seen.name, kind=PARTNER_KINDS[PartnerKind(seen.kind)]))
    if seen.phone and seen.checked_on is not None:
        await chat.say(_("Telepon {number}, dicek {day}.", number=seen.phone, day=seen.checked_on))
    elif seen.phone:
        await chat.say(_("Telepon {number}. Belum dicek, jadi belum tampil.", number=seen.phone))
    choices = (PHONE, CHECKED, REMOVE, LEAVE) if seen.phone else (PHONE, REMOVE, LEAVE)
    chosen = await chat.choose(_("Mau diapakan?"), choices)
    if chosen.key == PHONE.key:
        number = await _ask_number(chat)
        await chat.run(set_phone, organisation_id, partner_id, number)
        await chat.say(_("Sudah dicatat. Telepon dulu, lalu pilih Nomor sudah dicek."))
    elif chosen.key == CHECKED.key:
        if await chat.confirm(_("{number} sudah ditelepon hari ini, dan benar?", number=seen.phone)):
            await chat.run(mark_checked, organisation_id, partner_id)
            await chat.say(_("Sudah dicatat. Nomor ini ikut di surat rujukan."))
    elif chosen.key == REMOVE.key and await chat.confirm(_("Hapus {name} dari daftar?", name=seen.name)):
        await chat.run(remove_partner, organisation_id, partner_id)
        await chat.say(_("Sudah dihapus dari daftar."))


async def _ask_number(chat: Chat) -> str:
    number = await chat.ask(_("Berapa nomornya?"), Words(chars_max=NUMBER_CHARS_MAX))
    while not NUMBER.fullmatch(number):
        number = await chat.ask(
            _("Itu belum seperti nomor telepon. Berapa nomornya?"), Words(chars_max=NUMBER_CHARS_MAX)
        )
    return number
