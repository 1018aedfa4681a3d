"""Telephones that nobody sees: the demo's crowd, where there is no Bot API server to send to.

Every message is taken, but by those who have blocked the bot: always the same ones, so that failures can be looked at.
"""

from collections.abc import Sequence
from typing import Any

from bot.channels.base import Abilities, Incoming, Intake, Outgoing, SendError, Sent, Undecodable

# Every so many-th of them has blocked the bot.
BLOCKED_EVERY = 50

_ABILITIES = Abilities(buttons_max=100, button_label_max=64, edits=True, taps_are_answered=True)


class Unseen:
    """A channel of that name that only takes. Addresses are numbers."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._taken = 0

    def abilities(self, chat: str) -> Abilities:
        """As Telegram's."""
        return _ABILITIES

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        """Nobody writes here. Raises Undecodable."""
        raise Undecodable("nobody writes on an unseen telephone")

    async def send(self, outgoing: Outgoing) -> Sent:
        """Take it. Raises SendError where she has blocked the bot."""
        if int(outgoing.chat) % BLOCKED_EVERY == BLOCKED_EVERY - 1:
            raise SendError("blocked by the phone", unreachable=True)
        if not outgoing.text and outgoing.document is None:
            return Sent()
        self._taken += 1
        return Sent(message_ref=str(self._taken))

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        """Nothing is on a screen."""

    async def typing(self, chat: str) -> None:
        """Nobody looks."""

    async def run(self, intake: Intake) -> None:
        """Nothing comes."""

    async def close(self) -> None:
        """Nothing is open."""
