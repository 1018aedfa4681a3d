"""The demo's course of half a year ago: once, whole, with figures that show, and nobody in it is asked anything more."""

from pathlib import Path

from bot.demo import fill
from bot.demo_outcomes import WOMEN, fill_outcomes
from bot.demo_training import fill_training
from db import course_evaluations, organisations, outcomes
from db.course_check import verify_all
from db.unit import Unit
from domain.suppression import Line
from domain.training_outcomes import Figures, count_up
from domain.zones import WIB
from tests.db.desk import Desk, open_desk


async def figures(desk: Desk) -> Figures:
    async def read(unit: Unit) -> Figures:
        (row,) = await unit.fetch("SELECT organisation_id FROM courses WHERE title = 'Olah pangan'")
        years = await outcomes.list_years(unit, row["organisation_id"], WIB)
        (year,) = years
        return count_up(await outcomes.list_given(unit, row["organisation_id"], year, WIB))

    return await desk.run(read)


async def test_its_figures_show_before_and_after(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        for job in (fill, fill_training, fill_outcomes, fill_outcomes):
            await desk.run(job)
        found = await figures(desk)
        assert [found.business[month] for month in (0, 1, 3, 6)] == [
            Line((5, 10), 15),
            Line((6, 9), 15),
            Line((8, 7), 15),
            Line((9, 6), 15),
        ]
        assert [found.income[month].cells[0] for month in (1, 3, 6)] == [5, 8, 10]
        assert (await verify_all(desk.storage.engine, desk.now_ms)).fault == ""


async def test_nobody_is_asked_or_thanked_for_it(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        for job in (fill, fill_training, fill_outcomes):
            await desk.run(job)
        now = desk.now_ms
        assert await desk.run(outcomes.plant) == 0
        assert await desk.run(outcomes.list_due) == []
        assert await desk.run(lambda unit: outcomes.next_due(unit, now)) is None
        assert await desk.run(course_evaluations.list_unthanked) == []
        offices = await desk.run(organisations.list_all)
        assert all(each.demo for each in offices)
        assert not set(WOMEN) & {"Siti Aminah", "Lilis"}, "they have phones in the demo"


async def test_where_there_is_no_demo_nothing_is_written(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.run(fill_outcomes)
        assert await desk.run(lambda unit: unit.fetch("SELECT 1 AS one FROM courses")) == []
