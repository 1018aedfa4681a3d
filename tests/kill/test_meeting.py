"""A whole meeting survives kill -9 at every await: every entry is there exactly once, and the cash agrees."""

from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from db import ledger, ledger_check, meetings
from db.unit import Unit
from domain.accounts import Account
from tests.kill.ground import Ground, Grounds
from tests.kill.history import Evidence, Plan, happen
from tests.kill.nursery import nursery
from tests.kill.test_screening import nth
from tests.kill.treasurer import Treasurer, a_group, who_keeps_the_book
from tests.kill.verdict import _messages, _structure, read_books
from tests.kill.woman import Quirks

pytestmark = [pytest.mark.slow, pytest.mark.kill]

# After the first kill each life may take so many steps, so that one history is killed all along the meeting.
STRIDE = 300
# How many of the STRIDE histories `make test` looks at, by engine; `make kill` looks at all.
SAMPLES = {"sqlite": 8, "postgres": 5}
QUIRKS = Quirks(repeats=10, taps_again=8, jumps=5)

BOOK = [
    "saving 2 simpanan_wajib 10000",
    "saving 3 simpanan_wajib 10000",
    "saving 3 simpanan_sukarela 5000",
    "saving 4 simpanan_wajib 10000",
    "saving 5 simpanan_wajib 10000",
    "saving 1 simpanan_wajib 10000",
    "reversal 2 simpanan_wajib 10000",
    "saving 2 simpanan_wajib 20000",
    "count None selisih_kas 5000",
]
CASH = 60_000


async def read_group(ground: Ground) -> tuple[list[str], list[str]]:
    """The entries of the group as lines, and what is wrong with the rest."""
    async with ground.open() as storage:
        return await storage.writer.run(_read)


async def _read(unit: Unit) -> tuple[list[str], list[str]]:
    (row,) = await unit.fetch("SELECT id FROM groups")
    group = row["id"]
    lines = []
    for entry in await ledger.list_entries(unit, group):
        moved = next(line for line in entry.lines if line.account is not Account.KAS)
        lines.append(f"{entry.kind.value} {entry.member} {moved.account.value} {int(moved.amount)}")
    held = await meetings.list_latest(unit, group, 5)
    if not held:
        return lines, ["lost: there is no meeting"]
    heads = await unit.fetch("SELECT count(*) AS n FROM ledger_heads")
    came = await meetings.attendance(unit, group, 1)
    facts = {
        "meetings": (len(held), 1),
        "open": (held[0].is_open, False),
        "counted": (held[0].counted, CASH),
        "cash": (int(await ledger.balance(unit, group, Account.KAS)), CASH),
        "corrections": (held[0].corrections, 1),
        "heads": (heads[0]["n"], 1),
        "came": (len(came), 7),
        "chain": ((await ledger_check.verify_group(unit, group)).fault, None),
    }
    return lines, [
        f"wrong: {name} is {got}, not {expected}"
        for name, (got, expected) in facts.items()
        if got != expected
    ]


async def faults_of(ground: Ground, evidence: Evidence) -> list[str]:
    """What is lost, doubled or wrong after a history."""
    lines, faults = await read_group(ground)
    faults += evidence.complaints
    faults += [f"wrong: she is puzzled by {each.puzzled!r}" for each in evidence.women if each.puzzled]
    if lines != BOOK:
        faults.append(f"{'lost' if len(lines) < len(BOOK) else 'doubled'}: the book is {lines}")
    books = await read_books(ground)
    if set(books.inbox) - {"done"}:
        faults.append(f"unsettled: inbox {dict(books.inbox)}")
    # At night her own slip waits for the morning; it is on record, and on no phone yet.
    books.messages = [each for each in books.messages if each.state != "queued"]
    _duplicates, found = _messages(evidence, books)
    faults += found
    if not ground.url:
        faults += _structure(ground)
    return faults


def plans(every: int, steps_to_ready: int) -> Iterator[Plan]:
    """Killed at each of these steps, then while it recovers, and from then on every STRIDE steps."""
    for first in range(1, STRIDE + 1, every):
        kills = [first, 1 + first % (2 * steps_to_ready)]
        yield Plan(seed=first, kill_at=partial(nth, kills, STRIDE), quirks=QUIRKS, cast=who_keeps_the_book)


async def test_a_meeting_killed_at_every_await_has_every_entry_once(
    tmp_path: Path, engine: str, server: str, kills_wanted: int | None, figure: Callable[[str], None]
) -> None:
    async with Grounds.prepared(tmp_path, server, a_group) as grounds, AsyncExitStack() as stack:
        nest = await stack.enter_async_context(nursery())
        async with grounds.fresh() as ground:
            learned = await happen(nest, ground, Plan(learn=True, cast=who_keeps_the_book))
            assert await faults_of(ground, learned) == []
            assert isinstance(learned.women[0], Treasurer)
        broken: dict[int, list[str]] = {}
        kills, places = 0, set[str]()
        every = 1 if kills_wanted else -(-STRIDE // SAMPLES[engine])
        for plan in plans(every, learned.steps_to_ready):
            async with grounds.fresh() as ground:
                evidence = await happen(nest, ground, plan)
                kills += evidence.kills
                places.update(evidence.places)
                if faults := await faults_of(ground, evidence):
                    broken[plan.seed] = faults
    figure(
        f"meeting, {engine}: {kills} kills at {len(places)} places, {learned.steps} steps a meeting,"
        f" {len(broken)} broken"
    )
    assert broken == {}
    assert kills > 0
