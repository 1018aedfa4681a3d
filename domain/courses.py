"""What is a course: which kinds and topics there are, who may join, and in which states people and sessions are.

The law: help is given freely (source A, Solidaritas Organik), so nobody is put into a course, and who may not join is
told why and where else to ask. A guidance (bimbingan) is a course of its own kind, and a Bimtek may be the gate before
aid is handed over (source C: "Sebelum bantuan usaha diberikan maka terlebih dahulu dilakukan Bimbingan Teknis").
"""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from domain.records import dataclass
from domain.zones import local_time

# A course of one year, every day of the working week, is the longest we plan.
SESSIONS_MAX = 260
CAPACITY_MAX = 500
PARTICIPANTS_MAX = 500
OPEN_COURSES_OF_GROUP_MAX = 20
# Whoever takes part in so many is asked to end one first.
COURSES_OF_PERSON_MAX = 10
TITLE_CHARS_MAX, PLACE_CHARS_MAX, NOTE_CHARS_MAX = 40, 60, 120
LENGTH_MIN_DEFAULT = 120
OFFSETS_DEFAULT = (1440, 120)


class Kind(StrEnum):
    """What sort of course: a skill, one of the three guidances (source B, Hasil 1: B41), or a Bimtek (C19-C20)."""

    SKILL = "skill"
    MOTIVATION = "motivation"  # bimbingan motivasi
    SOCIAL = "social"  # bimbingan sosial
    BUSINESS = "business"  # bimbingan usaha: keterampilan kewirausahaan dan inovasi
    BIMTEK = "bimtek"


class Topic(StrEnum):
    """Skills of the sources (A14-A15, B27-B30, D28-D30, D23); OTHER has words of its own."""

    MAKE_UP = "tata_rias"
    SEWING = "menjahit"  # tata busana
    COOKING = "olah_pangan"  # memasak
    BATIK = "membatik"
    COOKIES = "kue_kering"
    WEAVING = "tenun"
    PAPER_FLOWERS = "bunga_kertas"
    TRINKETS = "pernik"
    SELLING = "usaha"
    OTHER = "lain"


class State(StrEnum):
    """Of a course."""

    OPEN = "open"
    ENDED = "ended"
    CANCELLED = "cancelled"


class SessionState(StrEnum):
    """Of one session. A moved one is planned still, for another time."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    HELD = "held"


class Part(StrEnum):
    """Of a participant (peserta): how she takes part."""

    JOINED = "joined"
    WAITING = "waiting"
    LEFT = "left"
    DONE = "done"


class Reply(StrEnum):
    """What she said to "Bisa datang?". "Insyaallah" is an answer of its own: counted apart, not asked again."""

    YES = "yes"
    GOD_WILLING = "god_willing"
    UNSURE = "unsure"
    NO = "no"


class How(StrEnum):
    """Who says that she was there: all three count the same (chats.md 4)."""

    STAFF = "staff"
    CODE = "code"
    PEER = "peer"


class Skips(StrEnum):
    """Which holidays a course leaves out."""

    ALL = "all"
    LEBARAN = "lebaran"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """Who may join; nothing named: everybody the course's owner reaches.

    areas: keys of areas. groups: row ids. sets: ids of criteria sets of which she needs a first result that is not
    "belum sesuai". before_aid: a Bimtek that is followed before aid is handed over. needs: topics she has to have
    learned before (a course of that topic ended with her, or "bisa" among her skills).
    """

    areas: tuple[str, ...] = ()
    groups: tuple[int, ...] = ()
    sets: tuple[str, ...] = ()
    before_aid: bool = False
    needs: tuple[Topic, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A course. Exactly one of organisation_id and group_id is set. capacity 0: as many as come. offsets: minutes."""

    id: int
    code: str
    organisation_id: int | None
    group_id: int | None
    kind: Kind
    topic: Topic
    title: str
    place: str
    zone: str
    rule: str
    skips: Skips
    first_day: date
    start_min: int
    length_min: int
    capacity: int
    bring: str
    childcare: str
    transport: str
    who: Who
    offsets: tuple[int, ...]
    state: State
    made_by: int

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return f"course:{self.id}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """One session of a course (pertemuan). start_ms: UTC. place: "" for the course's own. moves: how often moved."""

    id: int
    course_id: int
    n: int
    start_ms: int
    length_min: int
    place: str
    moves: int
    state: SessionState
    reason: str
    code: str
    closed_ms: int

    @property
    def matter(self) -> str:
        """What buttons about it, at this time of it, belong to."""
        return f"session:{self.id}:{self.moves}"

    @property
    def start(self) -> datetime:
        """When it begins, aware UTC."""
        return datetime.fromtimestamp(self.start_ms / 1000, UTC)

    @property
    def end(self) -> datetime:
        """When it is over, aware UTC."""
        return self.start + timedelta(minutes=self.length_min)

    def begins(self, zone: str) -> datetime:
        """When it begins, on the clock of the zone."""
        return local_time(self.start, zone)

    def overlaps(self, other: "Session") -> bool:
        """Whether nobody can be in both."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """Somebody in a course. n: in which order she came. newcomer: she said that she knows nobody there."""

    course_id: int
    person_id: int
    n: int
    part: Part
    newcomer: bool
    by_person: int
    joined_ms: int
    changed_ms: int
