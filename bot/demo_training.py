"""The demo's courses: two of an office, one of Mentari, some women in them, one of whom waits for a place.

Written once the program is up, after the rest of the demo, and never twice. Everything is invented: the people are the
demo's, and each place says so. Nobody is told of it.
"""

from datetime import date, timedelta

from bot.demo_people import MENTARI
from db import consents, course_places, courses, groups, members, meta, organisations
from db.ids import new_code
from db.unit import Unit
from domain.courses import LENGTH_MIN_DEFAULT, OFFSETS_DEFAULT, Course, Kind, Skips, State, Topic, Who
from domain.organisations import local_date
from domain.purposes import Controller, Purpose, Side
from domain.records import dataclass
from domain.recurrence import Recurrence
from handlers.purpose_words import VERSIONS, question

FILLED = "demo_training_filled"

# The first session is so far away that whoever tries the demo meets no reminder before she moves the clock.
BEGINS_IN_DAYS = 4

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoCourse:
    """A course once a week. weekday: 0 for Monday. of_group: Mentari's own; else of the office of its area.

    women: names in Mentari, in the order in which they joined.
    """

    title: str
    topic: Topic
    place: str
    weekday: int
    start_min: int
    sessions: int
    capacity: int
    bring: str
    women: tuple[str, ...]
    of_group: bool = False
    childcare: str = ""


COURSES = (
    DemoCourse(
        title="Kue kering",
        topic=Topic.COOKIES,
        place="Balai Desa Nagrak (contoh)",
        weekday=1,
        start_min=9 * 60,
        sessions=8,
        capacity=12,
        bring="celemek dan wadah",
        women=("Siti Aminah", "Yuyun", "Neneng"),
        childcare="boleh ikut",
    ),
    DemoCourse(
        title="Menjahit",
        topic=Topic.SEWING,
        place="Aula kecamatan (contoh)",
        weekday=3,
        start_min=13 * 60,
        sessions=6,
        capacity=2,
        bring="gunting kain",
        women=("Imas", "Euis", "Rina"),
    ),
    # As Ibu AL did it with her group (source D).
    DemoCourse(
        title="Bunga kertas",
        topic=Topic.PAPER_FLOWERS,
        place="Rumah Bu Cucu (contoh)",
        weekday=5,
        start_min=15 * 60 + 30,
        sessions=4,
        capacity=0,
        bring="gunting dan lem",
        women=("Nani", "Ai Kurnia", "Dedeh"),
        of_group=True,
    ),
)


async def fill_training(unit: Unit) -> None:
    """Write it, unless it is there or this is no demo of ours."""
    if not await meta.read(unit, meta.DEMO_SEEDED) or await meta.read(unit, FILLED):
        return
    meta.store(unit, FILLED, "1")
    group = next(each for each in await groups.list_all(unit) if each.demo and each.name == MENTARI.name)
    office = await organisations.find_for_area(unit, MENTARI.area)
    assert office is not None, "the demo's offices serve the demo's areas"
    known = {each.name: each.told_id for each in await members.list_members(unit, group.id)}
    for each in COURSES:
        controller = (
            Controller(side=Side.GROUP, id=group.id, name=group.name)
            if each.of_group
            else Controller(side=Side.OFFICE, id=office.row_id, name=office.office.name)
        )
        await _add(unit, each, controller, known)
    unit.told.clear()


async def _add(unit: Unit, demo: DemoCourse, controller: Controller, known: dict[str, int]) -> None:
    course = _course(unit, demo, controller)
    recurrence = Recurrence(
        rule=course.rule, first=course.first_day, start_min=demo.start_min, count=demo.sessions
    )
    courses.add(unit, course, unit.facts.calendar.plan(recurrence).days)
    asked = question(Purpose.TRAINING, controller)
    for name in demo.women:
        consents.record(
            unit,
            person_id=known[name],
            organisation_id=controller.organisation_id,
            group_id=controller.group_id,
            purpose=Purpose.TRAINING.value,
            version=VERSIONS[Purpose.TRAINING],
            text=asked.message.format_map(asked.values),
            answer=consents.YES,
            manner=consents.TYPED,
        )
        await course_places.join(unit, course, known[name])


def _course(unit: Unit, demo: DemoCourse, controller: Controller) -> Course:
    return Course(
        id=unit.new_id(),
        code=new_code(courses.CODE_CHARS),
        organisation_id=controller.organisation_id,
        group_id=controller.group_id,
        kind=Kind.SKILL,
        topic=demo.topic,
        title=demo.title,
        place=demo.place,
        zone=MENTARI.zone,
        rule=f"FREQ=WEEKLY;BYDAY={_DAYS[demo.weekday]}",
        skips=Skips.ALL,
        first_day=_first_day(local_date(unit.now, MENTARI.zone), demo.weekday),
        start_min=demo.start_min,
        length_min=LENGTH_MIN_DEFAULT,
        capacity=demo.capacity,
        bring=demo.bring,
        childcare=demo.childcare,
        transport="",
        who=Who(),
        offsets=OFFSETS_DEFAULT,
        state=State.OPEN,
        made_by=0,
    )


def _first_day(today: date, weekday: int) -> date:
    first = today + timedelta(days=BEGINS_IN_DAYS)
    return first + timedelta(days=(weekday - first.weekday()) % 7)
