"""Her rights: three times 24 hours, three reminders, and only the law's grounds for a no."""

import pytest

from domain.requests import State as CaseState
from domain.rights import (
    DUE_MS,
    GROUNDS,
    HOUR_MS,
    Ground,
    Kind,
    NeedsGround,
    check_ground,
    needs_officer,
    next_reminder_ms,
    reminders_due,
)
from domain.roles import Role

MADE = 1_770_000_000_000


def test_a_request_is_due_after_three_times_24_hours() -> None:
    assert DUE_MS == 3 * 24 * HOUR_MS


@pytest.mark.parametrize(
    "hours, following, passed",
    [(0, 24, 0), (23, 24, 0), (24, 48, 1), (47, 48, 1), (48, 72, 2), (72, None, 3), (500, None, 3)],
)
def test_the_officer_is_reminded_after_24_48_and_72_hours(
    hours: int, following: int | None, passed: int
) -> None:
    now = MADE + hours * HOUR_MS
    assert next_reminder_ms(MADE, now) == (None if following is None else MADE + following * HOUR_MS)
    assert reminders_due(MADE, now) == passed


@pytest.mark.parametrize("kind", list(Kind))
def test_every_right_has_grounds_and_no_others_are_taken(kind: Kind) -> None:
    for ground in Ground:
        if ground in GROUNDS[kind]:
            check_ground(kind, ground.value)
        else:
            with pytest.raises(NeedsGround):
                check_ground(kind, ground.value)
    with pytest.raises(NeedsGround):
        check_ground(kind, "")


@pytest.mark.parametrize(
    "roles, states, own_phone, needed",
    [
        ([], [], True, False),
        ([Role.MEMBER], [CaseState.MENUNGGU, CaseState.BELUM_BISA], True, False),
        ([], [], False, True),
        ([Role.TREASURER], [], True, True),
        ([Role.WORKER], [], True, True),
        ([Role.HELPER], [], True, True),
        ([], [CaseState.DITETAPKAN], True, True),
        ([], [CaseState.DIUSULKAN], True, True),
        ([], [CaseState.MENUNGGU_ANGGARAN], True, True),
    ],
)
def test_a_person_looks_first_where_an_office_is_held_or_aid_was_decided_or_others_hold_the_phone(
    roles: list[Role], states: list[CaseState], own_phone: bool, needed: bool
) -> None:
    assert needs_officer(roles, states, own_phone=own_phone) is needed
