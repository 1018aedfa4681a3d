"""The rest of the demo comes later than its phones: nobody is told of it, and nothing comes where there is no demo."""

from pathlib import Path

from bot.demo import fill, register
from bot.demo_rest import fill_rest
from db.unit import Unit
from domain.roles import Role
from tests.db.desk import Desk, open_desk


async def count(desk: Desk, sql: str) -> int:
    rows = await desk.run(lambda unit: unit.fetch(sql))
    return int(rows[0]["n"])


async def test_the_worker_who_is_there_already_is_not_told_of_those_who_waited_before(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill)

        async def later(unit: Unit) -> int:
            await register(unit, "petugas", Role.WORKER)
            await fill_rest(unit)
            return len(unit.told)

        assert await desk.run(later) == 0
        assert await count(desk, "SELECT count(*) AS n FROM requests") > 0
        before = await count(desk, "SELECT count(*) AS n FROM persons")
        await desk.run(fill_rest)
        assert await count(desk, "SELECT count(*) AS n FROM persons") == before


async def test_records_that_are_no_demo_stay_as_they_are(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill_rest)
        assert await count(desk, "SELECT count(*) AS n FROM persons") == 0
