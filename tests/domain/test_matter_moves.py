"""What a move is: where it leads, whether it waits, and what its buttons hang on."""

import pytest

from domain.matter_moves import Move
from domain.matters import MoveKind, MoveState


def move(state: MoveState, *, partner_id: int = 0) -> Move:
    return Move(
        id=7,
        matter_id=1,
        person_id=2,
        kind=MoveKind.REFERRAL,
        from_organisation=3,
        from_person=4,
        to_organisation=0 if partner_id else 5,
        to_person=0,
        partner_id=partner_id,
        state=state,
        passes=None,
        words="",
        why="",
        reason="",
        code="",
        made_ms=0,
        answered_ms=0,
        settled_ms=0,
        settled_by=0,
    )


@pytest.mark.parametrize("state", list(MoveState))
def test_it_waits_for_her_or_for_them_and_for_nobody_else(state: MoveState) -> None:
    assert move(state).is_open == (state in (MoveState.ASKED, MoveState.OFFERED))


def test_only_a_place_that_is_not_here_is_outside() -> None:
    assert not move(MoveState.ASKED).is_outside
    assert move(MoveState.ASKED, partner_id=9).is_outside
    assert move(MoveState.ASKED).matter == "move:7"
