"""Which files has a channel been given already, so that one picture for many is uploaded once?

The law: the first message of an announcement that carries a file goes alone; the others follow by the name that the
channel gave it. A name that is refused is forgotten, and the file goes up again. Kept in memory only: after a restart
it is uploaded once more.
"""

from bot.channels.base import SendError
from db.outbox import Queued
from domain.records import dataclass

# Announcements whose file is remembered; more than are ever sent at one time.
UPLOADS_MAX = 64
# So long the others wait for the first; then the next one tries.
ALONE_S = 20.0
# A file is given so often under a name that may be stale before its refusal counts as the message's own.
LOST_MAX = 3

_NO_PAPER = b'"recipe":""'


@dataclass(frozen=True, slots=True)
class Upload:
    """ref: how the channel calls it, "" where it gives no names and each message carries its own."""

    ref: str
    mime: str


class Uploads:
    """Of one channel. Times in monotonic seconds."""

    def __init__(self) -> None:
        self._known: dict[int, Upload] = {}
        self._alone: dict[int, tuple[int, float]] = {}

    def find(self, row: Queued) -> Upload | None:
        """The file of this message as the channel knows it."""
        return self._known.get(row.notice_id) if row.notice_id else None

    def waits(self, row: Queued, now: float) -> bool:
        """Whether its file is on its way up with another message, which is waited for."""
        if not row.notice_id or row.notice_id in self._known:
            return False
        first = self._alone.get(row.notice_id)
        return first is not None and first[0] != row.id and now < first[1] + ALONE_S

    def take(self, row: Queued, now: float) -> None:
        """This message goes out now; perhaps it is the first with its file."""
        if row.notice_id and row.notice_id not in self._known and _NO_PAPER not in row.body:
            self._alone[row.notice_id] = (row.id, now)

    def sent(self, row: Queued, ref: str, mime: str) -> None:
        """It was taken with its file; `ref` is how the channel calls that from now on."""
        if not row.notice_id or not mime:
            return
        self._known[row.notice_id] = Upload(ref, mime)
        if len(self._known) > UPLOADS_MAX:
            del self._known[next(iter(self._known))]

    def end(self, row: Queued) -> None:
        """It is not on its way any more, whatever became of it."""
        if self._alone.get(row.notice_id, (0, 0.0))[0] == row.id:
            del self._alone[row.notice_id]

    def is_lost(self, row: Queued, error: SendError) -> bool:
        """Whether the refusal may be of the name alone: then it is forgotten, and the message goes with its file."""
        final = not (
            error.retryable or error.uncertain or error.unreachable or error.window_closed or error.moved_to
        )
        if not final or row.tries >= LOST_MAX:
            return False
        self._known.pop(row.notice_id, None)
        return True
