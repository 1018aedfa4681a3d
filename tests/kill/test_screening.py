"""A screening survives kill -9 at every await, and at random: nothing lost, nothing doubled, repeats only in doubt."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.kill.history import Plan
from tests.kill.stage import stage
from tests.kill.woman import Quirks

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# After the first kill each life may take so many steps, so that one history is killed all along the talk.
STRIDE = 300
# How many of the STRIDE histories `make test` looks at, by engine; `make kill` looks at all.
SAMPLES = {"sqlite": 12, "postgres": 8}
KILLS_DEFAULT = 20

QUIRKS = Quirks(repeats=10, taps_again=8, jumps=5)


def nth(kills: Sequence[int], afterwards: int, life: int) -> int:
    """The step at which this life is killed."""
    return kills[life] if life < len(kills) else afterwards


def at_every_step(first: int, steps_to_ready: int) -> Plan:
    """Killed at step `first`, then while it recovers, and from then on every STRIDE steps."""
    while_recovering = 1 + first % (2 * steps_to_ready)
    return Plan(seed=first, kill_at=partial(nth, [first, while_recovering], STRIDE), quirks=QUIRKS)


def at_random(seed: int) -> Iterator[Plan]:
    """Three women at once; each life is killed somewhere, often early."""
    for number in count(seed):
        chance = random.Random(number)
        kills = [_late(chance), *(kill for _ in range(6) for kill in (_early(chance), _late(chance)))]
        yield Plan(
            seed=number,
            women=3,
            kill_at=partial(nth, kills, 0),
            quirks=QUIRKS,
        )


def _early(chance: random.Random) -> int:
    """Mostly while it recovers."""
    return round(chance.triangular(1, 400, 40))


def _late(chance: random.Random) -> int:
    """After it has recovered: an event that was begun three times without an end is laid aside, and rightly."""
    return chance.randint(150, 900)


async def test_a_kill_at_every_await_loses_and_doubles_nothing(
    tmp_path: Path, engine: str, server: str, kills_wanted: int | None, figure: Callable[[str], None]
) -> None:
    async with stage(tmp_path, server) as played:
        every = 1 if kills_wanted else -(-STRIDE // SAMPLES[engine])
        firsts = range(1, STRIDE + 1, every)
        tally = await played.play(at_every_step(first, played.steps_to_ready) for first in firsts)
    figure(
        tally.line(
            f"every await, {engine}",
            f"{played.steps} steps a screening, first kills {firsts.start}..{STRIDE} by {every}",
        )
    )
    assert not tally.broken, tally.report()
    assert tally.kills > tally.histories


async def test_kills_at_random_lose_and_double_nothing(
    tmp_path: Path,
    engine: str,
    server: str,
    seed: int,
    kills_wanted: int | None,
    figure: Callable[[str], None],
) -> None:
    async with stage(tmp_path, server) as played:
        tally = await played.play(at_random(seed), kills_wanted=kills_wanted or KILLS_DEFAULT)
    figure(tally.line(f"random, {engine}", f"seeds from {seed} (--seed={seed})"))
    assert not tally.broken, tally.report()
