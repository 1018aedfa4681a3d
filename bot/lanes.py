"""Which messages wait in memory to be sent, and what is still to be read from the outbox?

The law: within a lane a chat's messages leave in the order of their ids; none is here twice; none is forgotten. What
finds no room, or comes while its lane is not wholly read, stays in the database and is read later. No I/O.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence

from bot.limits import (
    CHAT_ROWS_MAX,
    IN_FLIGHT_FOR_HELP,
    IN_FLIGHT_LATER_MAX,
    IN_FLIGHT_MAX,
    OUTBOX_SLICE,
)
from db.outbox import Queued
from domain.contact import CROWD_LANE, LANES, MessageClass

NUMBERS = tuple(sorted({*LANES.values(), CROWD_LANE}))
_HELP = LANES[MessageClass.HELP]
_LATER = range(LANES[MessageClass.REMINDER], max(NUMBERS) + 1)
_ANSWER, _RELAY = LANES[MessageClass.ANSWER], LANES[MessageClass.RELAY]

CROWD = frozenset({LANES[MessageClass.BROADCAST], CROWD_LANE})
"""Where announcements wait; while people are chatting they leave room (bot/pace.py)."""


def is_chatting(row: Queued) -> bool:
    """Whether this message shows that people are chatting: an answer, a call for help, a word passed on, a receipt.

    What is only changed in its place (the message that shows how an announcement goes) tells nothing of that.
    """
    return row.lane <= _ANSWER or (row.lane == _RELAY and row.pushed)


def room(lane: int, on_their_way: Sequence[int], most: int = IN_FLIGHT_MAX) -> int:
    """How many more of this lane may be on their way: the later lanes never take all there is.

    on_their_way: the lane of each message that is being sent. most: so many may be.
    """
    free = most - len(on_their_way) - (0 if lane == _HELP else IN_FLIGHT_FOR_HELP)
    if lane not in _LATER:
        return free
    later_most = most * IN_FLIGHT_LATER_MAX // IN_FLIGHT_MAX
    return min(free, later_most - sum(each in _LATER for each in on_their_way))


def _by_id(row: Queued) -> int:
    return row.id


class _Lane:
    """chats: rows by account, oldest first. behind: accounts with more in the database than here.

    complete: nothing else that is due waits in the database, but for those behind. cursor: read up to this id.
    """

    __slots__ = ("behind", "chats", "complete", "cursor", "reading")

    def __init__(self) -> None:
        self.chats: dict[int, list[Queued]] = {}
        self.behind: set[int] = set()
        self.complete = False
        self.reading = False
        self.cursor = 0


class Lanes:
    """The waiting rows of one channel. `finish` tells when a row that was taken has left the outbox's queue."""

    def __init__(
        self, numbers: Iterable[int], *, chats_max: int = OUTBOX_SLICE, chat_rows_max: int = CHAT_ROWS_MAX
    ) -> None:
        self._lanes = {number: _Lane() for number in sorted(numbers)}
        self._chats_max = chats_max
        self._chat_rows_max = chat_rows_max
        self._known: set[int] = set()

    # -- rows come --------------------------------------------------------------------------------------------------

    def add(self, row: Queued) -> None:
        """A row that was committed just now; left in the database where others of its lane wait there already."""
        lane = self._lanes[row.lane]
        if not lane.complete or lane.reading or len(lane.chats) >= self._chats_max:
            lane.complete = False
        else:
            self._put(lane, row)

    def put_back(self, row: Queued) -> None:
        """A row that was taken and is to be sent once more."""
        self._known.add(row.id)
        insort(self._lanes[row.lane].chats.setdefault(row.account_id, []), row, key=_by_id)

    def _put(self, lane: _Lane, row: Queued) -> None:
        if row.id in self._known or row.account_id in lane.behind:
            return
        rows = lane.chats.setdefault(row.account_id, [])
        if len(rows) >= self._chat_rows_max:
            lane.behind.add(row.account_id)  # one chat's flood does not fill the memory, nor stop the others
            return
        self._known.add(row.id)
        insort(rows, row, key=_by_id)

    # -- what is in the database ------------------------------------------------------------------------------------

    def look_again(self) -> None:
        """Something may have become due, anywhere. A reading that goes on page by page is not thrown back."""
        for lane in self._lanes.values():
            if lane.complete or self._is_full(lane):
                lane.complete, lane.cursor = False, 0

    def wanted(self) -> list[tuple[int, int]]:
        """The lanes to read now, each with the id after which to begin."""
        return [
            (number, lane.cursor)
            for number, lane in self._lanes.items()
            if not lane.complete and not self._is_full(lane)
        ]

    def _is_full(self, lane: _Lane) -> bool:
        return len(lane.chats) > self._chats_max // 2

    def begin_reading(self, number: int) -> None:
        """From here on what comes is read in the next round, behind what is read now."""
        lane = self._lanes[number]
        lane.complete = lane.reading = True

    def end_reading(
        self, number: int, rows: Sequence[Queued], *, cursor: int = 0, last: bool = False
    ) -> None:
        """What was read and may wait here, in the order of ids. cursor: read up to this id. last: there was no more."""
        lane = self._lanes[number]
        lane.reading = False
        if not last:
            lane.complete = False
        for row in rows:
            self._put(lane, row)
        lane.cursor = max(lane.cursor, cursor)

    # -- rows go ----------------------------------------------------------------------------------------------------

    def __iter__(self) -> Iterator[int]:
        return iter(self._lanes)

    def heads(self, number: int) -> list[Queued]:
        """The first row of every chat that waits in this lane."""
        return [rows[0] for rows in self._lanes[number].chats.values()]

    def take(self, row: Queued) -> None:
        """The first row of its chat leaves to be sent."""
        lane = self._lanes[row.lane]
        rows = lane.chats[row.account_id]
        taken = rows.pop(0)
        assert taken.id == row.id, "only the first row of a chat is taken"
        if rows:
            return
        del lane.chats[row.account_id]
        if row.account_id in lane.behind:
            lane.behind.discard(row.account_id)
            lane.complete, lane.cursor = False, 0

    def finish(self, row_id: int) -> None:
        """The row that was taken waits no more; should it ever wait again, it is read anew."""
        self._known.discard(row_id)

    # -- how it stands ----------------------------------------------------------------------------------------------

    @property
    def unread(self) -> bool:
        """Whether something is to be read for which there is room, or is being read."""
        return bool(self.wanted()) or any(lane.reading for lane in self._lanes.values())

    @property
    def waiting(self) -> int:
        """How many rows wait in memory."""
        return sum(len(rows) for lane in self._lanes.values() for rows in lane.chats.values())
