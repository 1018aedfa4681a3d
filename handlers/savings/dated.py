"""Savings for a day: what is there and how long it still is; a week before, everybody who saves for it hears that."""

from datetime import date

from conversation.text import Text, _, n_
from db import consents, dated, group_rules, groups, ledger, members
from db.dated import Coming
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.contact import MessageClass
from domain.dated import days_left
from domain.group_rules import KindRule, Rules
from domain.money import Rupiah
from domain.permits import Action, holders
from domain.zones import local_date
from handlers.savings.words import lines, names_by


def rule_for_day(rules: Rules, account: Account) -> KindRule | None:
    """The rule of a saving that is for a day; None for every other account."""
    rule = rules.find(SavingKind.KHUSUS) if account is Account.KHUSUS else None
    return rule if rule is not None and rule.until is not None else None


def own_line(rules: Rules, account: Account, amount: Rupiah, today: date) -> Text:
    """One kind of hers, with its day and how long that still is where it has one."""
    kind = names_by(rules)[account]
    rule = rule_for_day(rules, account)
    if rule is None or rule.until is None:
        return _("{kind} {amount}", kind=kind, amount=amount)
    left = days_left(rule.until, today)
    if not left:
        return _("{kind} {amount}, sudah boleh diambil", kind=kind, amount=amount)
    return n_(
        "{kind} {amount}, untuk {day} ({n} hari lagi)",
        "{kind} {amount}, untuk {day} ({n} hari lagi)",
        left,
        kind=kind,
        amount=amount,
        day=rule.until,
    )


async def tell_coming(unit: Unit) -> None:
    """Those who save for a day that comes are told how much they have; officers whether the box has it."""
    for coming in await dated.take_due(unit):
        await _tell_group(unit, coming)


async def _tell_group(unit: Unit, coming: Coming) -> None:
    group = await groups.get(unit, coming.group_id)
    rules = await group_rules.rules_on(unit, coming.group_id, local_date(unit.now, group.zone))
    rule = rule_for_day(rules, Account.KHUSUS)
    if rule is None or rule.until != coming.day or group.practice_of or group.state != groups.ACTIVE:
        return  # the meeting has decided otherwise since
    kind = names_by(rules)[Account.KHUSUS]
    savings = await ledger.all_savings(unit, coming.group_id)
    have = {number: each.get(Account.KHUSUS, Rupiah(0)) for number, each in savings.items()}
    total = Rupiah(sum(have.values()))
    if not total:
        return
    cash = await ledger.balance(unit, coming.group_id, Account.KAS)
    refusing = await consents.list_refusing(unit, coming.group_id)
    for each in await members.list_members(unit, coming.group_id):
        if not each.has_phone or each.told_id in refusing:
            continue
        values = {"kind": kind, "day": coming.day}
        if have.get(each.number):
            hers = _("{kind} Ibu {amount}. Dibagikan {day}.", amount=have[each.number], **values)
            unit.tell(each.told_id, hers, MessageClass.REMINDER.value)
        if holders(Action.WRITE_BOOK).intersection(each.offices):
            all_of_them = _("{kind} semua anggota {total}, dibagikan {day}.", total=total, **values)
            box = _("Uang kas {cash}.", cash=cash)
            how = _("Kalau sudah harinya, ketik: bagikan.")
            unit.tell(each.told_id, lines([all_of_them, box, how]), MessageClass.REMINDER.value)
