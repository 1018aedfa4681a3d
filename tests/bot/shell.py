"""What an operator sees in a shell: commands with settings of their own, beside a program that runs."""

import asyncio
import base64
import io
import json
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.operator.opening import real_now_ms
from bot.operator_commands import run
from bot.settings import SETTINGS
from db import invites, organisations
from db.invites import Invite
from db.unit import Unit
from tests.db.desk import Desk, open_desk
from tests.fakes.bot_api import TOKEN_DEFAULT

# The key of tests/db/desk.py, as it stands in SECRET_KEYS.
KEY = "test:" + base64.b64encode(bytes(range(32))).decode()
NEW_KEY = "new:" + base64.b64encode(bytes(32)).decode()
NOBODY = "http://127.0.0.1:9"  # the discard port: nothing answers there


class Shell:
    """`await shell("check", "--json")`: exit code, standard output, standard error; settings by name."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        for setting in SETTINGS:
            monkeypatch.delenv(setting.name, raising=False)
        self.set(
            DATA_DIR=str(folder),
            DATABASE_URL=f"sqlite:///{folder / 'teman.db'}",
            KEYS_URL=f"sqlite:///{folder / 'keys.db'}",
            SECRET_KEYS=KEY,
            TELEGRAM_TOKEN=TOKEN_DEFAULT,
            TELEGRAM_API_URL=NOBODY,
        )

    def set(self, **settings: str) -> None:
        for name, value in settings.items():
            self._monkeypatch.setenv(name, value)

    async def __call__(self, command: str, *arguments: str) -> tuple[int, str, str]:
        stdout, stderr = io.StringIO(), io.StringIO()
        code = await asyncio.to_thread(run, command, arguments, stdout, stderr=stderr)
        return code, stdout.getvalue(), stderr.getvalue()


class Program:
    """`async with running() as desk`: a program that has the database and its lock, at the real time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Desk]:
        async with open_desk(self._folder) as desk:
            desk.now_ms = real_now_ms()
            yield desk


def code_in(text: str) -> str:
    found = re.search(r"^Code: (inv-\w+)$", text, re.MULTILINE)
    assert found, text
    return found[1]


async def find(desk: Desk, code: str) -> Invite | None:
    async def job(unit: Unit) -> Invite | None:
        return await invites.find_usable(unit, code)

    return await desk.run(job)


async def add_office(desk: Desk, name: str) -> int:
    async def job(unit: Unit) -> int:
        return organisations.add(unit, name=name, zone="Asia/Jakarta", areas=("batu",))

    return await desk.run(job)


def of_check(text: str, name: str) -> dict[str, Any]:
    found = next(each for each in json.loads(text)["checks"] if each["name"] == name)
    assert isinstance(found, dict)
    return found


def plant(folder: Path, *statements: str) -> None:
    """What somebody did to the file by hand, or a bug."""
    connection = sqlite3.connect(folder / "teman.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
