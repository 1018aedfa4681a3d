"""What may become of a request, as tables: who may move what where, what it needs, and what joins what."""

from datetime import date

import pytest

from domain.refusals import NotAllowed, Refusal
from domain.requests import (
    PING_AGAIN_MS,
    PING_EVERY_MS,
    Contact,
    Decision,
    Kind,
    NeedsDecree,
    NeedsReason,
    OwnRequest,
    ReasonNotPlain,
    State,
    WrongOrder,
    best_overall,
    check_decision,
    check_keeping,
    ends_with_consent,
    is_decree_number,
    is_resting,
    joined_kind,
    joins,
    may_keep,
    may_ping,
    may_withdraw,
    possible_moves,
    read_phone,
)
from domain.roles import Role

TODAY = date(2026, 2, 3)
REASON = "Bantuan ini untuk warga Samarinda."
DECREE = Decision(to=State.DITETAPKAN, sk_number="40.9/33/2026", sk_date=TODAY)
WORKER, SUPERVISOR, COMPANION = Role.WORKER, Role.SUPERVISOR, Role.COMPANION


def decide(
    decision: Decision, state: State, *roles: Role, kind: Kind = Kind.SCREENING, own: bool = False
) -> str:
    """The code of the refusal, "" if it may be written down."""
    try:
        check_decision(decision, kind=kind, state=state, roles=roles, own=own, today=TODAY)
    except Refusal as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(
    "state, role, moves",
    [
        (State.MENUNGGU, WORKER, "diperiksa diusulkan belum_bisa menunggu_anggaran"),
        (State.MENUNGGU, SUPERVISOR, "diperiksa diusulkan belum_bisa menunggu_anggaran"),
        (State.DIPERIKSA, WORKER, "diusulkan belum_bisa menunggu_anggaran"),
        (State.DIUSULKAN, WORKER, ""),
        (State.DIUSULKAN, SUPERVISOR, "ditetapkan belum_bisa menunggu_anggaran"),
        (State.MENUNGGU_ANGGARAN, WORKER, "diusulkan"),
        (State.MENUNGGU_ANGGARAN, SUPERVISOR, "diusulkan ditetapkan belum_bisa"),
        (State.DITETAPKAN, SUPERVISOR, "diserahkan"),
        (State.DITETAPKAN, WORKER, "diserahkan"),
        (State.DITETAPKAN, COMPANION, ""),
        (State.DISERAHKAN, SUPERVISOR, ""),
        (State.BELUM_BISA, SUPERVISOR, ""),
        (State.DIBATALKAN_PEMOHON, SUPERVISOR, ""),
        (State.MENUNGGU, COMPANION, ""),
        (State.MENUNGGU, Role.ADMIN, ""),
        (State.MENUNGGU, Role.TRAINER, ""),
    ],
)
def test_answers_are_decided_by_worker_and_supervisor_in_this_order(
    state: State, role: Role, moves: str
) -> None:
    assert " ".join(possible_moves(Kind.SCREENING, state, [role], own=False)) == moves


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.MINOR])
def test_who_wants_to_talk_is_taken_and_talked_to_but_never_decided_on(kind: Kind) -> None:
    assert possible_moves(kind, State.MENUNGGU, [WORKER], own=False) == (State.DIPERIKSA,)
    assert possible_moves(kind, State.DIPERIKSA, [COMPANION], own=False) == (State.SELESAI,)
    assert decide(Decision(to=State.DIUSULKAN), State.DIPERIKSA, WORKER, kind=kind) == WrongOrder.code


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("to", list(State))
def test_only_a_supervisor_sets_down_and_only_what_was_proposed_or_waits_for_money(
    state: State, to: State
) -> None:
    every = Decision(to=to, reason=REASON, sk_number="SK 1", sk_date=TODAY)
    if to is State.DITETAPKAN:
        assert decide(every, state, WORKER, COMPANION, Role.ADMIN) != ""
        allowed = state in (State.DIUSULKAN, State.MENUNGGU_ANGGARAN)
        assert (decide(every, state, SUPERVISOR) == "") is allowed
    possible = to in possible_moves(Kind.SCREENING, state, [SUPERVISOR, WORKER], own=False)
    assert (decide(every, state, SUPERVISOR, WORKER) == "") is possible


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", list(State))
def test_nobody_decides_on_a_request_of_her_own(kind: Kind, state: State) -> None:
    assert possible_moves(kind, state, [WORKER, SUPERVISOR], own=True) == ()
    for to in State:
        every = Decision(to=to, reason=REASON, sk_number="SK 1", sk_date=TODAY)
        assert decide(every, state, WORKER, SUPERVISOR, kind=kind, own=True) == OwnRequest.code


@pytest.mark.parametrize(
    "reason, code",
    [
        ("", NeedsReason.code),
        ("   belum bisa ", NeedsReason.code),
        (REASON, ""),
        ("Ibu ditolak karena umur.", ReasonNotPlain.code),
        ("Keluarga Ibu tidak miskin.", ReasonNotPlain.code),
        ("Perlu verifikasi data dulu.", ReasonNotPlain.code),
        ("Bawa surat. " * 20, ReasonNotPlain.code),
        (" ".join(["kata"] * 16), ReasonNotPlain.code),
    ],
)
def test_a_belum_bisa_has_a_reason_that_she_can_read(reason: str, code: str) -> None:
    assert decide(Decision(to=State.BELUM_BISA, reason=reason), State.DIPERIKSA, WORKER) == code


@pytest.mark.parametrize(
    "number, day, code",
    [
        ("40.9/33/DS.V/2026", date(2026, 2, 3), ""),
        ("40.9/33/DS.V/2026", date(2025, 12, 1), ""),
        ("40.9/33/DS.V/2026", date(2026, 2, 4), NeedsDecree.code),
        ("40.9/33/DS.V/2026", None, NeedsDecree.code),
        ("", date(2026, 2, 3), NeedsDecree.code),
        ("belum ada", date(2026, 2, 3), NeedsDecree.code),
        ("1" * 61, date(2026, 2, 3), NeedsDecree.code),
    ],
)
def test_the_list_needs_number_and_date_of_the_decree(number: str, day: date | None, code: str) -> None:
    decision = Decision(to=State.DITETAPKAN, sk_number=number, sk_date=day)
    assert decide(decision, State.DIUSULKAN, SUPERVISOR) == code


def test_the_wrong_order_is_named_before_the_missing_right() -> None:
    with pytest.raises(WrongOrder):
        check_decision(
            DECREE, kind=Kind.SCREENING, state=State.MENUNGGU, roles=[SUPERVISOR], own=False, today=TODAY
        )
    with pytest.raises(NotAllowed):
        check_decision(
            DECREE, kind=Kind.SCREENING, state=State.DIUSULKAN, roles=[WORKER], own=False, today=TODAY
        )


@pytest.mark.parametrize(
    "before, state, role, code",
    [
        (State.BELUM_BISA, State.MENUNGGU, WORKER, ""),
        (State.BELUM_BISA, State.DIPERIKSA, WORKER, ""),
        (State.DIUSULKAN, State.MENUNGGU, SUPERVISOR, ""),
        (State.DITETAPKAN, State.MENUNGGU, SUPERVISOR, ""),
        (State.DITETAPKAN, State.MENUNGGU, WORKER, NotAllowed.code),
        (State.BELUM_BISA, State.MENUNGGU, COMPANION, NotAllowed.code),
        (State.BELUM_BISA, State.DIUSULKAN, WORKER, WrongOrder.code),
        (None, State.MENUNGGU, WORKER, WrongOrder.code),
        (State.SELESAI, State.MENUNGGU, WORKER, WrongOrder.code),
    ],
)
def test_another_look_may_end_in_it_stays(before: State | None, state: State, role: Role, code: str) -> None:
    assert may_keep(before, state=state, roles=[role], own=False) is (code == "")
    if code:
        with pytest.raises(Refusal) as refused:
            check_keeping(before, state=state, roles=[role], own=False)
        assert refused.value.code == code


def test_nobody_keeps_a_decision_about_herself() -> None:
    with pytest.raises(OwnRequest):
        check_keeping(State.BELUM_BISA, state=State.MENUNGGU, roles=[WORKER], own=True)


@pytest.mark.parametrize(
    "sent, waiting, joined",
    [
        (Kind.SCREENING, Kind.SCREENING, Kind.SCREENING),
        (Kind.PERSON, Kind.SCREENING, Kind.SCREENING),
        (Kind.SCREENING, Kind.PERSON, Kind.SCREENING),
        (Kind.PERSON, Kind.PERSON, Kind.PERSON),
        (Kind.PERSON, Kind.MINOR, Kind.MINOR),
        (Kind.MINOR, Kind.PERSON, Kind.MINOR),
        (Kind.MINOR, Kind.MINOR, Kind.MINOR),
        (Kind.SCREENING, Kind.MINOR, None),
        (Kind.MINOR, Kind.SCREENING, None),
    ],
)
def test_a_minors_case_and_answers_stay_apart_and_all_else_joins(
    sent: Kind, waiting: Kind, joined: Kind | None
) -> None:
    assert joins(sent, waiting) is (joined is not None)
    if joined:
        assert joined_kind(sent, waiting) is joined


@pytest.mark.parametrize(
    "overalls, best",
    [
        ([], ""),
        (["belum_sesuai"], "belum_sesuai"),
        (["belum_sesuai", "cocok_awal", "perlu_dicek"], "cocok_awal"),
        (["belum_lengkap", "belum_sesuai"], "belum_sesuai"),
        (["berhenti_dan_hubungkan_petugas"], ""),
    ],
)
def test_the_queue_shows_the_help_that_fits_best(overalls: list[str], best: str) -> None:
    assert best_overall(overalls) == best


@pytest.mark.parametrize(
    "pinged_ago, looked_ago, told",
    [
        (None, None, True),
        (0, None, False),
        (PING_EVERY_MS - 1, None, False),
        (PING_EVERY_MS - 1, 1, False),
        (PING_EVERY_MS, 1, True),
        (PING_EVERY_MS, None, False),
        (PING_EVERY_MS, PING_EVERY_MS + 1, False),
        (PING_AGAIN_MS - 1, None, False),
        (PING_AGAIN_MS, None, True),
    ],
)
def test_a_worker_is_told_once_until_she_looks_and_never_twice_in_ten_minutes(
    pinged_ago: int | None, looked_ago: int | None, told: bool
) -> None:
    now = 10 * PING_AGAIN_MS
    pinged = 0 if pinged_ago is None else now - pinged_ago
    looked = 0 if looked_ago is None else now - looked_ago
    assert may_ping(now, pinged_ms=pinged, looked_ms=looked) is told


@pytest.mark.parametrize("state", list(State))
def test_she_may_take_back_whatever_is_not_over(state: State) -> None:
    over = {
        State.DITETAPKAN,
        State.DISERAHKAN,
        State.DIBATALKAN_PEMOHON,
        State.SELESAI,
        State.IZIN_DICABUT,
    }
    assert may_withdraw(state) is (state not in over)


@pytest.mark.parametrize(
    "text, number",
    [
        ("0812 0000 0000", "081200000000"),
        ("+62 812-0000-0000", "081200000000"),
        ("62 812 0000 0000", "081200000000"),
        ("(0541) 000.000.0", "05410000000"),
        ("0812", ""),
        ("nomor saya 0812", ""),
        ("12345678901", ""),
        ("0812000000000000", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_read_as_it_is_written(text: str, number: str) -> None:
    assert read_phone(text) == number


@pytest.mark.parametrize(
    "text, is_one", [("40.9/33", True), ("SK", False), ("", False), (" " * 61 + "1", True)]
)
def test_the_number_of_a_decree_has_a_digit(text: str, is_one: bool) -> None:
    assert is_decree_number(text) is is_one


def test_there_is_no_fourth_way_to_contact_her() -> None:
    with pytest.raises(ValueError):
        Contact(way="rumah")


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("kind", list(Kind))
def test_with_her_consent_end_only_answers_on_which_nothing_final_was_decided(
    kind: Kind, state: State
) -> None:
    open_states = {State.MENUNGGU, State.DIPERIKSA, State.DIUSULKAN, State.MENUNGGU_ANGGARAN}
    assert ends_with_consent(kind, state) is (kind is Kind.SCREENING and state in open_states)


@pytest.mark.parametrize(
    "kind, paused, wants_person, resting",
    [
        (Kind.SCREENING, True, False, True),
        (Kind.SCREENING, False, False, False),
        (Kind.SCREENING, True, True, False),
        (Kind.PERSON, True, True, False),
        (Kind.MINOR, True, True, False),
    ],
)
def test_a_pause_rests_her_answers_and_never_her_wish_for_a_person(
    kind: Kind, paused: bool, wants_person: bool, resting: bool
) -> None:
    assert is_resting(kind, paused=paused, wants_person=wants_person) is resting
