"""Every command ends, with its exit code; wrong settings are all named before anything is begun."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.operator_commands import explain
from domain.criteria import CriteriaError, Fault
from tests.bot.shell import KEY, NEW_KEY, Program, Shell


async def test_wrong_settings_are_all_named_and_nothing_is_begun(shell: Shell, tmp_path: Path) -> None:
    shell.set(SECRET_KEYS="short", PORT="x", TELEGRAM_TOKEN="abc")

    commands = [
        ("invite", "--role", "worker"),
        ("check",),
        ("keys", "rotate"),
        ("outbox", "release"),
        ("backup",),
    ]
    for command in [*commands, ("restore", "x"), ("export", "x"), ("breach", "list")]:
        code, text, errors = await shell(*command)

        assert (code, text) == (2, "")
        assert [line.split()[0] for line in errors.splitlines()] == ["TELEGRAM_TOKEN", "SECRET_KEYS", "PORT"]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments, ring, expected",
    [
        (("check",), KEY, 0),
        (("check", "--json"), KEY, 0),
        (("check",), NEW_KEY, 1),
        (("keys", "rotate"), KEY, 0),
        (("keys", "rotate"), NEW_KEY, 1),
        (("invite", "--role", "worker"), KEY, 0),
        (("invite", "--role", "worker"), NEW_KEY, 1),
        (("invite", "--role", "worker", "--organisation", "7"), KEY, 2),
        (("outbox", "release"), KEY, 0),
        (("backup",), KEY, 0),
        (("restore", "nowhere.db"), KEY, 2),
        (("export", "out"), KEY, 0),
        (("export", "out"), NEW_KEY, 1),
        (("breach", "list"), KEY, 0),
        (("breach", "letter", "ZZZZZZ"), KEY, 2),
    ],
)
async def test_every_command_ends_beside_the_running_program(
    shell: Shell, running: Program, arguments: tuple[str, ...], ring: str, expected: int
) -> None:
    shell.set(SECRET_KEYS=ring)
    async with running() as desk:
        await desk.person("Siti")
        # A connection left open keeps a thread, and with it the process, alive for ever.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *arguments,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            code = await asyncio.wait_for(process.wait(), timeout=60)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise

    assert code == expected


async def test_bench_hands_its_arguments_to_the_benchmark(shell: Shell) -> None:
    code, text, _errors = await shell("bench", "--help")

    assert code == 0
    assert "tests.bench" in text
    assert sys.executable not in text


async def test_broken_criteria_files_are_named_in_the_error() -> None:
    fault = Fault(file="a.toml", where="file", problem="it is broken", remedy="Mend it")

    assert "a.toml" in explain(CriteriaError([fault]))


async def test_a_folder_that_cannot_be_made_is_said_in_words_with_exit_2(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    shell.set(DATA_DIR=str(tmp_path / "file" / "data"), DATABASE_URL="", KEYS_URL="")

    for command in ("run", "demo", "check", "backup"):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", command),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, errors = await asyncio.wait_for(process.communicate(), timeout=60)

        assert (process.returncode, out) == (2, b""), command
        assert errors.startswith(b"DATA_DIR is"), command
        assert errors.count(b"\n") == 1, command
