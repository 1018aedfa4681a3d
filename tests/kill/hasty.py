"""The real Telegram channel under a name that has no pace in bot/pace.py: a talk takes a second, not half a minute."""

from dataclasses import replace
from typing import Any

from bot.channels.base import Intake, RawEvent


class Hasty:
    """Everything is the wrapped channel's, but its name."""

    name = "hasty"

    def __init__(self, channel: Any) -> None:
        self._channel = channel

    async def run(self, intake: Intake) -> None:
        async def renamed(events: list[RawEvent]) -> None:
            await intake([replace(event, channel=self.name) for event in events])

        await self._channel.run(renamed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._channel, name)
