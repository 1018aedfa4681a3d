"""Three women learn: an office has a class, and each of them has a place in it and a phone of her own."""

from dataclasses import replace
from datetime import UTC, date, datetime

from db import course_places, courses, people
from db.unit import Unit
from db.vault import person as owner_of
from domain.courses import Kind, Topic
from domain.recurrence import Recurrence
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.kill.ground import an_office

PHONES = (1, 2, 3)

# Tuesdays at nine; they joined on the first of February.
DAYS = (date(2026, 2, 10), date(2026, 2, 17), date(2026, 2, 24))
BEGAN = datetime(2026, 2, 1, 3, tzinfo=UTC)


async def a_class(unit: Unit) -> None:
    """The office, its class and the three."""
    await an_office(unit)
    (office,) = await unit.fetch("SELECT id FROM organisations")
    grant = RoleGrant(Role.WORKER, organisation_id=office["id"])
    me = unit.actor.person_id
    people.grant_role(unit, role_id=unit.new_id(), person_id=me, grant=grant, now_ms=unit.now_ms)
    unit.actor = replace(unit.actor, roles=(grant,))
    course = await courses.create(
        unit,
        organisation_id=office["id"],
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title="Kue kering",
        place="Balai Desa Contoh",
        zone=WIB,
        recurrence=Recurrence(rule="FREQ=WEEKLY", first=DAYS[0], start_min=9 * 60, count=len(DAYS)),
        days=DAYS,
    )
    for chat in PHONES:
        await course_places.join(unit, course, await _with_phone(unit, chat))


async def _with_phone(unit: Unit, chat: int) -> int:
    person_id, account_id = unit.new_id(), unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel="hasty",
        address=str(chat),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "own")
    return person_id
