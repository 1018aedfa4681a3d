"""A user id is told from a number, and each goes into its own field."""

import pytest

from bot.channels.whatsapp.addresses import is_user_id, receiver


@pytest.mark.parametrize(
    "address, user_id",
    [
        ("ID.1349120865530274", True),
        ("US.ENT.11815799212886844830", True),
        ("620000000101", False),
        ("id.134", False),
        ("ID.", False),
        ("ID.ENT.", False),
        ("ID." + "a" * 128, True),
        ("ID." + "a" * 129, False),
        ("ID.12 34", False),
        ("", False),
    ],
)
def test_who_is_meant(address, user_id):
    assert is_user_id(address) is user_id
    assert receiver(address) == {"recipient" if user_id else "to": address}
