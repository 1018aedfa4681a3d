"""How the fake fails: once on request, at random from a seed, or because too much was sent (rate limits)."""

import math
import random
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

HALF = 40  # bytes of a half answer that still arrive


@dataclass(frozen=True)
class Fault:
    """kind:

    answer               status, description, retry_after; html: not JSON but a gateway's page
    hang                 not accepted, and no answer ever;       hang_after_accept
    reset_before_accept  not accepted, the line is torn;         reset_after_accept
    half_response        accepted, half of the answer;           garbage: accepted, 200 with nonsense
    slow                 accepted, the answer comes after delay_s
    """

    kind: str = "answer"
    status: int = 500
    description: str = ""
    retry_after: int | None = None
    html: bool = False
    migrate_to: int | None = None
    delay_s: float = 0.0
    body: bytes = b"<html>200, but not from Telegram</html>"

    @property
    def accepts(self) -> bool:
        """Whether the request takes effect although the client may never learn of it."""
        return self.kind in {"hang_after_accept", "reset_after_accept", "half_response", "garbage", "slow"}


KINDS = (
    "answer", "hang", "hang_after_accept", "reset_before_accept", "reset_after_accept", "half_response",
    "garbage", "slow",
)  # fmt: skip


@dataclass
class Faults:
    """What the next requests meet. Scripted faults come first, then chance."""

    scripted: list[tuple[str, Fault]] = field(default_factory=list)
    met: list[tuple[str, Fault]] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(0))
    _rates: dict[Fault, float] = field(default_factory=dict)
    _methods: frozenset[str] = frozenset()

    def script(self, method: str, fault: Fault, times: int) -> None:
        if fault.kind not in KINDS:
            raise ValueError(f"no such fault: {fault.kind}; there are {', '.join(KINDS)}")
        self.scripted += [(method, fault)] * times

    def chance(self, seed: int, rates: dict[Fault, float], methods: frozenset[str]) -> None:
        self._random = random.Random(seed)
        self._rates = rates
        self._methods = methods

    def take(self, method: str) -> Fault | None:
        """The fault this request meets; it is written down in `met`."""
        fault = self._take_scripted(method) or self._take_chance(method)
        if fault:
            self.met.append((method, fault))
        return fault

    def _take_scripted(self, method: str) -> Fault | None:
        for index, (wanted, fault) in enumerate(self.scripted):
            if wanted in (method, "*"):
                del self.scripted[index]
                return fault
        return None

    def _take_chance(self, method: str) -> Fault | None:
        if not self._rates or method not in self._methods:
            return None
        drawn = self._random.random()
        for fault, rate in self._rates.items():
            drawn -= rate
            if drawn < 0:
                return fault
        return None


SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument", "sendVoice"})
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})
JITTER_S = 0.02  # a network may bring two messages this much closer together than they were sent


@dataclass
class RateLimits:
    """30 a second in all, 1 a second to a chat, 20 a minute to a group; edits count in groups only.

    Sources: Bot FAQ "My bot is hitting limits"; a group's edits as reported by several libraries.
    `refused` counts the 429s that the client brought upon itself.
    """

    monotonic: Callable[[], float]
    overall_per_s: int = 30
    chat_per_s: int = 1
    group_per_min: int = 20
    refused: int = 0
    _overall: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _closed_until: float = 0.0

    def retry_after(self, method: str, chat: int) -> int | None:
        """Seconds to wait, or None if it may pass, which is then counted."""
        if method not in SENDS | EDITS:
            return None
        now = self.monotonic()
        windows = self._windows(method, chat)
        wait_s = max([self._closed_until - now, *(_wait_s(now, *window) for window in windows)])
        if wait_s <= 0:
            for times, _, _ in windows:
                times.append(now)
            return None
        self.refused += 1
        if _wait_s(now, self._overall, self.overall_per_s, 1.0) > 0:
            self._closed_until = max(self._closed_until, now + math.ceil(wait_s))
        return math.ceil(wait_s)

    def _windows(self, method: str, chat: int) -> list[tuple[deque[float], int, float]]:
        windows = []
        if method in SENDS:
            windows = [(self._overall, self.overall_per_s, 1.0), (self._chats[chat], self.chat_per_s, 1.0)]
        if chat < 0:
            windows.append((self._groups[chat], self.group_per_min, 60.0))
        return windows


def _wait_s(now: float, times: deque[float], most: int, window_s: float) -> float:
    """How long until one more fits into the sliding window."""
    while times and times[0] <= now - window_s + JITTER_S:
        times.popleft()
    return 0.0 if len(times) < most else times[-most] + window_s - JITTER_S - now
