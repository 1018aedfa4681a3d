"""Offices: where they are, when they are open, which numbers and criteria sets are theirs, who works there.

An office's own facts are few and change rarely: they are one JSON text, changed under a lock on the row.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from typing import Any

from db.engine import Fetch, Row
from db.unit import Unit
from domain.organisations import (
    DEFAULT_OFFICE_HOURS,
    ConfirmedSet,
    Opening,
    Organisation,
    Phone,
    RegistrationPeriod,
)
from domain.records import dataclass

# A page of numbers: more is a mistake.
PHONES_MAX = 20

ROSTER = ("worker", "companion", "supervisor")

Details = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeRecord:
    """An office as it is stored. areas: keys. data_officer: whom to ask about one's own data, "" if nobody is named."""

    row_id: int
    demo: bool
    office: Organisation
    areas: tuple[str, ...]
    data_officer: str = ""


_OFFICE = "SELECT o.id, o.name, o.zone, o.details, o.demo FROM organisations o "
_AREAS = "SELECT a.organisation_id, a.area FROM organisation_areas a "
_SETS = "SELECT s.organisation_id, s.set_id, s.set_version, s.confirmed_ms, s.opens, s.closes FROM organisation_sets s "

# The most local office of an area: the one that serves the fewest areas, then the oldest.
_OF_AREA = (
    "(SELECT m.organisation_id FROM organisation_areas m WHERE m.area = $1 ORDER BY"
    " (SELECT count(*) FROM organisation_areas n WHERE n.organisation_id = m.organisation_id), m.organisation_id"
    " LIMIT 1)"
)


def add(
    unit: Unit, *, name: str, zone: str, areas: Iterable[str], demo: bool = False, data_officer: str = ""
) -> int:
    """The row id of a new office. Raises ValueError for an unknown zone."""
    Organisation(id="", name=name, zone=zone)
    row_id = unit.new_id()
    unit.write(
        "INSERT INTO organisations (id, name, zone, details, demo) VALUES ($1, $2, $3, $4, $5)",
        row_id,
        name,
        zone,
        json.dumps({"data_officer": data_officer} if data_officer else {}),
        int(demo),
    )
    unit.write_many(
        "INSERT INTO organisation_areas (organisation_id, area) VALUES ($1, $2)",
        [(row_id, area) for area in dict.fromkeys(areas)],
    )
    return row_id


async def find(unit: Unit, row_id: int) -> OfficeRecord | None:
    """The office, None if there is none of this id."""
    found = _records(
        *await unit.fetch_all(
            Fetch(_OFFICE + "WHERE o.id = $1", (row_id,)),
            Fetch(_AREAS + "WHERE a.organisation_id = $1 ORDER BY a.area", (row_id,)),
            Fetch(_SETS + "WHERE s.organisation_id = $1 ORDER BY s.set_id", (row_id,)),
        )
    )
    return found[0] if found else None


async def get(unit: Unit, row_id: int) -> OfficeRecord:
    """The office. Raises KeyError."""
    record = await find(unit, row_id)
    if record is None:
        raise KeyError(row_id)
    return record


async def find_for_area(unit: Unit, area_key: str) -> OfficeRecord | None:
    """The most local office that serves the area, None if there is none."""
    found = _records(
        *await unit.fetch_all(
            Fetch(_OFFICE + "WHERE o.id = " + _OF_AREA, (area_key,)),
            Fetch(_AREAS + "WHERE a.organisation_id = " + _OF_AREA + " ORDER BY a.area", (area_key,)),
            Fetch(_SETS + "WHERE s.organisation_id = " + _OF_AREA + " ORDER BY s.set_id", (area_key,)),
        )
    )
    return found[0] if found else None


async def list_all(unit: Unit) -> list[OfficeRecord]:
    """Every office, the oldest first."""
    return _records(
        *await unit.fetch_all(
            Fetch(_OFFICE + "ORDER BY o.id"),
            Fetch(_AREAS + "ORDER BY a.organisation_id, a.area"),
            Fetch(_SETS + "ORDER BY s.organisation_id, s.set_id"),
        )
    )


def _records(offices: Sequence[Row], areas: Sequence[Row], sets: Sequence[Row]) -> list[OfficeRecord]:
    return [
        _record(
            office,
            tuple(row["area"] for row in areas if row["organisation_id"] == office["id"]),
            [row for row in sets if row["organisation_id"] == office["id"]],
        )
        for office in offices
    ]


def _record(row: Row, areas: tuple[str, ...], sets: Sequence[Row]) -> OfficeRecord:
    details: Details = json.loads(row["details"])
    office = Organisation(
        id=str(row["id"]),
        name=row["name"],
        zone=row["zone"],
        office_hours=_hours(details),
        holidays=frozenset(_holidays(details)),
        phones=_phones(details),
        confirmed_sets=frozenset(
            ConfirmedSet(each["set_id"], each["set_version"])
            for each in sets
            if each["confirmed_ms"] is not None
        ),
        registrations=tuple(
            RegistrationPeriod(
                set_id=each["set_id"], opens_on=_day(each["opens"]), closes_on=_day(each["closes"])
            )
            for each in sets
            if each["opens"] or each["closes"]
        ),
    )
    return OfficeRecord(
        row_id=row["id"],
        demo=bool(row["demo"]),
        office=office,
        areas=areas,
        data_officer=details.get("data_officer", ""),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _hours(details: Details) -> tuple[Opening, ...]:
    if "hours" not in details:
        return DEFAULT_OFFICE_HOURS
    return tuple(
        Opening(weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
        for weekday, opens, closes in details["hours"]
    )


def _holidays(details: Details) -> list[date]:
    return [date.fromisoformat(day) for day in details.get("holidays", [])]


def _phones(details: Details) -> tuple[Phone, ...]:
    return tuple(
        Phone(label=each["label"], number=each["number"], checked_on=_day(each.get("checked_on", "")))
        for each in details.get("phones", [])
    )


# -- criteria sets ----------------------------------------------------------------------------------------------


def confirm_set(unit: Unit, row_id: int, set_id: str, version: str) -> None:
    """The office has read this version and uses it; confirmed by the actor of this turn, now."""
    unit.write(
        "INSERT INTO organisation_sets (organisation_id, set_id, set_version, confirmed_by, confirmed_ms)"
        " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (organisation_id, set_id) DO UPDATE SET set_version = $3,"
        " confirmed_by = $4, confirmed_ms = $5",
        row_id,
        set_id,
        version,
        unit.actor.person_id,
        unit.now_ms,
    )


def set_registration(unit: Unit, row_id: int, set_id: str, opens: date | None, closes: date | None) -> None:
    """From when to when one may register for the set, both days included; None: that end is not known."""
    RegistrationPeriod(set_id=set_id, opens_on=opens, closes_on=closes)
    unit.write(
        "INSERT INTO organisation_sets (organisation_id, set_id, set_version, opens, closes)"
        " VALUES ($1, $2, '', $3, $4) ON CONFLICT (organisation_id, set_id) DO UPDATE SET opens = $3, closes = $4",
        row_id,
        set_id,
        opens.isoformat() if opens else "",
        closes.isoformat() if closes else "",
    )


# -- numbers (hours and holidays: db/office_hours.py) -------------------------------------------------------------


async def add_phone(unit: Unit, row_id: int, label: str, number: str) -> None:
    """Note a number, not checked yet; one that is there gets the label. Raises ValueError if there are too many."""

    def change(details: Details) -> None:
        phones = [each for each in details.get("phones", []) if each["number"] != number]
        if len(phones) >= PHONES_MAX:
            raise ValueError(f"{PHONES_MAX} numbers are the limit")
        details["phones"] = [*phones, {"label": label, "number": number}]

    await change_details(unit, row_id, change)


async def set_phone_checked(unit: Unit, row_id: int, number: str, day: date | None) -> None:
    """Somebody called the number on that day and it was right; None: it is hidden again. Raises KeyError."""

    def change(details: Details) -> None:
        phone = next((each for each in details.get("phones", []) if each["number"] == number), None)
        if phone is None:
            raise KeyError("no such number")
        phone["checked_on"] = day.isoformat() if day else ""

    await change_details(unit, row_id, change)


async def change_details(unit: Unit, row_id: int, change: Callable[[Details], None]) -> None:
    """Change the office's own facts under a lock. Raises KeyError."""
    # Writing first locks the row on PostgreSQL, so that of two changes at once neither is lost.
    unit.write("UPDATE organisations SET demo = demo WHERE id = $1", row_id)
    row = await unit.fetch_one("SELECT details FROM organisations WHERE id = $1", row_id)
    if row is None:
        raise KeyError(row_id)
    details: Details = json.loads(row["details"])
    change(details)
    unit.write("UPDATE organisations SET details = $2 WHERE id = $1", row_id, json.dumps(details))


# -- staff ------------------------------------------------------------------------------------------------------


def enrol(unit: Unit, person_id: int, *, woman: bool, zone: str) -> None:
    """What the roster needs of somebody who works for an office: a woman or not, and the office's clock."""
    unit.write("UPDATE persons SET woman = $2, zone = $3 WHERE id = $1", person_id, int(woman), zone)


async def has_woman_on_roster(unit: Unit, organisation_id: int) -> bool:
    """Whether the office can promise "petugas perempuan" now."""
    row = await unit.fetch_one(
        "SELECT 1 AS one FROM roles r JOIN persons p ON p.id = r.person_id WHERE r.organisation_id = $1"
        " AND r.until_ms IS NULL AND p.woman = 1 AND r.role IN ($2, $3, $4) LIMIT 1",
        organisation_id,
        *ROSTER,
    )
    return row is not None
