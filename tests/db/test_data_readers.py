"""Who has read what, on both engines: from the audit, by role and place; what is left out is left out on purpose."""

import ast
from datetime import date
from pathlib import Path

from db import groups, members, own_savings, people
from db.data_readers import OPERATOR, SHOWN, Reading, list_selves
from db.people import Actor
from db.readings import list_readings
from db.unit import Unit
from domain.roles import Role, RoleGrant
from domain.zones import WIB
from tests.db.office_world import World, world

__all__ = ["world"]

ROOT = Path(__file__).resolve().parents[2]

# Read, and never in her list: the first word of each says why.
LEFT_OUT = {
    "safety": "the safety store",
    "call": "the safety store: a call for help",
    "duty": "nobody's data: the roster",
    "audit": "her own look at this very list",
    "staff": "an office's people",
    "invite": "an invitation names nobody yet",
    "group": "a group's people",
    "duplicate": "two records side by side; `person` is read with it",
    "breach": "the register of breaches",
}


async def note(world: World, by: Actor, woman: Actor, action: str, kind: str, times: int = 1) -> None:
    async def job(unit: Unit) -> None:
        for _time in range(times):
            unit.audit(action, kind, 1, woman.person_id)

    await world.run(job, by=by)


async def readings(world: World, woman: Actor, *, office: int | None = None) -> tuple[Reading, ...]:
    return await world.run(
        lambda unit: list_readings(unit, woman.person_id, 10, organisation_id=office), by=woman
    )


async def test_looks_of_one_kind_by_people_of_one_role_are_one_line_the_latest_first(world: World) -> None:
    woman, one, other = await world.woman(), await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    await note(world, one, woman, "read", "request", 2)
    world.pass_time(5)
    await note(world, other, woman, "read", "request")
    await note(world, other, woman, "list", "request")
    world.pass_time(5)
    await note(world, other, woman, "read", "screening")
    found = await readings(world, woman)
    assert [(each.what, each.role, each.place, each.times) for each in found] == [
        ("screening", "worker", "Kantor Contoh", 1),
        ("queue", "worker", "Kantor Contoh", 1),
        ("request", "worker", "Kantor Contoh", 3),
    ]
    assert found[0].last_ms == world.desk.now_ms


async def test_what_a_command_on_the_server_read_is_shown_too(world: World) -> None:
    woman = await world.woman()

    async def export(unit: Unit) -> None:
        unit.audit("read", "request", 1, woman.person_id, "export by the operator")

    await world.run(export)
    (found,) = await readings(world, woman)
    assert (found.what, found.role, found.place) == ("request", OPERATOR, "")


async def test_her_own_looks_and_writes_are_no_readers(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    await note(world, woman, woman, "read", "person")
    await note(world, worker, woman, "write", "request")
    assert await readings(world, woman) == ()


async def test_the_safety_store_is_left_out(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    for kind in ("safety", "safety_note", "safety_case", "call", "anything new"):
        await note(world, worker, woman, "read", kind)
    assert await readings(world, woman) == ()


async def test_who_holds_no_role_any_more_is_told_by_the_one_held_then(world: World) -> None:
    woman, worker = await world.woman(), await world.staff(Role.WORKER)
    await note(world, worker, woman, "read", "request")

    async def end(unit: Unit) -> None:
        unit.write("UPDATE roles SET until_ms = $2 WHERE person_id = $1", worker.person_id, unit.now_ms)

    world.pass_time(5)
    await world.run(end)
    (found,) = await readings(world, woman)
    assert (found.role, found.place) == ("worker", "Kantor Contoh")


async def test_for_an_office_only_its_own_people_are_listed(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    woman, near = await world.woman(), await world.staff(Role.WORKER)
    far = await world.staff(Role.WORKER, office=elsewhere)
    await note(world, near, woman, "read", "request")
    await note(world, far, woman, "read", "request")
    assert [each.place for each in await readings(world, woman, office=world.office)] == ["Kantor Contoh"]
    assert len(await readings(world, woman)) == 2


async def test_records_that_are_hers_too_count_together(world: World) -> None:
    woman, second, stranger = await world.woman(), await world.woman(), await world.woman()

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second.person_id, woman.person_id)

    await world.run(join)
    for each in (woman, second):
        found = await world.run(lambda unit, one=each.person_id: list_selves(unit, one))  # type: ignore[misc]
        assert set(found) == {woman.person_id, second.person_id}
    assert await world.run(lambda unit: list_selves(unit, stranger.person_id)) == [stranger.person_id]


async def test_who_read_the_book_about_her_is_named_by_her_role_in_the_group_and_no_office_sees_it(
    world: World,
) -> None:
    woman, lilis = await world.woman(), await world.staff(Role.WORKER)
    record, other = await world.woman(), await world.woman()

    async def group(unit: Unit) -> None:
        mentari = groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)
        number = await members.add(
            unit, mentari, person_id=record.person_id, joined_day=date(2025, 1, 3), linked_id=woman.person_id
        )
        assert number == 1
        grant = RoleGrant(Role.TREASURER, group_id=mentari)
        people.grant_role(
            unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=grant, now_ms=unit.now_ms
        )

    await world.run(group)
    await note(world, lilis, record, "read", "book")
    await note(world, lilis, woman, "list", "dispute")
    await note(world, lilis, other, "read", "book")
    records = await world.run(lambda unit: own_savings.list_records(unit, woman.person_id))
    found = await world.run(lambda unit: list_readings(unit, woman.person_id, 10, records=records))
    assert records == (record.person_id,)
    assert [(each.what, each.role, each.place) for each in found] == [
        ("book", "treasurer", "Mentari"),
        ("dispute", "treasurer", "Mentari"),
    ]
    assert await readings(world, woman, office=world.office) == ()


def test_every_kind_of_thing_that_is_read_is_shown_or_left_out_on_purpose() -> None:
    unknown = {kind for kind in _read_kinds() if kind not in SHOWN and kind.split("_")[0] not in LEFT_OUT}
    assert unknown == set()
    assert not set(SHOWN) & set(LEFT_OUT)


def _read_kinds() -> set[str]:
    """The second word of every `audit("read" or "list", ...)` in the program."""
    found: set[str] = set()
    for folder in ("db", "handlers", "bot"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                named = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                if named and node.func.attr == "audit" and len(node.args) > 1:  # type: ignore[attr-defined]
                    action, kind = node.args[0], node.args[1]  # type: ignore[attr-defined]
                    if isinstance(action, ast.Constant) and action.value in ("read", "list"):
                        found.add(str(kind.value) if isinstance(kind, ast.Constant) else ast.unparse(kind))
    return found
