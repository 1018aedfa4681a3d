"""A group's book on both engines and in the model, for as long as the soak goes on: they never differ."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from tests.ledger_sides import World
from tests.ledger_years import YearMachine

pytestmark = [pytest.mark.slow, pytest.mark.postgres]

MINUTES_DEFAULT = 0.5
# Fewer steps say nothing: a slow machine goes on until it has them, at most so many times as long.
ENOUGH = {"accepted": 100, "refused": 50}
TIMES_MAX = 8


def test_the_books_never_differ(
    tmp_path: Path,
    postgres_url: str,
    request: pytest.FixtureRequest,
    seed: int,
    figure: Callable[[str], None],
) -> None:
    seconds = 60 * (request.config.getoption("soak_minutes") or MINUTES_DEFAULT)
    counts = run_books(tmp_path, postgres_url, seconds, seed)
    figure(f"ledger: {counts}; --seed={seed}")
    assert {name for name, least in ENOUGH.items() if counts[name] <= least} == set()


def run_books(folder: Path, server_url: str, seconds: float, seed: int) -> dict[str, int]:
    """Books after books until the time is over; how many, with how many steps."""
    world = World(folder, server_url)
    machine = type("Machine", (YearMachine,), {"world": world})
    begun = time.monotonic()
    chunk = settings(
        max_examples=5,  # the first is empty
        phases=[Phase.generate],  # shrinking would take minutes: the steps as they were are told instead
        stateful_step_count=50,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    with ExitStack() as stack:
        stack.callback(world.close)
        for number in range(10**9):
            took = time.monotonic() - begun
            enough = all(world.counts[name] > least for name, least in ENOUGH.items())
            if took > seconds * (1 if enough else TIMES_MAX):
                break
            run_state_machine_as_test(seeded(seed * 1_000_000 + number)(machine), settings=chunk)
    return world.counts
