"""Who may be written to, when, and how openly: facts and results, to the minute, in all three zones."""

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import (
    LANES,
    AsItIs,
    Later,
    MessageClass,
    Neutral,
    Never,
    PhoneUse,
    Push,
    Reason,
    Receiver,
    Urgency,
    decide_push,
    on_uncertain,
    reminder_time,
    waits_until,
)

OFFSETS_H = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
WIB = "Asia/Jakarta"
ZONES = pytest.mark.parametrize("zone", list(OFFSETS_H))
M = MessageClass


def at(clock: str, day: int = 3, *, zone: str = WIB) -> datetime:
    """A moment of February 2026 by the zone's clock, in UTC."""
    local = datetime(2026, 2, day, tzinfo=timezone(timedelta(hours=OFFSETS_H[zone])))
    hour, minute, second = (int(part) for part in f"{clock}.0".split(".")[:3])
    return local.replace(hour=hour, minute=minute, second=second).astimezone(UTC)


def own(zone: str = WIB, **facts) -> Receiver:
    return Receiver(phone=PhoneUse.OWN, zone=zone, **facts)


def clock_time(text: str) -> time:
    hour, minute = text.split(".")
    return time(int(hour), int(minute))


def hours(*spans: str) -> tuple[tuple[time, time], ...]:
    ends = (span.split("-") for span in spans)
    return tuple((clock_time(start), clock_time(end)) for start, end in ends)


AS_IT_IS = AsItIs()


# ---- quiet hours


@ZONES
@pytest.mark.parametrize("kind", [M.RECEIPT, M.RELAY, M.SENSITIVE, M.REMINDER, M.BROADCAST])
@pytest.mark.parametrize(
    "clock, later",
    [
        ("07.00", None),
        ("12.00", None),
        ("19.59.59", None),
        ("20.00", ("07.00", 4)),
        ("23.59.59", ("07.00", 4)),
        ("0.00", ("07.00", 3)),
        ("6.59.59", ("07.00", 3)),
    ],
)
def test_nothing_goes_out_between_eight_and_seven_by_her_own_clock(zone, kind, clock, later):
    expected = Later(at(*later, zone=zone)) if later else AS_IT_IS
    assert decide_push(Push(kind=kind), own(zone), at(clock, zone=zone)) == expected


@pytest.mark.parametrize(
    "push",
    [
        Push(kind=M.ANSWER),
        Push(kind=M.RELAY, awaited=True),
        Push(kind=M.HELP),
        Push(kind=M.RECEIPT, in_reply_to=at("23.00")),
    ],
)
def test_what_she_waits_for_passes_quiet_hours(push):
    assert decide_push(push, own(), at("23.10")) == AS_IT_IS


@pytest.mark.parametrize("clock", ["02.00", "12.00", "23.10"])
@pytest.mark.parametrize("phone", list(PhoneUse))
def test_a_call_for_help_to_staff_ignores_quiet_hours_and_rings_again(clock, phone):
    call = Push(kind=M.HELP, staff_call=True, is_private=False, urgency=Urgency.TODAY)
    staff = Receiver(phone=phone, zone=WIB, is_staff=True, neutral_waiting=True)
    assert decide_push(call, staff, at(clock)) == AS_IT_IS


def test_other_messages_to_staff_keep_quiet_hours():
    staff = own(is_staff=True)
    assert decide_push(Push(kind=M.RELAY), staff, at("23.10")) == Later(at("07.00", 4))
    assert decide_push(Push(kind=M.HELP), staff, at("23.10")) == Later(at("07.00", 4))


def test_a_staff_call_to_somebody_who_is_not_staff_is_an_ordinary_push():
    push = Push(kind=M.RELAY, staff_call=True, is_private=False)
    assert decide_push(push, own(), at("23.10")) == Later(at("07.00", 4))


# ---- cancellations


@ZONES
@pytest.mark.parametrize(
    "clock, begins, expected",
    [
        ("15.00", ("08.00", 4), None),
        ("20.40", ("08.00", 4), None),
        ("21.29.59", ("08.00", 4), None),
        ("21.30", ("08.00", 4), ("05.30", 4)),
        ("23.59", ("08.00", 4), ("05.30", 4)),
        ("0.10", ("08.00", 3), ("05.30", 3)),
        ("5.29.59", ("08.00", 3), ("05.30", 3)),
        ("5.30", ("08.00", 3), None),
        ("6.59", ("08.00", 3), None),
        ("20.40", ("11.59", 4), None),
        ("20.40", ("12.00", 4), ("07.00", 4)),  # not in the morning: there is time after seven
        ("20.40", ("08.00", 5), ("07.00", 4)),  # not the next morning
        ("6.00", ("12.00", 3), ("07.00", 3)),
        ("6.00", ("08.00", 4), ("07.00", 3)),
        ("20.40", ("23.30", 3), None),  # this very night
        ("20.40", ("19.00", 3), ("07.00", 4)),  # it is over: nobody needs waking
    ],
)
def test_a_cancellation_for_the_next_morning_may_pass_until_half_past_nine_and_from_half_past_five(
    zone, clock, begins, expected
):
    push = Push(kind=M.REMINDER, urgency=Urgency.TODAY, cancellation_for=at(*begins, zone=zone))
    result = Later(at(*expected, zone=zone)) if expected else AS_IT_IS
    assert decide_push(push, own(zone), at(clock, zone=zone)) == result


def test_a_cancellation_is_neutral_on_a_shared_phone():
    push = Push(kind=M.BROADCAST, urgency=Urgency.TODAY, cancellation_for=at("08.00", 4))
    assert decide_push(push, Receiver(phone=PhoneUse.SHARED, zone=WIB), at("20.40")) == Neutral(Urgency.TODAY)


# ---- safe hours


@ZONES
@pytest.mark.parametrize(
    "clock, expected",
    [
        ("8.59.59", ("09.00", 3)),
        ("9.00", None),
        ("10.59.59", None),
        ("11.00", ("09.00", 4)),
        ("23.00", ("09.00", 4)),
        ("2.00", ("09.00", 3)),
    ],
)
@pytest.mark.parametrize(
    "push",
    [
        Push(kind=M.ANSWER),
        Push(kind=M.RECEIPT),
        Push(kind=M.RELAY, awaited=True),
        Push(kind=M.HELP),
        Push(kind=M.SENSITIVE),
        Push(kind=M.REMINDER),
        Push(kind=M.BROADCAST),
    ],
)
def test_her_safe_hours_come_before_everything(zone, clock, expected, push):
    receiver = own(zone, safe_hours=hours("9.00-11.00"))
    result = Later(at(*expected, zone=zone)) if expected else AS_IT_IS
    assert decide_push(push, receiver, at(clock, zone=zone)) == result


@pytest.mark.parametrize(
    "safe, kind, clock, expected",
    [
        ("9.00-11.00 15.00-16.00", M.RELAY, "12.00", ("15.00", 3)),
        ("15.00-16.00 9.00-11.00", M.RELAY, "16.00", ("09.00", 4)),
        ("6.00-22.00", M.BROADCAST, "21.00", ("07.00", 4)),  # quiet hours narrow wide safe hours
        ("6.00-22.00", M.ANSWER, "21.00", None),
        ("6.00-22.00", M.ANSWER, "22.00", ("06.00", 4)),
        ("21.00-22.00", M.BROADCAST, "21.00", None),  # only this is safe: then she is written to then
        ("21.00-22.00", M.BROADCAST, "12.00", ("21.00", 3)),
        ("22.00-1.00", M.RELAY, "0.59.59", None),
        ("22.00-1.00", M.RELAY, "1.00", ("22.00", 3)),
        ("22.00-0.00", M.RELAY, "23.59", None),
        ("22.00-0.00", M.RELAY, "0.00", ("22.00", 3)),
        ("18.00-9.00", M.BROADCAST, "21.00", ("07.00", 4)),
        ("18.00-9.00", M.BROADCAST, "9.00", ("18.00", 3)),
        ("0.00-0.00", M.BROADCAST, "21.00", ("07.00", 4)),  # the whole day: only quiet hours are left
        ("0.00-0.00", M.ANSWER, "21.00", None),
    ],
)
def test_safe_hours_are_narrowed_by_quiet_hours_unless_nothing_is_left(safe, kind, clock, expected):
    receiver = own(safe_hours=hours(*safe.split()))
    assert decide_push(Push(kind=kind), receiver, at(clock)) == (
        Later(at(*expected)) if expected else AS_IT_IS
    )


def test_safe_hours_hold_calls_to_staff_too():
    call = Push(kind=M.HELP, staff_call=True, is_private=False)
    staff = own(is_staff=True, safe_hours=hours("9.00-11.00"))
    assert decide_push(call, staff, at("23.10")) == Later(at("09.00", 4))


def test_no_safe_hour_at_all_means_never():
    assert decide_push(Push(kind=M.RELAY), own(safe_hours=()), at("10.00")) == Never(Reason.NO_SAFE_HOUR)


def test_safe_hours_without_length_are_refused():
    with pytest.raises(ValueError):
        own(safe_hours=hours("9.00-9.00"))


# ---- whose phone


@pytest.mark.parametrize("phone", [PhoneUse.SHARED, PhoneUse.HELPED, PhoneUse.UNKNOWN])
@pytest.mark.parametrize("kind", [M.RECEIPT, M.RELAY, M.HELP, M.SENSITIVE, M.REMINDER, M.BROADCAST])
@pytest.mark.parametrize("urgency", list(Urgency))
def test_a_phone_not_known_to_be_hers_hears_only_the_neutral_sentence_and_only_once(phone, kind, urgency):
    push = Push(kind=kind, urgency=urgency)
    assert decide_push(push, Receiver(phone=phone, zone=WIB), at("10.00")) == Neutral(urgency)
    waiting = Receiver(phone=phone, zone=WIB, neutral_waiting=True)
    assert decide_push(push, waiting, at("10.00")) == Never(Reason.NEUTRAL_WAITING)


def test_a_phone_of_which_nothing_is_known_counts_as_shared():
    assert decide_push(Push(kind=M.RECEIPT), Receiver(zone=WIB), at("10.00")) == Neutral(Urgency.WHEN_FREE)


def test_a_text_that_is_neutral_already_goes_out_as_it_is_and_merges_too():
    push = Push(kind=M.BROADCAST, is_private=False)
    assert decide_push(push, Receiver(zone=WIB), at("10.00")) == AS_IT_IS
    assert decide_push(push, Receiver(zone=WIB, neutral_waiting=True), at("10.00")) == Never(
        Reason.NEUTRAL_WAITING
    )


def test_on_her_own_phone_nothing_merges():
    assert decide_push(Push(kind=M.RECEIPT), own(neutral_waiting=True), at("10.00")) == AS_IT_IS


# ---- how openly


@pytest.mark.parametrize("kind", sorted(set(M) - {M.ANSWER}))
def test_who_wants_only_neutral_sentences_gets_no_other_on_her_own_phone(kind):
    push = Push(kind=kind, urgency=Urgency.TODAY)
    assert decide_push(push, own(is_open=False), at("10.00")) == Neutral(Urgency.TODAY)
    assert decide_push(push, own(is_open=False, neutral_waiting=True), at("10.00")) == Never(
        Reason.NEUTRAL_WAITING
    )


def test_what_she_asks_for_herself_is_answered_openly_all_the_same():
    push = Push(kind=M.HELP, in_reply_to=at("10.00"))
    assert decide_push(push, own(is_open=False), at("10.00")) == AS_IT_IS


def test_a_workers_own_phone_does_not_ask_how_openly():
    push = Push(kind=M.HELP, staff_call=True)
    assert decide_push(push, own(is_open=False, is_staff=True), at("10.00")) == AS_IT_IS


# ---- her own turn


@pytest.mark.parametrize("kind", list(M))
@pytest.mark.parametrize("clock", ["10.00", "23.10"])
def test_what_she_just_asked_for_is_no_push(kind, clock):
    receiver = Receiver(zone=WIB, safe_hours=hours("9.00-9.30"), may_write=False, neutral_waiting=True)
    push = Push(kind=kind, in_reply_to=at(clock))
    assert decide_push(push, receiver, at(clock) + timedelta(minutes=10)) == AS_IT_IS


@pytest.mark.parametrize(
    "receiver, expected",
    [
        (Receiver(zone=WIB), Neutral(Urgency.WHEN_FREE)),
        (own(), AS_IT_IS),
        (own(safe_hours=hours("9.00-11.00")), Later(at("09.00", 4))),
        (Receiver(zone=WIB, neutral_waiting=True), Never(Reason.NEUTRAL_WAITING)),
    ],
)
def test_an_answer_that_comes_late_is_a_push(receiver, expected):
    """After an outage somebody else may hold the phone; she waits for it, so only quiet hours let it pass."""
    push = Push(kind=M.ANSWER, in_reply_to=at("22.00"))
    assert decide_push(push, receiver, at("22.10.01")) == expected


def test_a_reply_without_its_moment_goes_to_a_shared_phone_as_it_is():
    assert decide_push(Push(kind=M.ANSWER), Receiver(zone=WIB, neutral_waiting=True), at("23.00")) == AS_IT_IS


# ---- whether at all


@pytest.mark.parametrize(
    "facts, reason",
    [
        ({"reachable": False}, Reason.UNREACHABLE),
        ({"may_write": False}, Reason.MAY_NOT_WRITE),
        ({"opted_out": frozenset({"training"})}, Reason.OPTED_OUT),
        ({"reachable": False, "may_write": False}, Reason.UNREACHABLE),
    ],
)
@pytest.mark.parametrize("clock", ["10.00", "23.00"])
def test_what_she_does_not_want_never_comes(facts, reason, clock):
    push = Push(kind=M.BROADCAST, purpose="training")
    assert decide_push(push, own(**facts), at(clock)) == Never(reason)


@pytest.mark.parametrize("push", [Push(kind=M.RECEIPT), Push(kind=M.REMINDER, purpose="savings")])
def test_opting_out_of_one_purpose_leaves_the_others(push):
    assert decide_push(push, own(opted_out=frozenset({"training"})), at("10.00")) == AS_IT_IS


def test_nobody_opts_out_of_help():
    push = Push(kind=M.HELP, purpose="training")
    assert decide_push(push, own(opted_out=frozenset({"training"})), at("10.00")) == AS_IT_IS


@pytest.mark.parametrize(
    "clock, useless_from, expected",
    [
        ("10.00", ("12.00", 3), AS_IT_IS),
        ("12.00", ("12.00", 3), Never(Reason.TOO_LATE)),
        ("20.30", ("06.30", 4), Never(Reason.TOO_LATE)),  # it would go out at seven
        ("20.30", ("08.00", 4), Later(at("07.00", 4))),
    ],
)
def test_what_would_come_too_late_never_comes(clock, useless_from, expected):
    push = Push(kind=M.REMINDER, useless_from=at(*useless_from))
    assert decide_push(push, own(), at(clock)) == expected


# ---- reminders


@ZONES
@pytest.mark.parametrize(
    "due, expected",
    [
        (("06.00", 4), ("19.00", 3)),  # an 08.00 class, two hours before
        (("06.59.59", 4), ("19.00", 3)),
        (("07.00", 4), ("07.00", 4)),
        (("12.30", 4), ("12.30", 4)),
        (("19.59.59", 4), ("19.59.59", 4)),
        (("20.00", 4), ("19.00", 4)),
        (("23.59", 4), ("19.00", 4)),
        (("0.00", 4), ("19.00", 3)),
    ],
)
def test_a_reminder_that_would_fall_into_quiet_hours_goes_out_before_them(zone, due, expected):
    moment = reminder_time(at(*due, zone=zone), zone)
    assert moment == at(*expected, zone=zone)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    "due, safe, expected",
    [
        (("13.00", 4), "9.00-11.00", ("09.00", 4)),
        (("10.30", 4), "9.00-11.00", ("10.30", 4)),
        (("08.00", 4), "9.00-11.00", ("09.00", 3)),
        (("06.00", 4), "9.00-11.00", ("09.00", 3)),
        (("06.00", 4), "9.00-22.00", ("19.00", 3)),
        (("13.00", 4), "21.00-22.00", ("21.00", 3)),
        (("21.30", 4), "21.00-22.00", ("21.30", 4)),
        (("17.00", 4), "9.00-11.00 15.00-16.00", ("15.00", 4)),
    ],
)
def test_with_safe_hours_she_is_reminded_before_the_date_and_not_after_it(due, safe, expected):
    assert reminder_time(at(*due), WIB, hours(*safe.split())) == at(*expected)


@pytest.mark.parametrize(
    "clock, day, expected",
    [
        ("18.59.59", 3, Later(at("19.00", 3))),
        ("19.00", 3, AS_IT_IS),
        ("19.59", 3, AS_IT_IS),
        ("20.00", 3, Later(at("07.00", 4))),  # late: not at night
        ("6.00", 4, Later(at("07.00", 4))),
        ("7.00", 4, AS_IT_IS),
        ("8.00", 4, Never(Reason.TOO_LATE)),
    ],
)
def test_a_reminder_due_at_six_waits_for_seven_in_the_evening_before(clock, day, expected):
    push = Push(kind=M.REMINDER, due=at("06.00", 4), useless_from=at("08.00", 4))
    assert decide_push(push, own(), at(clock, day)) == expected


# ---- uncertain sending and lanes


@pytest.mark.parametrize(
    "kind, repeated, last, expected",
    [
        (M.ANSWER, False, False, "again"),
        (M.ANSWER, True, False, "stop"),
        (M.RECEIPT, False, False, "again"),
        (M.RECEIPT, True, False, "stop"),
        (M.RELAY, False, False, "again"),
        (M.RELAY, True, False, "stop"),
        (M.HELP, False, False, "until_acknowledged"),
        (M.HELP, True, False, "until_acknowledged"),
        (M.SENSITIVE, False, False, "stop"),
        (M.SENSITIVE, False, True, "stop"),
        (M.REMINDER, False, False, "stop"),
        (M.REMINDER, False, True, "again"),
        (M.REMINDER, True, True, "stop"),
        (M.BROADCAST, False, False, "stop"),
        (M.BROADCAST, False, True, "stop"),
    ],
)
def test_each_class_says_what_happens_when_nobody_knows_whether_it_arrived(kind, repeated, last, expected):
    assert on_uncertain(kind, repeated=repeated, last_before_date=last) == expected


def test_help_goes_first_and_broadcasts_last():
    order = [M.HELP, M.ANSWER, M.RECEIPT, M.REMINDER, M.BROADCAST]
    assert sorted(order, key=LANES.__getitem__) == order
    assert len({LANES[kind] for kind in order}) == 5
    assert LANES[M.RELAY] == LANES[M.RECEIPT]
    assert LANES[M.SENSITIVE] == LANES[M.ANSWER]
    assert set(LANES) == set(M)


# ---- laws over everything

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
spans = st.tuples(minutes, minutes).filter(lambda span: span[0] != span[1] or span[0] == time(0))
moments = st.integers(0, 365 * 24 * 60 * 60).map(
    lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
receivers = st.builds(
    Receiver,
    phone=st.sampled_from(PhoneUse),
    may_write=st.booleans(),
    is_open=st.booleans(),
    safe_hours=st.none() | st.lists(spans, max_size=3),
    zone=st.sampled_from(list(OFFSETS_H)),
    is_staff=st.booleans(),
    neutral_waiting=st.booleans(),
)
pushes = st.builds(
    Push,
    kind=st.sampled_from(M),
    is_private=st.booleans(),
    staff_call=st.booleans(),
    awaited=st.booleans(),
    due=st.none() | moments,
    cancellation_for=st.none() | moments,
    useless_from=st.none() | moments,
)


def inside(clock: time, safe) -> bool:
    return any(start <= clock < end if start < end else clock >= start or clock < end for start, end in safe)


@given(pushes, receivers, moments)
def test_nothing_ever_goes_out_outside_her_safe_hours_or_to_who_said_no(push, receiver, now):
    decision = decide_push(push, receiver, now)
    if isinstance(decision, AsItIs | Neutral):
        clock = (now + timedelta(hours=OFFSETS_H[receiver.zone])).time()
        assert receiver.safe_hours is None or inside(clock, receiver.safe_hours)
        assert receiver.may_write


@given(pushes, receivers, moments)
def test_what_is_private_never_reaches_a_phone_that_is_not_hers(push, receiver, now):
    if push.kind is not M.ANSWER and push.is_private and receiver.phone is not PhoneUse.OWN:
        assert decide_push(push, receiver, now) != AS_IT_IS


@given(pushes, receivers, moments)
def test_what_is_private_never_reaches_her_who_wants_only_neutral_sentences(push, receiver, now):
    if push.kind is not M.ANSWER and push.is_private and not receiver.is_open and not receiver.is_staff:
        assert decide_push(push, receiver, now) != AS_IT_IS


@given(pushes, receivers, moments)
def test_later_is_later_and_then_it_goes_out(push, receiver, now):
    decision = decide_push(push, receiver, now)
    if isinstance(decision, Later):
        assert decision.at > now
        assert decision.at.tzinfo is UTC
        assert isinstance(decide_push(push, receiver, decision.at), AsItIs | Neutral | Later)
        if push.cancellation_for is None:
            assert isinstance(decide_push(push, receiver, decision.at), AsItIs | Neutral)


@given(moments, st.sampled_from(list(OFFSETS_H)), st.none() | st.lists(spans, min_size=1, max_size=3))
def test_a_reminder_is_never_moved_behind_its_moment_nor_more_than_a_day(due, zone, safe):
    moment = reminder_time(due, zone, safe)
    assert moment <= due
    assert due - moment < timedelta(days=2)
    clock = (moment + timedelta(hours=OFFSETS_H[zone])).time()
    assert inside(clock, safe) if safe else time(7) <= clock < time(20)


@ZONES
@pytest.mark.parametrize(
    ("begins", "now", "hour"),
    [
        (("08.00", 4), ("20.40", 3), None),
        (("08.00", 4), ("21.30", 3), "05.30"),
        (("08.00", 4), ("05.00", 4), "05.30"),
        (("08.00", 4), ("05.30", 4), None),
        (("14.00", 4), ("20.40", 3), "07.00"),
        (("08.00", 9), ("20.40", 3), "07.00"),
        (("08.00", 9), ("06.59", 3), "07.00"),
        (("08.00", 9), ("19.59", 3), None),
    ],
)
def test_who_calls_something_off_is_told_from_when_on_the_others_hear_of_it(
    zone: str, begins: tuple[str, int], now: tuple[str, int], hour: str | None
) -> None:
    expected = clock_time(hour) if hour else None
    assert waits_until(at(*begins, zone=zone), at(*now, zone=zone), zone) == expected
