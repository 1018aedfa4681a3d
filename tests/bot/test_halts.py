"""A stop that a channel asked for outlives the program, and not for ever."""

from pathlib import Path

from bot import halts
from bot.limits import HALT_S_MAX
from db.unit import Unit
from tests.db.desk import open_desk


async def test_a_stop_runs_out_and_is_never_longer_than_the_most(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:

        async def rest(unit: Unit) -> float:
            return await halts.read_rest_s(unit, "telegram")

        async def keep(unit: Unit) -> None:
            halts.keep(unit, "telegram", 30.5)
            halts.keep(unit, "whatsapp", 10 * HALT_S_MAX)

        assert await desk.run(rest) <= 0
        await desk.run(keep)
        assert await desk.run(rest) == 30.5
        assert await desk.run(lambda unit: halts.read_rest_s(unit, "whatsapp")) == HALT_S_MAX
        desk.now_ms += 31_000
        assert await desk.run(rest) <= 0
