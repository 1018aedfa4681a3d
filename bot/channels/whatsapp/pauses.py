"""How long to wait after the platform has said "too much", where it does not say for how long.

Each refusal in a row makes the wait longer; those that were on their way when the first came count as one.
"""

from collections.abc import Callable

CHATS_MAX = 10_000


class Pauses:
    """By key: a chat, or "" for the whole channel. Waits are first_s, first_s * factor, ... up to most_s.

    jitter: from 0 to 1; up to a quarter of a wait is added by it, so that not everybody comes back at once.
    """

    def __init__(
        self,
        *,
        first_s: float,
        factor: float,
        most_s: float,
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._first_s = first_s
        self._factor = factor
        self._most_s = most_s
        self._now = monotonic
        self._jitter = jitter
        self._until: dict[str, float] = {}
        self._in_a_row: dict[str, int] = {}

    def refused(self, key: str) -> float:
        """Seconds to wait now."""
        now = self._now()
        until = self._until.get(key, 0.0)
        if until > now:
            return until - now
        count = self._in_a_row.get(key, 0)
        wait_s = min(self._first_s * self._factor**count, self._most_s) * (1 + self._jitter() / 4)
        if len(self._until) >= CHATS_MAX:
            self._forget(now)
        self._in_a_row[key] = count + 1
        self._until[key] = now + wait_s
        return wait_s

    def taken(self, key: str) -> None:
        """A message was taken: the next refusal begins anew, unless this one was on its way before the last."""
        if key in self._until and self._until[key] <= self._now():
            del self._until[key], self._in_a_row[key]

    def _forget(self, now: float) -> None:
        kept = [key for key, until in self._until.items() if until > now][-CHATS_MAX // 2 :]
        self._until = {key: self._until[key] for key in kept}
        self._in_a_row = {key: self._in_a_row[key] for key in kept}
