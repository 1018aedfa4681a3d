"""How fast a channel may be used: our own limits, kept before the channel has to refuse (docs/architecture.md).

Telegram: about 30 messages a second in all, 1 a second in a chat (short bursts are fine), 20 a minute in a group (Bot
FAQ, "Broadcasting to users"). WhatsApp: 80 a second, 20 where the number is used in the app too, 1,000 once it has
grown; 1 in 6 seconds to one person with bursts of 45 (Cloud API, throughput and pair rate limits).
"""

from collections.abc import Mapping

from bot.limits import IN_FLIGHT_MAX
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """per_second: the whole channel; 0 for no limit. chat_every_s, chat_burst: one chat. group_every_s: one group.

    counts_incoming: what people write counts against per_second too. ahead_s: so long before its moment a message may
    go, so that those of one moment are claimed together. in_flight: so many are on their way at once.
    """

    per_second: float = 0.0
    chat_every_s: float = 0.0
    chat_burst: int = 1
    group_every_s: float = 0.0
    counts_incoming: bool = False
    ahead_s: float = 0.0
    in_flight: int = IN_FLIGHT_MAX


WHATSAPP_SHARE = 0.95  # of what is allowed: Meta counts by its own clock
FAST_PER_S = (
    200  # from here on one commit for each message would be too slow, and all that is allowed is used:
)
AHEAD_S = 0.03  # a refusal (130429) is a second's rest, and nothing is lost by it
ANSWER_S = 0.5  # so long the platform may take for an answer


def for_whatsapp(per_second: int) -> Pace:
    """For a number whose tier allows so many a second."""
    is_fast = per_second > FAST_PER_S
    return Pace(
        per_second=per_second * (1.0 if is_fast else WHATSAPP_SHARE),
        chat_every_s=6.0,
        chat_burst=40,
        counts_incoming=True,
        ahead_s=AHEAD_S if is_fast else 0.0,
        in_flight=max(IN_FLIGHT_MAX, round(per_second * ANSWER_S)),
    )


PACES = {
    "telegram": Pace(per_second=29.5, chat_every_s=1.0, chat_burst=3, group_every_s=3.05),
    "whatsapp": for_whatsapp(80),
}

UNLIMITED = Pace()


def paces_for(whatsapp_per_second: int) -> Mapping[str, Pace]:
    """The paces of all channels, with WhatsApp's for a number of that tier."""
    return {**PACES, "whatsapp": for_whatsapp(whatsapp_per_second)}


# Limits are counted by the second: what came in longer ago takes nothing from us.
INCOMING_DEBT_S = 1.0

# A message that went so late, because the program was busy, is made up for by the next one. It is less than what our
# rates leave of the channel's in a second, so that no second holds more than the channel takes.
LATE_S = 0.015

# Chats remembered before those that are long free again are forgotten.
CHATS_MAX = 10_000


# Of the channel's rate, what announcements may take while people are chatting; and so long after the last word of
# anybody somebody counts as chatting.
CROWD_SHARE = 0.8
CHATTING_S = 10.0


class Limiter:
    """When the next message may go, by monotonic seconds given from outside."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._channel_free_at = 0.0
        self._crowd_free_at = 0.0
        self._chatting_until = 0.0
        self._halted_until = 0.0
        self._chats: dict[str, float] = {}
        self._chats_halted: dict[str, float] = {}

    @property
    def in_flight(self) -> int:
        """So many are on their way at once, at most."""
        return self._pace.in_flight

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
        return max(self._channel_free_at - self._pace.ahead_s, self._halted_until)

    def came(self, count: int, now: float) -> None:
        """So many messages of people came just now. A flood of them holds our own up for a second at most."""
        if self._pace.counts_incoming:
            free_at = max(self._channel_free_at, now) + count / self._pace.per_second
            self._channel_free_at = max(self._channel_free_at, min(free_at, now + INCOMING_DEBT_S))

    def heard(self, now: float) -> None:
        """Somebody is chatting with us."""
        self._chatting_until = now + CHATTING_S

    def crowd_ready_at(self, now: float) -> float:
        """When the next message of an announcement may go: while people are chatting each leaves a gap for them."""
        chatting = now < self._chatting_until
        return max(self.channel_ready_at(), self._crowd_free_at if chatting else 0.0)

    def chat_ready_at(self, chat: str) -> float:
        """When this chat is free again. A chat's debt grows by one interval a message and shrinks with time."""
        every, burst = self._chat_pace(chat)
        paced = self._chats.get(chat, 0.0) - every * (burst - 1) if every else 0.0
        return max(paced, self._chats_halted.get(chat, 0.0))

    def take(self, chat: str, now: float, *, crowd: bool = False) -> None:
        """A message goes to this chat now. crowd: an announcement's."""
        if self._pace.per_second:
            if crowd:
                # One that went late is made up for, no more: no debt, and no burst after a rest.
                every = 1 / (self._pace.per_second * CROWD_SHARE)
                self._crowd_free_at = min(max(self._crowd_free_at, now - every), now) + every
            begun = max(self._channel_free_at, self._halted_until, now - LATE_S)
            self._channel_free_at = begun + 1 / self._pace.per_second
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
