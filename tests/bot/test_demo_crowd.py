"""The demo's crowd: as many as were asked for, once, all of them marked; only in the demo, and never over Telegram."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.calendar_days import CalendarDays
from bot.criteria_files import load_areas
from bot.demo import fill
from bot.demo_crowd import (
    CLASS_SIZE,
    FIRST_CHAT,
    GROUP_SIZE,
    TOKEN,
    WRITTEN_AT_ONCE,
    fill_crowd,
    reached_by,
)
from bot.settings import OFFICIAL_TELEGRAM, read_settings
from bot.storage import open_storage
from db import organisations, people
from db.unit import Unit
from domain.facts import Facts
from tests.db.desk import CRITERIA, NOON_MS, RING, Desk

TWO_BATCHES = 2 * WRITTEN_AT_ONCE


@asynccontextmanager
async def records(folder: Path) -> AsyncIterator[Desk]:
    """Empty ones, opened by a program that was started as a demo."""
    facts = Facts(
        sets={}, areas=load_areas(CRITERIA), bot_name="Teman Mandiri", demo=True, calendar=CalendarDays()
    )
    urls = (f"sqlite:///{folder / 'teman.db'}", f"sqlite:///{folder / 'keys.db'}")
    storage = await open_storage(*urls, RING, lambda: NOON_MS, facts)
    try:
        yield Desk(storage)
    finally:
        await storage.close()


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with records(tmp_path) as opened:
        await opened.run(fill)
        yield opened


async def count(desk: Desk, sql: str) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one(sql)
        return int(row[0]) if row else 0

    return await desk.run(job)


async def test_as_many_come_as_were_asked_for_also_in_two_steps_and_all_are_marked_as_demo(
    desk: Desk,
) -> None:
    before = await count(desk, "SELECT count(*) FROM persons")
    some = TWO_BATCHES - WRITTEN_AT_ONCE // 2
    assert await fill_crowd(desk.storage.writer, some) == some
    assert await fill_crowd(desk.storage.writer, TWO_BATCHES) == TWO_BATCHES - some
    assert await fill_crowd(desk.storage.writer, TWO_BATCHES) == 0
    assert await fill_crowd(desk.storage.writer, some) == 0, "nobody is taken away"
    assert await count(desk, "SELECT count(*) FROM persons") == before + TWO_BATCHES
    assert await count(desk, "SELECT count(*) FROM persons WHERE demo = 0") == 0
    assert await count(desk, "SELECT count(*) FROM accounts WHERE channel = 'telegram'") == TWO_BATCHES


async def test_they_live_in_the_offices_areas_sit_in_groups_and_classes_and_some_in_both(desk: Desk) -> None:
    await fill_crowd(desk.storage.writer, TWO_BATCHES)
    offices = await desk.run(organisations.list_all)
    areas = {area for each in offices for area in each.areas}
    assert (
        await count(desk, "SELECT count(DISTINCT area) FROM persons p JOIN accounts a ON a.owner_id = p.id")
    ) == len(areas)
    in_groups = await count(
        desk, "SELECT count(*) FROM members m JOIN accounts a ON a.owner_id = m.person_id"
    )
    assert in_groups == 2 * GROUP_SIZE
    in_classes = "SELECT count(*) FROM course_participants p WHERE p.state = 'joined'"
    assert await count(desk, in_classes) == 2 * CLASS_SIZE
    both = " AND p.person_id IN (SELECT person_id FROM members)"
    assert await count(desk, in_classes + both) == 2 * GROUP_SIZE // 3


async def test_some_of_them_may_not_be_written_to_each_for_a_reason_of_her_own(desk: Desk) -> None:
    await fill_crowd(desk.storage.writer, WRITTEN_AT_ONCE)
    for sql in (
        "SELECT count(*) FROM persons WHERE may_write = 0",
        "SELECT count(*) FROM consents WHERE answer = 'withdrawn'",
        "SELECT count(*) FROM news_refusals",
        "SELECT count(*) FROM accounts WHERE phone = 'shared'",
    ):
        assert 0 < await count(desk, sql) < WRITTEN_AT_ONCE // 5, sql
    asked = await count(desk, "SELECT count(DISTINCT person_id) FROM consents")
    assert WRITTEN_AT_ONCE * 0.9 < asked < WRITTEN_AT_ONCE


async def test_nobody_is_told_and_names_and_numbers_are_invented(desk: Desk) -> None:
    await fill_crowd(desk.storage.writer, 20)
    assert await count(desk, "SELECT count(*) FROM outbox") == 0

    async def read(unit: Unit) -> list[tuple[str, str, str]]:
        rows = await unit.fetch(
            "SELECT id AS account_id, owner_id, address FROM accounts WHERE channel = 'telegram' ORDER BY id"
        )
        known = await people.list_persons(unit, [row["owner_id"] for row in rows])
        return [
            (
                people.open_address(unit, row),
                known[row["owner_id"]].name,
                known[row["owner_id"]].salutation,
            )
            for row in rows
        ]

    found = await desk.run(read)
    assert [int(address) for address, *_name in found] == [FIRST_CHAT + n for n in range(20)]
    assert len({name for _address, name, _salutation in found}) == 20
    assert {salutation for *_name, salutation in found} == {"Ibu"}


def test_without_a_server_of_ones_own_nothing_leaves_this_machine_and_no_token_is_ever_used(
    tmp_path: Path,
) -> None:
    given = {"DATA_DIR": str(tmp_path), "TELEGRAM_TOKEN": "123456:AbCdEfGhIjKlMnOp"}
    settings, (channel,) = reached_by(read_settings(given, demo=True))
    assert settings.telegram_api_url == OFFICIAL_TELEGRAM
    assert settings.telegram_token == ""
    assert channel.name == "telegram"
    local = {**given, "TELEGRAM_API_URL": "http://127.0.0.1:8081"}
    settings, channels = reached_by(read_settings(local, demo=True))
    assert (settings.telegram_token, settings.telegram_mode, channels) == (TOKEN, "polling", ())
