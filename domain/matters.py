"""What is a matter: what one woman and one office write to each other, who has it, how it ends, and its limits.

The law: a matter is never forgotten, and at most one person of the office reads it (reliability.md A, P12: assigned
only). Nothing about her is passed on without her yes to what is passed on (source D: "keputusan tetap pada individu
yang bersangkutan"). A complaint bypasses whom it is about.
"""

from enum import IntEnum, StrEnum

from domain.records import dataclass

TEXT_CHARS_MAX = 1_000
"""A long letter of hers in one message; Telegram carries 4,096 signs, and a page of ours shows 500 at a time."""
ANSWER_CHARS_MAX = 500
"""What staff write is read on her phone in one turn (DESIGN "Channels")."""
NOTE_CHARS_MAX = 500
REASON_CHARS_MAX = 300
STEP_CHARS_MAX = 120
CANNED_TITLE_CHARS_MAX = 24
CANNED_MAX = 40
PARTNERS_MAX = 40
MESSAGES_MAX = 2_000
"""In one matter; then it is closed and a new one begins: nobody reads further back."""
PAGE_MESSAGES = 5
"""Shown at a time on a matter's page; older ones on a tap."""
UNPASSED_PER_TURN_MAX = 20
LISTED_MAX = 30
LATER_DAYS_MAX = 90
STEP_DAYS_MAX = 366
REOPEN_DAYS = 30
"""So long after it was closed what she writes opens the same matter again; later a new one begins."""
LOOK_MINUTES = 60
"""So long a look with a reason into a colleague's matter lasts."""
LINE_MINUTES = 30
"""So long after the last word of either what both write goes through at once; then she is asked first."""
UNDO_MINUTES = 15
"""So long staff may take back an answer, and she what she wrote, where the channel can take it off the screen."""
NOTICE_EVERY_MS = 60_000
"""At most one bundled notice a minute (peers.md A, reliability.md T19)."""
OUTREACH_DAYS = 30
OUTREACH_CODES_MAX = 20
"""Open cards of one issuer: more is a list of people."""


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Side(StrEnum):
    """Who wrote a message. NOTE: the program, to both (handed over, closed); never a worker's private note."""

    HER = "her"
    STAFF = "staff"
    NOTE = "note"


class MessageKind(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"


class Topic(StrEnum):
    """What a matter is about, chosen by staff; she is never asked (handlers/contact/ask.py)."""

    AID = "bantuan"
    TRAINING = "pelatihan"
    GROUP = "kelompok"
    FAMILY = "keluarga"
    BUSINESS = "usaha"
    HEALTH = "kesehatan"
    PAPERS = "surat"
    OTHER = "lain"


class NoteKind(StrEnum):
    """Private notes; the last three are the steps of Rindu Sejahtera (source D: D17-D19)."""

    MOTIVATION = "motivasi"  # perhatian, pemahaman, penguatan (D18)
    VISIT = "kunjungan"
    AGREEMENT = "kesepakatan"
    FOLLOW_UP = "tindak_lanjut"
    OUTREACH = "penjangkauan"  # (D17)
    BUSINESS = "bimbingan_uep"  # (D19)


class Result(StrEnum):
    """What a closing needs: what came of it."""

    ANSWERED = "terjawab"
    HELPED = "terbantu"
    REFERRED = "dirujuk"
    AGREED = "ada_kesepakatan"
    SHE_ENDED = "diakhiri_ibu"
    NO_WORD = "tidak_ada_kabar"
    OTHER = "lain"


class Face(IntEnum):
    """How it was for her."""

    UNSAID = 0
    GOOD = 1
    FAIR = 2
    BAD = 3


class Climbed(IntEnum):
    """How far an unanswered matter has climbed."""

    NOT = 0
    REMINDED = 1
    OFFERED = 2
    SUPERVISOR = 3


class MoveKind(StrEnum):
    HAND_OVER = "hand_over"
    REFERRAL = "referral"


class MoveState(StrEnum):
    """ASKED: her yes is awaited. OFFERED: she said yes. NO: hers. REFUSED: theirs. TAKEN_BACK: by who asked."""

    ASKED = "asked"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DONE = "done"
    NO = "no"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Passes(StrEnum):
    """What she agreed to: everything written so far, or only the words that were read out to her."""

    ALL = "all"
    WORDS = "words"


class PartnerKind(StrEnum):
    """Places one refers to (domain.md 2.4, with DKUPP for business permits)."""

    DKUPP = "dkupp"
    LK3 = "lk3"
    PUSPAGA = "puspaga"
    UPTD_PPA = "uptd_ppa"
    PUSKESMAS = "puskesmas"
    OFFICE = "dinas"
    OTHER = "lain"


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """A matter without a word of it. Times in UTC milliseconds, 0 for never; columns of `matters`.

    held_ms: since when its holder has it; the clock begins anew for whoever takes it.
    """

    id: int
    code: str
    person_id: int
    organisation_id: int
    state: State
    complaint: bool
    about_id: int
    topic: str
    holder_id: int
    held_ms: int
    women_only: bool
    only_holder: bool
    sure: bool
    messages: int
    shown_from: int
    waiting_ms: int
    due_ms: int
    climbed: Climbed
    hers_ms: int
    theirs_ms: int
    answered_ms: int
    line_ms: int
    made_ms: int
    closed_ms: int
    result: str
    face: Face


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message, opened. n: its place in the matter. answers_n: the one it quotes, 0 for none. text: "" for a file.

    ready: its file (if any) has been fetched. sure: its sender had unlocked the phone with her PIN (staff: always).
    """

    id: int
    matter_id: int
    n: int
    side: Side
    by_person: int
    kind: MessageKind
    text: str
    file_id: int
    ready: bool
    sure: bool
    answers_n: int
    edited: bool
    taken_back: bool
    made_ms: int
