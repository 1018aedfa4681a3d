"""What an import of classes reads and writes: a table that was sent, what each row comes to, and all of them at once.

The law: all classes of a file are made in one step or none is, and each is read back with its days before.
"""

from collections.abc import Sequence

from db import course_lists, course_sheets, groups, organisations, sheets
from db.unit import Paper, Unit
from domain.course_drafts import Draft, SameCourse, planned
from domain.course_table import CourseRow, CourseWrong, Fault, read_courses
from domain.courses import Kind, Who
from domain.files import SentFile
from domain.opening import Wrong
from domain.records import dataclass
from domain.recurrence import day_moment_ms
from domain.refusals import Changed
from domain.roles import Place
from domain.zones import local_date
from handlers.training import leaders
from handlers.training.import_template import TEMPLATE, TEMPLATE_TEXT
from handlers.training.make_steps import write
from handlers.training.make_words import title_of

# No turn touches more than 500 rows: the sessions of a file, beside its classes and their audit.
SESSIONS_OF_FILE_MAX = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """What an import depends on. own_phone: the template is only sent to a phone of her own. sheet_id: 0 for none."""

    own_phone: bool
    sheet_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table as it was read. broken: what stopped the reading; wrong: what is wrong in it; else the classes."""

    state: str
    broken: tuple[Wrong, ...] = ()
    wrong: tuple[CourseWrong, ...] = ()
    drafts: tuple[Draft, ...] = ()


async def look_at_desk(unit: Unit, key: str) -> Desk:
    """What may be done there. Raises NotAllowed."""
    await leaders.look_at(unit, Place.read(key))
    return Desk(own_phone=is_own_phone(unit), sheet_id=await course_sheets.find_newest(unit, key))


def is_own_phone(unit: Unit) -> bool:
    """Whether nobody else holds this phone."""
    return unit.actor.phone == "own" and not unit.actor.profiles


async def send_template(unit: Unit, key: str) -> None:
    """An empty table with examples goes to this chat. Raises NotAllowed, Changed if the phone is shared by now."""
    place = Place.read(key)
    await leaders.require(unit, place)
    if not is_own_phone(unit):
        raise Changed
    unit.hand(TEMPLATE_TEXT, Paper(TEMPLATE, (place.organisation_id or 0, place.group_id or 0)))


async def want_sheet(unit: Unit, key: str, sent: SentFile) -> int:
    """The file will be fetched and read. Raises NotAllowed."""
    await leaders.require(unit, Place.read(key))
    return course_sheets.want(unit, key, sent)


async def read_table(unit: Unit, key: str, sheet_id: int) -> Table:
    """What the table comes to today. Raises NotAllowed."""
    place = Place.read(key)
    await leaders.look_at(unit, place)
    sheet = await course_sheets.get(unit, key, sheet_id)
    if sheet.wrong or sheet.state != sheets.READ:
        return Table(state=sheet.state, broken=sheet.wrong)
    zone, areas = await _zone_and_areas(unit, place)
    rows, wrong = read_courses(sheet.rows, today=local_date(unit.now, zone), areas=areas)
    drafts = [_draft(unit, place, zone, each) for each in rows]
    wrong += await _against(unit, place, rows, drafts)
    return Table(state=sheet.state, wrong=wrong, drafts=() if wrong else tuple(drafts))


async def _zone_and_areas(unit: Unit, place: Place) -> tuple[str, dict[str, str]]:
    """The zone of its clock, and its areas by what they are called."""
    if place.group_id is not None:
        return (await groups.get(unit, place.group_id)).zone, {}
    record = await organisations.get(unit, place.organisation_id or 0)
    named = [unit.facts.find_area(each) for each in record.areas]
    return record.office.zone, {each.label.casefold(): each.key for each in named if each is not None}


def _draft(unit: Unit, place: Place, zone: str, row: CourseRow) -> Draft:
    groups_of = (place.group_id,) if place.group_id is not None else ()
    draft = Draft(
        organisation_id=place.organisation_id,
        group_id=place.group_id,
        zone=row.zone or zone,
        kind=row.kind,
        topic=row.topic,
        title=row.title or title_of(row.kind, row.topic),
        place=row.place,
        capacity=row.capacity,
        bring=row.bring,
        childcare=row.childcare,
        transport=row.transport,
        who=Who(areas=row.areas, groups=groups_of, before_aid=row.kind is Kind.BIMTEK and not groups_of),
        trainers=(unit.actor.person_id,) if groups_of else (),
    )
    plan = unit.facts.calendar.plan(row.recurrence)
    return planned(draft, row.recurrence, plan.days)


async def _against(
    unit: Unit, place: Place, rows: Sequence[CourseRow], drafts: Sequence[Draft]
) -> tuple[CourseWrong, ...]:
    """What only shows with the days: a class that is over, has none, or is there already."""
    found = []
    for row, draft in zip(rows, drafts, strict=True):
        fault = await _fault(unit, place, draft)
        if fault is not None:
            found.append(CourseWrong(fault=fault, row=row.row, text=draft.title))
    if sum(len(each.days) for each in drafts) > SESSIONS_OF_FILE_MAX:
        found.append(CourseWrong(fault=Fault.TOO_MANY_DAYS))
    return tuple(found)


async def _fault(unit: Unit, place: Place, draft: Draft) -> Fault | None:
    if not draft.days or draft.recurrence is None:
        return Fault.NO_DAYS
    begins_ms = day_moment_ms(draft.days[0], draft.recurrence.start_min, draft.zone)
    if begins_ms <= unit.now_ms:
        return Fault.WHEN_OVER
    same = await course_lists.find_same(unit, place, draft.title, begins_ms, draft.place)
    return None if same is None else Fault.THERE_ALREADY


async def make_all(unit: Unit, key: str, sheet_id: int, count: int) -> int:
    """How many classes are there now: all that were read back, or none.

    Raises NotAllowed, Changed where the table would come to something else by now, and what makes a class impossible.
    """
    place = Place.read(key)
    await leaders.require(unit, place)
    table = await read_table(unit, key, sheet_id)
    if table.wrong or table.broken or len(table.drafts) != count:
        raise Changed
    for each in table.drafts:
        try:
            await write(unit, place, each)
        except SameCourse as same:
            raise Changed from same
    course_sheets.use(unit, key, sheet_id)
    return len(table.drafts)
