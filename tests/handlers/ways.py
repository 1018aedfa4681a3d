"""In which ways a chat is played, and which of them belong to the second half of the tests."""

import pytest

from tests.world import Way

# Restarts and HTTP take most of the time, so most chats meet them in the second half.
WAYS = [
    Way.STEADY,
    Way.WHATSAPP,
    pytest.param(Way.RESTARTED, marks=pytest.mark.slow),
    pytest.param(Way.TELEGRAM, marks=pytest.mark.slow),
    pytest.param(Way.CLOUD, marks=pytest.mark.slow),
]

# On the chats that go through everything: all ways in the first half.
in_every_way_at_once = pytest.mark.parametrize("way", list(Way), indirect=True, ids=str)
