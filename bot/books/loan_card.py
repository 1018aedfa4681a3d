"""Kartu Pinjaman: a loan as its borrower keeps it: what it costs in all, by which days, what came in, what is left."""

from functools import partial

from bot.books.heading import Say, mark_of
from bot.books.printed import pages
from bot.books.table import Cell, Column, Sort, Table
from bot.recipes import PDF_MIME, PaperRefused, Receiver, Recipe
from bot.render import render
from conversation.text import Text, _
from db import loan_papers, passbooks, people
from db.loan_papers import OneLoan
from db.unit import Unit
from domain.loan_refusals import LoanNotRunning
from domain.loan_rules import Method, Terms
from domain.money import Rupiah
from domain.permits import Action, is_allowed
from domain.records import dataclass
from domain.refusals import NotAllowed
from handlers import book_words as words

# A rate counts hundredths of a percent.
PERCENT = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A loan, and the language its paper is written in."""

    found: OneLoan
    language: str


async def read(unit: Unit, receiver: Receiver, args: tuple[int, ...]) -> Given:
    """The loan, for her whose it is, or for an officer who prints it for her. Raises PaperRefused."""
    group_id, number = args
    try:
        found = await loan_papers.collect(unit, group_id, number)
    except (NotAllowed, LoanNotRunning) as refused:
        raise PaperRefused from refused
    grants = await people.list_roles(unit, receiver.person_id)
    if not is_allowed(grants, Action.READ_BOOK, group_id=group_id) and not await passbooks.owns(
        unit, receiver.person_id, group_id, found.loan.member
    ):
        raise PaperRefused
    return Given(found=found, language=receiver.language)


def make(given: Given) -> bytes:
    """The PDF."""
    tables = tables_of(given.found, given.language)
    footer = render(
        _("Kelompok {group}, dicetak {day}", group=given.found.group.name, day=given.found.today),
        given.language,
    )
    mark = mark_of(given.found.group, partial(render, language=given.language))
    return pages(tables, title=tables[0].title, footer=footer, mark=mark)


def tables_of(found: OneLoan, language: str) -> list[Table]:
    """The plan that counts, and below it what came in."""
    say: Say = partial(render, language=language)
    return [_plan(found, say), _payments(found, say)]


def cost_of(terms: Terms) -> Text:
    """What the loan costs, as the group has decided."""
    whole, part = divmod(terms.rate, PERCENT)
    percent = f"{whole},{part:02}".rstrip("0").rstrip(",")
    if terms.method is Method.FLAT:
        return _("Jasa {percent}% sebulan dari pinjaman awal.", percent=percent)
    if terms.method is Method.DECLINING:
        return _("Jasa {percent}% sebulan dari sisa pinjaman.", percent=percent)
    if terms.method is Method.INFAK:
        return _("Tanpa jasa. Infak seikhlasnya.")
    return _("Tanpa jasa.")


def _plan(found: OneLoan, say: Say) -> Table:
    paid = _paid_by_instalment(found)
    rows: list[tuple[Cell, ...]] = [
        (
            each.n,
            each.due,
            int(each.principal),
            int(each.jasa) or None,
            int(each.amount),
            paid[each.n] or None,
            None,
        )
        for each in found.plan.instalments
    ]
    plan = found.plan
    return Table(
        title=say(words.LOAN_CARD),
        lines=_heads(found, say),
        columns=(
            Column(say(_("Cicilan ke")), Sort.NUMBER, 0.8),
            Column(say(_("Sampai tanggal")), Sort.DAY, 1.3),
            Column(say(words.PRINCIPAL), Sort.MONEY, 1.3),
            Column(say(words.JASA), Sort.MONEY, 1.1),
            Column(say(words.SUM), Sort.MONEY, 1.3),
            Column(say(_("Sudah masuk")), Sort.MONEY, 1.3),
            Column(say(_("Paraf")), Sort.TEXT, 1.2),
        ),
        rows=rows,
        totals=(
            None,
            say(words.SUM),
            int(plan.principal),
            int(plan.jasa),
            int(plan.total),
            sum(paid.values()) or None,
            None,
        ),
        note=say(_note(found)),
    )


def _heads(found: OneLoan, say: Say) -> tuple[str, ...]:
    loan, group = found.loan, found.group
    lines = [
        _("Kelompok {group}, {place}", group=group.name, place=group.place),
        _("Nama: {name}. No. anggota: {number}.", name=found.member.name, number=found.member.number),
        _("Pinjaman No. {number}, kode {code}.", number=loan.number, code=loan.code),
        _("Uang diterima {day}: {amount}.", day=found.received_day, amount=loan.amount),
        cost_of(loan.terms),
        _("Jumlah semua yang dibayar: {total}.", total=total_of(found)),
    ]
    if found.plan.revision > 1:
        lines.append(
            _(
                "Rencana baru disepakati {day}. Sebelumnya sudah masuk {paid}.",
                day=found.plan.start,
                paid=found.paid_before,
            )
        )
    return tuple(map(say, lines))


def total_of(found: OneLoan) -> Rupiah:
    """ "Jumlah semua yang dibayar": what came in before the newest plan, and that plan; once it is paid, what was."""
    if found.loan.settled_day is not None:
        return found.paid
    return Rupiah(found.paid_before + found.plan.total)


def _paid_by_instalment(found: OneLoan) -> dict[int, int]:
    """What of each came in, the oldest first; an early end leaves the jasa of the last months."""
    if found.loan.settled_day is None:
        still = {each.n: int(each.amount) for each in found.standing.open}
        return {each.n: int(each.amount) - still.get(each.n, 0) for each in found.plan.instalments}
    jasa, paid = _jasa_paid(found), dict[int, int]()
    for each in found.plan.instalments:
        counted = min(jasa, each.jasa)
        jasa -= counted
        paid[each.n] = each.principal + counted
    return paid


def _note(found: OneLoan) -> Text:
    if found.loan.settled_day is None:
        return _("Boleh dibayar sebagian, dan boleh lebih cepat.")
    if _left_out(found):
        return _("Lunas {day}. Jasa bulan yang belum mulai tidak diambil.", day=found.loan.settled_day)
    return _("Lunas {day}.", day=found.loan.settled_day)


def _left_out(found: OneLoan) -> bool:
    """Whether she paid early and jasa of the plan was not taken."""
    return _jasa_paid(found) < found.plan.jasa


def _jasa_paid(found: OneLoan) -> int:
    """What of it came in under the plan that counts."""
    return sum(each.jasa for each in found.payments if each.entry > found.plan.after_entry)


def _payments(found: OneLoan, say: Say) -> Table:
    fines = any(each.fine for each in found.payments)
    left, rows = int(found.loan.amount), list[tuple[Cell, ...]]()
    for each in sorted(found.payments, key=lambda one: (one.day, one.entry)):
        left -= each.principal
        amount = each.principal + each.jasa + each.fine
        fund = (each.fine or None,) if fines else ()
        rows.append((each.day, amount, each.principal or None, each.jasa or None, *fund, left, each.entry))
    sums = (sum(each.principal for each in found.payments), sum(each.jasa for each in found.payments))
    fund_sum = (sum(each.fine for each in found.payments),) if fines else ()
    return Table(
        title=say(_("Uang yang sudah masuk")),
        columns=(
            Column(say(words.DAY), Sort.DAY, 1.3),
            Column(say(words.RECEIVED), Sort.MONEY, 1.4),
            Column(say(words.PRINCIPAL), Sort.MONEY, 1.3),
            Column(say(words.JASA), Sort.MONEY, 1.1),
            *([Column(say(words.FINE), Sort.MONEY, 1.1)] if fines else []),
            Column(say(words.LOAN_LEFT), Sort.MONEY, 1.4),
            Column(say(words.PROOF), Sort.NUMBER, 0.8),
        ),
        rows=rows,
        totals=(say(words.SUM), int(found.paid), *sums, *fund_sum, int(found.standing.outstanding), None),
        signed_by=(say(words.TREASURER), say(words.CHAIR), say(_("Anggota"))),
        follows=True,
    )


LOAN_CARD = Recipe(name="kartu-pinjaman.pdf", mime=PDF_MIME, read=read, make=make)
