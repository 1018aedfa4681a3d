"""The clock seals what is surely committed, publishes one head a day outside the database, and outlives a torn line."""

import json
import logging
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.sealing_audit import AuditSealer, heads_file, publish, read_published
from db.audit_chain import BLOCK_ROWS_MAX, Head
from db.unit import Unit
from tests.db.desk import Desk, open_desk

DAY_MS = 86_400_000


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Desk, AuditSealer]]:
    async with open_desk(folder) as desk:
        yield desk, AuditSealer(desk.storage.writer, heads_file(folder, demo=False), lambda: desk.now_ms)


async def write_rows(desk: Desk, count: int) -> None:
    async def job(unit: Unit) -> None:
        for number in range(count):
            unit.audit("read", "request", number, 7)

    await desk.run(job)


async def count_sealed(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT coalesce(sum(count), 0) AS n FROM audit_chain")
        assert row is not None
        return int(row["n"])

    return await desk.run(job)


async def test_what_was_written_before_the_run_before_is_sealed_and_nothing_later(tmp_path: Path):
    async with opened(tmp_path) as (desk, sealer):
        await write_rows(desk, 3)
        await sealer.run()
        assert await count_sealed(desk) == 0
        await write_rows(desk, 2)
        await sealer.run()
        assert await count_sealed(desk) == 3
        await sealer.run()
        assert await count_sealed(desk) == 5


async def test_many_rows_are_sealed_in_blocks_within_one_run(tmp_path: Path):
    async with opened(tmp_path) as (desk, sealer):
        await write_rows(desk, 2 * BLOCK_ROWS_MAX + 1)
        await sealer.run()
        await sealer.run()
        assert await count_sealed(desk) == 2 * BLOCK_ROWS_MAX + 1


async def test_one_head_a_day_goes_into_a_file_for_the_program_alone_and_into_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO, "bot.sealing_audit")
    async with opened(tmp_path) as (desk, sealer):
        for _minute in range(4):
            await write_rows(desk, 1)
            await sealer.run()
        desk.now_ms += DAY_MS
        await sealer.run()
    file = heads_file(tmp_path, demo=False)
    heads, unreadable = read_published(file)
    assert [json.loads(line)["day"] for line in file.read_text().splitlines()] == ["2026-02-03", "2026-02-04"]
    assert ([each.seq for each in heads], unreadable) == ([1, 4], 0)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert heads[-1].head.hex() in caplog.text


async def test_after_a_restart_the_same_day_is_not_published_twice(tmp_path: Path):
    async with opened(tmp_path) as (desk, sealer):
        await write_rows(desk, 1)
        await sealer.run()
        await sealer.run()
    async with opened(tmp_path) as (desk, sealer):
        await write_rows(desk, 1)
        await sealer.run()
        await sealer.run()
        assert await count_sealed(desk) == 2
    assert len(read_published(heads_file(tmp_path, demo=False))[0]) == 1


def a_head(seq: int) -> Head:
    return Head(seq=seq, to_id=seq * 10, head=bytes([seq]) * 32)


def test_a_line_that_a_crash_tore_is_taken_away_and_counts_as_no_fault(tmp_path: Path):
    file = tmp_path / "heads"
    publish(file, a_head(1), "2026-02-03")
    with file.open("a") as out:
        out.write('{"day": "2026-02-04", "seq": 2, "to')
    assert read_published(file) == ([a_head(1)], 0)
    publish(file, a_head(2), "2026-02-04")
    assert read_published(file) == ([a_head(1), a_head(2)], 0)


def test_a_line_that_somebody_changed_is_counted(tmp_path: Path):
    file = tmp_path / "heads"
    publish(file, a_head(1), "2026-02-03")
    file.write_text(file.read_text() + "{}\nresep kue\n")
    assert read_published(file) == ([a_head(1)], 2)


def test_without_a_file_there_are_no_heads(tmp_path: Path):
    assert read_published(tmp_path / "none") == ([], 0)


async def test_a_folder_that_cannot_be_written_is_logged_and_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    file = tmp_path / "missing" / "heads"
    async with open_desk(tmp_path) as desk:
        sealer = AuditSealer(desk.storage.writer, file, lambda: desk.now_ms)
        await write_rows(desk, 1)
        await sealer.run()
        await sealer.run()
        assert "cannot be published" in caplog.text
        file.parent.mkdir()
        await sealer.run()
    assert [each.seq for each in read_published(file)[0]] == [1]
