"""When may the open talk's row be changed where it stands, and when is it written anew?"""

from typing import Any

import pytest

from bot.reply import Reply
from db.talks import Talk


def talk(number: int) -> Talk:
    return Talk(id=number, account_id=1, person_id=2, name="menu", entries=[])


def test_the_talk_that_was_open_goes_on() -> None:
    assert Reply(talk=talk(1)).goes_on(talk(1))


@pytest.mark.parametrize("was_open", [None, talk(2)])
def test_another_talk_is_written_anew(was_open: Talk | None) -> None:
    assert not Reply(talk=talk(1)).goes_on(was_open)


@pytest.mark.parametrize(
    "touched",
    [{"stepped": True}, {"saved": [(talk(1), "parked")]}, {"deleted": [1]}, {"talk": None}],
    ids=str,
)
def test_a_talk_that_may_have_been_touched_is_written_anew(touched: dict[str, Any]) -> None:
    assert not Reply(**{"talk": talk(1), **touched}).goes_on(talk(1))
