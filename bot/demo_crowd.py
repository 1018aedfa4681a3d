"""A crowd for the demo: thousands of invented women in its areas, groups and classes, to try a large announcement on.

`python -m bot demo --people 20000`. Everybody is marked as demo, and nobody is told anything while it is written. What
is sent to them goes to a local Bot API server if TELEGRAM_API_URL names one, else to telephones that nobody sees
(bot/channels/unseen.py); never to Telegram itself: the demo has no token.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.channels.base import Channel
from bot.channels.unseen import Unseen
from bot.demo import add_people
from bot.settings import OFFICIAL_TELEGRAM, Settings
from db import (
    consents,
    contact_wishes,
    course_places,
    courses,
    groups,
    members,
    meta,
    news_refusals,
    organisations,
    people,
)
from db.ids import new_code
from db.unit import Unit
from db.writer import Writer
from domain.announcements import NewsKind
from domain.contact_wishes import ContactWishes
from domain.courses import LENGTH_MIN_DEFAULT, OFFSETS_DEFAULT, Course, Kind, Skips, State, Topic, Who
from domain.organisations import local_date
from domain.purposes import Controller, Purpose, Side
from domain.records import dataclass
from domain.recurrence import Recurrence
from domain.roles import Role, RoleGrant
from handlers.purpose_words import VERSIONS, question

COUNTED = "demo_crowd"
CHANNEL = "telegram"

# No server of Telegram takes it: whoever names one by mistake is told so, and nobody is written to.
TOKEN = "1:demo-of-teman-mandiri"  # noqa: S105 - it opens nothing

# Far above the numbers that Telegram gives today, so that none of them is anybody's.
FIRST_CHAT = 4_000_000_000_000

WRITTEN_AT_ONCE = 500

# In the first batches; some of a group sit in the class of their office, so that one woman is reached in two ways.
GROUPS, GROUP_SIZE = 12, 30
CLASSES, CLASS_SIZE, CLASS_WEEKS = 6, 120, 8
CLASS_IN_DAYS = 6
GROUP_SINCE_DAYS = 200

# Every so many-th of them was never asked by the office, has taken her yes back, wants no messages, wants no news of
# this kind, shares her telephone. Without a common divisor: each with each comes together in somebody.
UNASKED_EVERY, WITHDRAWN_EVERY, SILENT_EVERY, NO_NEWS_EVERY, SHARED_EVERY = 61, 47, 97, 31, 11

_FIRST = ("Sri", "Siti", "Nur", "Dewi", "Endah", "Rini", "Yuli", "Wati", "Ratna", "Ida", "Lina", "Murni", "Tini",
          "Asih", "Umi", "Maya", "Ani", "Eni", "Yanti")  # fmt: skip
_SECOND = ("Wahyuni", "Lestari", "Handayani", "Rahayu", "Suryani", "Hasanah", "Aminah", "Kurniasih", "Fitriani",
           "Marlina", "Susilawati", "Astuti", "Komariah", "Anggraini", "Puspita", "Maharani", "Utami")  # fmt: skip
_FLOWERS = ("Melati", "Kenanga", "Cempaka", "Anggrek")
_OFFICES = (Role.CHAIR, Role.TREASURER, Role.SECRETARY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Where some of the crowd live, and which office asked them whether it may write."""

    area: str
    place: str
    zone: str
    office: int
    office_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Woman:
    """One of the crowd. number: from 0, over all of them."""

    id: int
    number: int
    name: str
    home: Home


def reached_by(settings: Settings) -> tuple[Settings, tuple[Channel, ...]]:
    """The settings with which the crowd is reached, and the channels beside theirs."""
    if settings.telegram_api_url == OFFICIAL_TELEGRAM:
        return settings, (Unseen(CHANNEL),)
    return replace(settings, telegram_token=TOKEN, telegram_mode="polling"), ()


async def fill_crowd(writer: Writer, count: int, *, office: str = "") -> int:
    """Write so many women, less those who are there already; how many came. office: the only one that knows them."""
    there = await writer.run(_count)
    homes = [each for each in await writer.run(_list_homes) if office in ("", each.office_name)]
    first = there
    while first < count:
        # A batch ends where it would have ended without a stop, so that none is begun in the middle twice.
        last = min((first // WRITTEN_AT_ONCE + 1) * WRITTEN_AT_ONCE, count)
        numbers = range(first, last)
        await writer.run(lambda unit, some=numbers: _fill_some(unit, homes, some))  # type: ignore[misc]
        first = last
    return max(0, count - there)


async def _count(unit: Unit) -> int:
    return int(await meta.read(unit, COUNTED) or 0)


async def _list_homes(unit: Unit) -> list[Home]:
    """The areas of the demo's offices."""
    areas = {area.key: area for area in unit.facts.areas}
    return [
        Home(
            area=area,
            place=areas[area].label,
            zone=areas[area].zone,
            office=each.row_id,
            office_name=each.office.name,
        )
        for each in await organisations.list_all(unit)
        if each.demo
        for area in each.areas
    ]


async def _fill_some(unit: Unit, homes: Sequence[Home], numbers: range) -> None:
    ids = await add_people(unit, len(numbers))
    women = [
        Woman(id=person_id, number=number, name=name_of(number), home=homes[number % len(homes)])
        for person_id, number in zip(ids, numbers, strict=True)
    ]
    for woman in women:
        _introduce(unit, woman)
        await _answer(unit, woman)
    batch, begun = divmod(numbers.start, WRITTEN_AT_ONCE)
    here = homes[batch % len(homes)]
    neighbours = [each for each in women if each.home == here][:GROUP_SIZE]
    if not begun and batch < GROUPS and len(neighbours) > len(_OFFICES):
        await _add_group(unit, batch, here, neighbours)
    if not begun and batch < CLASSES and neighbours:
        others = [each for each in women if each.home.office == here.office and each.home != here]
        await _add_class(unit, batch, here, [*neighbours[: GROUP_SIZE // 3], *others][:CLASS_SIZE])
    meta.store(unit, COUNTED, str(numbers.stop))


def name_of(number: int) -> str:
    """An invented name; the same one comes again only after some hundred others."""
    return f"{_FIRST[number % len(_FIRST)]} {_SECOND[number % len(_SECOND)]}"


def _introduce(unit: Unit, woman: Woman) -> None:
    """Her name, her village and her telephone."""
    people.begin_details(unit, woman.id, name=woman.name, salutation="Ibu")
    people.set_area(unit, woman.id, woman.home.area, woman.home.zone)
    account_id = unit.new_id()
    people.add_account(
        unit,
        account_id=account_id,
        person_id=woman.id,
        channel=CHANNEL,
        address=str(FIRST_CHAT + woman.number),
        now_ms=unit.now_ms,
    )
    people.set_phone(unit, account_id, "shared" if _is_nth(woman, SHARED_EVERY) else "own")


def _is_nth(woman: Woman, every: int) -> bool:
    return woman.number % every == every - 1


async def _answer(unit: Unit, woman: Woman) -> None:
    """What she has said to her office about being written to, and of what she wants to hear nothing."""
    if not _is_nth(woman, UNASKED_EVERY):
        _consent(unit, woman, consents.YES)
    if _is_nth(woman, WITHDRAWN_EVERY):
        _consent(unit, woman, consents.WITHDRAWN)
    if _is_nth(woman, SILENT_EVERY):
        await contact_wishes.keep(unit, woman.id, ContactWishes(may_write=False))
    if _is_nth(woman, NO_NEWS_EVERY):
        await news_refusals.set_(unit, woman.id, NewsKind.AID, True)


def _consent(unit: Unit, woman: Woman, answer: str) -> None:
    home = woman.home
    asked = question(Purpose.CONTACT, Controller(side=Side.OFFICE, id=home.office, name=home.office_name))
    consents.record(
        unit,
        person_id=woman.id,
        organisation_id=home.office,
        purpose=Purpose.CONTACT.value,
        version=VERSIONS[Purpose.CONTACT],
        text=asked.message.format_map(asked.values),
        answer=answer,
        manner=consents.TYPED,
    )


async def _add_group(unit: Unit, number: int, home: Home, women: Sequence[Woman]) -> None:
    """A savings group of one place, led by its first three."""
    flower = _FLOWERS[number % len(_FLOWERS)]
    group_id = groups.add(
        unit, name=f"{flower} {number + 1} (contoh)", place=home.place, zone=home.zone, demo=True
    )
    for woman in women:
        _grant(unit, woman, Role.MEMBER, group_id)
    for woman, role in zip(women, _OFFICES, strict=False):
        _grant(unit, woman, role, group_id)
    entries = [members.NewMember(name=woman.name, person_id=woman.id) for woman in women]
    since = local_date(unit.now, home.zone) - timedelta(days=GROUP_SINCE_DAYS)
    await members.add_many(unit, group_id, entries, joined_day=since)


def _grant(unit: Unit, woman: Woman, role: Role, group_id: int) -> None:
    grant = RoleGrant(role, group_id=group_id)
    people.grant_role(unit, role_id=unit.new_id(), person_id=woman.id, grant=grant, now_ms=unit.now_ms)


async def _add_class(unit: Unit, number: int, home: Home, women: Sequence[Woman]) -> None:
    """A class of her office once a week, in which they have a place."""
    first = local_date(unit.now, home.zone) + timedelta(days=CLASS_IN_DAYS + number % 5)
    recurrence = Recurrence(rule="FREQ=WEEKLY", first=first, start_min=9 * 60, count=CLASS_WEEKS)
    course = Course(
        id=unit.new_id(),
        code=new_code(courses.CODE_CHARS),
        organisation_id=home.office,
        group_id=None,
        kind=Kind.SKILL,
        topic=Topic.COOKIES,
        title=f"Kue kering {number + 1} (contoh)",
        place=f"Balai desa, {home.place} (contoh)",
        zone=home.zone,
        rule=recurrence.rule,
        skips=Skips.ALL,
        first_day=first,
        start_min=recurrence.start_min,
        length_min=LENGTH_MIN_DEFAULT,
        capacity=0,
        bring="celemek",
        childcare="",
        transport="",
        who=Who(),
        offsets=OFFSETS_DEFAULT,
        state=State.OPEN,
        made_by=0,
    )
    courses.add(unit, course, unit.facts.calendar.plan(recurrence).days)
    for woman in women:
        await course_places.join(unit, course, woman.id)
    unit.told.clear()
