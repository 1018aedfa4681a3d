"""What became of a demo course that was over half a year ago: fifteen invented women said it, so that figures show.

Written once the program is up, behind the demo's courses, and never twice. None of them is asked anything more, so that
whoever moves the demo's clock meets only what belongs to her.
"""

from datetime import date, timedelta

from bot.demo_people import MENTARI
from db import course_places, courses, groups, members, meta, organisations, outcomes
from db.ids import new_code
from db.unit import Unit
from domain.courses import LENGTH_MIN_DEFAULT, OFFSETS_DEFAULT, Course, Kind, Skips, State, Topic, Who
from domain.recurrence import day_moment_ms
from domain.training_outcomes import Answers, Business, Help, Income, Uses, month_after
from domain.zones import local_date

FILLED = "demo_outcomes_filled"

# So many months ago was its last session.
OVER_MONTHS = 7
SESSIONS = 8
NINE = 9 * 60

WOMEN = (
    "Siti Rohmah",
    "Tati",
    "Nani",
    "Entin",
    "Kokom",
    "Popon",
    "Juju",
    "Mimin",
    "Hasanah",
    "Sukaesih",
    "Ulfah",
    "Engkar",
    "Karsih",
    "Maryam",
    "Wawat",
)

# Of fifteen women, by month: how many have a business; use it often, sometimes; of how many the income rose, stayed.
_HAVE = {0: 5, 1: 6, 3: 8, 6: 9}
_USE = {0: (0, 5), 1: (5, 5), 3: (7, 5), 6: (8, 7)}
_INCOME = {1: (5, 10), 3: (8, 7), 6: (10, 5)}
_HELP = (
    *[(Help.MONEY, Help.BUYERS)] * 5,
    *[(Help.BUYERS, Help.LEARNING)] * 5,
    *[(Help.MONEY, Help.TOOLS)] * 5,
)


async def fill_outcomes(unit: Unit) -> None:
    """Write it, unless it is there or this is no demo of ours."""
    if not await meta.read(unit, meta.DEMO_SEEDED) or await meta.read(unit, FILLED):
        return
    meta.store(unit, FILLED, "1")
    group = next(each for each in await groups.list_all(unit) if each.demo and each.name == MENTARI.name)
    office = await organisations.find_for_area(unit, MENTARI.area)
    assert office is not None, "the demo's offices serve the demo's areas"
    known = {each.name: each.told_id for each in await members.list_members(unit, group.id)}
    now_ms = unit.now_ms
    try:
        await _relive(unit, office.row_id, [known[name] for name in WOMEN])
    finally:
        unit.now_ms = now_ms
        unit.told.clear()


async def _relive(unit: Unit, organisation_id: int, women: list[int]) -> None:
    """It is written as it came about: the unit stands in each moment, one after the other."""
    last = month_after(local_date(unit.now, MENTARI.zone), -OVER_MONTHS)
    days = [last - timedelta(weeks=n) for n in reversed(range(SESSIONS))]
    course = _course(unit, organisation_id, days[0])
    unit.now_ms = day_moment_ms(days[0], NINE, course.zone) - outcomes.DAY_MS
    courses.add(unit, course, days)
    for person_id in women:
        await course_places.join(unit, course, person_id)
        await outcomes.plan_before(unit, course, person_id)
    await _answer(unit, course, women, 0)
    unit.now_ms = over_ms = day_moment_ms(last, NINE, course.zone) + 3 * 3_600_000
    await courses.end(unit, course)
    await outcomes.plant(unit)
    for month in _INCOME:
        unit.now_ms = over_ms + month * 31 * outcomes.DAY_MS
        await _answer(unit, course, women, month)
    for person_id in women:
        await outcomes.stop(unit, person_id)


async def _answer(unit: Unit, course: Course, women: list[int], month: int) -> None:
    for place, person_id in enumerate(women):
        question = await outcomes.find(unit, course.id, month, person_id)
        assert question is not None, "it was planned a moment ago"
        await outcomes.answer(unit, question, answers_of(place, month))


def _course(unit: Unit, organisation_id: int, first: date) -> Course:
    return Course(
        id=unit.new_id(),
        code=new_code(courses.CODE_CHARS),
        organisation_id=organisation_id,
        group_id=None,
        kind=Kind.SKILL,
        topic=Topic.COOKING,
        title="Olah pangan",
        place="Balai Desa Nagrak (contoh)",
        zone=MENTARI.zone,
        rule="",
        skips=Skips.ALL,
        first_day=first,
        start_min=NINE,
        length_min=LENGTH_MIN_DEFAULT,
        capacity=0,
        bring="",
        childcare="",
        transport="",
        who=Who(),
        offsets=OFFSETS_DEFAULT,
        state=State.OPEN,
        made_by=0,
    )


def answers_of(place: int, month: int) -> Answers:
    """What the woman at this place said about that month."""
    often, sometimes = _USE[month]
    uses = Uses.OFTEN if place < often else Uses.SOMETIMES if place < often + sometimes else Uses.NOT_YET
    business = Business.HAS if place < _HAVE[month] else Business.NONE
    if not month:
        return Answers(uses=uses, business=business)
    up, same = _INCOME[month]
    income = Income.UP if place < up else Income.SAME if place < up + same else Income.DOWN
    return Answers(uses=uses, income=income, business=business, help=_HELP[place])
