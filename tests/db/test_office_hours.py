"""An office's hours are kept as a whole; its holidays can be taken back, and old ones are dropped. On both engines."""

from datetime import date, time

import pytest

from db import office_hours, organisations
from db.office_hours import HOLIDAYS_MAX, OPENINGS_MAX
from db.organisations import OfficeRecord
from db.unit import Unit
from domain.organisations import Opening
from tests.db.desk import Desk

FRIDAY = Opening(weekday=4, opens=time(8), closes=time(11, 30))


async def add(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        return organisations.add(unit, name="Kantor Contoh", zone="Asia/Makassar", areas=("samarinda",))

    return await desk.run(job)


async def get(desk: Desk, row_id: int) -> OfficeRecord:
    return await desk.run(lambda unit: organisations.get(unit, row_id))


async def test_more_hours_than_a_week_has_are_refused(desk: Desk) -> None:
    row_id = await add(desk)
    before = (await get(desk, row_id)).office.office_hours
    with pytest.raises(ValueError, match="limit"):
        await desk.run(lambda unit: office_hours.set_hours(unit, row_id, [FRIDAY] * (OPENINGS_MAX + 1)))
    assert (await get(desk, row_id)).office.office_hours == before


async def test_hours_are_replaced_as_a_whole(desk: Desk) -> None:
    row_id = await add(desk)

    async def job(unit: Unit) -> None:
        await office_hours.set_hours(unit, row_id, [FRIDAY])

    await desk.run(job)

    assert (await get(desk, row_id)).office.office_hours == (FRIDAY,)


async def test_a_holiday_can_be_taken_back_and_old_ones_are_dropped(desk: Desk) -> None:
    row_id = await add(desk)

    async def many(unit: Unit) -> None:
        for number in range(HOLIDAYS_MAX + 1):
            await office_hours.add_holiday(
                unit, row_id, date.fromordinal(date(2026, 1, 1).toordinal() + number)
            )

    async def take_back(unit: Unit) -> None:
        await office_hours.remove_holiday(unit, row_id, date(2026, 1, 3))

    await desk.run(many)
    await desk.run(take_back)
    holidays = (await get(desk, row_id)).office.holidays

    assert len(holidays) == HOLIDAYS_MAX - 1
    assert min(holidays) == date(2026, 1, 2)
    assert date(2026, 1, 3) not in holidays
