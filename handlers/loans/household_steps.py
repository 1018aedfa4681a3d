"""What is read and written about who lives together: added by one officer, taken back by two who do not live there."""

# staff: officers of a group read most of this file's sentences; what the women are told is as plain

from dataclasses import dataclass
from typing import Any

from conversation.text import Text, _
from db import groups, loans, members, permits
from db.approvals import Approval
from db.unit import Unit
from domain.loan_refusals import NotForOwn
from domain.permits import Action
from domain.refusals import Changed
from handlers.second.telling import name_of, names_of, tell

# The kind under which two officers agree (handlers/second/kinds.py).
KIND = "household"


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """A member to choose."""

    number: int
    label: str

    @property
    def key(self) -> str:
        """What is journaled."""
        return f"m{self.number}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Who lives with her. me: the officer who looks lives there too."""

    others: tuple[Named, ...]
    me: bool


# -- looking ----------------------------------------------------------------------------------------------------


async def list_named(unit: Unit, group_id: int) -> tuple[Named, ...]:
    """Everybody in the book. Raises NotAllowed."""
    await permits.require_to_look(unit, Action.KEEP_MEMBERS, group_id=group_id)
    return tuple(
        Named(number=each.number, label=each.shown) for each in await members.list_members(unit, group_id)
    )


async def find_home(unit: Unit, group_id: int, number: int) -> Home:
    """Who lives with that member; that it was read is written down. Raises NotAllowed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    member = await members.get_member(unit, group_id, number)
    unit.audit("read", "member", number, member.told_id, "household")
    named = await names_of(unit, group_id)
    others = await loans.household_of(unit, group_id, number)
    mine = await members.numbers_of(unit, group_id, unit.actor.person_id)
    return Home(
        others=tuple(Named(number=each, label=named[each]) for each in sorted(others)),
        me=not {number, *others}.isdisjoint(mine),
    )


# -- writing ----------------------------------------------------------------------------------------------------


async def live_together(unit: Unit, group_id: int, number: int, other: int) -> None:
    """These two live under one roof, with all who live with either; both are told. Raises NotAllowed, Changed."""
    await permits.require(unit, Action.KEEP_MEMBERS, group_id=group_id)
    await groups.get_open(unit, group_id)
    one, two = [await members.get_member(unit, group_id, each) for each in (number, other)]
    if number == other or not (one.is_active and two.is_active):
        raise Changed
    here = await loans.household_of(unit, group_id, number)
    there = await loans.household_of(unit, group_id, other)
    await loans.set_household(unit, group_id, number, {other, *here, *there} - {number})
    for each in (one, two):
        unit.audit("write", "member", each.number, each.told_id, "household")
    told = [(one.number, together_text(two.shown)), (two.number, together_text(one.shown))]
    await tell(unit, group_id, told)


def together_text(name: str) -> Text:
    """What she reads of it."""
    return _("Di buku kelompok, Ibu dicatat serumah dengan {name}. Keliru? Bilang ke ketua.", name=name)


def apart_body(number: int, home: Home) -> dict[str, Any]:
    """What is agreed to: she lives alone from now on, who lived with these until now."""
    return {"member": number, "others": sorted(each.number for each in home.others)}


async def carry_out(unit: Unit, approval: Approval) -> Text:
    """Two officers who do not live there have agreed: she lives alone now. Raises NotForOwn, Changed."""
    group_id, number = approval.group_id, approval.body["member"]
    here = await loans.household_of(unit, group_id, number)
    if sorted(here) != approval.body["others"]:
        raise Changed
    practice = (await groups.get_open(unit, group_id)).practice_of
    if not practice and {number, *here} & {approval.by, approval.second}:
        raise NotForOwn
    await loans.set_household(unit, group_id, number, ())
    member = await members.get_member(unit, group_id, number)
    unit.audit("write", "member", number, member.told_id, "household")
    text = _("Di buku kelompok, Ibu tidak lagi dicatat serumah dengan anggota lain.")
    await tell(unit, group_id, [(number, text)])
    return _("{name} sudah dicatat tinggal sendiri.", name=await name_of(unit, group_id, number))
