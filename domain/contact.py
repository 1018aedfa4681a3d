"""May this push go to her now, and how much may it say? The one function that decides it, `decide_push`.

The law, in this order: what she just asked for in her own turn is no push; then whether we may write at all; a phone
not known to be her own, or on which she wants no more, hears only neutral sentences, and only one until she looks; her
safe hours come before everything, also before an answer she waits for; then quiet hours, 20.00-07.00 in her zone. No
caller goes around it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType

from domain.records import dataclass
from domain.zones import get_zone, local_time, utc_moment

QUIET_FROM, QUIET_UNTIL = time(20), time(7)
REMINDER_BEFORE_QUIET = time(19)
CANCELLATION_FROM, CANCELLATION_UNTIL = time(5, 30), time(21, 30)
MORNING_ENDS = time(12)
OWN_TURN_MINUTES = 10
"""So long she is taken to be still looking at her phone; sensitive screens are removed after the same ten minutes."""

DAY_MINUTES = 24 * 60
SafeHours = Sequence[tuple[time, time]]
Windows = tuple[tuple[int, int], ...]
"""Stretches of the local day, sorted, in minutes from midnight: the first minute is in, the last is out."""


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute


WHOLE_DAY: Windows = ((0, DAY_MINUTES),)
LOUD: Windows = ((_minute(QUIET_UNTIL), _minute(QUIET_FROM)),)
LOUD_FOR_CANCELLATIONS: Windows = ((_minute(CANCELLATION_FROM), _minute(CANCELLATION_UNTIL)),)


class MessageClass(StrEnum):
    """What a message is, for its lane and for what happens when its sending is uncertain."""

    ANSWER = "answer"
    RECEIPT = "receipt"
    RELAY = "relay"
    HELP = "help"
    SENSITIVE = "sensitive"
    REMINDER = "reminder"
    BROADCAST = "broadcast"


LANES: Mapping[MessageClass, int] = MappingProxyType(
    {
        MessageClass.HELP: 0,
        MessageClass.ANSWER: 1,
        MessageClass.SENSITIVE: 1,
        MessageClass.RECEIPT: 2,
        MessageClass.RELAY: 2,
        MessageClass.REMINDER: 3,
        MessageClass.BROADCAST: 4,
    }
)
"""Which is sent first: the lower lane."""

CLASS_OF_WOMEN = 500
CROWD_LANE = max(LANES.values()) + 1
"""What goes to more than a class or a village: it does not let a class of 25 wait behind 40,000 others."""


def broadcast_lane(receivers: int) -> int:
    """The lane of one announcement's messages; the same for all of them."""
    return CROWD_LANE if receivers > CLASS_OF_WOMEN else LANES[MessageClass.BROADCAST]


class OnUncertain(StrEnum):
    """What happens to a message of which nobody knows whether it arrived."""

    AGAIN = "again"
    STOP = "stop"
    UNTIL_ACKNOWLEDGED = "until_acknowledged"


_UNCERTAIN: Mapping[MessageClass, OnUncertain] = MappingProxyType(
    {
        MessageClass.ANSWER: OnUncertain.AGAIN,
        MessageClass.RECEIPT: OnUncertain.AGAIN,
        MessageClass.RELAY: OnUncertain.AGAIN,
        MessageClass.HELP: OnUncertain.UNTIL_ACKNOWLEDGED,
        MessageClass.SENSITIVE: OnUncertain.STOP,
        MessageClass.REMINDER: OnUncertain.STOP,
        MessageClass.BROADCAST: OnUncertain.STOP,
    }
)


def on_uncertain(
    message_class: MessageClass, *, repeated: bool, last_before_date: bool = False
) -> OnUncertain:
    """What to do with an uncertain message; `repeated` when it was sent again already.

    `last_before_date` matters for reminders only: the last one before its date is worth a possible duplicate.
    """
    policy = _UNCERTAIN[message_class]
    if message_class is MessageClass.REMINDER and last_before_date:
        policy = OnUncertain.AGAIN
    return OnUncertain.STOP if policy is OnUncertain.AGAIN and repeated else policy


class Urgency(StrEnum):
    """The two urgencies of a neutral sentence, the same for everybody, so that they tell nothing."""

    TODAY = "hari ini"
    WHEN_FREE = "kalau senggang"


# Reached by a telephone number, which is given to somebody else when nobody uses it (reliability.md A, T04).
NUMBERED_CHANNELS = ("telegram", "whatsapp")

# After so long without a word nobody knows whether it is still she.
SILENCE_MS = 60 * 24 * 3_600_000


class PhoneUse(StrEnum):
    """Whose phone it is; all but OWN count as shared."""

    OWN = "own"
    SHARED = "shared"
    HELPED = "helped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Push:
    """One message that is about to be sent.

    `is_private`: False only for a text that is on the neutral list already. `staff_call`: a call for help to staff,
    without content. `in_reply_to`: when she wrote what this answers; None when it answers nothing she wrote just
    now. `awaited`: an answer she waits for, such as her worker's; it passes quiet hours, not safe hours.
    `due`: a reminder's own moment. `cancellation_for`: when what is cancelled would begin. `useless_from`: from then
    on it is better not sent. `purpose`: what she can opt out of, "" for what she cannot.
    """

    kind: MessageClass
    urgency: Urgency = Urgency.WHEN_FREE
    is_private: bool = True
    staff_call: bool = False
    awaited: bool = False
    in_reply_to: datetime | None = None
    due: datetime | None = None
    cancellation_for: datetime | None = None
    useless_from: datetime | None = None
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """What is known about reaching her. `safe_hours` in her zone, over midnight if they say so; None: not told.

    `neutral_waiting`: a neutral notice went out that she has not looked at yet. `is_open`: False when she wants only
    neutral sentences on a phone of her own too; a worker's phone does not ask.
    """

    phone: PhoneUse = PhoneUse.UNKNOWN
    may_write: bool = True
    safe_hours: SafeHours | None = None
    is_open: bool = True
    zone: str
    is_staff: bool = False
    reachable: bool = True
    opted_out: frozenset[str] = frozenset()
    neutral_waiting: bool = False

    def __post_init__(self) -> None:
        get_zone(self.zone)
        # 00.00-00.00 is the whole day: an end at midnight is the end of the day.
        if any(start == end != time(0) for start, end in self.safe_hours or ()):
            raise ValueError("safe hours that begin and end at the same minute say nothing")


class Reason(StrEnum):
    """Why a push is never sent."""

    UNREACHABLE = "unreachable"
    MAY_NOT_WRITE = "may_not_write"
    OPTED_OUT = "opted_out"
    NEUTRAL_WAITING = "neutral_waiting"
    NO_SAFE_HOUR = "no_safe_hour"
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class AsItIs:
    """Send the text as it is."""


@dataclass(frozen=True)
class Neutral:
    """Send only the neutral sentence of this urgency; she pulls the rest."""

    urgency: Urgency


@dataclass(frozen=True)
class Later:
    """Ask again at this moment (UTC); until then nothing goes out."""

    at: datetime


@dataclass(frozen=True)
class Never:
    """Do not send it; a merged one is pulled with the notice that is waiting."""

    reason: Reason


Decision = AsItIs | Neutral | Later | Never


def decide_push(push: Push, receiver: Receiver, now: datetime) -> Decision:
    """Whether and how this message goes out at `now` (aware UTC), asked when it is claimed for sending."""
    if _in_her_own_turn(push, now):
        return AsItIs()
    if reason := _refusal(push, receiver):
        return Never(reason)
    at = _first_moment(push, receiver, now)
    if at is None:
        return Never(Reason.NO_SAFE_HOUR)
    if push.useless_from and at >= push.useless_from:
        return Never(Reason.TOO_LATE)
    if at > now:
        return Later(utc_moment(at))
    return Neutral(push.urgency) if _must_be_neutral(push, receiver) else AsItIs()


def _in_her_own_turn(push: Push, now: datetime) -> bool:
    """What she asked for just now is no push; an answer that comes late finds perhaps somebody else at the phone."""
    return push.in_reply_to is not None and now - push.in_reply_to <= timedelta(minutes=OWN_TURN_MINUTES)


def _is_staff_call(push: Push, receiver: Receiver) -> bool:
    return push.staff_call and receiver.is_staff


def _refusal(push: Push, receiver: Receiver) -> Reason | None:
    if not receiver.reachable:
        return Reason.UNREACHABLE
    if not receiver.may_write:
        return Reason.MAY_NOT_WRITE
    if push.kind is not MessageClass.HELP and push.purpose and push.purpose in receiver.opted_out:
        return Reason.OPTED_OUT
    # A call for help rings until somebody takes it; everything else merges with the notice that is waiting.
    hidden = _is_discreet(push, receiver) and receiver.neutral_waiting
    return Reason.NEUTRAL_WAITING if hidden and not _is_staff_call(push, receiver) else None


def _is_discreet(push: Push, receiver: Receiver) -> bool:
    """Whether only neutral sentences may go to this phone.

    An ANSWER without the moment of her message is her own turn's reply and not a push: safe hours alone hold it.
    """
    reply = push.kind is MessageClass.ANSWER and push.in_reply_to is None
    shown_openly = receiver.phone is PhoneUse.OWN and (receiver.is_open or receiver.is_staff)
    return not shown_openly and not reply


def _must_be_neutral(push: Push, receiver: Receiver) -> bool:
    return push.is_private and _is_discreet(push, receiver)


def _first_moment(push: Push, receiver: Receiver, now: datetime) -> datetime | None:
    """The first moment from now on at which it may go out; None when no hour of the day is safe."""
    earliest = now
    if push.kind is MessageClass.REMINDER and push.due:
        earliest = max(now, reminder_time(push.due, receiver.zone, receiver.safe_hours))
    local = local_time(earliest, receiver.zone)
    windows = _allowed(push, receiver, local)
    return _next_inside(local, windows) if windows else None


def _allowed(push: Push, receiver: Receiver, local: datetime) -> Windows:
    """The stretches of the day in which it may go out, hers first.

    Safe hours are narrowed by quiet hours, unless nothing would be left: who says only 21.00-22.00 is safe
    is written to then.
    """
    loud = _loud_windows(push, receiver, local)
    if receiver.safe_hours is None:
        return loud
    safe = _windows(receiver.safe_hours)
    return _overlap(safe, loud) or safe


def _loud_windows(push: Push, receiver: Receiver, local: datetime) -> Windows:
    if _passes_quiet_hours(push, receiver):
        return WHOLE_DAY
    if push.cancellation_for and _is_of_coming_morning(push.cancellation_for, receiver.zone, local):
        return LOUD_FOR_CANCELLATIONS
    return LOUD


def _passes_quiet_hours(push: Push, receiver: Receiver) -> bool:
    """A call for help to staff, help for her who asked for it, and an answer she waits for."""
    if push.kind is MessageClass.HELP:
        return not receiver.is_staff or push.staff_call
    return _is_staff_call(push, receiver) or push.awaited or push.kind is MessageClass.ANSWER


def _is_of_coming_morning(begins: datetime, zone: str, local: datetime) -> bool:
    """Whether what is cancelled begins before noon after this night (the noon of today, before seven)."""
    day = local.date() if local.time() < QUIET_UNTIL else local.date() + timedelta(days=1)
    noon = datetime.combine(day, MORNING_ENDS, local.tzinfo)
    return local < local_time(begins, zone) < noon


def waits_until(begins: datetime, now: datetime, zone: str) -> time | None:
    """From what hour on people there hear that this is off or moved; None for at once."""
    local = local_time(now, zone)
    soon = _is_of_coming_morning(begins, zone, local)
    if _is_inside(local, LOUD_FOR_CANCELLATIONS if soon else LOUD):
        return None
    return CANCELLATION_FROM if soon else QUIET_UNTIL


def is_quiet(now: datetime, zone: str) -> bool:
    """Whether pushes to people there wait for the morning now."""
    return not _is_inside(local_time(now, zone), LOUD)


def reminder_time(due: datetime, zone: str, safe_hours: SafeHours | None = None) -> datetime:
    """When a reminder due then is to go out, in UTC: not in quiet hours, but before them, at 19.00.

    Due from 20.00 on: at 19.00 the same day; due before 07.00: at 19.00 the evening before; else when it is due.
    With safe hours: when it is due if that is safe, else at the last safe beginning before, so that she is
    reminded before the date and not after it.
    """
    local = local_time(due, zone)
    if not safe_hours:
        return utc_moment(_before_quiet(local))
    safe = _windows(safe_hours)
    if both := _overlap(safe, LOUD):
        return utc_moment(_last_beginning(_before_quiet(local), both))
    return utc_moment(_last_beginning(local, safe))


def _before_quiet(local: datetime) -> datetime:
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return local
    day = local.date() - timedelta(days=1 if local.time() < QUIET_UNTIL else 0)
    return datetime.combine(day, REMINDER_BEFORE_QUIET, local.tzinfo)


def _windows(hours: SafeHours) -> Windows:
    """The hours as stretches of the day; one over midnight becomes two."""
    found = []
    for start, end in hours:
        first, last = _minute(start), _minute(end) or DAY_MINUTES
        found += [(first, last)] if first < last else [(0, last), (first, DAY_MINUTES)]
    return tuple(sorted(found))


def _overlap(ones: Windows, others: Windows) -> Windows:
    both = ((max(one[0], other[0]), min(one[1], other[1])) for one in ones for other in others)
    return tuple(sorted((first, last) for first, last in both if first < last))


def _is_inside(local: datetime, windows: Windows) -> bool:
    return any(first <= _minute(local.time()) < last for first, last in windows)


def _next_inside(local: datetime, windows: Windows) -> datetime:
    """This moment if it lies in a stretch, else the next beginning of one."""
    if _is_inside(local, windows):
        return local
    minute = _minute(local.time())
    later = [first for first, _ in windows if first > minute]
    return _at(local, min(later)) if later else _at(local + timedelta(days=1), windows[0][0])


def _last_beginning(local: datetime, windows: Windows) -> datetime:
    """This moment if it lies in a stretch, else the last beginning of one before it."""
    if _is_inside(local, windows):
        return local
    minute = _minute(local.time())
    earlier = [first for first, _ in windows if first <= minute]
    return _at(local, max(earlier)) if earlier else _at(local - timedelta(days=1), windows[-1][0])


def _at(local: datetime, minute: int) -> datetime:
    return datetime.combine(local.date(), time(*divmod(minute, 60)), local.tzinfo)
