"""The harness catches what it is for: each planted defect breaks a promise; the same seeds without it break none."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from tests.kill.history import Plan
from tests.kill.stage import Stage, Tally, stage
from tests.kill.woman import Quirks

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# As many as it takes to catch a defect that shows only when the kill falls into a window of a few steps.
HISTORIES_MAX = 15
HISTORIES = 5
# Without the program's help nobody hears anything any more: no need to wait for long.
PATIENCE_S = 3.0


def plans(defect: str) -> Iterator[Plan]:
    """The same kills with and without a defect."""
    for seed in range(1, HISTORIES_MAX + 1):
        yield Plan(
            seed=seed,
            kill_at=partial(max, 140 + 17 * seed),
            quirks=Quirks(repeats=10, taps_again=5, jumps=25),
            patience_s=PATIENCE_S,
            defect=defect,
        )


async def caught(played: Stage, defect: str) -> Tally:
    """The histories with the defect, until one of them is broken."""
    tally = Tally()
    for plan in plans(defect):
        tally = await played.play([plan])
        if tally.broken:
            break
    return tally


@pytest.mark.parametrize(
    "defect, sign",
    [
        ("send before commit", r"doubled: .*accepted"),
        ("high-water mark", r"lost: \d+ updates, .* stored"),
        ("acknowledge before storing", r"lost: \d+ updates, .* stored"),
        ("mark before sending", r"lost: \d+ rows, \d+ accepted"),
    ],
)
async def test_a_planted_defect_is_caught(tmp_path: Path, defect: str, sign: str) -> None:
    async with stage(tmp_path, workers=1) as played:
        tally = await caught(played, defect)
    assert re.search(sign, tally.report()), f"{defect}: {tally.report()}"


async def test_without_a_defect_the_same_kills_break_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as played:
        tally = await played.play(islice(plans(""), HISTORIES))
    assert not tally.broken, tally.report()
    assert tally.kills > HISTORIES
