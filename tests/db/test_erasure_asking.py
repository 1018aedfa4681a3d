"""She asks to be erased, takes it back in time, and is not let go while an office or a group has nobody else."""

import subprocess
import sys
from pathlib import Path

import pytest

from db import erasure, erasure_asking, people, practice
from db.people import Actor
from db.unit import Unit
from db.vault import organisation
from db.vault import person as owner_of
from domain.group_rules import undecided
from domain.keeping import LastOfRole
from domain.roles import OF_GROUP, Role, RoleGrant
from tests.db.desk import Desk
from tests.db.forgetting import keeper, rows
from tests.db.test_erasure import TODAY, erase, state_of


async def test_she_may_take_it_back_for_a_minute_and_not_later(desk: Desk, tmp_path: Path) -> None:
    siti = await desk.person("111")
    due_ms = await desk.run(lambda unit: erasure_asking.ask(unit, siti.person_id))
    assert await desk.run(lambda unit: erasure.next_due(unit, desk.now_ms)) == due_ms

    await keeper(desk, tmp_path).run()
    assert await desk.run(lambda unit: erasure_asking.take_back(unit, siti.person_id))
    desk.now_ms = due_ms
    await keeper(desk, tmp_path).run()
    assert await state_of(desk) == ["taken_back"]

    desk.now_ms = await desk.run(lambda unit: erasure_asking.ask(unit, siti.person_id))
    await keeper(desk, tmp_path).run()
    assert not await desk.run(lambda unit: erasure_asking.take_back(unit, siti.person_id))
    assert await desk.run(lambda unit: people.list_persons(unit, [siti.person_id])) == {}


async def grant(desk: Desk, who: Actor, role: Role) -> None:
    async def job(unit: Unit) -> None:
        office = 7
        if role in OF_GROUP:
            unit.write(
                "INSERT INTO groups (id, name, place, zone) VALUES ($1, 'Kelompok Contoh', '', 'Asia/Jakarta')"
                " ON CONFLICT (id) DO NOTHING",
                office,
            )
        unit.write(
            "INSERT INTO organisations (id, name, zone, details) VALUES ($1, 'Kantor Contoh', 'Asia/Jakarta', '{}')"
            " ON CONFLICT (id) DO NOTHING",
            office,
        )
        people.grant_role(
            unit,
            role_id=unit.new_id(),
            person_id=who.person_id,
            grant=RoleGrant(role, group_id=office) if role in OF_GROUP else RoleGrant(role, office),
            now_ms=unit.now_ms,
        )

    await desk.run(job)


async def test_the_only_admin_hands_over_first(desk: Desk, tmp_path: Path) -> None:
    first, second = await desk.person("111"), await desk.person("222")
    due_ms = await desk.run(lambda unit: erasure_asking.ask(unit, first.person_id))
    await grant(desk, first, Role.ADMIN)

    with pytest.raises(LastOfRole) as caught:
        await erase(desk, first.person_id)
    assert caught.value.fields == {"place": "Kantor Contoh"}
    desk.now_ms = due_ms
    await keeper(desk, tmp_path).run()
    assert await state_of(desk) == ["refused"]

    await grant(desk, second, Role.ADMIN)
    await erase(desk, first.person_id)
    held = await rows(desk, "SELECT person_id FROM roles WHERE until_ms IS NULL")
    assert [row["person_id"] for row in held] == [second.person_id]
    await desk.storage.vault.have([organisation(7)])


@pytest.mark.parametrize("role", [Role.CHAIR, Role.TREASURER])
async def test_the_only_one_who_keeps_a_group_hands_over_first(desk: Desk, role: Role) -> None:
    first, second, member = [await desk.person(number) for number in ("111", "222", "333")]
    await grant(desk, first, role)
    await grant(desk, member, Role.MEMBER)
    with pytest.raises(LastOfRole) as caught:
        await erase(desk, first.person_id)
    assert caught.value.fields == {"place": "Kelompok Contoh"}
    await erase(desk, member.person_id)
    await grant(desk, second, role)
    await erase(desk, first.person_id)
    held = await rows(desk, "SELECT person_id FROM roles WHERE until_ms IS NULL")
    assert [row["person_id"] for row in held] == [second.person_id]


async def test_what_she_only_practises_holds_nobody_back(desk: Desk) -> None:
    lilis = await desk.person("Lilis")

    async def practise(unit: Unit) -> None:
        unit.actor = lilis
        await practice.begin(
            unit, name="Latihan", place="Desa", others=["Melati"], rules=undecided(TODAY), today=TODAY
        )

    await desk.run(practise)
    assert owner_of(lilis.person_id) in await erase(desk, lilis.person_id)


def test_whoever_only_asks_does_not_load_what_erases() -> None:
    code = "import sys, handlers.menu, handlers.data_erasure; sys.exit('db.erasure' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
