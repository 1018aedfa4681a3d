"""Sharing out what was saved for a day: for each woman the money waits for her own word, or a witness's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation.text import Text, _, n_
from db import group_rules, groups, ledger, members, payouts, permits
from db.approvals import Approval
from db.free_cash import free_cash
from db.unit import Unit
from domain.accounts import Account, SavingKind
from domain.dated import days_left
from domain.ledger import NotEnoughCash
from domain.money import Rupiah
from domain.payouts import WAITING_MAX, Kind
from domain.permits import Action
from domain.refusals import Changed
from domain.zones import local_date
from handlers.savings.words import names_by
from handlers.second import payout_steps

KIND = "share_out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Portion:
    """What one woman has saved for the day. has_phone: of her own; else a witness speaks for her."""

    member: int
    name: str
    amount: Rupiah
    has_phone: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Sharing:
    """What can be shared out now. day: None without one; left: how many days it still is. cash: free in the box.

    portions: as many as may wait for their receivers at a time; more: whose come after these.
    """

    kind: Text | str
    day: date | None
    left: int
    cash: Rupiah
    portions: tuple[Portion, ...]
    more: int

    @property
    def total(self) -> Rupiah:
        """All portions together."""
        return Rupiah(sum(each.amount for each in self.portions))


async def find_sharing(unit: Unit, group_id: int) -> Sharing:
    """What everybody has saved for the day; that the figures were read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    group = await groups.get_open(unit, group_id)
    today = local_date(unit.now, group.zone)
    rules = await group_rules.rules_on(unit, group_id, today)
    rule = rules.find(SavingKind.KHUSUS)
    day = rule.until if rule is not None else None
    found = await _portions(unit, group_id)
    for each in await members.list_members(unit, group_id):
        if any(portion.member == each.number for portion in found):
            unit.audit("read", "book", group_id, each.told_id, KIND)
    room = max(0, WAITING_MAX - len(await payouts.list_waiting(unit, group_id)))
    return Sharing(
        kind=names_by(rules)[Account.KHUSUS],
        day=day,
        left=days_left(day, today) if day is not None else 0,
        cash=await free_cash(unit, group_id),
        portions=tuple(found[:room]),
        more=len(found[room:]),
    )


async def _portions(unit: Unit, group_id: int) -> list[Portion]:
    """By number what each has, beside what is on its way to her; who leaves with everything is not among them."""
    savings = await ledger.all_savings(unit, group_id)
    on_its_way = [each for each in await payouts.list_waiting(unit, group_id) if each.kind is Kind.WITHDRAWAL]
    found = []
    for each in await payout_steps.list_receivers(unit, group_id):
        hers = [one for one in on_its_way if one.member == each.number]
        if any(one.account is None for one in hers):
            continue
        taken = sum(one.amount for one in hers if one.account is Account.KHUSUS)
        left = savings.get(each.number, {}).get(Account.KHUSUS, 0) - taken
        if left > 0:
            found.append(
                Portion(member=each.number, name=each.label, amount=Rupiah(left), has_phone=each.has_phone)
            )
    return found


def body_of(portions: Sequence[Portion], witness: int | None) -> dict[str, Any]:
    """What is agreed to."""
    return {
        "witness": witness,
        "portions": [[each.member, int(each.amount), each.has_phone, each.name] for each in portions],
    }


def details(approval: Approval) -> tuple[Text, ...]:
    """Each woman with what she gets: the second officer agrees to every one of them, not to their sum."""
    return tuple(
        _("{name}: {amount}.", name=name, amount=Rupiah(amount))
        for _member, amount, _has_phone, name in approval.body["portions"]
    )


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Each portion may be handed over, and waits for its receiver's word. Raises Changed, NotEnoughCash ..."""
    group_id, body = approval.group_id, approval.body
    agreed = [(member, amount, has_phone) for member, amount, has_phone, _name in body["portions"]]
    now = {each.member: each for each in await _portions(unit, group_id)}
    for member, amount, has_phone in agreed:
        each = now.get(member)
        if each is None or (each.amount, each.has_phone) != (amount, has_phone):
            raise Changed
    total, cash = sum(amount for _member, amount, _phone in agreed), await free_cash(unit, group_id)
    if total > cash:
        raise NotEnoughCash(amount=cash)
    for member, amount, has_phone in agreed:
        one = payout_steps.body_of(
            kind=Kind.WITHDRAWAL,
            account=Account.KHUSUS,
            member=member,
            witness=None if has_phone else body["witness"],
            amount=amount,
            note="",
        )
        await payout_steps.start_decided(unit, group_id, one, by=approval.by, second=approval.second)
    return n_(
        "{total} boleh diserahkan ke {n} orang. Lalu tunggu kata mereka, ya.",
        "{total} boleh diserahkan ke {n} orang. Lalu tunggu kata mereka, ya.",
        len(agreed),
        total=Rupiah(total),
    )
