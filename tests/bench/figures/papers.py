"""How long do papers take, from the numbers in the outbox to the bytes? Read from a real database, made in a thread.

A year of weekly meetings of 25 women with two savings each; and five years of one woman's book. The first of each kind
also loads what makes it.
"""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from bot.recipes import Receiver, find_recipe
from db import people
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import Draft, saving
from domain.roles import Role, RoleGrant
from tests.bench.alternate import Bench
from tests.bench.report import Figure, Line
from tests.db.desk import Desk, open_desk
from tests.ledger_world import LILIS, SITI, Book, open_book

LAST = date(2026, 2, 3)
WEEKS, MEMBERS = 52, 25
YEARS = 5
TIMES = 7
SHEET_MAX_S, PASSBOOK_MAX_S = 2.0, 1.0


def measure(bench: Bench) -> Figure:
    with bench.fresh_folder() as folder:
        sheets, books = asyncio.run(_measure(folder))
    figure = Figure(name="papers", title="a group's papers, made at delivery")
    for what, taken, most in (
        (f"all books of a year as XLSX, {WEEKS * MEMBERS * 2:,} entries", sheets, SHEET_MAX_S),
        (f"a passbook of {YEARS} years as PDF, {WEEKS * YEARS * 3} entries", books, PASSBOOK_MAX_S),
    ):
        figure.lines.append(Line(what=f"{what}: the first", value=taken[0], unit="s", at_most=most))
        figure.lines.append(Line(what=f"{what}: median", value=median(taken[1:]), unit="s", at_most=most))
    return figure


async def _measure(folder: Path) -> tuple[list[float], list[float]]:
    async with open_desk(folder) as desk:
        large = await open_book(desk, MEMBERS)
        await _fill(large, WEEKS, MEMBERS, (SavingKind.WAJIB, SavingKind.SUKARELA))
        small = await open_book(desk, 5)
        await _fill(small, WEEKS * YEARS, 5, (SavingKind.WAJIB, SavingKind.SUKARELA, SavingKind.SOSIAL))
        person = (
            await small.rows(
                "SELECT person_id FROM members WHERE group_id = $1 AND number = $2", small.id, SITI
            )
        )[0]
        officer = await _officer(desk, large)
        siti = Receiver(account_id=1, person_id=person["person_id"], language="id")
        return (
            await _times(desk, "book/all.xlsx", officer, (large.id, 2025, 0)),
            await _times(desk, "passbook.pdf", siti, (small.id, SITI)),
        )


async def _fill(book: Book, weeks: int, members: int, kinds: tuple[SavingKind, ...]) -> None:
    """Every week everybody saves a little of each kind; the last week is the last of 2025 or later."""
    first = (date(2025, 12, 30) if members == MEMBERS else LAST) - timedelta(weeks=weeks - 1)
    for week in range(weeks):
        drafts: list[Draft] = [
            saving(day=first + timedelta(weeks=week), by=LILIS, member=member, kind=kind, amount=5_000)
            for member in range(1, members + 1)
            for kind in kinds
        ]
        await book.post_many(*drafts)


async def _officer(desk: Desk, book: Book) -> Receiver:
    lilis = await desk.person("Lilis")

    async def job(unit: Unit) -> None:
        grant = RoleGrant(Role.TREASURER, group_id=book.id)
        people.grant_role(unit, role_id=unit.new_id(), person_id=lilis.person_id, grant=grant, now_ms=0)

    await desk.run(job)
    return Receiver(account_id=lilis.account_id, person_id=lilis.person_id, language="id")


async def _times(desk: Desk, name: str, receiver: Receiver, numbers: tuple[int, ...]) -> list[float]:
    recipe, taken = find_recipe(name), []
    for _time in range(TIMES):
        begun = time.perf_counter()
        needed = await desk.run(lambda unit: recipe.read(unit, receiver, numbers))
        made = await asyncio.to_thread(recipe.make, needed)
        taken.append(time.perf_counter() - begun)
        assert made.startswith((b"%PDF-", b"PK"))
    return taken
