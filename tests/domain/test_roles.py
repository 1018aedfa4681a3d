"""Every role belongs to an office or to a group, never to both; a place has a key that finds it again."""

import pytest

from domain.roles import OF_GROUP, OF_ORGANISATION, STAFF, Place, Role


def test_every_role_belongs_to_an_office_or_to_a_group() -> None:
    assert set(Role) == OF_ORGANISATION | OF_GROUP
    assert not OF_ORGANISATION & OF_GROUP
    assert STAFF < OF_ORGANISATION


@pytest.mark.parametrize("place", [Place(organisation_id=3), Place(group_id=3)])
def test_a_place_is_found_again_by_its_key(place: Place) -> None:
    assert Place.read(place.key) == place


@pytest.mark.parametrize("key", ["", "o", "x9", "9", "g", "o-1", "g1x"])
def test_what_is_no_key_is_a_place_that_cannot_exist(key: str) -> None:
    assert Place.read(key) in (Place(organisation_id=0), Place(group_id=0))
