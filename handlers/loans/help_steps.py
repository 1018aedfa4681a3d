"""What standing in for another reads and writes (tanggung renteng), where the group's rules say so: the helper's money
pays the instalment, and what is between the two is seen by them and the officers alone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from conversation.text import Text, _
from db import groups, loans, members, permits
from db.data_readers import list_selves
from db.loan_people import FORGIVEN, OPEN, RETURNED, Help
from db.loans import Loan
from db.unit import PushButton, Unit
from domain.loan_paying import asked_for
from domain.loan_refusals import MoreThanOwed, NotForOwn
from domain.loans import State
from domain.money import Rupiah
from domain.permits import Action
from domain.refusals import Changed, NotAllowed
from domain.zones import local_date
from handlers.loans.pay_steps import post_instalment
from handlers.names import DIFFER
from handlers.savings.own import get_mine, list_mine
from handlers.savings.words import short
from handlers.second.telling import names_of, tell


@dataclass(frozen=True, kw_only=True, slots=True)
class Own:
    """A help between her and another. helped: she is the one who helped. text: as she reads it."""

    group_id: int
    number: int
    helped: bool
    label: Text
    text: Text

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"h{self.group_id}.{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Joint:
    """A loan in which others stand in. amount: what is asked for now."""

    loan: int
    member: int
    label: Text
    name: str
    amount: Rupiah

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"j{self.loan}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Helper:
    """Somebody who may stand in."""

    number: int
    label: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"


# -- hers -------------------------------------------------------------------------------------------------------


async def list_own(unit: Unit) -> tuple[Own, ...]:
    """What is open between the actor and others, in all her groups."""
    found = []
    for mine in await list_mine(unit):
        named = await names_of(unit, mine.group_id)
        for each in await loans.list_helps_of(unit, mine.group_id, mine.number):
            if each.state == OPEN:
                found.append(_own(each, mine.number, named, mine.zone))
    return tuple(found)


def _own(each: Help, me: int, named: dict[int | None, str], zone: str) -> Own:
    helped = each.helper == me
    other = named.get(each.member if helped else each.helper, "")
    values = {"name": other, "amount": each.amount, "day": _day(each, zone)}
    text = _("{name} menalangi cicilan Ibu {amount}, {day}. Kembalikan langsung ke {name}, ya.", **values)
    if helped:
        text = _("Ibu menalangi cicilan {name} {amount}, {day}.", **values)
    return Own(
        group_id=each.group_id,
        number=each.number,
        helped=helped,
        label=_("{name} {amount}", **values),
        text=text,
    )


def _day(each: Help, zone: str) -> date:
    return local_date(datetime.fromtimestamp(each.made_ms / 1000, UTC), zone)


async def settle(unit: Unit, group_id: int, number: int, state: str) -> None:
    """The helper has it back, or lets it be; the other hears it. Raises NotAllowed, Changed."""
    if state not in (RETURNED, FORGIVEN):
        raise NotAllowed
    found = await _get(unit, group_id, number)
    await get_mine(unit, group_id, found.helper)
    await loans.settle_help(unit, group_id, number, state)
    helped = await members.get_member(unit, group_id, found.member)
    unit.audit("write", "loan", found.loan, helped.told_id, f"help {state}")
    values = {"name": (await names_of(unit, group_id)).get(found.helper, ""), "amount": found.amount}
    text = _("Kata {name}, talangan {amount} sudah kembali. Terima kasih, Bu.", **values)
    if state == FORGIVEN:
        text = _("Kata {name}, talangan {amount} tidak usah dikembalikan.", **values)
    await tell(unit, group_id, [(found.member, text)])


async def _get(unit: Unit, group_id: int, number: int) -> Help:
    """One that is open. Raises NotAllowed, Changed."""
    for each in await loans.list_helps(unit, group_id):
        if each.number == number:
            if each.state != OPEN:
                raise Changed
            return each
    raise NotAllowed


# -- officers ---------------------------------------------------------------------------------------------------


async def list_joint(unit: Unit, group_id: int) -> tuple[Joint, ...]:
    """The running loans in which others stand in, by what the group had decided. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    today = local_date(unit.now, (await groups.get(unit, group_id)).zone)
    named = await names_of(unit, group_id)
    return tuple(
        Joint(
            loan=loan.number,
            member=loan.member,
            label=_("{name}", name=named[loan.member]),
            name=named[loan.member],
            amount=asked_for(standing, today),
        )
        for loan, _plan, standing in (await loans.standings(unit, group_id, today)).values()
        if loan.terms.joint
    )


async def list_helpers(unit: Unit, group_id: int, but: int) -> tuple[Helper, ...]:
    """Who may stand in: everybody else in the book. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.WRITE_BOOK, group_id=group_id)
    listed = await members.list_members(unit, group_id)
    return tuple(Helper(number=each.number, label=each.shown) for each in listed if each.number != but)


async def list_open(unit: Unit, group_id: int) -> tuple[Text, ...]:
    """What is open between members; that it was read is written down for both. Raises NotAllowed."""
    await permits.require(unit, Action.READ_BOOK, group_id=group_id)
    zone = (await groups.get(unit, group_id)).zone
    listed = {each.number: each for each in await members.list_members(unit, group_id, left=True)}
    lines = []
    for each in await loans.list_helps(unit, group_id, state=OPEN):
        for number in (each.helper, each.member):
            unit.audit("read", "loan", each.loan, listed[number].told_id, "help")
        lines.append(
            _(
                "{day} {helper} menalangi {name}: {amount}.",
                day=short(_day(each, zone)),
                helper=listed[each.helper].shown,
                name=listed[each.member].shown,
                amount=each.amount,
            )
        )
    return tuple(lines)


async def write_help(unit: Unit, group_id: int, number: int, helper: int, amount: int, key: str) -> int:
    """The instalment is paid with her money; both are told. The entry's number.

    Raises NotAllowed, NotForOwn, MoreThanOwed, Changed, and what a payment raises.
    """
    await permits.require(unit, Action.WRITE_BOOK, group_id=group_id)
    loan = await loans.get(unit, group_id, number)
    if loan.state is not State.RUNNING or not loan.terms.joint or helper == loan.member:
        raise Changed
    if not {loan.told_id, loan.person_id}.isdisjoint(await list_selves(unit, unit.actor.person_id)):
        raise NotForOwn
    today = local_date(unit.now, (await groups.get(unit, group_id)).zone)
    most = asked_for(await loans.standing(unit, loan, today), today)
    if amount > most:
        raise MoreThanOwed(amount=most)
    listed = {each.number: each for each in await members.list_members(unit, group_id)}
    if helper not in listed:
        raise Changed
    receipt = await post_instalment(unit, group_id, number, amount, False, 0, f"help/{key}")
    await loans.add_help(unit, group_id, loan=number, entry=receipt.number, helper=helper, amount=amount)
    unit.audit("write", "loan", number, listed[helper].told_id, "help")
    await _tell_both(unit, loan, helper, Rupiah(amount), receipt.number)
    return receipt.number


async def _tell_both(unit: Unit, loan: Loan, helper: int, amount: Rupiah, entry: int) -> None:
    named = await names_of(unit, loan.group_id)
    values = {"helper": named[helper], "name": named[loan.member], "amount": amount, "number": entry}
    to_helper = _(
        "Bu {helper}, Ibu menalangi cicilan {name} {amount}. Nomornya {number}.\n"
        "Hanya Ibu berdua dan pengurus yang tahu. Kalau sudah kembali, ketik: talangan.",
        **values,
    )
    to_her = _(
        "Bu {name}, {helper} menalangi cicilan Ibu {amount}. Nomornya {number}.\n"
        "Kembalikan langsung ke {helper}, ya. Hanya Ibu berdua dan pengurus yang tahu.",
        **values,
    )
    for member, text in ((helper, to_helper), (loan.member, to_her)):
        button = PushButton(label=_("Ada yang beda"), talk=DIFFER, args=(loan.group_id, member, 0, entry))
        await tell(
            unit, loan.group_id, [(member, text)], buttons=(button,), matter=f"entry:{loan.group_id}:{entry}"
        )
