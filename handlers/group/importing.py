"""Impor: a group's old book comes in: members and what each has, the group's own funds, and the money counted.

Everything is shown back; with one unclear row nothing is taken over. What two officers agree to is written in one go.
"""

# staff: officers of a group read this file's sentences

from datetime import date

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import group_rules, groups, ledger, members, permits, sheets
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.files import SentFile
from domain.money import Rupiah, Spelled
from domain.opening import KINDS, Fault, Listed, Opening, Wrong, settle
from domain.opening_pasted import LIST_CHARS_MAX, read_pasted
from domain.opening_table import read_table
from domain.permits import Action, holders
from domain.records import dataclass
from domain.zones import local_date
from handlers.file_questions import sheet as sheet_file
from handlers.group.import_steps import FUNDS, KIND, Begun, body_of, difference_line, in_words
from handlers.group.import_words import opening_line, wrong_lines
from handlers.group.which import GroupHere, choose_group
from handlers.meeting.kinds import NAMES, WORDS
from handlers.meeting.questions import Cash
from handlers.names import IMPORT
from handlers.parts import say_in_parts
from handlers.questions import Amount, Words
from handlers.second.agree import ask_second

PASTE = Choice("paste", _("Tempel daftar"), words=("tempel", "daftar", "ketik"))
FILE = Choice("file", _("Kirim file Excel"), words=("file", "excel", "xlsx"))
LAST = Choice("last", _("Lihat file tadi"), words=("tadi", "lihat"))
LATER = Choice("later", _("Nanti saja"), words=("nanti",))
THOUSANDS = Choice("thousands", _("Ya, ribuan"), words=("ya", "ribuan", "benar"))
PLAIN = Choice("plain", _("Bukan"), words=("tidak", "bukan"))
NONE = Choice("none", _("Tidak ada"), words=("tidak", "belum"))
SOME = Choice("some", _("Ada"), words=("ya", "punya"))
AGAIN = Choice("again", _("Hitung lagi"), words=("hitung", "ulang", "lagi"))
WRITE = Choice("write", _("Catat selisih"), words=("catat", "selisih"))

# Why the box holds something else; kept as the note of the entry on Selisih kas.
REASONS = (
    Choice("unknown", _("Belum tahu"), words=("tidak tahu", "ga tau")),
    Choice("not_written", _("Lupa ditulis"), words=("lupa",)),
    Choice("lent", _("Ada yang dipinjam"), words=("pinjam", "dipinjam")),
)

ASKED: dict[Account, Text] = {
    Account.SOSIAL: _("Ada dana sosial yang terkumpul?"),
    Account.CADANGAN: _("Ada dana cadangan kelompok?"),
    Account.HIBAH: _("Ada hibah atau bantuan yang masih disimpan?"),
}
EXAMPLE = _("Tempel daftarnya, satu anggota satu baris.\nContoh: Siti Aminah wajib 125rb pokok 50rb")


@dataclass(frozen=True, kw_only=True, slots=True)
class Here:
    """Whether the book is still empty, what the group saves, the day it is there, and a table that waits to be seen."""

    is_empty: bool
    kinds: tuple[SavingKind, ...]
    today: date
    sheet_id: int


@conversation(
    IMPORT,
    title=_("Isi buku awal"),
    words=("isi buku", "isi buku awal", "import"),
    roles=holders(Action.KEEP_MEMBERS),
    money=True,
)
async def fill_book(chat: Chat, group_id: int = 0, sheet_id: int = 0) -> None:
    group = await choose_group(chat, Action.WRITE_BOOK, group_id)
    if group is None:
        return None
    here = await chat.look(find_here, group.id)
    if not here.is_empty:
        return await chat.say(_("Buku sudah ada isinya. Kalau ada yang keliru, ketik BETULKAN."))
    listed = await ask_list(chat, group, here, sheet_id)
    if listed is None:
        return None
    found, wrong = await settle_list(chat, listed, here)
    if wrong:
        await chat.say(_("Ada yang belum jelas. Belum ada yang dicatat."))
        await say_in_parts(chat, wrong_lines(wrong))
        return await chat.say(_("Betulkan dulu, lalu ketik IMPOR dan kirim lagi."))
    await say_in_parts(chat, [opening_line(n, each) for n, each in enumerate(found, start=1)])
    text = n_(
        "{n} anggota. Jumlah simpanan: {sum}.\nSama dengan buku lama?",
        "{n} anggota. Jumlah simpanan: {sum}.\nSama dengan buku lama?",
        len(found),
        sum=Spelled(sum(each.total for each in found)),
    )
    if not await chat.confirm(text):
        return await chat.say(_("Baik, belum ada yang dicatat. Betulkan daftarnya, lalu ketik IMPOR."))
    begun = await ask_money(chat, here.today, found)
    words = in_words(begun)
    if not await chat.confirm(_("{what}\n\nBenar?", what=words)):
        return await chat.say(_("Baik, belum ada yang dicatat. Ketik IMPOR kalau mau mulai lagi."))
    await ask_second(chat, group, what=words, kind=KIND, subject=0, body=body_of(begun))
    return None


async def ask_list(chat: Chat, group: GroupHere, here: Here, sheet_id: int) -> Listed | None:
    """What she pasted, or the table that was read; None where a file is on its way, or later."""
    if not sheet_id:
        how = [PASTE, FILE, *([LAST] if here.sheet_id else []), LATER]
        chosen = await chat.choose(_("Isi buku awal {group}. Pakai apa?", group=group.name), how)
        if chosen.key == PASTE.key:
            return read_pasted(await chat.ask(EXAMPLE, Words(chars_max=LIST_CHARS_MAX)))
        if chosen.key == LATER.key:
            await chat.say(_("Baik. Ketik IMPOR kalau sudah siap."))
            return None
        if chosen.key == FILE.key:
            await ask_file(chat, group)
            return None
        sheet_id = here.sheet_id
    sheet = await chat.look(read_sheet, group.id, sheet_id)
    if sheet.state == sheets.WAITING:
        await chat.say(_("Filenya masih saya baca. Nanti saya kabari."))
        return None
    if sheet.state == sheets.USED:
        await chat.say(_("File itu sudah dipakai."))
        return None
    return Listed(wrong=sheet.wrong) if sheet.wrong else read_table(sheet.rows)


async def ask_file(chat: Chat, group: GroupHere) -> None:
    """The file is fetched and read after this talk; she is told."""
    await chat.say(_("Baris pertama: Nama, Pokok, Wajib, Sukarela. Tanpa rumus, angka lengkap."))
    sent = await chat.ask(_("Kirim file Excel-nya di sini."), sheet_file())
    await chat.run(want_sheet, group.id, sent)
    await chat.say(_("Terima kasih. Saya baca dulu. Nanti saya kabari."))


async def settle_list(
    chat: Chat, listed: Listed, here: Here
) -> tuple[tuple[Opening, ...], tuple[Wrong, ...]]:
    """The list with the two questions about the whole of it, if they are needed."""
    thousands, kind = False, None
    if listed.asks_scale and not listed.wrong:
        sample = next(part.rupiah for part in listed.parts if part.bare)
        asked = _(
            "Semua angka kecil ini ribuan? {sample} = {amount}.",
            sample=sample,
            amount=Rupiah(sample * 1_000),
        )
        thousands = (await chat.choose(asked, (THOUSANDS, PLAIN))).key == THOUSANDS.key
    if listed.asks_kind and not listed.wrong:
        offered = [Choice(each.value, NAMES[each], words=WORDS[each]) for each in here.kinds]
        chosen = await chat.choose(_("Angka tanpa nama simpanan, itu simpanan apa?"), offered)
        kind = SavingKind(chosen.key)
    if not listed.wrong:
        return settle(listed, kind=kind, thousands=thousands, kinds=here.kinds)
    # Nothing was asked about the whole list: what could have been meant is no fault of it.
    found, wrong = settle(listed, kind=here.kinds[0], thousands=listed.asks_scale, kinds=here.kinds)
    named = [each for each in wrong if each.fault is not Fault.TOTAL]
    return found, tuple(sorted(named, key=lambda each: each.row))


async def ask_money(chat: Chat, today: date, found: tuple[Opening, ...]) -> Begun:
    """The group's own funds, what lies in the bank, and the money in the box."""
    funds = []
    for fund in FUNDS:
        if (await chat.choose(ASKED[fund], (NONE, SOME))).key == SOME.key:
            funds.append((fund, await chat.ask(_("Berapa jumlahnya?"), Amount())))
    begun = Begun(day=today, members=found, funds=tuple(funds), bank=Rupiah(0), counted=Rupiah(0))
    bank = Rupiah(0)
    if (await chat.choose(_("Ada uang kelompok di bank?"), (NONE, SOME))).key == SOME.key:
        text = _("Berapa yang di bank?")
        while (bank := await chat.ask(text, Amount())) > begun.booked:
            text = _("Itu lebih dari semua catatan: {most}. Berapa yang di bank?", most=begun.booked)
    return await ask_count(chat, _with(begun, bank=bank))


async def ask_count(chat: Chat, begun: Begun) -> Begun:
    """The money in the box, counted as often as she likes; a difference needs a reason, and "belum tahu" is one."""
    while True:
        counted = await chat.ask(
            _("Hitung uang di kotak. Tulis jumlahnya, atau lembarannya.\nContoh: 100x4 50x10"),
            Cash(today=begun.day, booked=int(begun.booked)),
        )
        assert isinstance(counted, Rupiah), "nothing else is offered"
        begun = _with(begun, counted=counted)
        if not begun.difference:
            return begun
        await chat.say(
            _("Uang di kotak {counted}. Catatan {booked}.", counted=begun.counted, booked=begun.booked)
        )
        chosen = await chat.choose(difference_line(begun), (AGAIN, WRITE))
        if chosen.key == WRITE.key:
            why = await chat.choose(_("Kira-kira kenapa? Belum tahu juga boleh."), REASONS)
            return _with(begun, reason=why.key)


def _with(
    begun: Begun, *, bank: Rupiah | None = None, counted: Rupiah | None = None, reason: str = ""
) -> Begun:
    return Begun(
        day=begun.day,
        members=begun.members,
        funds=begun.funds,
        bank=begun.bank if bank is None else bank,
        counted=begun.counted if counted is None else counted,
        reason=reason,
    )


# -- what is read and written -----------------------------------------------------------------------------------


async def find_here(unit: Unit, group_id: int) -> Here:
    """What the import depends on. Raises NotAllowed, GroupIsDraft."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    today = local_date(unit.now, group.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    decided = {each.kind for each in rules.kinds}
    return Here(
        is_empty=not (await ledger.head(unit, group_id)).number,
        kinds=tuple(kind for kind in KINDS if kind in decided),
        today=today,
        sheet_id=await sheets.find_newest(unit, group_id),
    )


async def read_sheet(unit: Unit, group_id: int, sheet_id: int) -> sheets.Sheet:
    """The table as it was read. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    return await sheets.get(unit, group_id, sheet_id)


async def want_sheet(unit: Unit, group_id: int, sent: SentFile) -> int:
    """The file will be fetched and read. Raises NotAllowed, GroupIsDraft."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    await groups.get_open(unit, group_id)
    me = await members.number_of(unit, group_id, unit.actor.person_id)
    return sheets.want(unit, group_id, sent, me)
