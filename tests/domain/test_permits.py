"""The table of roles and actions, over its full product, against a page that was written apart from it."""

import itertools

import pytest

from domain.permits import (
    ALLOWED,
    CONFIRMED,
    KEEPERS,
    OFFICERS,
    Action,
    actions_of,
    holders,
    is_allowed,
    may_give,
    of_group,
    places,
    powers_in,
)
from domain.roles import OF_GROUP, OF_ORGANISATION, STAFF, Place, Role, RoleGrant
from tests import permits_page

HERE, ELSEWHERE = 7, 8
PRODUCT = list(itertools.product(Role, Action))


def held(role: Role, number: int = HERE) -> RoleGrant:
    return RoleGrant(role, group_id=number) if role in OF_GROUP else RoleGrant(role, organisation_id=number)


def where(action: Action, number: int) -> dict[str, int]:
    return {"group_id": number} if action.value in permits_page.OF_GROUP else {"organisation_id": number}


def test_the_page_names_exactly_the_actions_there_are() -> None:
    assert set(permits_page.EXPECTED) == {action.value for action in Action}
    assert {name for names in permits_page.EXPECTED.values() for name in names} <= {
        role.value for role in Role
    }


def test_every_role_stands_in_the_table() -> None:
    assert set(ALLOWED) == set(Role)


@pytest.mark.parametrize("role, action", PRODUCT)
def test_a_role_may_do_in_its_own_place_what_the_page_says(role: Role, action: Action) -> None:
    assert is_allowed([held(role)], action, **where(action, HERE)) is permits_page.expects(role, action)


@pytest.mark.parametrize("role, action", PRODUCT)
def test_in_a_foreign_place_no_role_may_do_anything(role: Role, action: Action) -> None:
    assert not is_allowed([held(role)], action, **where(action, ELSEWHERE))
    assert not is_allowed([held(role, ELSEWHERE)], action, **where(action, HERE))


@pytest.mark.parametrize("role, action", PRODUCT)
def test_without_a_place_or_in_one_of_the_wrong_kind_no_role_may_do_anything(
    role: Role, action: Action
) -> None:
    grants = [held(role), RoleGrant(role, group_id=HERE), RoleGrant(role, organisation_id=HERE)]
    wrong = "organisation_id" if action.value in permits_page.OF_GROUP else "group_id"
    assert not is_allowed(grants, action)
    assert not is_allowed(grants, action, **{wrong: HERE})
    assert not is_allowed(grants, action, organisation_id=HERE, group_id=HERE)


@pytest.mark.parametrize("action", Action)
def test_without_a_role_nothing_is_allowed(action: Action) -> None:
    assert not is_allowed([], action, **where(action, HERE))


def test_two_roles_in_two_places_do_not_add_up() -> None:
    grants = [held(Role.WORKER, HERE), held(Role.SUPERVISOR, ELSEWHERE)]
    assert is_allowed(grants, Action.CHECK, organisation_id=HERE)
    assert not is_allowed(grants, Action.SET_DOWN, organisation_id=HERE)
    assert places(grants, Action.CHECK) == (HERE, ELSEWHERE)
    assert places(grants, Action.SET_DOWN) == (ELSEWHERE,)


def test_holders_and_actions_are_the_table_read_from_its_two_sides() -> None:
    for role, action in PRODUCT:
        assert (
            (role in holders(action)) is (action in actions_of([role])) is permits_page.expects(role, action)
        )
    assert holders(Action.SIT_BESIDE, Action.SEE_OFFICE) == {Role.HELPER, Role.ADMIN}
    assert actions_of([]) == frozenset()


# -- two worlds -------------------------------------------------------------------------------------------------


def savings_of_offices(table: dict[Role, frozenset[Action]]) -> list[tuple[Role, Action]]:
    """Where a role of an office names an action on savings, or any other of a group."""
    return [(role, action) for role in OF_ORGANISATION for action in table[role] if of_group(action)]


def test_no_role_of_an_office_names_an_action_on_savings_or_in_a_group() -> None:
    assert savings_of_offices(dict(ALLOWED)) == []


def test_that_test_sees_a_table_that_mixes_the_worlds() -> None:
    mixed = {**ALLOWED, Role.WORKER: ALLOWED[Role.WORKER] | {Action.GIVE_OUT_FIGURES}}
    assert savings_of_offices(mixed) == [(Role.WORKER, Action.GIVE_OUT_FIGURES)]


def test_no_role_of_a_group_names_an_action_on_what_women_told_an_office() -> None:
    assert [(role, action) for role in OF_GROUP for action in ALLOWED[role] if not of_group(action)] == []


def test_figures_leave_a_group_by_its_own_officers_alone_and_by_no_office() -> None:
    """The dated decision it also takes stands in db/group_decisions.py."""
    assert holders(Action.GIVE_OUT_FIGURES) == {Role.TREASURER, Role.CHAIR, Role.SECRETARY}
    assert not holders(Action.GIVE_OUT_FIGURES) & OF_ORGANISATION


# -- letting in -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role, action", PRODUCT)
def test_an_office_gives_its_own_roles_and_a_group_all_of_its_own_but_the_chair(
    role: Role, action: Action
) -> None:
    expected = {
        Action.INVITE_STAFF: {"helper", "companion", "trainer", "worker", "supervisor", "admin"},
        Action.INVITE_TO_GROUP: {"member", "treasurer", "secretary", "group_supervisor"},
    }
    assert may_give(role, action) is (role.value in expected.get(action, set()))


def test_the_powers_over_people_belong_to_the_kind_of_place() -> None:
    for place in (Place(organisation_id=HERE), Place(group_id=HERE)):
        powers = powers_in(place)
        for action in (powers.list, powers.invite, powers.end, powers.hand_over):
            assert of_group(action) is (place.group_id is not None)


def test_who_keeps_a_place_and_who_needs_a_second_admin() -> None:
    assert {Role.ADMIN, Role.CHAIR} == KEEPERS == holders(Action.INVITE_STAFF, Action.INVITE_TO_GROUP)
    assert CONFIRMED == STAFF
    assert {Role.TREASURER, Role.CHAIR, Role.SECRETARY, Role.GROUP_SUPERVISOR} == OFFICERS
