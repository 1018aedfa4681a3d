"""A woman has written to an office of three, each with a phone: who has it, a colleague, and who leads the office.

For a morning on which everything falls due at once, words for her are planned, too.
"""

from dataclasses import replace
from datetime import UTC, datetime

from db import matter_steps, matters, people
from db.matter_steps import Kind
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from db.vault import person as owner_of
from domain.matters import MessageKind
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.kill.ground import an_office

WORKER, COLLEAGUE, BOSS, WOMAN = 1, 2, 3, 4
PLANNED = "besok bawa KK, ya"

# Monday, 2 February 2026, at nine there.
BEGAN = datetime(2026, 2, 2, 2, tzinfo=UTC)


async def a_letter(unit: Unit) -> None:
    """The office, its people, and what the woman wrote."""
    await an_office(unit)
    (office,) = await unit.fetch("SELECT id FROM organisations")
    holder = await _with_phone(unit, WORKER)
    for chat, role in ((WORKER, Role.WORKER), (COLLEAGUE, Role.COMPANION), (BOSS, Role.SUPERVISOR)):
        person_id = holder if chat == WORKER else await _with_phone(unit, chat)
        grant = RoleGrant(role, organisation_id=office["id"])
        people.grant_role(unit, role_id=unit.new_id(), person_id=person_id, grant=grant, now_ms=unit.now_ms)
        unit.write("UPDATE persons SET zone = $2 WHERE id = $1", person_id, WIB)
    unit.actor = await _woman(unit, unit.actor)
    await matters.write(
        unit,
        person_id=unit.actor.person_id,
        organisation_id=office["id"],
        chosen=Chosen(holder_id=holder),
        kind=MessageKind.TEXT,
        text="Bu, kapan kantornya buka?",
    )


async def a_morning(unit: Unit) -> None:
    """The same; and her worker has planned words for Tuesday at half past seven."""
    await a_letter(unit)
    woman = unit.actor.person_id
    await _give_phone(unit, woman, WOMAN)
    (row,) = await unit.fetch("SELECT id, holder_id FROM matters")
    matter = await matters.find(unit, row["id"])
    assert matter is not None
    unit.actor = replace(unit.actor, person_id=matter.holder_id, staff=True)
    due = datetime(2026, 2, 3, 0, 30, tzinfo=UTC)
    await matter_steps.add(unit, matter, Kind.LATER, f"Bu, {PLANNED}.", round(due.timestamp() * 1000))


async def _woman(unit: Unit, like: Actor) -> Actor:
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    return replace(like, person_id=person_id, staff=False)


async def _with_phone(unit: Unit, chat: int) -> int:
    person_id = unit.new_id()
    await unit.vault.have([owner_of(person_id)], create=True)
    people.add_person(unit, person_id, unit.now_ms)
    await _give_phone(unit, person_id, chat)
    return person_id


async def _give_phone(unit: Unit, person_id: int, chat: int) -> None:
    account_id = unit.new_id()
    people.add_account(
        unit,
        account_id=account_id,
        person_id=person_id,
        channel="hasty",
        address=str(chat),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "own")
