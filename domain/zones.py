"""Which clock does a place use, and what is it called there?

Indonesia has three zones with fixed offsets and no daylight saving (Keppres 41/1987), so they are stated here
and no time-zone database is read. Aware UTC inside, these zones at the edges, and the name in every time shown.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType

from domain.records import dataclass

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"


@dataclass(frozen=True)
class Zone:
    """One of the three zones: its key, its short name, its clock."""

    key: str
    name: str
    clock: timezone


ZONES: Mapping[str, Zone] = MappingProxyType(
    {
        key: Zone(key, name, timezone(timedelta(hours=offset_h), name))
        for key, name, offset_h in ((WIB, "WIB", 7), (WITA, "WITA", 8), (WIT, "WIT", 9))
    }
)


def get_zone(zone: str) -> Zone:
    """The zone of this key; raises ValueError naming the known ones."""
    if zone not in ZONES:
        raise ValueError(f"unknown zone {zone!r}; known: {', '.join(ZONES)}")
    return ZONES[zone]


def zone_name(zone: str) -> str:
    """WIB, WITA or WIT, as it is written behind every time."""
    return get_zone(zone).name


def local_time(now: datetime, zone: str) -> datetime:
    """The same moment on the clock of the zone; `now` must be aware."""
    if now.tzinfo is None:
        raise ValueError("the moment must be aware (UTC)")
    return now.astimezone(get_zone(zone).clock)


def local_date(now: datetime, zone: str) -> date:
    """The day it is in the zone."""
    return local_time(now, zone).date()


def utc_moment(local: datetime) -> datetime:
    """The same moment in UTC, as everything inside keeps it."""
    return local.astimezone(UTC)
