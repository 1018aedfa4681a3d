"""Invitations: a link or words to type, for an office that is there or is made; nothing half made."""

from pathlib import Path
from typing import Any

import pytest

from bot.operator.opening import real_now_ms
from db import organisations
from db.unit import Unit
from domain.roles import Role
from tests.bot.shell import Program, Shell, add_office, code_in, find
from tests.db.desk import open_desk
from tests.fakes.bot_api import TOKEN_DEFAULT, BotApi


async def test_the_first_invitation_makes_the_office_it_is_for(shell: Shell, running: Program) -> None:
    code, text, _errors = await shell(
        "invite", "--role", "admin", "--office", "Dinas Sosial Kota Batu", "--areas", "batu, junrejo"
    )

    async with running() as desk:
        found = await find(desk, code_in(text))

        async def job(unit: Unit) -> tuple[str, tuple[str, ...]]:
            (record,) = await organisations.list_all(unit)
            return record.office.zone, record.areas

        assert await desk.run(job) == ("Asia/Jakarta", ("batu", "junrejo"))
    assert code == 0
    assert found is not None
    assert (found.grant.role, found.place) == (Role.ADMIN, "Dinas Sosial Kota Batu")


async def test_an_invitation_without_any_office_makes_one_for_every_area_and_says_so(
    shell: Shell, running: Program
) -> None:
    code, text, _errors = await shell("invite", "--role", "worker")

    async with running() as desk:
        assert await find(desk, code_in(text)) is not None

        async def job(unit: Unit) -> bool:
            (record,) = await organisations.list_all(unit)
            return set(record.areas) == {area.key for area in unit.facts.areas}

        assert await desk.run(job)
    assert code == 0
    assert text.startswith("A new office was made: Kantor Teman Mandiri")


async def test_an_invitation_is_made_beside_the_running_program_which_goes_on(
    shell: Shell, running: Program
) -> None:
    async with running() as desk:
        office = await add_office(desk, "Dinas Sosial Kota Batu")

        code, text, errors = await shell("invite", "--role", "worker")
        found = await find(desk, code_in(text))
        await add_office(desk, "Kantor berikutnya")

    assert (code, errors) == (0, "")
    assert found is not None
    assert found.grant.organisation_id == office


async def test_the_link_carries_the_bot_s_own_name(shell: Shell) -> None:
    async with BotApi.running() as api:
        shell.set(TELEGRAM_API_URL=api.url)
        _code, text, _errors = await shell("invite", "--role", "worker")
        username = next(call for call in api.calls if call.method == "getMe") and api.world.bot["username"]

    assert f"https://t.me/{username}?start={code_in(text)}" in text.splitlines()


async def test_without_an_answer_from_telegram_the_words_to_type_are_there_and_no_token(shell: Shell) -> None:
    code, text, errors = await shell("invite", "--role", "worker")

    assert code == 0
    assert "t.me" not in text
    assert f"/start {code_in(text)}" in text
    assert TOKEN_DEFAULT not in text + errors
    assert TOKEN_DEFAULT.partition(":")[2] not in text + errors


async def test_with_several_offices_one_has_to_be_named(shell: Shell, running: Program) -> None:
    async with running() as desk:
        first = await add_office(desk, "Kantor satu")
        second = await add_office(desk, "Kantor dua")

    refused = await shell("invite", "--role", "worker")
    by_number = await shell("invite", "--role", "worker", "--organisation", str(second))
    by_name = await shell("invite", "--role", "worker", "--office", "kantor SATU")
    unknown = await shell("invite", "--role", "worker", "--organisation", "7")

    async with running() as desk:
        places = [await find(desk, code_in(each[1])) for each in (by_number, by_name)]
        assert [place and place.grant.organisation_id for place in places] == [second, first]
    assert (refused[0], refused[1]) == (2, "")
    assert f"{first} Kantor satu; {second} Kantor dua" in refused[2]
    assert unknown[0] == 2


async def test_an_unknown_area_makes_nothing(shell: Shell, running: Program) -> None:
    code, text, errors = await shell("invite", "--role", "admin", "--office", "X", "--areas", "batu,atlantis")

    async with running() as desk:

        async def job(unit: Unit) -> int:
            return len(await organisations.list_all(unit))

        assert await desk.run(job) == 0
    assert (code, text) == (2, "")
    assert "atlantis" in errors
    assert "junrejo" in errors


@pytest.mark.parametrize(
    "arguments", [(), ("--role", "queen"), ("--role", "member"), ("--role", "worker", "--zone", "Mars/Base")]
)
async def test_an_invitation_asked_for_wrongly_is_not_made(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, _errors = await shell("invite", *arguments)

    assert (code, text) == (2, "")
    assert "usage" in capsys.readouterr().err
    assert not (tmp_path / "teman.db").exists()


async def test_in_the_demo_the_moved_clock_counts(shell: Shell, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("TELEGRAM_TOKEN")
    a_week_ms = 7 * 86_400_000
    async with open_desk(tmp_path) as desk:
        await add_office(desk, "Kantor contoh")

        async def move(unit: Unit) -> None:
            unit.write("INSERT INTO meta (name, value) VALUES ('clock_offset_ms', $1)", str(a_week_ms))

        await desk.run(move)
        _code, text, _errors = await shell("invite", "--role", "worker")
        desk.now_ms = real_now_ms() + a_week_ms

        assert await find(desk, code_in(text)) is not None
