"""Hasil pelatihan on one page, as a picture and as a table: what is left out is left out everywhere."""

import io
import random
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl

from bot.books.outcome_figures import (
    TEMPLATE,
    Needed,
    make_pdf,
    make_picture,
    make_xlsx,
    page_of,
    read,
    tables_of,
)
from bot.paper_pdf import MARKED
from bot.recipes import PaperRefused, Receiver
from bot.render import render
from db.people import Actor
from db.unit import Unit
from domain.roles import Role
from domain.training_outcomes import (
    AFTER,
    BEFORE,
    Answers,
    Business,
    Given,
    Help,
    Income,
    Uses,
    count_up,
)
from tests.bot.books.pages import page_count
from tests.db.desk import open_desk
from tests.db.office_world import World

SAY = partial(render, language="id")


def many(seed: int, women: int = 60) -> list[Given]:
    """Answers of so many women, about every month."""
    chance, found = random.Random(seed), list[Given]()
    for person_id in range(women):
        for month in (BEFORE, *AFTER):
            said = Answers(
                uses=chance.choice(tuple(Uses)),
                income=chance.choice(tuple(Income)) if month else None,
                business=chance.choice(tuple(Business)),
                help=tuple(chance.sample(tuple(Help), 2)) if month else None,
            )
            found.append(Given(person_id=person_id, month=month, answers=said))
    return found


def needed(given: list[Given], *, demo: bool = False) -> Needed:
    return Needed(
        office="Dinas Sosial Contoh",
        demo=demo,
        year=2026,
        figures=count_up(given),
        printed=date(2027, 1, 15),
        language="id",
    )


def cells_of(content: bytes) -> list[list[Any]]:
    """What stands in the rows of the only sheet."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    return [row for row in rows if row]


def test_the_fullest_year_and_an_empty_one_fit_on_one_page() -> None:
    for given in (many(1), many(1, 6), []):
        page = {**page_of(needed(given), SAY), "picture": False}
        assert page_count(MARKED + TEMPLATE, page) == 1


def test_all_three_files_are_made_of_much_and_of_nothing() -> None:
    for given in (many(2), []):
        assert make_pdf(needed(given)).startswith(b"%PDF")
        assert make_picture(needed(given)).startswith(b"\x89PNG")
        assert make_xlsx(needed(given, demo=True)).startswith(b"PK")


def test_the_table_holds_the_counts_as_numbers_and_a_dash_for_what_is_left_out() -> None:
    yes, no = Answers(business=Business.HAS), Answers(business=Business.NONE)
    said = [Given(person_id=n, month=3, answers=yes if n < 8 else no) for n in range(15)]
    rows = cells_of(make_xlsx(needed(said)))
    assert ["Kapan", "Punya", "Belum", "Menjawab"] in rows
    assert ["3 bulan sesudah", 8, 7, 15] in rows
    assert ["6 bulan sesudah", "–", "–", "–"] in rows
    assert ["Sebelum kelas", "–", "–", "–"] in rows


def test_no_count_under_five_stands_in_any_table_or_on_the_page() -> None:
    for seed in range(20):
        wanted = needed(many(seed, 5 + seed))
        tables = tables_of(wanted, SAY)
        cells = [cell for table in tables for row in (*table.rows, table.totals) for cell in row[1:]]
        assert {cell for cell in cells if isinstance(cell, int) and cell < 5} == set()
        page: Any = page_of(wanted, SAY)
        parts = [
            part["count"] for chapter in page["chapters"] for row in chapter["rows"] for part in row["parts"]
        ]
        assert min(parts, default=5) >= 5
        assert all(row["share"] is None or row["share"] >= 5 / 60 for row in page["help"]["rows"])


def test_what_would_help_is_shown_of_the_last_month_of_which_anything_may_be_shown() -> None:
    some = [
        Given(person_id=n, month=1, answers=Answers(help=(Help.MONEY,) if n < 6 else ())) for n in range(15)
    ]
    one = [Given(person_id=1, month=6, answers=Answers(help=(Help.MONEY,)))]
    page: Any = page_of(needed([*some, *one]), SAY)
    assert page["help"]["when"] == "1 bulan sesudah, dari 15 orang"
    assert page["help"]["rows"][0]["words_right"] == "6 orang"


async def test_at_delivery_it_goes_to_who_sees_the_offices_figures_and_to_nobody_else(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        world = World(desk)
        world.office = await world.add_office("Kantor Contoh", "samarinda")
        other = await world.add_office("Kantor lain", "batu")
        people = [
            await world.staff(Role.WORKER),
            await world.staff(Role.SUPERVISOR),
            await world.staff(Role.TRAINER),
            await world.staff(Role.WORKER, office=other),
            await world.woman(),
        ]

        async def asked(person: Actor) -> bool:
            receiver = Receiver(account_id=person.account_id, person_id=person.person_id, language="id")

            async def job(unit: Unit) -> Needed:
                return await read(unit, receiver, (world.office, 2026))

            try:
                return (await world.run(job)).figures.is_empty
            except PaperRefused:
                return False

        assert [await asked(each) for each in people] == [True, True, False, False, False]
