"""What a course's places must be, said a second time and as simply as can be: two lists and an hour.

Independent of db/course_places.py on purpose: the rules stand here again, in other words.
"""

from dataclasses import dataclass, field

LAST_MOVE_MS = 2 * 60 * 60 * 1000


@dataclass
class ModelCourse:
    """joined and waiting: in their order. starts: when its sessions begin. length_ms: of each."""

    capacity: int
    starts: list[int]
    length_ms: int
    joined: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def closed(self, now: int) -> bool:
        return not self.starts or max(self.starts) + self.length_ms <= now

    def moves(self, now: int) -> bool:
        """Whether somebody who waits can still get something of it."""
        return bool(self.starts) and now <= max(self.starts) - LAST_MOVE_MS

    @property
    def room(self) -> bool:
        return not self.capacity or len(self.joined) < self.capacity

    def join(self, woman: int, now: int) -> str:
        if self.closed(now):
            return "course_closed"
        if woman in self.joined or (woman in self.waiting and not self.room):
            return "already_in_course"
        if self.room:
            if woman in self.waiting:
                self.waiting.remove(woman)
            self.joined.append(woman)
            return "joined"
        if not self.moves(now):
            return "course_closed"
        self.waiting.append(woman)
        return "waiting"

    def leave(self, woman: int, now: int) -> str:
        for each in (self.joined, self.waiting):
            if woman in each:
                each.remove(woman)
                self.fill(now)
                return "left"
        return "not_in_course"

    def fill(self, now: int) -> None:
        while self.room and self.waiting and self.moves(now):
            self.joined.append(self.waiting.pop(0))

    def set_capacity(self, capacity: int, now: int) -> str:
        if capacity and capacity < len(self.joined):
            return "capacity_too_small"
        self.capacity = capacity
        self.fill(now)
        return "changed"


def swap(here: ModelCourse, there: ModelCourse, woman: int, now: int) -> str:
    """Her place, or her turn, in the other one; where none is free she waits there and keeps the place she has."""
    if woman not in here.joined + here.waiting:
        return "not_in_course"
    had_place = woman in here.joined
    said = there.join(woman, now)
    if said == "joined" or (said == "waiting" and not had_place):
        here.leave(woman, now)
    return said
