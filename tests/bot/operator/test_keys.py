"""Keys: a fresh one alone on its line; rotation beside the running program, resumable, never with a key lost."""

import base64
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.operator.opening import engine_beside
from db.keys import KeyStore
from db.vault import RingKey, Vault
from tests.bot.shell import KEY, NEW_KEY, Program, Shell
from tests.db.desk import RING


async def test_a_new_key_is_printed_alone_and_needs_no_setting(shell: Shell, monkeypatch: Any) -> None:
    monkeypatch.delenv("SECRET_KEYS")

    named = await shell("keys", "new", "k2026")
    first, second = await shell("keys", "new"), await shell("keys", "new")

    name, _colon, secret = named[1].strip().partition(":")
    assert (named[0], name, len(base64.b64decode(secret))) == (0, "k2026", 32)
    assert named[1].count("\n") == 1
    assert re.fullmatch(r"k\d{8}-\w{4}", first[1].partition(":")[0])
    assert first[1].partition(":")[2] != second[1].partition(":")[2]
    shell.set(SECRET_KEYS=f"{first[1].strip()},{named[1].strip()}")
    assert (await shell("keys", "rotate"))[0] == 2  # the settings are right; there is no key store yet


@pytest.mark.parametrize("arguments", [(), ("old",), ("new", "a b"), ("new", "x" * 33), ("rotate", "name")])
async def test_keys_asked_for_wrongly_do_nothing(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, text, _errors = await shell("keys", *arguments)

    assert (code, text) == (2, "")
    assert "usage" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def ring_keys(folder: Path) -> dict[str, int]:
    connection = sqlite3.connect(folder / "keys.db")
    found = dict(connection.execute("SELECT key_id, count(*) FROM data_keys GROUP BY key_id").fetchall())
    connection.close()
    return found


async def test_rotation_wraps_every_key_beside_the_running_program(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        for number in range(20):
            await desk.person(f"Siti {number}")
        keys = sum(ring_keys(tmp_path).values())
        shell.set(SECRET_KEYS=f"{NEW_KEY},{KEY}")

        code, text, _errors = await shell("keys", "rotate")
        again = await shell("keys", "rotate")
        checked = await shell("check", "--all")

    assert (code, checked[0]) == (0, 0)
    assert ring_keys(tmp_path) == {"new": keys} == {"new": 21}
    assert text.startswith("21 data keys were wrapped anew; all are under 'new' now.")
    assert "Keep 'test' for 72 hours" in text
    assert again[1].startswith("0 data keys")
    shell.set(SECRET_KEYS=NEW_KEY)
    assert (await shell("check", "--all"))[0] == 0


async def test_rotation_goes_on_where_it_was_interrupted(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        for number in range(5):
            await desk.person(f"Siti {number}")
    ring = (RingKey("new", bytes(32)), *RING)
    vault = Vault(KeyStore(engine_beside(f"sqlite:///{tmp_path / 'keys.db'}")), ring)
    await vault.start()
    await vault.rewrap(2)  # and then the power went
    await vault.stop()
    half = ring_keys(tmp_path)
    shell.set(SECRET_KEYS=f"{NEW_KEY},{KEY}")
    checked = await shell("check", "--all")

    code, text, _errors = await shell("keys", "rotate")

    assert half == {"new": 2, "test": 4}
    assert checked[0] == 0
    assert (code, text.split()[0]) == (0, "4")
    assert ring_keys(tmp_path) == {"new": 6}


async def test_rotation_without_the_old_key_stops_and_says_so(
    shell: Shell, running: Program, tmp_path: Path
) -> None:
    async with running() as desk:
        await desk.person("Siti")
    shell.set(SECRET_KEYS=NEW_KEY)

    code, text, errors = await shell("keys", "rotate")

    assert (code, text) == (1, "")
    assert "'test'" in errors
    assert ring_keys(tmp_path) == {"test": 2}
