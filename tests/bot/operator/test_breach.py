"""The register by command: added, listed, told, closed only when everybody has been told."""

import re
from pathlib import Path

import pytest

from db import people
from db.unit import Unit
from tests.bot.shell import Program, Shell
from tests.db.forgetting import rows

ADD = (
    *("breach", "add", "--everybody", "--what", "nama dan alamat", "--how", "laptop petugas hilang"),
    *("--handling", "kunci sudah diganti", "--found", "2026-02-03 14:30", "--since", "2026-02-01 08:00"),
)


def code_of(text: str) -> str:
    found = re.match(r"(\w{6}):", text)
    assert found, text
    return found[1]


async def test_from_the_first_entry_to_its_end(shell: Shell, running: Program, tmp_path: Path) -> None:
    async with running() as desk:
        own, shared = await desk.person("Siti (demo)"), await desk.person("Yuyun (demo)")

        async def phones(unit: Unit) -> None:
            people.set_phone(unit, own.account_id, "own")
            people.set_phone(unit, shared.account_id, "shared")

        await desk.run(phones)
        status, text, errors = await shell(*ADD)
        assert (status, errors) == (0, "")
        code = code_of(text)
        assert "to be told until 2026-02-06 14:30 WIB" in text
        assert "in chat: 0 told, 1 left; face to face: 0 told, 1 left; the agency: NOT TOLD" in text

        listed = (await shell("breach", "people", code))[1]
        assert re.search(rf"^{own.person_id}\tin chat\tnot told", listed, re.MULTILINE)
        assert re.search(rf"^{shared.person_id}\tface to face\tnot told", listed, re.MULTILINE)
        assert "demo" not in listed

        told = (await shell("breach", "tell", code))[1]
        assert "tells 1 women in chat" in told
        assert "1 have to be told face to face" in told
        assert (await rows(desk, "SELECT send_ms FROM breaches"))[0]["send_ms"] > 0
        assert (await shell("breach", "close", code))[0] == 2

        for who in (own, shared):
            assert (await shell("breach", "visited", code, str(who.person_id)))[0] == 0
        assert (await shell("breach", "visited", code, "ZZZZZZ"))[0] == 2
        assert (await shell("breach", "agency", code))[0] == 0
        assert (await shell("breach", "close", code))[0] == 0
        assert "closed" in (await shell("breach", "list"))[1]


async def test_the_letters_are_drafted_from_the_entry(shell: Shell, running: Program) -> None:
    async with running():
        code = code_of((await shell(*ADD))[1])
        letter = (await shell("breach", "letter", code))[1]

    for part in ("nama dan alamat", "laptop petugas hilang", "6 Februari 2026, pukul 14.30 WIB"):
        assert part in letter


@pytest.mark.parametrize(
    "change, said",
    [
        (("--what", "x" * 81), "--what needs 1 to 80 characters"),
        (("--how", " . "), "--how needs 1 to 80 characters"),
        (("--found", "kemarin"), "write it like 2026-02-03 14:30"),
        (("--since", "2026-02-04 00:00"), "--since must not be after"),
    ],
)
async def test_a_wrong_entry_is_not_written_down(
    shell: Shell, running: Program, change: tuple[str, str], said: str
) -> None:
    async with running() as desk:
        code, _text, errors = await shell(*ADD, *change)
        assert code == 2
        assert said in errors
        assert await rows(desk, "SELECT id FROM breaches") == []


async def test_an_unknown_code_and_an_unknown_office_are_told(shell: Shell, running: Program) -> None:
    async with running():
        assert (await shell("breach", "letter", "ZZZZZZ"))[0] == 2
        arguments = [each for each in ADD if each != "--everybody"]
        code, _text, errors = await shell(*arguments, "--office", "7")
        assert (code, "there is no office 7" in errors) == (2, True)
        assert (await shell("breach", "list"))[1] == "The register is empty.\n"
