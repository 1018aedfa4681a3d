"""Who hears of it when two have decided: by member number, and nobody at all where somebody only practises."""

from collections.abc import Iterable

from conversation.text import Text
from db import groups, members
from db.members import Member
from db.unit import PushButton, Unit
from domain.contact import MessageClass


async def tell(
    unit: Unit,
    group_id: int,
    told: Iterable[tuple[int, Text]],
    *,
    buttons: tuple[PushButton, ...] = (),
    matter: str = "",
    kind: MessageClass = MessageClass.RELAY,
) -> None:
    """Each member her sentence, but not whoever acts: she reads it in her own turn."""
    group = await groups.get(unit, group_id)
    if group.practice_of:
        return
    by_number = {each.number: each for each in await members.list_members(unit, group_id, left=True)}
    for number, text in told:
        member = by_number.get(number)
        if member is not None and member.told_id != unit.actor.person_id:
            unit.tell(member.told_id, text, kind.value, buttons=buttons, matter=matter)


async def name_of(unit: Unit, group_id: int, number: int | None) -> str:
    """How that member is called where others are."""
    return (await names_of(unit, group_id)).get(number, f"No. {number}")


async def names_of(unit: Unit, group_id: int) -> dict[int | None, str]:
    """By number how each is called, also who has left."""
    found: list[Member] = await members.list_members(unit, group_id, left=True)
    return {each.number: each.shown for each in found}
