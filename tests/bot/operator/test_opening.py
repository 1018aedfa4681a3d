"""The databases beside a running program: no lock of ours, no id twice, the same schema, on both engines."""

from pathlib import Path

import pytest

from bot.operator.opening import CommandError, in_words, is_missing, opened, real_now_ms
from bot.settings import read_settings
from db.unit import Unit
from tests.bot.shell import Program, Shell, code_in, find, plant
from tests.db.desk import open_desk


async def test_ids_of_a_command_are_above_all_and_never_those_of_the_program(
    shell: Shell, running: Program
) -> None:
    async def new_ids(unit: Unit) -> list[int]:
        return [unit.new_id() for _number in range(50)]

    async with running() as desk:
        before = await desk.run(new_ids)
        async with opened(read_settings()) as one, opened(read_settings()) as other:
            beside = await one.run(new_ids) + await other.run(new_ids)
        after = await desk.run(new_ids)

    assert min(beside) > max(before)
    assert len({*before, *beside, *after}) == 200


async def test_a_program_of_another_version_is_not_disturbed(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running():
        plant(tmp_path, "INSERT INTO schema_version (number, name, applied_ms) VALUES (900, 'later', 1)")

        code, text, errors = await shell("invite", "--role", "worker")

    assert (code, text) == (2, "")
    assert "of another version" in errors


async def test_an_error_inside_a_command_leaves_nothing_behind(shell: Shell, running: Program) -> None:
    async def job(unit: Unit) -> None:
        unit.write("INSERT INTO meta (name, value) VALUES ('half', 'done')")
        await unit.fetch("SELECT 1 AS one")
        raise CommandError("no")

    async def count(unit: Unit) -> int:
        return len(await unit.fetch("SELECT 1 AS one FROM meta WHERE name = 'half'"))

    async with running() as desk:
        async with opened(read_settings()) as beside:
            with pytest.raises(CommandError):
                await beside.run(job)

        assert await desk.run(count) == 0


def test_a_place_is_named_without_its_password(tmp_path: Path) -> None:
    assert in_words(f"sqlite:///{tmp_path / 'teman.db'}") == str(tmp_path / "teman.db")
    assert "hunter2" not in in_words("postgresql://teman:hunter2@db.example.org/teman")
    assert is_missing(f"sqlite:///{tmp_path / 'teman.db'}")
    assert not is_missing("postgresql://teman:hunter2@db.example.org/teman")


@pytest.mark.postgres
async def test_the_same_commands_work_beside_a_program_on_postgresql(
    shell: Shell, tmp_path: Path, postgres_url: str
) -> None:
    shell.set(DATABASE_URL=postgres_url)
    async with open_desk(tmp_path, postgres_url) as desk:
        desk.now_ms = real_now_ms()
        await desk.person("Siti")

        healthy = await shell("check", "--all")
        invited = await shell("invite", "--role", "worker")
        released = await shell("outbox", "release")
        found = await find(desk, code_in(invited[1]))

        async def drop(unit: Unit) -> None:
            unit.write("DROP TRIGGER audit_no_change ON audit")

        await desk.run(drop)
        broken = await shell("check")

    assert (healthy[0], invited[0], released[0], broken[0]) == (0, 0, 0, 1), healthy[1]
    assert found is not None
    assert "FAULT: audit rows could be changed or deleted; missing: audit_no_change" in broken[1]


@pytest.mark.postgres
async def test_an_empty_postgresql_database_is_told_and_then_made(shell: Shell, postgres_url: str) -> None:
    shell.set(DATABASE_URL=postgres_url)

    before = await shell("check")
    invited = await shell("invite", "--role", "admin", "--office", "Dinas Sosial Kota Batu")
    after = await shell("check")

    assert (before[0], invited[0], after[0]) == (1, 0, 0)
    assert "FAULT: the database has schema 0" in before[1]
