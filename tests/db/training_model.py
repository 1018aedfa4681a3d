"""What a person with a paper list would expect of courses: who has a place, who waits, who is reminded when. Nothing of db/.

Hours are counted by hand: a reminder that would come in the evening after eight or before seven comes at seven the
evening before; of two that would come at the same moment the nearer one is told.
"""

from dataclasses import dataclass, field

MINUTE, HOUR, DAY = 60_000, 3_600_000, 24 * 3_600_000
OFFSET_OF_ZONE = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}
TOO_CLOSE = 30 * MINUTE
LAST_MOVE = 2 * HOUR

Key = tuple[int, int, int, int]


def due_ms(start_ms: int, offset_min: int, zone: str) -> int:
    """When she is to be reminded."""
    ahead = OFFSET_OF_ZONE[zone] * HOUR
    local = start_ms - offset_min * MINUTE + ahead
    day, hour = local // DAY * DAY, local % DAY // HOUR
    if hour >= 20:
        local = day + 19 * HOUR
    elif hour < 7:
        local = day - DAY + 19 * HOUR
    return local - ahead


@dataclass
class Meeting:
    """One session. since: when its time was decided. said_no: who cannot come then."""

    id: int
    start: int
    length: int
    moves: int = 0
    since: int = 0
    state: str = "planned"
    said_no: set[int] = field(default_factory=set)


@dataclass
class Class:
    """One course. joined: who has a place, since when. waiting: in their order."""

    id: int
    capacity: int
    offsets: tuple[int, ...]
    meetings: dict[int, Meeting]
    joined: dict[int, int] = field(default_factory=dict)
    waiting: list[int] = field(default_factory=list)
    open: bool = True

    @property
    def last(self) -> int:
        """When its last session begins that is still planned, 0 for none."""
        return max((each.start for each in self.meetings.values() if each.state == "planned"), default=0)

    def has_room(self) -> bool:
        return not self.capacity or len(self.joined) < self.capacity

    def fill(self, now: int) -> None:
        """Whoever waits longest gets what is free."""
        while self.open and self.waiting and self.has_room() and now <= self.last - LAST_MOVE:
            self.joined[self.waiting.pop(0)] = now

    def enter(self, woman: int, now: int) -> None:
        if self.has_room():
            if woman in self.waiting:
                self.waiting.remove(woman)
            self.joined[woman] = now
        else:
            self.waiting.append(woman)

    def go(self, woman: int, now: int) -> None:
        self.joined.pop(woman, None)
        if woman in self.waiting:
            self.waiting.remove(woman)
        self.fill(now)


@dataclass
class Model:
    """All of it. expected: (session, moves, person, offset) of every reminder that was to be told by now."""

    zones: dict[int, str]
    classes: dict[int, Class] = field(default_factory=dict)
    expected: set[Key] = field(default_factory=set)
    last: int = 0

    def next_due(self, after: int) -> int | None:
        """The next moment at which somebody is to be reminded."""
        return min((due for due, _key in self._coming(after) if due > after), default=None)

    def pass_to(self, now: int) -> None:
        """What fell due since the last time is told now, if it holds now."""
        for due, key in list(self._coming(self.last)):
            if self.last < due <= now:
                self.expected.add(key)
        for each in self.classes.values():
            each.fill(now)
        self.last = now

    def _coming(self, now: int) -> list[tuple[int, Key]]:
        found = []
        for each in self.classes.values():
            for meeting in each.meetings.values() if each.open else ():
                if meeting.state == "planned" and now < meeting.start <= now + 4 * DAY:
                    found += self._of_meeting(each, meeting)
        return found

    def _of_meeting(self, of: Class, meeting: Meeting) -> list[tuple[int, Key]]:
        found, by_zone = [], {}
        for woman, joined in of.joined.items():
            if woman in meeting.said_no:
                continue
            zone = self.zones[woman]
            if zone not in by_zone:
                by_zone[zone] = _own_moments(meeting.start, of.offsets, zone)
            for offset, due in by_zone[zone]:
                if due > max(joined, meeting.since) and meeting.start - due > TOO_CLOSE:
                    found.append((due, (meeting.id, meeting.moves, woman, offset)))
        return found


def _own_moments(start: int, offsets: tuple[int, ...], zone: str) -> list[tuple[int, int]]:
    """Offsets with a moment of their own."""
    found: list[tuple[int, int]] = []
    for offset in sorted(offsets):
        due = due_ms(start, offset, zone)
        if not found or due < min(each for _offset, each in found):
            found.append((offset, due))
    return found
