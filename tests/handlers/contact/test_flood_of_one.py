"""One person sends ten thousand messages beside fifty who ask for something: nobody waits for her, and help least of all.

(reliability.md T19.)
"""

from pathlib import Path

import pytest

from bot.limits import RELAY_BURST, RELAY_EVERY_MS
from domain.matters import NOTICE_EVERY_MS
from tests.handlers.contact.flooding import MINUTE_MS, NORMAL, Flooded, flood
from tests.world import Way, World, begin, open_world

MOST_S = 2.0
ON_SIMULATOR = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


def check(found: Flooded) -> None:
    assert found.normal[int(NORMAL * 0.95)] < MOST_S
    assert found.helped[-1] < MOST_S
    assert 1 <= found.notices <= 1 + found.minutes
    assert found.gap_ms >= NOTICE_EVERY_MS
    numbers = [int(text.removeprefix("pesan ")) for text in found.kept]
    assert numbers == sorted(set(numbers)), "in her order, none twice"
    assert RELAY_BURST - 1 <= len(numbers) <= RELAY_BURST + found.minutes * MINUTE_MS / RELAY_EVERY_MS
    assert found.told >= 1
    assert found.failed == 0


@ON_SIMULATOR
@pytest.mark.slow
async def test_ten_thousand_messages_beside_fifty_women(world: World) -> None:
    check(await flood(world, 10_000))


@ON_SIMULATOR
async def test_a_thousand_messages_beside_fifty_women(world: World) -> None:
    check(await flood(world, 1_000))


@pytest.mark.slow
@pytest.mark.postgres
async def test_a_thousand_messages_beside_fifty_women_on_postgres(postgres_url: str, tmp_path: Path) -> None:
    async with open_world(tmp_path, Way.STEADY, database_url=postgres_url) as world:
        await world.run(begin)
        await world.find_places()
        check(await flood(world, 1_000))
