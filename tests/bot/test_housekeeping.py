"""What the clock does is loaded when it is needed, and nothing of it is left out then."""

import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import App
from bot.sealing_audit import heads_file, read_published
from bot.settings import read_settings
from db import groups, outbox
from db.outbox import Queued
from db.unit import Unit
from db.vault import person as owner_of
from domain.zones import WIB


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[App]:
    app = App(read_settings({"DATA_DIR": str(folder), "PORT": "0"}))
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def test_the_programs_own_housekeeping_seals_and_publishes(tmp_path: Path):
    async with running(tmp_path) as app:

        async def job(unit: Unit) -> None:
            unit.audit("read", "request", 1, 7)

        await app.storage.writer.run(job)
        await app.housekeeping.run()
        await app.housekeeping.run()
    assert [each.seq for each in read_published(heads_file(tmp_path, demo=True))[0]] == [1]


async def test_a_part_that_fails_stops_no_other_part(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    async with running(tmp_path) as app:

        async def spoil(unit: Unit) -> None:
            unit.audit("read", "request", 1, 7)
            group = groups.add(unit, name="Contoh", place="Desa Contoh", zone=WIB, demo=True)
            unit.write(
                "INSERT INTO courses (id, code, group_id, kind, topic, title, place, zone, first_day, start_min,"
                " length_min, state, made_by, made_ms) VALUES (5, 'C5', $1, 'skill', 'bulan', 'Kue', 'Desa Contoh', $2,"
                " '2026-01-01', 540, 120, 'open', 1, 0)",
                group,
                WIB,
            )
            unit.write(
                "INSERT INTO course_sessions (id, course_id, n, start_ms, length_min, state)"
                " VALUES (6, 5, 1, $1, 120, 'planned')",
                unit.now_ms - 86_400_000,
            )

        await app.storage.writer.run(spoil)
        await app.housekeeping.run()
        await app.housekeeping.run()
    assert [each.seq for each in read_published(heads_file(tmp_path, demo=True))[0]] == [1]
    assert "handlers.training.ask_missed" in caplog.text


async def test_the_moved_clock_is_told_the_next_moment_at_which_something_is_due(tmp_path: Path):
    async with running(tmp_path) as app:
        now_ms = app.clock.now_ms()
        assert await app.housekeeping.next_due(now_ms) is None

        async def job(unit: Unit) -> None:
            await unit.vault.have([owner_of(7)], create=True)
            unit.write("INSERT INTO persons (id, created_ms) VALUES (7, 0)")
            unit.write(
                "INSERT INTO accounts (id, channel, address_hash, address, person_id, owner_id, created_ms)"
                " VALUES (8, 'paper', $1, $2, 7, 7, 0)",
                b"hash",
                b"sealed",
            )
            row = Queued(
                id=9,
                account_id=8,
                person_id=7,
                channel="paper",
                kind="reminder",
                lane=3,
                due_ms=now_ms + 5_000,
            )
            outbox.add(unit, row)

        await app.storage.writer.run(job)
        assert await app.housekeeping.next_due(now_ms) == now_ms + 5_000


async def test_what_nobody_agreed_to_in_time_is_forgotten_with_its_words(tmp_path: Path):
    async with running(tmp_path) as app:

        async def job(unit: Unit) -> None:
            group_id = groups.add(unit, name="Mentari", place="Desa Contoh", zone=WIB)
            for number, until in ((1, unit.now_ms), (2, unit.now_ms + 3_600_000)):
                unit.write(
                    "INSERT INTO approvals (id, group_id, code, kind, subject, body, body_hash, state, by_member,"
                    " made_ms, expires_ms) VALUES ($1, $2, $3, 'month', 0, $4, $4, 'waiting', 1, 0, $5)",
                    number,
                    group_id,
                    f"KODE{number}",
                    b"sealed words",
                    until,
                )

        await app.storage.writer.run(job)
        await app.housekeeping.run()
        rows = await app.storage.writer.run(
            lambda unit: unit.fetch("SELECT state, body FROM approvals ORDER BY id")
        )
    assert [(row["state"], bytes(row["body"])) for row in rows] == [
        ("withdrawn", b""),
        ("waiting", b"sealed words"),
    ]


def test_nothing_of_it_is_loaded_with_the_program():
    code = "import sys, bot.run; sys.exit(any(n in sys.modules for n in ('bot.housekeeping', 'bot.keeping', 'apscheduler')))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
