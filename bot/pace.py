"""How fast a channel may be used: our own limits, kept before the channel has to refuse (docs/architecture.md).

Telegram: about 30 messages a second in all, 1 a second in a chat (short bursts are fine), 20 a minute in a group (Bot
FAQ, "Broadcasting to users"). WhatsApp: 80 a second, 1 in 6 seconds to one person with bursts of 45 (Cloud API,
throughput and pair rate limits).
"""

from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """per_second: the whole channel; 0 for no limit. chat_every_s, chat_burst: one chat. group_every_s: one group."""

    per_second: float = 0.0
    chat_every_s: float = 0.0
    chat_burst: int = 1
    group_every_s: float = 0.0


PACES = {
    "telegram": Pace(per_second=29.5, chat_every_s=1.0, chat_burst=3, group_every_s=3.05),
    "whatsapp": Pace(per_second=70.0, chat_every_s=6.0, chat_burst=40),
}

UNLIMITED = Pace()

# Chats remembered before those that are long free again are forgotten.
CHATS_MAX = 10_000


class Limiter:
    """When the next message may go, by monotonic seconds given from outside."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._channel_free_at = 0.0
        self._halted_until = 0.0
        self._chats: dict[str, float] = {}
        self._chats_halted: dict[str, float] = {}

    def halt(self, until: float) -> None:
        """A full stop: the channel asked for it."""
        self._halted_until = max(self._halted_until, until)

    def halt_chat(self, chat: str, until: float) -> None:
        """A full stop for one chat."""
        self._chats_halted[chat] = max(self._chats_halted.get(chat, 0.0), until)

    @property
    def halted_until(self) -> float:
        """The end of the channel's full stop; in the past if there is none."""
        return self._halted_until

    def channel_ready_at(self) -> float:
        """When the channel as a whole is free again."""
        return max(self._channel_free_at, self._halted_until)

    def chat_ready_at(self, chat: str) -> float:
        """When this chat is free again. A chat's debt grows by one interval a message and shrinks with time."""
        every, burst = self._chat_pace(chat)
        paced = self._chats.get(chat, 0.0) - every * (burst - 1) if every else 0.0
        return max(paced, self._chats_halted.get(chat, 0.0))

    def take(self, chat: str, now: float) -> None:
        """A message goes to this chat now."""
        if self._pace.per_second:
            self._channel_free_at = max(self._channel_free_at, now) + 1 / self._pace.per_second
        every, _burst = self._chat_pace(chat)
        if every:
            self._chats[chat] = max(self._chats.get(chat, 0.0), now) + every
        if len(self._chats) > CHATS_MAX:
            self._chats = {key: free for key, free in self._chats.items() if free > now}
        if self._chats_halted:
            self._chats_halted = {key: until for key, until in self._chats_halted.items() if until > now}

    def _chat_pace(self, chat: str) -> tuple[float, int]:
        if chat.startswith("-") and self._pace.group_every_s:
            return self._pace.group_every_s, 1
        return self._pace.chat_every_s, self._pace.chat_burst
