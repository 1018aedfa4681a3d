"""How was the course, and how was a session? The questions, and what their answers come to.

After a course its women answer with three faces (source E, Hasil 2: bermanfaat, dimengerti; source A: nyaman); after a
session whoever led it answers the four questions of the process (source E, Evaluasi a-d). What women said is shown
only counted together, without groups under five (domain/suppression.py).
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum

from domain.records import dataclass
from domain.suppression import Line, protect, settled

NOTE_CHARS_MAX = 200


class Asked(StrEnum):
    """The three questions about a course, in their order."""

    USEFUL = "useful"  # bermanfaat
    CLEAR = "clear"  # dimengerti
    AT_EASE = "at_ease"  # nyaman


class Face(IntEnum):
    """An answer to one of them; the number is kept."""

    SAD = 1
    PLAIN = 2
    GLAD = 3


class Process(StrEnum):
    """The four questions about a session (source E, Evaluasi a-d), in their order."""

    SMOOTH = "smooth"  # lancar
    ON_TIME = "on_time"  # sesuai jadwal
    ACTIVE = "active"  # terlibat aktif dan antusias
    SHARED = "shared"  # dinamis dan partisipatif


class Judged(IntEnum):
    """An answer to one of those four; the number is kept."""

    NO = 1
    PARTLY = 2
    YES = 3


@dataclass(frozen=True, slots=True)
class Faces:
    """One woman's three answers, None for what she skipped."""

    useful: Face | None = None
    clear: Face | None = None
    at_ease: Face | None = None

    def of(self, asked: Asked) -> Face | None:
        """Her answer to that question."""
        return {Asked.USEFUL: self.useful, Asked.CLEAR: self.clear, Asked.AT_EASE: self.at_ease}[asked]

    def body(self) -> list[int]:
        """As it is kept: a number a question, 0 for what was skipped."""
        return [0 if (face := self.of(asked)) is None else face.value for asked in Asked]


def read_faces(kept: Sequence[int]) -> Faces:
    """What `body` gave."""
    return Faces(*(Face(number) if number else None for number in kept))


def count_faces(said: Sequence[Faces]) -> Mapping[Asked, Line]:
    """By question how many gave which face, the glad first. said: of each woman, in the order in which they came."""
    return {asked: _line([face for each in said if (face := each.of(asked)) is not None]) for asked in Asked}


def _line(faces: Sequence[Face]) -> Line:
    counted = faces[: settled(len(faces))]
    return protect([counted.count(face) for face in (Face.GLAD, Face.PLAIN, Face.SAD)])


def count_process(said: Sequence[Mapping[Process, Judged]]) -> Mapping[Process, Mapping[Judged, int]]:
    """By question how many sessions were judged how. It is about sessions, not about people: nothing is left out."""
    return {
        asked: {
            judged: sum(each.get(asked) is judged for each in said)
            for judged in (Judged.YES, Judged.PARTLY, Judged.NO)
        }
        for asked in Process
    }
