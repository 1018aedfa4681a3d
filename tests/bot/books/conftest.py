"""The papers' own view of one lending year, read once: what they are made of does not change."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.books import rat_papers
from bot.books.rat_year import Year
from bot.recipes import Receiver
from db import books, loan_papers, year_ends
from db.books import Book
from db.loan_papers import AllRunning, OneLoan
from domain import ledger
from domain.accounts import Account
from tests.db.desk import open_desk
from tests.ledger_world import LILIS
from tests.loan_year import CUCU, EUIS_, FIRST, IMAS_, LAST, RINA, SITIS, YEAR, YUYUNS, open_lending_year


@dataclass(frozen=True, kw_only=True)
class Lending:
    """book: of the year. draft: before its end, for officers; closed: after, for the meeting; loss: the year after."""

    book: Book
    loans: dict[int, OneLoan]
    running: AllRunning
    draft: Year
    closed: Year
    loss: Year


@pytest.fixture(scope="session")
def lending(tmp_path_factory: pytest.TempPathFactory) -> Lending:
    return asyncio.run(_read(tmp_path_factory.mktemp("lending")))


async def _read(folder: Path) -> Lending:
    async with open_desk(folder) as desk:
        mentari = await open_lending_year(desk)
        (row,) = await mentari.rows(
            "SELECT person_id FROM members WHERE group_id = $1 AND number = $2", mentari.id, LILIS
        )
        lilis = Receiver(account_id=1, person_id=row["person_id"], language="id")

        async def year(number: int, full: int) -> Year:
            return await desk.run(lambda unit: rat_papers.read(unit, lilis, (mentari.id, number, full)))

        book = await desk.run(lambda unit: books.collect(unit, mentari.id, FIRST, LAST))
        running = await desk.run(lambda unit: loan_papers.list_running(unit, mentari.id))
        loans = {}
        for number in (SITIS, IMAS_, EUIS_, YUYUNS):
            loans[number] = await desk.run(lambda unit: loan_papers.collect(unit, mentari.id, number))  # noqa: B023
        draft = await year(YEAR, 1)
        mentari.go_to(date(YEAR + 1, 1, 10))
        await mentari.run(
            lambda unit: year_ends.say_look(unit, mentari.id, YEAR, member=RINA, right=True, note="Kas sama.")
        )
        await mentari.run(lambda unit: year_ends.close_year(unit, mentari.id, YEAR, by=LILIS, second=CUCU))
        await mentari.publish()
        closed = await year(YEAR, 0)
        await mentari.post_many(
            ledger.cost(day=date(YEAR + 1, 1, 10), by=LILIS, account=Account.BIAYA_LAIN, amount=60_000)
        )
        mentari.go_to(date(YEAR + 2, 1, 10))
        return Lending(
            book=book,
            loans=loans,
            running=running,
            draft=draft,
            closed=closed,
            loss=await year(YEAR + 1, 0),
        )
