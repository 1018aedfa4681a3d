"""The story in docs/announcements.md is what the program says; each woman got it once, and nobody what was called back."""

import asyncio
import io
import json
from pathlib import Path

import pytest

from bot.operator_commands import run
from bot.settings import SETTINGS
from domain.announcements import (
    ANSWERS_DAYS,
    APPROVE_OVER,
    CHOICE_CHARS_MAX,
    TEXT_CHARS_ADVISED,
    TEXT_CHARS_MAX,
)
from tests.docs.demo_chat import Demo, assert_plays, chats_in, open_demo
from tests.tidy.sources import ROOT
from tests.transcript import Says

PAGE = (ROOT / "docs" / "announcements.md").read_text(encoding="utf-8")

OWN = ("siti", "yuyun", "imas", "euis")
SHARED = "neneng"
JOINS = ("jadwal", "kue kering", "Daftar", "sudah")

WITHDRAWN = "jam 8. Bisa datang?"
SENT = "11 Februari jam 9. Bisa datang?"
NEVER = ("broadcast", "kampanye", "pengumuman", "gagal", "wajib", "verifikasi")


async def make_ready(demo: Demo) -> None:
    """All five sit in the class; Neneng's phone is her family's, and two have deleted their accounts."""
    for phone in ("neneng", "yuyun", "imas", "euis"):
        await demo.add_phone(phone, "member")
    for phone in (*OWN, SHARED):
        for text in ("halo", "bersama" if phone == SHARED else "sendiri"):
            await demo.act(Says(phone, text=text))
    for phone in ("imas", "euis"):
        for text in JOINS:
            said = await demo.act(Says(phone, text=text))
        assert "Ibu sudah terdaftar di Kue kering." in said[-1][1]
    for phone in ("yuyun", "imas"):
        await demo.change(phone, gone=True)


async def test_the_story_of_an_announcement_is_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    called_back, sent, missed, no_more = chats_in(PAGE)
    made: dict[str, str] = {}
    async with open_demo(tmp_path) as demo:
        await make_ready(demo)
        await assert_plays(demo, called_back, made)
        await assert_plays(demo, sent, made)
        await demo.change("imas", gone=False)
        await assert_plays(demo, missed, made)
        await assert_plays(demo, no_more, made)
        for phone in (*OWN, SHARED):
            screen = await demo.screen(phone)
            assert not any(WITHDRAWN in text for text in screen)
            # On a phone that others read it stands no more once she has answered.
            assert sum(SENT in text for text in screen) == (phone in ("siti", "imas", "euis"))
            assert [word for word in NEVER if word in " ".join(screen).casefold()] == []
    assert await faults() == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"More than {APPROVE_OVER} receivers",
        f"more than {TEXT_CHARS_ADVISED} signs",
        f"can take {TEXT_CHARS_MAX} signs",
        f"three answers of {CHOICE_CHARS_MAX} signs",
        f"for {ANSWERS_DAYS} days",
    ],
)
def test_the_numbers_of_the_page_are_the_programs_own(sentence: str) -> None:
    assert sentence in " ".join(PAGE.split())


async def faults() -> list[str]:
    """What `check` finds wrong with announcements and what was sent."""
    stdout = io.StringIO()
    await asyncio.to_thread(run, "check", ("--json",), stdout)
    found = json.loads(stdout.getvalue())["checks"]
    assert "announcements" in {each["name"] for each in found}
    return [each["text"] for each in found if each["fault"] and each["name"] in ("announcements", "outbox")]
