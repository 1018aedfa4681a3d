"""Tabungan: her own savings: how much of which kind, the last entries, her target, a picture, her book to print."""

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import disputes, group_rules, ledger, loans, members
from db.ledger import Movement
from db.unit import Paper, Unit
from domain.accounts import Account
from domain.group_rules import USUAL_MAX
from domain.ledger import EntryKind
from domain.loan_paying import left_of
from domain.loans import State
from domain.money import Rupiah, Spelled
from domain.movements import COUNTED, total_of
from domain.permits import Action, places
from domain.refusals import Changed
from domain.zones import local_date
from handlers.names import DIFFER, GROUP_MONEY, PINJAMAN, SAVINGS
from handlers.parts import length_of
from handlers.questions import Amount
from handlers.savings.dated import own_line
from handlers.savings.difference_question import OneOfOrDifference, Typed
from handlers.savings.own import choose_own, get_mine
from handlers.savings.words import lines, movement_line, names_by

PASSBOOK, GROWTH = "passbook.pdf", "growth.png"

OLDER = Choice("older", _("Lihat lebih lama"), words=("lebih lama", "lama", "catatan", "riwayat"))
DIFFERENT = Choice("different", _("Ada yang beda"), words=("salah", "beda", "keliru"))
TARGET = Choice("target", _("Target"), words=("target saya", "tujuan"))
PICTURE = Choice("picture", _("Gambar simpanan"), words=("gambar",))
PRINT = Choice("print", _("Buku anggota (PDF)"), words=("buku", "buku anggota", "pdf", "cetak"))
GROUP = Choice("group", _("Uang kelompok"), words=("kelompok",))
LOAN = Choice("loan", _("Pinjaman saya"), words=("pinjaman", "cicilan", "utang"))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup"))

CHANGE = Choice("change", _("Ganti target"), words=("ganti", "ubah"))
REMOVE = Choice("remove", _("Hapus target"), words=("hapus",))
KEEP = Choice("keep", _("Tetap begini"), words=("tetap", "tidak", "sudah"))
NEXT = Choice("next", _("Lebih lama lagi"), words=("lagi", "lanjut"))

# Entries under the balances, and on a page of older ones.
LAST = 5
PAGE = 6
# Balances and entries together; the rest of the 500 characters is for what surrounds them.
BODY_CHARS_MAX = 330
# As far back as she can turn pages here; the whole of it is in her book (PDF).
OLDEST = 120

TARGET_MAX = Rupiah(USUAL_MAX * 10)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnBook:
    """Her page. text: balances; entries: the newest first, as lines; open_matters: what differs and is not settled.

    borrows: whether a loan of hers runs.
    """

    text: Text
    entries: tuple[Text, ...]
    total: Rupiah
    target: Rupiah
    older: bool
    open_matters: int
    own_phone: bool
    sees_totals: bool
    borrows: bool = False


@conversation(
    SAVINGS,
    title=_("Simpanan saya"),
    words=("tabungan saya", "simpanan saya"),
    sensitive=True,
    resumes=False,
    money=True,
)
async def show_savings(chat: Chat, group_id: int = 0, number: int = 0) -> None:
    mine = await choose_own(chat, group_id, number)
    if mine is None:
        return
    group_id, number = mine.group_id, mine.number
    book = await chat.look(read_own, group_id, number)
    await chat.say(book.text)
    if book.entries:
        await chat.say(lines(book.entries))
    if book.open_matters:
        await chat.say(n_("{n} yang beda belum beres.", "{n} yang beda belum beres.", book.open_matters))
    answer = await chat.ask(_("Mau lihat apa, Bu?"), OneOfOrDifference(of=choices_for(book)))
    if isinstance(answer, Typed):
        await chat.go(DIFFER, group_id, number, 0, 0, answer.text)
    elif answer.key == DIFFERENT.key:
        await chat.go(DIFFER, group_id, number)
    elif answer.key == GROUP.key:
        await chat.go(GROUP_MONEY, group_id)
    elif answer.key == LOAN.key:
        await chat.go(PINJAMAN, group_id, number)
    elif answer.key == OLDER.key:
        await show_older(chat, group_id, number, len(book.entries))
    elif answer.key == TARGET.key:
        await change_target(chat, group_id, number, book)
    elif answer.key == PICTURE.key:
        await chat.run(send_picture, group_id, number)
        await chat.say(_("Gambarnya saya kirim, Bu."))
    elif answer.key == PRINT.key:
        await chat.run(send_passbook, group_id, number)
        await chat.say(_("Buku anggota saya kirim. Bisa dicetak, lalu minta paraf pengurus."))
    else:
        await chat.say(_("Baik, Bu."))


def choices_for(book: OwnBook) -> tuple[Choice, ...]:
    """What she may ask for; papers only on a phone of her own."""
    found = [OLDER] if book.older else []
    found += [LOAN] if book.borrows else []
    found += [DIFFERENT, TARGET]
    found += [PICTURE, PRINT] if book.own_phone and book.entries else []
    found += [GROUP] if book.sees_totals else []
    return (*found, DONE)


async def show_older(chat: Chat, group_id: int, number: int, shown: int) -> None:
    """Her entries, page by page, until the oldest that is shown here."""
    entries = await chat.look(list_older, group_id, number)
    for start in range(shown, len(entries), PAGE):
        await chat.say(lines(entries[start : start + PAGE]))
        if start + PAGE >= len(entries):
            break
        if (await chat.choose(_("Mau yang lebih lama?"), (NEXT, DONE))).key == DONE.key:
            return await chat.say(_("Baik, Bu."))
    await chat.say(_("Itu catatan yang paling lama di sini."))


async def change_target(chat: Chat, group_id: int, number: int, book: OwnBook) -> None:
    """What she saves for: hers alone, nobody else is told."""
    if book.target:
        asked = _("Target Ibu {target}. Sudah {total}.", target=book.target, total=book.total)
        chosen = await chat.choose(asked, (CHANGE, REMOVE, KEEP))
        if chosen.key == KEEP.key:
            return await chat.say(_("Baik, Bu."))
        if chosen.key == REMOVE.key:
            await chat.run(set_target, group_id, number, Rupiah(0))
            return await chat.say(_("Target sudah dihapus, Bu."))
    text = _("Ibu mau menabung sampai berapa?")
    while (target := await chat.ask(text, Amount())) > TARGET_MAX or not target:
        text = _("Paling banyak {most}. Ibu mau menabung sampai berapa?", most=TARGET_MAX)
    if not await chat.confirm(_("Target Ibu {target}. Benar?", target=Spelled(target)), weighty=False):
        return await chat.say(_("Baik, Bu. Tidak ada yang berubah."))
    await chat.run(set_target, group_id, number, target)
    await chat.say(_("Target Ibu {target}. Sudah {total}.", target=target, total=book.total))


# -- what is read and written -----------------------------------------------------------------------------------


async def read_own(unit: Unit, group_id: int, number: int) -> OwnBook:
    """Her page in the book. Raises NotAllowed."""
    mine = await get_mine(unit, group_id, number)
    today = local_date(unit.now, mine.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    names = names_by(rules)
    balances = await ledger.member_balances(unit, group_id, number)
    member = await members.get_member(unit, group_id, number)
    total = total_of(balances)
    parts = [_("Simpanan Ibu di {group}:", group=mine.group_name)]
    shown = [account for account in (*COUNTED, Account.ARISAN) if balances.get(account)]
    parts += [own_line(rules, each, balances[each], today) for each in shown]
    if not shown:
        parts = [_("Belum ada simpanan Ibu tercatat di {group}.", group=mine.group_name)]
    else:
        parts.append(_("Jumlah {total}.", total=total))
    if member.target:
        parts.append(_("Target Ibu {target}. Sudah {total}.", target=member.target, total=total))
    loan = await loans.find_open(unit, group_id, number)
    borrows = loan is not None and loan.state is State.RUNNING
    if loan is not None and borrows:
        left = left_of(await loans.standing(unit, loan, today))
        parts.append(_("Sisa pinjaman Ibu {left}.", left=left))
    text = lines(parts)
    moved = await _list_movements(unit, group_id, number, LAST + 1)
    entries = _fitting([movement_line(each, names) for each in moved[:LAST]], length_of(text))
    return OwnBook(
        text=text,
        entries=entries,
        total=total,
        target=member.target,
        older=len(moved) > len(entries),
        open_matters=len(await disputes.list_open_of(unit, group_id, number)),
        own_phone=_is_own_phone(unit),
        sees_totals=group_id in places(unit.actor.roles, Action.SEE_TOTALS),
        borrows=borrows,
    )


def _fitting(found: list[Text], taken: int) -> tuple[Text, ...]:
    """As many as stand on one screen below the balances."""
    kept: list[Text] = []
    for each in found:
        taken += length_of(each)
        if taken > BODY_CHARS_MAX:
            break
        kept.append(each)
    return tuple(kept)


async def _list_movements(unit: Unit, group_id: int, number: int, most: int) -> list[Movement]:
    found = await ledger.history(unit, group_id, number, most=most)
    shown = [each for each in found if each.account in (*COUNTED, Account.ARISAN, Account.SOSIAL)]
    return [each for each in shown if each.account is not Account.SOSIAL or not _is_fine(each, found)]


def _is_fine(movement: Movement, found: list[Movement]) -> bool:
    """Whether what went to the fund was a part of an instalment, and no gift of hers."""
    on_loan = (Account.PIUTANG, Account.PENDAPATAN_JASA)
    return any(
        each.kind is EntryKind.REPAYMENT or each.account in on_loan
        for each in found
        if each.number in (movement.number, movement.reverses)
    )


async def list_older(unit: Unit, group_id: int, number: int) -> tuple[Text, ...]:
    """Her entries as lines, the newest first. Raises NotAllowed."""
    mine = await get_mine(unit, group_id, number)
    names = names_by(await group_rules.rules_on(unit, group_id, local_date(unit.now, mine.zone)))
    found = await _list_movements(unit, group_id, number, OLDEST)
    return tuple(movement_line(each, names) for each in found)


async def set_target(unit: Unit, group_id: int, number: int, target: Rupiah) -> None:
    """From now on she saves for this; 0 for nothing in particular. Raises NotAllowed."""
    await get_mine(unit, group_id, number)
    members.set_target(unit, group_id, number, target)


async def send_picture(unit: Unit, group_id: int, number: int) -> None:
    """How her savings grew, drawn when it is sent. Raises NotAllowed; Changed where others read this phone."""
    await _hand(unit, group_id, number, _("Simpanan Ibu dari bulan ke bulan."), GROWTH)


async def send_passbook(unit: Unit, group_id: int, number: int) -> None:
    """Her book to print, made when it is sent. Raises NotAllowed; Changed where others read this phone."""
    await _hand(unit, group_id, number, _("Buku anggota Ibu."), PASSBOOK)


async def _hand(unit: Unit, group_id: int, number: int, text: Text, recipe: str) -> None:
    await get_mine(unit, group_id, number)
    if not _is_own_phone(unit):
        raise Changed
    unit.hand(text, Paper(recipe, (group_id, number)))


def _is_own_phone(unit: Unit) -> bool:
    return unit.actor.phone == "own" and not unit.actor.profiles
