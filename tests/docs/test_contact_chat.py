"""The story in docs/contact.md is what the program says, from a message at night to the one that nobody answered."""

import asyncio
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.operator_commands import run
from bot.settings import SETTINGS
from tests.docs.demo_chat import Demo, assert_plays, chats_in, open_demo
from tests.tidy.sources import ROOT
from tests.transcript import Says

# A Monday; ten past eleven in the evening in Samarinda.
START = datetime(2026, 2, 2, 15, 10, tzinfo=UTC)

NOTE = "Perlu ditemani"
AT_NIGHT = "tidak kirim uang"
NEVER = ("kasus", "tiket", "klien", "korban", "verifikasi", "ditolak", "terlambat")


async def answer_rusmini(demo: Demo) -> None:
    """The demo's own woman has her answer already, so that the story is of Yuli alone."""
    for text in ("pesan warga", "1", "Ibu boleh datang Kamis, jam 9.", "kirim"):
        said = await demo.act(Says("Mira", text=text))
    assert "Semua sudah dijawab." in said[-1][1]


async def test_the_story_of_a_message_is_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    night, morning, moved, waiting = chats_in((ROOT / "docs" / "contact.md").read_text())
    made: dict[str, str] = {}
    async with open_demo(tmp_path, START) as demo:
        for name, role in (("yuli", "member"), ("mira", "worker"), ("hana", "supervisor")):
            await demo.add_phone(name, role)
        await answer_rusmini(demo)
        await assert_plays(demo, night, made)
        await assert_plays(demo, morning, made)
        await assert_plays(demo, moved, made)
        await assert_plays(demo, waiting, made)
        for phone in ("yuli", "petugas", "mira", "hana"):
            assert NOTE not in await on_screen(demo, phone)
        for phone in ("mira", "hana"):
            assert AT_NIGHT not in await on_screen(demo, phone)
        for word in ("Yuli", "besok bu", "akta"):
            assert word not in await on_screen(demo, "hana")
        read = await on_screen(demo, "yuli")
        assert [word for word in NEVER if word in read.casefold()] == []
    assert await faults() == []


async def on_screen(demo: Demo, phone: str) -> str:
    """All that stands on this phone."""
    return " ".join(await demo.screen(phone))


async def faults() -> list[str]:
    """What `check` finds wrong with messages and what was sent."""
    stdout = io.StringIO()
    await asyncio.to_thread(run, "check", ("--json",), stdout)
    found = json.loads(stdout.getvalue())["checks"]
    assert "contact" in {each["name"] for each in found}
    return [each["text"] for each in found if each["fault"] and each["name"] in ("contact", "outbox")]
