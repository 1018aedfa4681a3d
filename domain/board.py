"""What may stand on a board "Saya bisa ...", "Saya butuh bantuan ...", and when do two women learn each other's name?

The law: help is given freely (source A, Solidaritas Organik; A8, A18). A post has no name and nothing by which somebody
is found; two are brought together when both have said yes; money is never arranged here. What tells of danger is no
post: it leads to the door.
"""

import re
from enum import StrEnum

from domain.hygiene import tidy_text
from domain.reading.distress import Level, read_distress
from domain.records import dataclass
from domain.refusals import Refusal

POST_CHARS_MAX = 90
LASTS_DAYS = 30
# Its words go so long after it has run out; nobody sees it in between.
FORGOTTEN_AFTER_DAYS = 30

# With fewer people in a course or group everybody would know who wrote what, so there is no board.
PEOPLE_MIN = 3

# Of one woman on one board, and answers of hers that wait: more draws eyes and helps nobody.
OPEN_POSTS_MAX = 3
OPEN_ANSWERS_MAX = 5
# As many are shown one after the other, the newest first; and as many answers wait on one post.
SHOWN_MAX = 30
ANSWERS_OF_POST_MAX = 5

# A telephone or account number, also with blanks and points between; a price is shorter.
_LONG_NUMBER = re.compile(r"\d(?:[\s.\-()]*\d){7,}")
_DIGIT_WORDS = re.compile(
    r"(?:\b(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\b[\s,.-]*){5,}"
)
_LINK = re.compile(
    r"https?:|www\.|\w@\w|(?<!\w)@\w|\b[\w-]+\.(?:com|co|id|net|org|me|ly|info|xyz|site|link|app)\b"
    r"|\b(?:t|wa)\s*\.\s*me\b|\b(?:ig|fb|tiktok|instagram|facebook|telegram|whatsapp|wa|line|michat)\s*[:@/]"
    r"|\b(?:japri|whatsapp|michat|instagram|tiktok|facebook)\b"
)
_ADDRESS = re.compile(
    r"\b(?:rt|rw|blok|jl|jln|gg)\b[\s.]*\w|\bgang\s+\w|\bjalan\s+\w+\s+(?:no|nomor)\b|\bno\s*\.?\s*rumah\b"
)
# Lending between two who do not know each other is how women come into the hands of lenders.
_MONEY = frozenset(
    "uang duit pinjol pinjaman pinjam pinjem pinjamkan minjem utang hutang ngutang transfer rekening rek investasi "
    "saldo deposit pulsa gadai rentenir trading kripto arisan slot togel".split()
)
_NOT_MONEY = re.compile(
    r"\b(?:pinjam|pinjem|minjem)\s+(?:\w+\s+)?(?:mesin|alat|oven|mixer|cetakan|buku|loyang|canting|wajan|kompor)\b"
)


class Side(StrEnum):
    """Which of the two sentences a post begins with. The value is stored."""

    CAN = "can"
    NEEDS = "needs"


class PostState(StrEnum):
    """held: somebody found it unkind; nobody sees it until who leads there has looked."""

    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"


class LinkState(StrEnum):
    """asked: one has answered a post, its writer has not yet; linked: both said yes."""

    ASKED = "asked"
    LINKED = "linked"
    REFUSED = "refused"


class Fault(StrEnum):
    """What keeps words from the board."""

    CONTACT = "contact"
    ADDRESS = "address"
    MONEY = "money"
    RUDE = "rude"
    DANGER = "danger"


class NotForBoard(Refusal):
    """Such words do not stand on a board. fault: why."""

    code = "not_for_board"


class TooManyPosts(Refusal):
    """She has as many open posts on this board as she can keep in mind. most: how many that is."""

    code = "too_many_posts"


class TooManyAnswers(Refusal):
    """So many of her answers to posts wait for a yes. most: how many that is."""

    code = "too_many_answers"


class PostFull(Refusal):
    """So many have answered this post that nobody else would hear anything."""

    code = "post_full"


@dataclass(frozen=True, kw_only=True, slots=True)
class Board:
    """A board: of a course or of a group, never of both. title: what it is called."""

    course_id: int | None
    group_id: int | None
    title: str

    @property
    def key(self) -> str:
        """Tells boards apart where one is chosen."""
        return f"c{self.course_id}" if self.course_id is not None else f"g{self.group_id}"

    @property
    def label(self) -> str:
        """What stands on its button."""
        return self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """What somebody wrote, without who it was. answer: how the one who looks has answered it, None if she has not.

    mine: whether it is hers. answers: how many wait for her yes; known of her own only.
    """

    id: int
    board: Board
    side: Side
    words: str
    state: PostState
    mine: bool
    answer: LinkState | None = None
    answers: int = 0

    @property
    def matter(self) -> str:
        """What buttons about it belong to."""
        return f"board:{self.id}"


def tidy_post(words: str) -> str:
    """The words on one line, without tricks."""
    return " ".join(tidy_text(words).split())


# What is said of somebody to hurt her; no skill and no wish needs such a word. A net beside "Tidak pantas".
_RUDE = frozenset(
    "goblok goblog gblk bego begok tolol bodoh bodo dungu idiot sinting anjing anjir anjrit asu monyet "
    "bangsat bajingan brengsek kampret keparat jancok jancuk pelit medit koret munafik sialan laknat "
    "lonte pelacur perek jablay pelakor murahan sundal kontol memek ngentot entot bokep".split()
)


def find_fault(words: str) -> Fault | None:
    """Why they may not stand on a board, None if they may. Danger comes first: it is answered, not refused."""
    if read_distress(words).level is not Level.NONE:
        return Fault.DANGER
    lowered = tidy_post(words).lower()
    if _LONG_NUMBER.search(lowered) or _DIGIT_WORDS.search(lowered) or _LINK.search(lowered):
        return Fault.CONTACT
    if _ADDRESS.search(lowered):
        return Fault.ADDRESS
    if not _MONEY.isdisjoint(re.findall(r"[^\W_]+", _NOT_MONEY.sub(" ", lowered))):
        return Fault.MONEY
    if not _RUDE.isdisjoint(_once(word) for word in re.findall(r"[^\W\d_]+", lowered)):
        return Fault.RUDE
    return None


def _once(word: str) -> str:
    """A run of one letter once: "gobloook"."""
    return re.sub(r"(.)\1+", r"\1", word)


def check_words(words: str) -> None:
    """Raises NotForBoard."""
    fault = find_fault(words)
    if fault is not None:
        raise NotForBoard(fault=fault.value)


def find_own_name(words: str, name: str) -> str:
    """The first word of her own name that stands in it, "" if none does: by it everybody would know who wrote it."""
    own = {part for part in re.findall(r"[^\W_]+", name.lower()) if len(part) > 2}
    return next((part for part in re.findall(r"[^\W_]+", words) if part.lower() in own), "")
