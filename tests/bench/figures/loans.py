"""How long does it take to see what a loan would cost, who is behind, and to close a year?

A group of thirty with five years of books, all of it written by the program: tests/book_years.py. What is measured is
the work of a turn, from the first read to the commit; the year is closed anew in copies of the same book.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

from db import loan_papers, year_ends
from db.unit import Unit
from domain.loan_rules import MONTHS_MAX, Method
from domain.loans import schedule
from tests.bench.alternate import Bench
from tests.bench.report import Figure, Line
from tests.book_years import LOANS, YEARS, write_years
from tests.db.desk import Desk, open_desk
from tests.ledger_world import LILIS, NENENG, Book

AT_MOST_MS = 300.0
LAST = YEARS[-1]
START = date(LAST, 1, 31)
WARM_UP = 3


def measure(bench: Bench) -> Figure:
    looks, closings = bench.sizes.looks, bench.sizes.starts
    with bench.fresh_folder() as folder:
        found = asyncio.run(_books(folder, looks, closings))
    found["what it would cost, flat beside declining, 24 months"] = _schedules(looks)
    return Figure(
        name="loans",
        title=f"thirty members, five years of books: medians of {looks} looks and {closings} closings",
        lines=[
            Line(what=what, value=statistics.median(taken) * 1e3, unit="ms", at_most=AT_MOST_MS)
            for what, taken in found.items()
        ],
    )


def _schedules(times: int) -> list[float]:
    """Both schedules that she sees before she asks, for the longest loan there is."""
    taken = []
    for _each in range(times):
        began = time.perf_counter()
        flat, declining = (
            schedule(amount=5_000_000, months=MONTHS_MAX, terms=LOANS.terms(method), start=START)
            for method in (Method.FLAT, Method.DECLINING)
        )
        taken.append(time.perf_counter() - began)
        assert sum(each.principal for each in flat) == sum(each.principal for each in declining) == 5_000_000
    return taken


async def _books(folder: Path, looks: int, closings: int) -> dict[str, list[float]]:
    async with open_desk(_made(folder / "book")) as desk:
        book = await write_years(desk)
        lists = [await _timed(book, _list_behind) for _each in range(looks + WARM_UP)]
        views = [await _timed(book, _look_at_year) for _each in range(looks + WARM_UP)]
    return {
        "the list of who is behind": lists[WARM_UP:],
        "the year as it is looked at": views[WARM_UP:],
        "the year closed and shared": await _closings(folder, book, closings),
    }


async def _closings(folder: Path, book: Book, times: int) -> list[float]:
    """Each in a copy of the book, on records that were just opened; the first is a warming up."""
    taken = []
    async with AsyncExitStack() as stack:
        for number in range(times + 1):
            copy = shutil.copytree(folder / "book", folder / f"copy-{number}")
            desk = await stack.enter_async_context(open_desk(Path(copy)))
            desk.now_ms = book.desk.now_ms
            here = Book(desk, book.id, book.persons)
            taken.append(await _timed(here, _close_year))
            await _check_closed(desk)
    return taken[1:]


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def _timed(book: Book, job: Callable[[Unit, int], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await book.run(lambda unit: job(unit, book.id))
    return time.perf_counter() - began


async def _list_behind(unit: Unit, group_id: int) -> None:
    found = await loan_papers.list_running(unit, group_id)
    assert len(found.loans) > 20
    assert found.loans[0].standing.days_behind > 0


async def _look_at_year(unit: Unit, group_id: int) -> None:
    found = await year_ends.year_book(unit, group_id, LAST)
    assert found.end.result.surplus > 0


async def _close_year(unit: Unit, group_id: int) -> None:
    await year_ends.close_year(unit, group_id, LAST, by=LILIS, second=NENENG)


async def _check_closed(desk: Desk) -> None:
    rows = await desk.run(lambda unit: unit.fetch("SELECT count(*) AS n FROM year_ends"))
    assert rows[0]["n"] == len(YEARS), "the year was not closed"
