"""What became of a message of ours, as far as anybody knows? It only ever rises.

Channels tell in any order, and more than once: a late "sent" never undoes "read" (channels.md). FAILED is the last word
where nothing better was heard: a telephone that has read it has it, whatever another telephone of hers says.
"""

from enum import StrEnum


class Status(StrEnum):
    """WAITING: it is still with us, or waits until she looks."""

    WAITING = "waiting"
    FAILED = "failed"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"


# "sent" says only that the channel has it; "failed" says what became of it then.
_RANK = {Status.WAITING: 0, Status.SENT: 1, Status.FAILED: 2, Status.DELIVERED: 3, Status.READ: 4}

TOLD = frozenset({Status.SENT, Status.DELIVERED, Status.READ, Status.FAILED})
"""What a channel tells."""


def merged(old: Status, new: Status) -> Status:
    """What is known after both, in whatever order they came."""
    return new if _RANK[new] > _RANK[old] else old


def read_status(word: str) -> Status | None:
    """What a channel's word says; None for one that says nothing to us."""
    return next((status for status in TOLD if status.value == word), None)


class Failure(StrEnum):
    """Why a channel could not bring what it had taken. AGAIN: later it may. REFUSED: never, for any other reason.

    NEWS_STOPPED: she told the channel itself that she wants no announcements.
    """

    AGAIN = "again"
    WINDOW_CLOSED = "window_closed"
    UNREACHABLE = "unreachable"
    NEWS_STOPPED = "news_stopped"
    REFUSED = "refused"


# What channels call it, in the second word of what they say (bot/channels/whatsapp/errors.py).
_FAILURES = {
    **dict.fromkeys(("retry", "slow_down", "pair", "token", "billing", "account"), Failure.AGAIN),
    "window_closed": Failure.WINDOW_CLOSED,
    "unreachable": Failure.UNREACHABLE,
    "stop_marketing": Failure.NEWS_STOPPED,
}


def read_failure(fault: str) -> Failure:
    """What a failed message's fault ("131047 window_closed") means for it."""
    _code, _blank, word = fault.partition(" ")
    return _FAILURES.get(word, Failure.REFUSED)
