"""Daftar pinjaman: how the group's loans stand, for its officers and the pengawas; who may act goes on from there.

Classes (kolektibilitas) are said here only, in the gentlest words there are; no member ever reads them (domain.md 3.3).
"""

# staff: officers of a group read this file's sentences

from dataclasses import dataclass

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import loan_papers, loans, members, permits
from db.loan_papers import Running
from db.unit import Paper, Unit
from domain.loan_paying import left_of
from domain.money import Rupiah
from domain.permits import Action, holders
from domain.refusals import Changed
from handlers.book_words import LOAN_CLASSES
from handlers.group.which import choose_group
from handlers.loans.own_page import CARD, is_own_phone
from handlers.loans.words import next_lines
from handlers.names import ATUR_LAGI, CICIL, DAFTAR_PINJAMAN, RINGANKAN
from handlers.savings.words import lines

PAY = Choice(CICIL, _("Catat cicilan"), words=("cicil", "catat", "bayar"))
REPLAN = Choice(ATUR_LAGI, _("Atur lagi"), words=("atur", "jadwal baru"))
WAIVE = Choice(RINGANKAN, _("Ringankan denda"), words=("ringankan", "denda"))  # staff
PRINT = Choice("card", _("Kartu pinjaman (PDF)"), words=("kartu", "pdf", "cetak"))
LIST = Choice("list", _("Kembali ke daftar"), words=("daftar",))
DONE = Choice("done", _("Selesai"), words=("sudah", "cukup", "tidak", "nanti"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One loan in the list."""

    number: int
    label: str
    hint: Text

    @property
    def key(self) -> str:
        """What is journaled when it is chosen."""
        return f"l{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """All that run, the longest behind first."""

    rows: tuple[Row, ...]
    text: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One loan, opened."""

    text: Text
    may_write: bool
    has_fine: bool
    own_phone: bool


@conversation(
    DAFTAR_PINJAMAN,
    title=_("Daftar pinjaman"),
    words=("daftar pinjaman", "siapa yang pinjam", "semua pinjaman"),
    roles=holders(Action.READ_BOOK),
    sensitive=True,
    resumes=False,
    money=True,
)
async def list_loans(chat: Chat, group_id: int = 0, loan: int = 0) -> None:
    group = await choose_group(chat, Action.READ_BOOK, group_id)
    if group is None:
        return None
    if not loan:
        overview = await chat.run(look_over, group.id)
        if not overview.rows:
            return await chat.say(_("Belum ada pinjaman yang berjalan."))
        await chat.say(overview.text)
        choices = [Choice(each.key, each.label, hint=each.hint) for each in overview.rows]
        chosen = await chat.choose(_("Mau lihat yang mana?"), (*choices, DONE))
        if chosen.key == DONE.key:
            return await chat.say(_("Baik."))
        loan = int(chosen.key[1:])
    sheet = await chat.run(open_one, group.id, loan)
    if sheet is None:
        return await chat.say(_("Pinjaman itu tidak berjalan lagi."))
    await chat.say(sheet.text)
    answer = await chat.choose(_("Mau apa?"), choices_for(sheet))
    if answer.key == LIST.key:
        await chat.go(DAFTAR_PINJAMAN, group.id)
    if answer.key == PRINT.key:
        await chat.run(send_card, group.id, loan)
        return await chat.say(_("Kartunya saya kirim. Serahkan ke yang meminjam, ya."))
    if answer.key == DONE.key:
        return await chat.say(_("Baik."))
    await chat.go(answer.key, group.id, loan)


def choices_for(sheet: Sheet) -> tuple[Choice, ...]:
    """What she may do with it; who only looks after the book writes nothing."""
    found: list[Choice] = []
    if sheet.may_write:
        found += [PAY, REPLAN]
        found += [WAIVE] if sheet.has_fine else []
    found += [PRINT] if sheet.own_phone else []
    return (*found, LIST, DONE)


# -- what is read -----------------------------------------------------------------------------------------------


async def look_over(unit: Unit, group_id: int) -> Overview:
    """Everybody's loan; that it was read is written down for each. Raises NotAllowed."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    found = (await loan_papers.list_running(unit, group_id)).loans
    for each in found:
        unit.audit("read", "book", group_id, each.loan.told_id, "loans")
    waiting = [each for each in found if each.standing.days_behind]
    parts = [
        n_("{n} pinjaman berjalan.", "{n} pinjaman berjalan.", len(found)),
        _("Sisa semuanya {left}.", left=Rupiah(sum(left_of(each.standing) for each in found))),
    ]
    if waiting:
        overdue = Rupiah(sum(each.standing.overdue for each in waiting))
        parts.append(_("Yang belum masuk {amount}, dari {n} orang.", amount=overdue, n=len(waiting)))
    return Overview(rows=tuple(_row(each) for each in found), text=lines(parts))


def _row(each: Running) -> Row:
    if not each.standing.days_behind:
        hint = _("Sisa {left}", left=left_of(each.standing))
    else:
        hint = _("Belum masuk {amount}", amount=each.standing.overdue)
    return Row(number=each.loan.number, label=each.shown, hint=hint)


async def open_one(unit: Unit, group_id: int, number: int) -> Sheet | None:
    """One loan; None if it runs no more. That it was read is written down. Raises NotAllowed."""
    held = await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    found = await loan_papers.list_running(unit, group_id)
    loan = await loans.get(unit, group_id, number)
    unit.audit("read", "book", group_id, loan.told_id, "loan")
    running = next((each for each in found.loans if each.loan.number == number), None)
    if running is None:
        return None
    standing = running.standing
    plan = await loans.plan_of(unit, loan)
    said = {"name": running.shown, "amount": loan.amount, "months": len(plan.instalments)}
    first = _("{name}: pinjaman {amount}, {months} bulan.", **said)
    if plan.revision > 1:
        first = _("{name}: pinjaman {amount}. Sisanya diatur lagi, {months} bulan.", **said)
    parts = [
        first,
        _("Sisa {left}.", left=left_of(standing)),
        _("Golongan: {name}.", name=LOAN_CLASSES[running.loan_class]),
    ]
    if running.since is not None:
        parts.append(_("Belum masuk {amount}, sejak {day}.", amount=standing.overdue, day=running.since))
    else:
        parts += next_lines(standing, found.today)
    if running.promised is not None:
        parts.append(_("Akan dibayar {day}, kata peminjam.", day=running.promised))
    if standing.fine:
        parts.append(_("Denda: {amount}.", amount=standing.fine))
    parts.append(_("Kalau dilunasi hari ini {payoff}.", payoff=standing.payoff))
    return Sheet(
        text=lines(parts),
        may_write=bool(held & holders(Action.WRITE_BOOK)),
        has_fine=standing.fine > 0,
        own_phone=is_own_phone(unit),
    )


async def send_card(unit: Unit, group_id: int, number: int) -> None:
    """Her card to print; that somebody has it is written down. Raises NotAllowed, Changed where the phone is shared."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    loan = await loans.get(unit, group_id, number)
    if not is_own_phone(unit):
        raise Changed
    unit.audit("read", "book", group_id, loan.told_id, "paper loan card")
    name = (await members.get_member(unit, group_id, loan.member)).shown
    unit.hand(_("Kartu pinjaman {name}.", name=name), Paper(CARD, (group_id, number)))
