"""The course in docs/training.md is what the program says; reminders came once each; check is content."""

import asyncio
import io
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.demo_book import fill_book
from bot.operator_commands import run
from bot.settings import SETTINGS
from domain.zones import WIB, get_zone
from tests.docs.demo_chat import Demo, assert_plays, chats_in, end_courses, open_demo
from tests.tidy.sources import ROOT
from tests.transcript import Passes, Says

# A Tuesday, a week before the course begins; nine o'clock on its clock.
START = datetime(2026, 1, 27, 2, tzinfo=UTC)

MOVED_TO = date(2026, 2, 11)
# The days between the second chat and the third, as the class was planned: without Imlek and Lebaran.
OTHERS = [date(2026, 2, 24) + timedelta(weeks=n) for n in (0, 1, 2, 3, 5, 6)]
DAYS = [date(2026, 2, 3), MOVED_TO, *OTHERS]
MONTHS = ("Januari", "Februari", "Maret", "April")
WOMEN = ("Siti", "Wati")

CODE = re.compile(r"Kode kelas Kue kering: (\w{4})\.")
PNG = b"\x89PNG\r\n"
NEVER = ("terlambat", "wajib hadir", "alpa", "bolos", "gagal", "lulus", "suami", "verifikasi")


async def pass_to(demo: Demo, day: date, hour: time) -> None:
    """The clock goes on to that hour, and does on its way what is due."""
    now = datetime.fromtimestamp(demo.app.clock.now_ms() / 1000, UTC)
    target = datetime.combine(day, hour, get_zone(WIB).clock)
    await demo.act(Passes(round((target - now).total_seconds()), "(jam)"))


async def says(demo: Demo, who: str, what: str) -> str:
    """What she hears when she writes or taps this."""
    line = Says(who, tap=what[1:-1]) if what.startswith("[") else Says(who, text=what)
    return " ".join(text for phone, text in await demo.act(line) if phone == who.lower())


async def teach_the_others(demo: Demo) -> None:
    """The six sessions that the document leaves out: each time a new code stands on the wall, and both women type it."""
    codes = set()
    for day in OTHERS:
        await pass_to(demo, day, time(9, 10))
        await says(demo, "Petugas", "daftar hadir")
        (code,) = CODE.findall(await says(demo, "Petugas", "[Kode di dinding]"))
        codes.add(code)
        for who in WOMEN:
            assert "Hadir dicatat di kelas Kue kering." in await says(demo, who, code)
    assert len(codes) == len(OTHERS)


async def reminders(demo: Demo, who: str) -> list[tuple[date, bool]]:
    """What stands on her phone: of which day she was reminded, and whether she was asked if she can come."""
    found = []
    for text in await demo.screen(who.lower()):
        if match := re.match(r"Bu, saya ingatkan: Kue kering\.\s+\w+, (\d+) (\w+) 2026, jam", text):
            day = date(2026, MONTHS.index(match[2]) + 1, int(match[1]))
            found.append((day, "Bisa datang?" in text))
    return found


@pytest.mark.slow
async def test_the_course_and_what_became_of_it_are_what_the_program_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    joining, meeting, ending, after = chats_in((ROOT / "docs" / "training.md").read_text())
    made: dict[str, str] = {}
    async with open_demo(tmp_path, START) as demo:
        await fill_book(demo.app.storage.writer)
        await end_courses(demo)
        for name in ("neneng", "wati"):
            await demo.add_phone(name, "member")
        await assert_plays(demo, joining, made)
        await assert_plays(demo, meeting, made)
        await teach_the_others(demo)
        await pass_to(demo, DAYS[-1], time(12))
        for who in WOMEN:
            assert await reminders(demo, who) == [(day, asked) for day in DAYS for asked in (True, False)]
        await assert_plays(demo, ending, made)
        await assert_plays(demo, after, made)
        (certificate,), (figures,) = await demo.files("siti"), await demo.files("petugas")
        assert certificate.startswith(PNG)
        assert figures.startswith(PNG)
        (tmp_path / "certificate.png").write_bytes(certificate)
        (tmp_path / "figures.png").write_bytes(figures)
        read = " ".join(await demo.screen("siti") + await demo.screen("wati")).casefold()
        assert [word for word in NEVER if word in read] == []
    assert await faults() == []


async def faults() -> list[str]:
    """What `check` finds wrong with courses and what was sent."""
    stdout = io.StringIO()
    await asyncio.to_thread(run, "check", ("--json",), stdout)
    found = json.loads(stdout.getvalue())["checks"]
    assert "training" in {each["name"] for each in found}
    return [each["text"] for each in found if each["fault"] and each["name"] in ("training", "outbox")]
