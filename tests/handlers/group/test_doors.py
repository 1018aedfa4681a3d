"""The group's page: whatever an office may do is two taps away, nothing stands twice, no page is longer than a list."""

import itertools

import pytest

from bot.render import render
from conversation.questions import Choice
from conversation.registry import Listed
from domain.permits import Action, actions_of
from domain.roles import Role
from handlers.conversations import CONVERSATIONS
from handlers.group.doors import DOORS, NOT_IN_PRACTICE, ROWS_MAX, Page, page_of
from handlers.names import ADMIT, AGREE, DISPUTES, IMPORT, ON_ITS_WAY, PUTUSKAN

OFFICES = [
    (Role.MEMBER,),
    (Role.MEMBER, Role.TREASURER),
    (Role.MEMBER, Role.CHAIR),
    (Role.MEMBER, Role.SECRETARY),
    (Role.MEMBER, Role.GROUP_SUPERVISOR),
]
WAITS = [ADMIT, IMPORT, AGREE, PUTUSKAN, DISPUTES, ON_ITS_WAY]


def waiting(count: int) -> list[Choice]:
    return [Choice(key, f"{key} (1)") for key in WAITS[:count]]


def keys(page: Page) -> list[str]:
    """Everything that can be tapped, sections left out."""
    rows = [each.key for each in page.rows if each.key not in page.behind]
    return rows + [each.key for each in itertools.chain.from_iterable(page.behind.values())]


@pytest.mark.parametrize("roles", OFFICES, ids=lambda roles: roles[-1].value)
@pytest.mark.parametrize("count", range(len(WAITS) + 1))
@pytest.mark.parametrize("practice", [False, True])
def test_all_of_an_office_is_two_taps_away_and_nothing_stands_twice(
    roles: tuple[Role, ...], count: int, practice: bool
) -> None:
    allowed = actions_of(roles)
    page = page_of(allowed, waiting(count), is_open=True, practice=practice)
    left_out = NOT_IN_PRACTICE if practice else frozenset()
    wanted = {door.name for door in DOORS if door.action in allowed} | {each.key for each in waiting(count)}
    assert sorted(keys(page)) == sorted(wanted - left_out)
    for rows in (page.rows, *page.behind.values()):
        assert len(rows) < ROWS_MAX  # and "Selesai"
        assert len({render(each.label) for each in rows}) == len(rows)


def test_what_waits_stands_first_or_behind_one_row() -> None:
    allowed = actions_of((Role.MEMBER, Role.TREASURER))
    one = page_of(allowed, waiting(1), is_open=True, practice=False)
    assert one.rows[0].key == ADMIT
    many = page_of(allowed, waiting(4), is_open=True, practice=False)
    assert [each.key for each in many.behind[many.rows[0].key]] == WAITS[:4]


def test_a_member_has_one_page() -> None:
    page = page_of(actions_of((Role.MEMBER,)), [], is_open=True, practice=False)
    assert not page.behind
    assert page.rows[0].key == "tabungan"


def test_in_a_draft_nothing_is_written() -> None:
    page = page_of(actions_of((Role.MEMBER, Role.TREASURER)), [], is_open=False, practice=False)
    shown = {door.name: door.action for door in DOORS if door.name in keys(page)}
    assert Action.WRITE_BOOK not in shown.values()


def test_every_door_leads_somewhere() -> None:
    listed = {each.name for each in CONVERSATIONS if isinstance(each, Listed)}
    assert {door.name for door in DOORS} <= listed
