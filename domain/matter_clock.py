"""When does an unanswered matter climb, and how far? To whom it is shown then stands in db/matter_clock.py.

The law: what she wrote is never forgotten. After two hours in which the office was open her worker is reminded, after
four the colleagues are asked, after a day of work a supervisor knows. Nothing climbs while the office is shut: nobody
is there to hear it. A worker who is away, or works there no more, is not waited for.
"""

import dataclasses
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from math import ceil

from domain.matters import Climbed, Matter, State
from domain.office_time import add_office_minutes, is_office_day
from domain.organisations import DEFAULT_OFFICE_HOURS, Organisation, is_open, next_opening
from domain.records import dataclass
from domain.safety import Leave
from domain.zones import get_zone, local_time, utc_moment

# The morning's digest, on the office's clock; where nothing ran until ten it is left out: what waits climbs by itself.
DIGEST_FROM, DIGEST_UNTIL = time(8), time(10)

# So many days are looked through for the next one; then an office of holidays alone is taken at its usual hours.
_DIGEST_DAYS_MAX = 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """After how many minutes in which the office was open it climbs."""

    remind_min: int = 120
    offer_min: int = 240
    supervisor_min: int = 480

    def __post_init__(self) -> None:
        steps = (0, self.remind_min, self.offer_min, self.supervisor_min)
        if any(one >= other for one, other in pairwise(steps)):
            raise ValueError("each step comes after the one before")


USUAL = Rule()


def next_climb(
    matter: Matter, office: Organisation, rule: Rule = USUAL, leaves: Sequence[Leave] = ()
) -> tuple[Climbed, datetime] | None:
    """How far it climbs next, and when (UTC, the office is open then); None where nothing waits or all know.

    leaves: days on which its holder is away; others are not looked at.
    """
    if matter.state is not State.OPEN or not matter.waiting_ms or matter.climbed is Climbed.SUPERVISOR:
        return None
    office = reckoned(office, _moment(matter.waiting_ms))
    step, at = _by_minutes(matter, office, rule)
    gone = _gone_at(matter, office, leaves)
    if step <= Climbed.OFFERED and gone is not None and gone <= at:
        return Climbed.OFFERED, gone
    return step, at


def due_ms(matter: Matter, office: Organisation, rule: Rule = USUAL, leaves: Sequence[Leave] = ()) -> int:
    """When the clock looks at it next, in UTC milliseconds; 0 for never."""
    coming = next_climb(matter, office, rule, leaves)
    return 0 if coming is None else ceil(coming[1].timestamp() * 1000)


def _by_minutes(matter: Matter, office: Organisation, rule: Rule) -> tuple[Climbed, datetime]:
    """The next step by the minutes that have passed. Whoever takes it gets the same time as the one before."""
    waiting, held = _moment(matter.waiting_ms), _moment(max(matter.waiting_ms, matter.held_ms))
    if matter.climbed is Climbed.OFFERED:
        # A supervisor hears how long she waits, not how often the matter changed hands; but the last one had time.
        last = max(_open_at(office, waiting, rule.supervisor_min), _open_at(office, held, rule.offer_min))
        return Climbed.SUPERVISOR, last
    if matter.climbed is Climbed.REMINDED:
        return Climbed.OFFERED, _open_at(office, held, rule.offer_min)
    # Where nobody has it nobody can be reminded: then the colleagues are asked so early.
    step = Climbed.REMINDED if matter.holder_id else Climbed.OFFERED
    return step, _open_at(office, held, rule.remind_min)


def _gone_at(matter: Matter, office: Organisation, leaves: Sequence[Leave]) -> datetime | None:
    """The first moment of a leave of the holder's in which she waits and the office is open.

    Who was given it during a leave has it as on any other day: otherwise it would go round without end.
    """
    if not matter.holder_id:
        return None
    found = []
    clock = get_zone(office.zone).clock
    waiting, held = _moment(matter.waiting_ms), _moment(matter.held_ms)
    for leave in leaves:
        begins = datetime.combine(leave.first, time(0), clock)
        ends = datetime.combine(leave.last, time(0), clock) + timedelta(days=1)
        if leave.person_id != matter.holder_id or begins <= held:
            continue
        since = max(begins, waiting)
        at = since if is_open(office, since) else next_opening(office, since)
        if at is not None and at < ends:
            found.append(utc_moment(at))
    return min(found, default=None)


def _open_at(office: Organisation, since: datetime, minutes: int) -> datetime:
    """When the office was open for so long, or as soon as it opens after that."""
    at = add_office_minutes(office, since, minutes)
    if at is not None and not is_open(office, at):
        at = next_opening(office, at)
    return since + timedelta(days=1) if at is None else at


def reckoned(office: Organisation, since: datetime) -> Organisation:
    """The office, or the usual hours where it opens too little within a year: no hours are no reason to forget her."""
    if add_office_minutes(office, since, USUAL.supervisor_min) is not None:
        return office
    return dataclasses.replace(office, office_hours=DEFAULT_OFFICE_HOURS, holidays=frozenset())


def _moment(moment_ms: int) -> datetime:
    return datetime.fromtimestamp(moment_ms / 1000, UTC)


# -- the morning's digest -----------------------------------------------------------------------------------------


def is_digest_hour(office: Organisation, now: datetime) -> bool:
    """Whether who works there may have the day's digest now: on days on which the office opens, from eight to ten."""
    local = local_time(now, office.zone)
    return DIGEST_FROM <= local.time() < DIGEST_UNTIL and is_office_day(reckoned(office, now), local.date())


def next_digest(office: Organisation, after: datetime) -> datetime:
    """The first morning after that at which there is one, in UTC."""
    local = local_time(after, office.zone)
    office = reckoned(office, after)
    mornings = (
        datetime.combine(local.date() + timedelta(days=days), DIGEST_FROM, local.tzinfo)
        for days in range(_DIGEST_DAYS_MAX + 1)
    )
    return utc_moment(next(each for each in mornings if each > local and is_office_day(office, each.date())))
