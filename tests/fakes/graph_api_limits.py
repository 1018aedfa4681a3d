"""How much the fake lets through: 80 messages a second in and out together, to one woman one in 6 s, 45 at once.

Source: Meta, "Throughput" and "Pair rate limits". `refused` counts what the client brought upon itself.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.graph_api_rules import Refused

JITTER_S = 0.02  # a network may bring two messages this much closer together than they were sent


@dataclass
class Limits:
    monotonic: Callable[[], float]
    per_s: int = 80
    pair_every_s: float = 6.0
    pair_burst: int = 45
    refused: int = 0
    _all: deque[float] = field(default_factory=deque)
    _owed_until: dict[str, float] = field(default_factory=dict)

    def came(self, count: int = 1) -> None:
        """Messages of people count too."""
        self._all.extend([self.monotonic()] * count)

    def take(self, address: str) -> None:
        """One message to her. Raises Refused."""
        now = self.monotonic()
        while self._all and self._all[0] <= now - 1.0 + JITTER_S:
            self._all.popleft()
        if len(self._all) >= self.per_s:
            self.refused += 1
            raise Refused(130429, "Rate limit hit", status=429)
        owed = max(self._owed_until.get(address, 0.0), now) + self.pair_every_s
        if owed - now > self.pair_every_s * self.pair_burst + JITTER_S:
            self.refused += 1
            raise Refused(131056, "Too many messages sent to this phone number in a short period of time")
        self._owed_until[address] = owed
        self._all.append(now)
