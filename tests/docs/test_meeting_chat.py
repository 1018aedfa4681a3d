"""The meeting in docs/meeting.md is what the program says; its book is whole, and one changed byte is found."""

import asyncio
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.demo_book import fill_book
from bot.operator_commands import run
from bot.settings import SETTINGS
from tests.docs.demo_chat import assert_plays, chat_in, open_demo
from tests.tidy.sources import ROOT


async def operate(command: str, *arguments: str) -> tuple[int, str]:
    stdout = io.StringIO()
    return await asyncio.to_thread(run, command, arguments, stdout), stdout.getvalue()


async def of_books() -> dict[str, Any]:
    """What `check` says of the groups' books; the demo's clock stands in another year than the others' look at."""
    _code, told = await operate("check", "--json")
    return next(each for each in json.loads(told)["checks"] if each["name"] == "ledger")


async def test_the_meeting_is_what_the_program_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    lines = chat_in((ROOT / "docs" / "meeting.md").read_text())
    assert len(lines) > 60
    async with open_demo(tmp_path) as demo:
        await fill_book(demo.app.storage.writer)
        for name, role in (("neneng", "member"), ("cucu", "chair")):
            await demo.add_phone(name, role)
        await assert_plays(demo, lines)
    assert not (await of_books())["fault"]
    exported = tmp_path / "mentari.beancount"
    await operate("books", "export", str(exported), "--group", "Mentari", "--format", "beancount")
    bean_check = Path(sys.executable).with_name("bean-check")
    assert subprocess.run([str(bean_check), str(exported)], check=False).returncode == 0
    change_one_byte(tmp_path / "demo.db")
    found = await of_books()
    assert found["fault"]
    assert "entry" in found["text"]


def change_one_byte(file: Path) -> None:
    """In the file itself: the day of one entry of the meeting, the third of February, becomes the second."""
    body = file.read_bytes()
    place = body.index(b"saving2026-02-03")
    file.write_bytes(body[: place + 15] + b"2" + body[place + 16 :])
