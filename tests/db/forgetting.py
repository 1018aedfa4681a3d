"""The clock's part that forgets, over the records of a test; raw events as Telegram sends them."""

import json
from pathlib import Path

from bot.keeping import Keeper
from db import inbox
from db.engine import Fetch, Row
from db.unit import Unit
from domain.keeping import DEFAULT_DAYS
from tests.db.desk import Desk


def keeper(desk: Desk, folder: Path) -> Keeper:
    """The clock's part, without anybody to tell."""

    async def telling(work: object) -> None:
        """Nobody is told anything in these tests."""

    storage = desk.storage
    return Keeper(storage.writer, storage.vault, folder / "erased.txt", DEFAULT_DAYS, telling)


async def rows(desk: Desk, sql: str, *params: object) -> list[Row]:
    return (await desk.storage.engine.perform([Fetch(sql, params)]))[0]


async def wrote(desk: Desk, address: str, words: str, *, state: str = "done") -> int:
    """A raw event as Telegram sends it; its id."""

    async def job(unit: Unit) -> int:
        event_id = unit.new_id()
        body = json.dumps({"chat": {"id": address}, "text": words}).encode()
        await inbox.add(unit, [(event_id, "telegram", str(event_id), body)], unit.now_ms)
        return event_id

    event_id = await desk.run(job)

    async def settle(unit: Unit) -> None:
        unit.write("UPDATE inbox SET state = $2 WHERE id = $1", event_id, state)

    await desk.run(settle)
    return event_id


async def bodies(desk: Desk) -> set[int]:
    return {row["id"] for row in await rows(desk, "SELECT id FROM inbox WHERE body IS NOT NULL")}
