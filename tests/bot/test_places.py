"""Whose account an event is about."""

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.places import Event, address_of, newcomer


@pytest.mark.parametrize(
    "kind, address",
    [
        (IncomingKind.TEXT, "siti"),
        (IncomingKind.TAP, "siti"),
        (IncomingKind.BLOCKED, "siti"),
        (IncomingKind.GROUP_INVITED, "-100"),
        (IncomingKind.GROUP_MIGRATED, "-100"),
    ],
)
def test_what_happens_to_a_group_is_about_the_group_and_the_rest_about_who_sent_it(
    kind: IncomingKind, address: str
) -> None:
    assert address_of(Event(1, "telegram", Incoming(kind=kind, chat="-100", sender="siti"))) == address


def test_of_a_newcomer_nothing_is_assumed_but_that_others_may_read_her_phone() -> None:
    place = newcomer(Event(1, "telegram", Incoming(kind=IncomingKind.TEXT, chat="1", sender="1")), 7, 8)
    assert (place.actor.person_id, place.actor.account_id, place.actor.phone) == (7, 8, "unknown")
    assert place.row is None
    assert place.talk is None
    assert place.actor.roles == ()
