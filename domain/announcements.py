"""What is an announcement, to whom may it go, and what can have become of it for one person?

The law: each person once, however many groups and telephones she has; nobody who said no; nothing is called sent that
was not. Sources: peers.md C2, C3, C10, C12; UU 27/2022 PDP, art. 20-24.
"""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from domain.records import dataclass
from domain.refusals import Refusal

TEXT_CHARS_MAX = 700
"""With a footer and a question it stays one message, also under a picture (a caption holds 1024)."""
TEXT_CHARS_ADVISED = 300
CHOICES_MAX = 3
CHOICE_CHARS_MAX = 20
CALL_BACK_S = 60
"""So long nothing has left yet, and it can be called back whole."""
APPROVE_OVER = 200
"""Until an office says otherwise."""
PARTS_MAX = 12
AGREE_WITHIN_DAYS = 14
"""After it was to go out: what nobody has agreed to by then never goes."""
GROWTH_MAX = 1.1
"""More than so many times what was agreed to needs to be agreed to again."""
ANSWERS_DAYS = 14
"""So long an answer is taken after it began."""
SHARE_WHILE_CHATTING = 0.8
"""Of the channel's rate, while people are chatting."""


class NewsKind(StrEnum):
    """What she can opt out of, each alone; the value is stored and is `domain.contact.Push.purpose`."""

    AID = "bantuan"  # aid and registration
    TRAINING = "pelatihan"
    GROUP = "kelompok"
    OTHER = "lain"


class State(StrEnum):
    """APPROVAL: a second person has to agree. WAITING: called back at a word. FILLING: receivers are being found."""

    APPROVAL = "approval"
    WAITING = "waiting"
    FILLING = "filling"
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"
    CALLED_BACK = "called_back"
    STOPPED = "stopped"


LIVE = frozenset({State.WAITING, State.FILLING, State.SENDING})


class Reached(StrEnum):
    """What became of it for one person. WAITING: she finds it when she looks. LEFT_OUT: never meant for her."""

    FOUND = "found"
    QUEUED = "queued"
    WAITING = "waiting"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    LEFT_OUT = "left_out"
    STOPPED = "stopped"


class Why(StrEnum):
    """Why she is left out, or it failed."""

    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    MAY_NOT_WRITE = "may_not_write"
    PAUSED = "paused"
    NO_ACCOUNT = "no_account"
    UNREACHABLE = "unreachable"
    NO_SAFE_HOUR = "no_safe_hour"
    TOO_LATE = "too_late"
    WINDOW_CLOSED = "window_closed"
    CAP_REACHED = "cap_reached"  # of what messages may cost this month
    ERASED = "erased"
    REFUSED = "refused"  # by the channel, for a reason of its own


class PartKind(StrEnum):
    """How a part of an audience is named."""

    GROUP = "group"
    COURSE = "course"
    SESSION = "session"  # those who are expected at one session of a course
    AREA = "area"
    RESULT = "result"  # of a screening, at this office
    ROLE = "role"  # of the office's own people
    UNANSWERED = "unanswered"  # got an earlier announcement and has not answered it
    ANSWERED = "answered"  # answered it so (value: the choice)
    GOT = "got"  # whom an earlier one has reached (a correction)


ALL_AREAS = "*"
"""The value of the part that is all areas of the office, as they are when it goes out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """id: of a group, course, session or announcement, 0 where value says it all (area, set/level, role, choice)."""

    kind: PartKind
    id: int = 0
    value: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """Whoever is in one of `those` and in none of `without`."""

    those: tuple[Part, ...]
    without: tuple[Part, ...] = ()

    def pack(self) -> str:
        """As it is stored."""
        return json.dumps({"those": _packed(self.those), "without": _packed(self.without)})

    @classmethod
    def unpack(cls, packed: str) -> "Audience":
        """The audience again."""
        body = json.loads(packed)
        return cls(those=_parts(body["those"]), without=_parts(body["without"]))


def _packed(parts: tuple[Part, ...]) -> list[tuple[str, int, str]]:
    return [(each.kind.value, each.id, each.value) for each in parts]


def _parts(packed: list[tuple[str, int, str]]) -> tuple[Part, ...]:
    return tuple(Part(kind=PartKind(kind), id=id_, value=value) for kind, id_, value in packed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The words of one announcement, as its notice keeps them (sealed JSON).

    texts: by language; "id" is always there. `{panggilan}`, `{nama}`, `{tanggal}` are filled in for each receiver
    (domain/placeholders.py). choices: labels of its answers. sender: as the office or the group is called.
    day: what {tanggal} stands for. recipe, recipe_args: of its picture or paper (bot/recipes.py).
    """

    texts: Mapping[str, str]
    choices: tuple[str, ...] = ()
    sender: str
    news: NewsKind
    code: str
    day: date | None = None
    recipe: str = ""
    recipe_args: tuple[int, ...] = ()

    def pack(self) -> bytes:
        """As the notice keeps it; `announcement` tells it from a notice that is an Outgoing."""
        return json.dumps(
            {
                "announcement": 1,
                "texts": dict(self.texts),
                "choices": self.choices,
                "sender": self.sender,
                "news": self.news.value,
                "code": self.code,
                "day": self.day.isoformat() if self.day else "",
                "recipe": self.recipe,
                "recipe_args": self.recipe_args,
            },
            ensure_ascii=False,
        ).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> "Content":
        """The content again."""
        return cls.of(json.loads(packed))

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> "Content":
        """The content of what `pack` wrote, read; fields that belong to nobody's content are left alone."""
        return cls(
            texts=MappingProxyType(body["texts"]),
            choices=tuple(body["choices"]),
            sender=body["sender"],
            news=NewsKind(body["news"]),
            code=body["code"],
            day=date.fromisoformat(body["day"]) if body["day"] else None,
            recipe=body["recipe"],
            recipe_args=tuple(body["recipe_args"]),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """One announcement without its words; columns of `announcements`. Times in UTC milliseconds, 0 for never."""

    id: int
    code: str
    organisation_id: int | None
    group_id: int | None
    made_by: int
    news: NewsKind
    state: State
    audience: Audience
    size: int
    approved_size: int
    approved_by: int
    choices: int
    file_id: int
    follows: int
    chats: bool
    due_ms: int
    filling: int
    filled_to: int
    queued_to: int
    round: int
    told_outbox: int
    told_ms: int
    settled_ms: int
    begun_ms: int
    ended_ms: int
    ended_by: int
    made_ms: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """How many people stand where. left_out: by why. reasons: of the failed, by why. rate: sent in the last minute."""

    counts: Mapping[Reached, int]
    left_out: Mapping[str, int]
    reasons: Mapping[str, int]
    answers: tuple[int, ...] = ()
    sent_last_minute: int = 0

    @property
    def meant(self) -> int:
        """Whom it is for: everybody but those left out."""
        return sum(n for reached, n in self.counts.items() if reached is not Reached.LEFT_OUT)


class AnnouncementGone(Refusal):
    """It was called back, stopped or is over: what was wanted is not possible any more."""

    code = "announcement_gone"


class NobodyToTell(Refusal):
    """The audience has nobody in it who may be written to."""

    code = "nobody_to_tell"


class SecondPersonNeeded(Refusal):
    """Whoever wrote it cannot agree to it herself."""

    code = "second_person_needed"


class RemindedLately(Refusal):
    """Whoever is silent was reminded less than a day ago."""

    code = "reminded_lately"


class RemindedEnough(Refusal):
    """Whoever is silent was reminded so often that more of it would be pressing."""

    code = "reminded_enough"
