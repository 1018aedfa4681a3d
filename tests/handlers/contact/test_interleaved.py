"""Album, words, a worker's answer, words for later and the clock at the same moment, a thousand times.

One matter, in order, nothing lost and nothing doubled (peers.md C5; reliability.md T19).
"""

from pathlib import Path

import pytest

from tests.handlers.contact.interleaving import Found, _compare, interleave
from tests.handlers.contact.letters import add_worker
from tests.world import Way, World, begin, open_world

ROUNDS, WOMEN, SOME = 1_000, 20, 25

ON_SIMULATOR = pytest.mark.parametrize("way", [Way.STEADY], indirect=True)


def as_it_should_be(found: Found) -> bool:
    faults = (found.lost, found.doubled, found.out_of_order, found.failed)
    return faults == (0, 0, 0, 0) and found.matters == 1 and found.sent > found.rounds


@ON_SIMULATOR
@pytest.mark.slow
async def test_a_thousand_rounds_in_one_matter_each_in_order_and_nothing_lost(world: World) -> None:
    await add_worker(world, "Rina")
    for woman in range(WOMEN):
        found = await interleave(world, f"Wati {woman}", ROUNDS // WOMEN, seed=woman)
        assert as_it_should_be(found), found


@ON_SIMULATOR
async def test_some_rounds_in_one_matter(world: World) -> None:
    await add_worker(world, "Rina")
    found = await interleave(world, "Wati", SOME, seed=7)
    assert as_it_should_be(found), found


@pytest.mark.postgres
async def test_some_rounds_in_one_matter_on_postgres(postgres_url: str, tmp_path: Path) -> None:
    async with open_world(tmp_path, Way.STEADY, database_url=postgres_url) as world:
        await world.run(begin)
        await world.find_places()
        await add_worker(world, "Rina")
        found = await interleave(world, "Wati", SOME, seed=8)
    assert as_it_should_be(found), found


def test_what_is_lost_doubled_or_out_of_order_would_be_seen() -> None:
    sent = ["w1x0", "w1x1", "w1x2"]
    assert _compare(sent, ["w1x0", "w1x1 w1x2"]) == (0, 0, 0)
    assert _compare(sent, ["w1x0", "w1x2"]) == (1, 0, 0)
    assert _compare(sent, ["w1x0", "w1x1", "w1x1", "w1x2"]) == (0, 1, 0)
    assert _compare(sent, ["w1x1", "w1x0", "w1x2"]) == (0, 0, 1)
