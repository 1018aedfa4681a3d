"""Telephones that nobody sees take everything, but for those who have blocked the bot: always the same ones."""

import pytest

from bot.channels.base import Outgoing, SendError, Undecodable
from bot.channels.unseen import BLOCKED_EVERY, Unseen


async def taken(channel: Unseen, number: int) -> str:
    """The reference of what it took; "blocked" from those who did."""
    try:
        return (await channel.send(Outgoing(outbox_id="1", chat=str(number), text="Halo"))).message_ref
    except SendError as error:
        return "blocked" if error.unreachable else "failed"


async def test_one_of_fifty_has_blocked_the_bot_and_the_others_take_each_message_once() -> None:
    channel = Unseen("telegram")
    refs = [await taken(channel, number) for number in range(2 * BLOCKED_EVERY)]
    assert len(set(refs)) == 2 * BLOCKED_EVERY - 1
    assert [number for number, ref in enumerate(refs) if ref == "blocked"] == [
        BLOCKED_EVERY - 1,
        2 * BLOCKED_EVERY - 1,
    ]
    assert await taken(channel, BLOCKED_EVERY - 1) == "blocked", "it stays so"


async def test_what_shows_nothing_has_no_message() -> None:
    assert (await Unseen("telegram").send(Outgoing(outbox_id="1", chat="1"))).message_ref == ""


def test_nobody_writes_there() -> None:
    with pytest.raises(Undecodable):
        Unseen("telegram").decode(b"{}")
