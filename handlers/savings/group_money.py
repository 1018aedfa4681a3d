"""Uang kelompok: what belongs to all of them together, open to every member; never another woman's figures."""

from dataclasses import dataclass
from datetime import date

from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import Text, _, n_
from db import disputes, group_rules, groups, ledger, loans, meetings, members, permits, slips, social
from db.unit import Unit
from domain.accounts import MONEY, Account
from domain.disputes import Slip
from domain.group_health import LOANS_FEWEST
from domain.ledger import shown_code
from domain.loans import State
from domain.money import Rupiah
from domain.movements import COUNTED
from domain.permits import Action, holders, places
from domain.zones import local_date
from handlers.book_words import account_name
from handlers.group.which import choose_group
from handlers.names import GROUP_MONEY
from handlers.parts import say_in_parts
from handlers.savings.dated import own_line
from handlers.savings.words import lines

PLACES: dict[Account, Text] = {
    Account.KAS: _("Uang tunai"),
    Account.BANK: _("Uang di bank"),
    Account.DOMPET: _("Uang di dompet digital"),
}


# What the group has kept of its years' surplus.
SET_ASIDE = (Account.CADANGAN, Account.DANA_PENGURUS, Account.DANA_PENDIDIKAN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """The group's sums, in words."""

    money: Text
    savings: Text
    rest: Text


@conversation(
    GROUP_MONEY,
    title=_("Uang kelompok"),
    words=("uang kelompok", "kas kelompok"),
    roles=holders(Action.SEE_TOTALS),
    resumes=False,
    money=True,
)
async def show_group_money(chat: Chat, group_id: int = 0) -> None:
    group = await choose_group(chat, Action.SEE_TOTALS, group_id)
    if group is None:
        return
    totals = await chat.look(read_totals, group.id)
    await say_in_parts(chat, (totals.money, totals.savings, totals.rest))


async def read_totals(unit: Unit, group_id: int) -> Totals:
    """The sums of all together. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.SEE_TOTALS, group_id=group_id)
    group = await groups.get(unit, group_id)
    today = local_date(unit.now, group.zone)
    sums = await ledger.totals(unit, group_id)
    rules = await group_rules.rules_on(unit, group_id, today)
    money = [_("Uang kelompok {group}, {day}:", group=group.name, day=today)]
    money += [
        _("{place} {amount}", place=PLACES[each], amount=sums[each])
        for each in MONEY
        if sums[each] or each is Account.KAS
    ]
    if sums[Account.PIUTANG]:
        money.append(await _lent(unit, group_id, sums[Account.PIUTANG]))
    savings = [_("Simpanan semua anggota {total}.", total=Rupiah(sum(sums[each] for each in COUNTED)))]
    savings += [
        own_line(rules, each, sums[each], today)
        for each in (*COUNTED, Account.ARISAN, Account.SOSIAL)
        if sums[each] or each is Account.SOSIAL
    ]
    savings += await _helped(unit, group_id, today)
    savings += [
        _("{fund} {amount}", fund=account_name(each), amount=sums[each]) for each in SET_ASIDE if sums[each]
    ]
    rest = await _rest(unit, group_id, sums[Account.SELISIH])
    return Totals(money=lines(money), savings=lines(savings), rest=lines(rest))


async def _lent(unit: Unit, group_id: int, amount: Rupiah) -> Text:
    """What is lent, as one sum; of one or two loans it would tell members who has not paid this month."""
    reads_book = group_id in places(unit.actor.roles, Action.READ_BOOK)
    if reads_book or len(await loans.list_loans(unit, group_id, State.RUNNING)) >= LOANS_FEWEST:
        return _("Sedang dipinjam anggota {amount}", amount=amount)
    return _("Sebagian uang sedang dipinjam anggota. Jumlahnya ada di buku pengurus.")


async def _helped(unit: Unit, group_id: int, today: date) -> list[Text]:
    """How often the social fund helped this year, and with how much; never whom."""
    found = await social.count_helped(unit, group_id, date(today.year, 1, 1), today)
    if not found.count:
        return []
    return [
        n_(
            "Bantuan dana sosial tahun ini: {n} kali, {amount}",
            "Bantuan dana sosial tahun ini: {n} kali, {amount}",
            found.count,
            amount=found.amount,
        )
    ]


async def _rest(unit: Unit, group_id: int, missing: Rupiah) -> list[Text]:
    count = len(await members.list_members(unit, group_id))
    found = [n_("Anggota: {n} orang.", "Anggota: {n} orang.", count)]
    published = await ledger.last_published(unit, group_id)
    if published is not None:
        found.append(_("Angka cek {code}.", code=shown_code(published.code)))
    if missing > 0:
        found.append(_("Selisih kas: kurang {amount}.", amount=missing))
    if missing < 0:
        found.append(_("Selisih kas: lebih {amount}.", amount=Rupiah(-missing)))
    open_now = await disputes.count_open(unit, group_id)
    if open_now:
        found.append(n_("{n} catatan sedang dicek bersama.", "{n} catatan sedang dicek bersama.", open_now))
    last = await meetings.last_closed(unit, group_id)
    if last is not None:
        day: date = last.day
        found.append(_("Rapat terakhir {day}.", day=day))
        silent = (await slips.count_answers(unit, group_id, last.number))[Slip.UNANSWERED]
        if silent:
            found.append(n_("{n} anggota belum menjawab.", "{n} anggota belum menjawab.", silent))
    return found
