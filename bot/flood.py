"""Does somebody send faster than a person writes? Then it is not passed on, and she is told so once.

The law: nobody's words are kept from her worker by anybody else's; and help is never kept from anybody (reliability.md
T19): signs of danger and commands are not counted here.
"""

from bot.limits import RELAY_AGAIN, RELAY_BURST, RELAY_CHATS_MAX, RELAY_EVERY_MS


class _Bucket:
    __slots__ = ("at_ms", "left", "shut")

    def __init__(self, now_ms: int) -> None:
        self.left, self.at_ms, self.shut = float(RELAY_BURST), now_ms, False


class Flood:
    """How much each account may still pass on; in memory only, so that nothing is asked of the database."""

    def __init__(self) -> None:
        self._buckets: dict[int, _Bucket] = {}

    def take(self, account_id: int, now_ms: int) -> bool:
        """Whether one more message of this account may be passed on; once it may not, not before it has rested."""
        bucket = self._buckets.pop(account_id, None) or _Bucket(now_ms)
        self._buckets[account_id] = bucket  # the newest stands last
        if len(self._buckets) > RELAY_CHATS_MAX:
            del self._buckets[next(iter(self._buckets))]
        rested_ms = max(0, now_ms - bucket.at_ms)
        bucket.left, bucket.at_ms = min(RELAY_BURST, bucket.left + rested_ms / RELAY_EVERY_MS), now_ms
        if bucket.left < (RELAY_AGAIN if bucket.shut else 1):
            return False
        bucket.left, bucket.shut = bucket.left - 1, False
        return True

    def shut(self, account_id: int) -> bool:
        """It may not pass on anything for now; whether that is news."""
        bucket = self._buckets[account_id]
        is_news, bucket.shut = not bucket.shut, True
        return is_news
