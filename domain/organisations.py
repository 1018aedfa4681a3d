"""When is an office open, whom may she call, is registration open, and which criteria sets may it use?

Facts and the moment come in as arguments, moments as aware UTC. National emergency numbers are always there; a local
number is shown only after somebody called it and wrote down the day.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.criteria.areas import Area, sets_for_area
from domain.criteria.schema import CriteriaSet
from domain.records import dataclass
from domain.zones import get_zone, local_date, local_time, utc_moment, zone_name

OPENING_SEARCH_DAYS_MAX = 400
"""Past more than a year of holidays there is no honest "we open again on"."""
MONDAY, FRIDAY = 0, 4


@dataclass(frozen=True, kw_only=True)
class Opening:
    """One stretch of office hours; weekday 0 is Monday; `closes` is the first minute it is shut."""

    weekday: int
    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or self.opens >= self.closes:
            raise ValueError(f"not an opening: weekday {self.weekday}, {self.opens} to {self.closes}")


DEFAULT_OFFICE_HOURS = tuple(
    Opening(weekday=day, opens=time(8), closes=time(16)) for day in range(MONDAY, FRIDAY + 1)
)
"""Monday to Friday 08.00-16.00, the usual hours of a Dinas until the office gives its own."""


@dataclass(frozen=True, kw_only=True)
class Phone:
    """A local number; `checked_on` is the day the office called it and found it right, None if never."""

    label: str
    number: str
    checked_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RegistrationPeriod:
    """When a set's registration is open, both days included; None is an end that is not given."""

    set_id: str
    opens_on: date | None = None
    closes_on: date | None = None

    def __post_init__(self) -> None:
        if self.opens_on and self.closes_on and self.opens_on > self.closes_on:
            raise ValueError(f"registration of {self.set_id} closes before it opens")


@dataclass(frozen=True)
class ConfirmedSet:
    """A set an admin has confirmed, in the very version that was read: another one is confirmed anew."""

    set_id: str
    version: str


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """An office: its zone, when it is open, how it is reached, and what it has confirmed."""

    id: str
    name: str
    zone: str
    office_hours: tuple[Opening, ...] = DEFAULT_OFFICE_HOURS
    holidays: frozenset[date] = frozenset()
    phones: tuple[Phone, ...] = ()
    confirmed_sets: frozenset[ConfirmedSet] = frozenset()
    registrations: tuple[RegistrationPeriod, ...] = ()

    def __post_init__(self) -> None:
        get_zone(self.zone)


class Caveat(StrEnum):
    """What must be said beside an emergency number."""

    NONE = ""
    MAY_WAIT = "may_wait"
    NOT_EVERYWHERE = "not_everywhere"


@dataclass(frozen=True, kw_only=True)
class EmergencyNumber:
    """A national number: `extension` is pressed after the call is taken; `caveat_text` is said with it."""

    key: str
    service: str
    number: str
    by_whatsapp: bool = False
    extension: str = ""
    caveat: Caveat = Caveat.NONE
    caveat_text: str = ""
    source: str


EMERGENCY_NUMBERS = (
    EmergencyNumber(
        key="police",
        service="Polisi",
        number="110",
        source="Call Center Polri 110, nomor nasional (pengetahuan umum)",
    ),
    EmergencyNumber(
        key="sapa_phone",
        service="SAPA 129, untuk perempuan dan anak",
        number="129",
        source="Layanan SAPA 129, Kementerian PPPA; Prokalteng, 28 Januari 2026",
    ),
    EmergencyNumber(
        key="sapa_whatsapp",
        service="SAPA 129 lewat WhatsApp",
        number="08111-129-129",
        by_whatsapp=True,
        source="Layanan SAPA 129, Kementerian PPPA; Prokalteng, 28 Januari 2026",
    ),
    EmergencyNumber(
        key="healing",
        service="Layanan jiwa",
        number="119",
        extension="8",
        # Healing119 answered after 3 h 45 min on average in December 2025: never say "langsung dijawab".
        caveat=Caveat.MAY_WAIT,
        caveat_text="Kadang harus menunggu.",
        source="Healing119, Kementerian Kesehatan, sejak 31 Juli 2025; Murianetwork, 20 Desember 2025",
    ),
    EmergencyNumber(
        key="emergency",
        service="Darurat",
        number="112",
        caveat=Caveat.NOT_EVERYWHERE,
        caveat_text="Belum ada di semua daerah.",
        source="Layanan 112; belum ada di semua daerah (pengetahuan umum)",
    ),
)


def visible_phones(organisation: Organisation) -> tuple[Phone, ...]:
    """The local numbers that may be shown: those somebody has called and found right."""
    return tuple(phone for phone in organisation.phones if phone.checked_on is not None)


def is_open(organisation: Organisation, now: datetime) -> bool:
    """Whether somebody is in the office at this moment."""
    local = local_time(now, organisation.zone)
    if local.date() in organisation.holidays:
        return False
    return any(
        opening.weekday == local.weekday() and opening.opens <= local.time() < opening.closes
        for opening in organisation.office_hours
    )


def next_opening(organisation: Organisation, now: datetime) -> datetime | None:
    """The next moment after now, in UTC, at which the office opens; None when it does not within a year."""
    local = local_time(now, organisation.zone)
    for days in range(OPENING_SEARCH_DAYS_MAX):
        day = local.date() + timedelta(days=days)
        if day in organisation.holidays:
            continue
        starts = (
            datetime.combine(day, opening.opens, local.tzinfo)
            for opening in organisation.office_hours
            if opening.weekday == day.weekday()
        )
        if later := [start for start in starts if start > local]:
            return utc_moment(min(later))
    return None


@dataclass(frozen=True, kw_only=True)
class HoursLine:
    """Days in a row with the same hours, for one sentence: Senin sampai Jumat, jam 08.00-16.00 WIB."""

    first_weekday: int
    last_weekday: int
    opens: time
    closes: time
    zone: str


def hours_in_words(organisation: Organisation) -> tuple[HoursLine, ...]:
    """The office hours as few lines, in the order of the week; an office with a midday break has two."""
    lines: list[HoursLine] = []
    spans = {(opening.opens, opening.closes) for opening in organisation.office_hours}
    for opens, closes in sorted(spans):
        days = sorted(
            {one.weekday for one in organisation.office_hours if (one.opens, one.closes) == (opens, closes)}
        )
        for first, last in _runs(days):
            lines.append(
                HoursLine(
                    first_weekday=first,
                    last_weekday=last,
                    opens=opens,
                    closes=closes,
                    zone=zone_name(organisation.zone),
                )
            )
    return tuple(sorted(lines, key=lambda line: (line.first_weekday, line.opens)))


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """The days as (first, last) of each unbroken row."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and runs[-1][1] == day - 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


class RegistrationState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Registration:
    """Whether one may register, and the day to say with it.

    OPEN: the last day, None if not given. CLOSED: the last day it was open. NOT_YET: the first day. UNKNOWN: None.
    """

    state: RegistrationState
    day: date | None


def registration(organisation: Organisation, set_id: str, today: date) -> Registration:
    """Whether registration for this set is open on this local day (`local_date`); both ends are included.

    A period without any day says nothing, so it reads as unknown. Of several periods the open one counts, else
    the next to come, else the last one past.
    """
    periods = [one for one in organisation.registrations if one.set_id == set_id and _has_day(one)]
    begun = [one for one in periods if one.opens_on is None or one.opens_on <= today]
    running = [one for one in begun if one.closes_on is None or today <= one.closes_on]
    if running:
        ends = [one.closes_on for one in running]
        last = max((end for end in ends if end), default=None)
        return Registration(RegistrationState.OPEN, None if None in ends else last)
    if coming := [one.opens_on for one in periods if one.opens_on and one.opens_on > today]:
        return Registration(RegistrationState.NOT_YET, min(coming))
    if past := [one.closes_on for one in begun if one.closes_on]:
        return Registration(RegistrationState.CLOSED, max(past))
    return Registration(RegistrationState.UNKNOWN, None)


def _has_day(period: RegistrationPeriod) -> bool:
    return period.opens_on is not None or period.closes_on is not None


@dataclass(frozen=True)
class UsableSet:
    """A set that may be asked; an example is marked "contoh" wherever it is shown."""

    criteria_set: CriteriaSet
    is_example: bool


def usable_sets(
    organisation: Organisation, sets: Iterable[CriteriaSet], *, demo: bool
) -> tuple[UsableSet, ...]:
    """The sets this organisation may screen with, in the order given.

    A real organisation uses a set only when the file itself is confirmed by the office or one of its admins
    confirmed this version. The demo uses all; those nobody confirmed are examples.
    """
    usable = []
    for criteria_set in sets:
        by_admin = ConfirmedSet(criteria_set.id, criteria_set.version) in organisation.confirmed_sets
        confirmed = criteria_set.confirmed_by_office or by_admin
        if confirmed or demo:
            usable.append(UsableSet(criteria_set, is_example=not confirmed))
    return tuple(usable)


__all__ = [
    "DEFAULT_OFFICE_HOURS",
    "EMERGENCY_NUMBERS",
    "Area",
    "Caveat",
    "ConfirmedSet",
    "EmergencyNumber",
    "HoursLine",
    "Opening",
    "Organisation",
    "Phone",
    "Registration",
    "RegistrationPeriod",
    "RegistrationState",
    "UsableSet",
    "hours_in_words",
    "is_open",
    "local_date",
    "next_opening",
    "registration",
    "sets_for_area",
    "usable_sets",
    "visible_phones",
    "zone_name",
]
