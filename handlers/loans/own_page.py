"""What she sees of her own loan: the page, the plan with its days, and what she has paid. Read afresh each time."""

from dataclasses import dataclass, replace
from datetime import date

from conversation.text import Text, _, n_
from db import group_rules, loans
from db.loans import Loan
from db.unit import Unit
from domain.loan_classes import MemberState, member_state
from domain.loan_paying import left_of
from domain.loans import OPEN, Instalment, Payment, Plan, Standing, State
from domain.money import Rupiah
from domain.refusals import NotAllowed
from domain.zones import local_date
from handlers.loans.ask_words import open_line
from handlers.loans.words import next_lines
from handlers.savings.own import Mine, get_mine
from handlers.savings.words import lines, short

# The papers of one loan (bot/recipes.py); their numbers are the group's and the loan's.
CARD, LETTER, LETTER_PICTURE = "loan/card.pdf", "loan/settled.pdf", "loan/settled.png"


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierLoan:
    """One that is paid off."""

    number: int
    label: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"l{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Her loan. state: None where she has none. waits: whether something has not come in. may_ask: for a loan."""

    lines: tuple[Text, ...]
    state: State | None = None
    loan: int = 0
    waits: bool = False
    has_paid: bool = False
    may_ask: bool = False
    own_phone: bool = False
    earlier: tuple[EarlierLoan, ...] = ()


def is_own_phone(unit: Unit) -> bool:
    """Whether nobody else holds this phone."""
    return unit.actor.phone == "own" and not unit.actor.profiles


async def read_page(unit: Unit, group_id: int, number: int, wanted: int) -> Page:
    """Her loan of that number; 0: the open one, else the one paid off last. Raises NotAllowed."""
    mine = await get_mine(unit, group_id, number)
    today = local_date(unit.now, mine.zone)
    hers = await loans.list_of(unit, group_id, number)
    loan = _choose(hers, wanted)
    rules = await group_rules.rules_on(unit, group_id, today)
    page = Page(
        lines=(),
        state=None if loan is None else loan.state,
        loan=0 if loan is None else loan.number,
        may_ask=rules.loans is not None and not any(each.state in OPEN for each in hers),
        own_phone=is_own_phone(unit),
        earlier=tuple(
            EarlierLoan(
                number=each.number,
                label=_("{amount}, {day}", amount=each.amount, day=short(each.settled_day)),
            )
            for each in hers
            if each.settled_day is not None and each is not loan
        ),
    )
    if loan is None:
        return replace(page, lines=(_nothing(mine, lends=rules.loans is not None),))
    if loan.state is State.SETTLED:
        values = {"amount": loan.amount, "day": loan.settled_day}
        text = _("Pinjaman {amount} sudah lunas, {day}. Terima kasih, Bu.", **values)
        return replace(page, lines=(text,), has_paid=True)
    if loan.state is not State.RUNNING:
        return replace(page, lines=(open_line(loan),))
    standing = await loans.standing(unit, loan, today)
    payments = await loans.payments_of(unit, loan)
    plan = await loans.plan_of(unit, loan)
    return replace(
        page,
        lines=tuple(running_lines(mine.group_name, loan, plan, standing, payments, today)),
        waits=standing.days_behind > 0,
        has_paid=bool(payments),
    )


def _choose(hers: list[Loan], wanted: int) -> Loan | None:
    """Raises NotAllowed for a number that is none of hers."""
    if wanted:
        found = next((each for each in hers if each.number == wanted), None)
        if found is None:
            raise NotAllowed
        return found
    is_open = [each for each in hers if each.state in OPEN]
    settled = [each for each in hers if each.state is State.SETTLED]
    return next(iter([*is_open, *reversed(settled)]), None)


def _nothing(mine: Mine, *, lends: bool) -> Text:
    if lends:
        return _("Ibu tidak punya pinjaman di {group}.", group=mine.group_name)
    return _("Rapat kelompok belum memutuskan soal pinjaman. Boleh diusulkan di rapat, Bu.")


def running_lines(
    group: str, loan: Loan, plan: Plan, standing: Standing, payments: list[Payment], today: date
) -> list[Text]:
    """How it stands, in two paragraphs: what it is and what is left; what comes next."""
    first = [_headline(group, loan, plan)]
    if payments:
        paid = sum(each.principal + each.jasa + each.fine for each in payments)
        first.append(_("Sudah dibayar {paid}.", paid=Rupiah(paid)))
    first.append(
        n_(
            "Sisa {left}, {n} kali lagi.",
            "Sisa {left}, {n} kali lagi.",
            len(standing.open),
            left=left_of(standing),
        )
    )
    following = [*waiting_lines(standing, today)]
    if standing.fine:
        following.append(_("Denda: {amount}.", amount=standing.fine))
    following.append(_("Kalau dilunasi hari ini {payoff}.", payoff=standing.payoff))
    return [lines(first), lines(following)]


def _headline(group: str, loan: Loan, plan: Plan) -> Text:
    """How much, and in how many months: those of the plan that counts, not what was asked for at first."""
    values = {"group": group, "amount": loan.amount}
    months = len(plan.instalments)
    if plan.revision > 1:
        return n_(
            "Pinjaman Ibu di {group}: {amount}. Sisanya diatur lagi, {n} bulan.",
            "Pinjaman Ibu di {group}: {amount}. Sisanya diatur lagi, {n} bulan.",
            months,
            **values,
        )
    return n_(
        "Pinjaman Ibu di {group}: {amount}, {n} bulan.",
        "Pinjaman Ibu di {group}: {amount}, {n} bulan.",
        months,
        **values,
    )


def waiting_lines(standing: Standing, today: date) -> list[Text]:
    """What comes next; what has not come in, in the words that members read (domain/loan_classes.py)."""
    state = member_state(standing.days_behind)
    if state is MemberState.LANCAR:
        return next_lines(standing, today)
    missing = _("Ada yang belum masuk: {amount}.", amount=standing.overdue)
    if state is MemberState.BICARA:
        return [missing, _("Ini perlu dibicarakan. Kita cari jalan bersama.")]
    return [missing, _("Kalau sedang berat, kabari kami. Kita cari jalan bersama.")]


# -- the plan and the payments ----------------------------------------------------------------------------------


async def _get(unit: Unit, group_id: int, number: int, loan_number: int) -> tuple[Loan, date]:
    """Her loan and today. Raises NotAllowed."""
    mine = await get_mine(unit, group_id, number)
    loan = await loans.get(unit, group_id, loan_number)
    if loan.member != number:
        raise NotAllowed
    return loan, local_date(unit.now, mine.zone)


async def list_plan(unit: Unit, group_id: int, number: int, loan_number: int) -> tuple[Text, ...]:
    """Every instalment with its day and what of it is paid; then all together. Raises NotAllowed, LoanNotRunning."""
    loan, today = await _get(unit, group_id, number, loan_number)
    return tuple(plan_lines(await loans.plan_of(unit, loan), await loans.standing(unit, loan, today)))


def plan_lines(plan: Plan, standing: Standing) -> list[Text]:
    """The plan that counts now, line by line."""
    left = {each.n: each.amount for each in standing.open}
    found = [_plan_line(each, left.get(each.n, Rupiah(0))) for each in plan.instalments]
    return [*found, _("Jumlah semua yang dibayar {total}.", total=plan.total)]


def _plan_line(each: Instalment, left: Rupiah) -> Text:
    values = {"n": each.n, "day": short(each.due), "amount": each.amount, "left": left}
    if not left:
        return _("{n}. {day}: {amount}, lunas.", **values)
    if left < each.amount:
        return _("{n}. {day}: {amount}, sisa {left}.", **values)
    return _("{n}. {day}: {amount}.", **values)


async def list_paid(unit: Unit, group_id: int, number: int, loan_number: int) -> tuple[Text, ...]:
    """What she has paid and what still stands, the oldest first. Raises NotAllowed."""
    loan, _today = await _get(unit, group_id, number, loan_number)
    return tuple(
        _(
            "{day}: {amount}, No. {number}.",
            day=short(each.day),
            amount=Rupiah(each.principal + each.jasa + each.fine),
            number=str(each.entry),
        )
        for each in await loans.payments_of(unit, loan)
    )
