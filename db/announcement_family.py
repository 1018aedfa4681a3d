"""Which announcements ask the very same: one, and those that remind whoever has not answered it?

The law: who has answered one of them has answered them all, and is reminded no more; nobody is reminded twice a day,
nor for ever: a question is no means to press somebody.
"""

from db import announcement_receivers, announcement_rows, announcements
from db.unit import Unit
from db.vault import KeyGone
from domain.announcements import (
    Announcement,
    Audience,
    PartKind,
    RemindedEnough,
    RemindedLately,
    State,
)

REST_MS = 20 * 3_600_000
REMINDERS_MAX = 3

# So many of a place's newest are looked through: a reminder follows within days.
NEAR_MAX = 60
_ANY_ID = 2**63 - 1
_NEVER_SENT = (State.REFUSED, State.CALLED_BACK)


async def answer(unit: Unit, announcement: Announcement, person_id: int, n: int) -> bool:
    """Keep her answer to this one, and to all that ask the same; whether it is heard."""
    if not await announcement_receivers.answer(unit, announcement, person_id, n):
        return False
    for each in await _list_same(unit, announcement):
        await announcement_receivers.answer(unit, each, person_id, n)
    return True


async def _list_same(unit: Unit, announcement: Announcement) -> list[Announcement]:
    """The others that ask the same with the same answers."""
    others = [each for each in await _family(unit, announcement) if each.id != announcement.id]
    if not others:
        return []
    labels = await _labels(unit, announcement)
    return [each for each in others if each.choices and await _labels(unit, each) == labels]


async def _labels(unit: Unit, announcement: Announcement) -> tuple[str, ...]:
    try:
        return (await announcements.content(unit, announcement)).choices
    except KeyGone:  # its words were forgotten: what its numbers mean nobody knows
        return ()


async def _family(unit: Unit, announcement: Announcement) -> list[Announcement]:
    """It, what it reminds of and what reminds of it, however often."""
    office, group = announcement.organisation_id, announcement.group_id
    near = await announcement_rows.list_newest(
        unit,
        [] if office is None else [office],
        [] if group is None else [group],
        NEAR_MAX,
        _ANY_ID,
    )
    found, linked = {announcement.id}, [(each.id, reminds_of(each.audience)) for each in near]
    while True:
        more = {one for each, of in linked if found & {each, *of} for one in (each, *of)} - found
        if not more:
            return [each for each in near if each.id in found]
        found |= more


def reminds_of(audience: Audience) -> frozenset[int]:
    """The announcements whose silent receivers are meant."""
    return frozenset(each.id for each in audience.those if each.kind is PartKind.UNANSWERED)


async def require_rest(unit: Unit, audience: Audience) -> None:
    """For queries and steps. Raises RemindedLately, RemindedEnough where who is silent is to be left alone."""
    for each in reminds_of(audience):
        first = await announcement_rows.find(unit, each)
        family = [] if first is None else await _family(unit, first)
        reminders = [one for one in family if reminds_of(one.audience) and one.state not in _NEVER_SENT]
        if any(one.made_ms > unit.now_ms - REST_MS for one in reminders):
            raise RemindedLately
        if len(reminders) >= REMINDERS_MAX:
            raise RemindedEnough
