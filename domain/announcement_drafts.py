"""An announcement that is being written: all that was said so far, and how its answers are read.

Nothing of it is stored before it is sent; it lives in the sealed journal of who writes it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from domain.announcements import (
    CHOICE_CHARS_MAX,
    CHOICES_MAX,
    TEXT_CHARS_MAX,
    Audience,
    Content,
    NewsKind,
    Part,
    PartKind,
)
from domain.files import SentFile
from domain.placeholders import DAY, find
from domain.reading.signals import Signal, is_command, read_signal
from domain.records import dataclass
from domain.refusals import Refusal
from domain.relay_words import as_written

PICTURE, PAPER = "announcement/picture.jpg", "announcement/paper.pdf"
"""The recipes of what goes with it (bot/announcement_files.py)."""
LANGUAGES = ("su", "jv")
"""In which it may be written too, beside Indonesian."""

# What means something everywhere can be no answer: typed, the program would take it as that.
_MEANT_FOR_US = frozenset(
    {
        Signal.MENU,
        Signal.BATAL,
        Signal.KEMBALI,
        Signal.LANJUT,
        Signal.PETUGAS,
        Signal.BANTUAN,
        Signal.PERIKSA_LAGI,
    }
)
_PARTED = re.compile(r"\s*(?:[,;/|\n]|\batau\b)\s*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """What was sent as its words: a text, a file, or a file with its words below. is_photo: else a paper."""

    text: str = ""
    file: SentFile | None = None
    is_photo: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """place: Place.key. texts: by language; "id" is always there. file_id: 0 for none. chats: into the group's too."""

    place: str
    sender: str
    audience: Audience
    news: NewsKind
    texts: tuple[tuple[str, str], ...]
    choices: tuple[str, ...] = ()
    day: date | None = None
    file_id: int = 0
    is_photo: bool = False
    chats: bool = False
    follows: int = 0

    @property
    def text(self) -> str:
        """The Indonesian words."""
        return dict(self.texts)["id"]

    @property
    def needs_day(self) -> bool:
        """Whether a day stands in it that nobody has named yet."""
        return self.day is None and any(DAY in find(text) for _language, text in self.texts)

    def with_text(self, language: str, text: str) -> "Draft":
        """The same with these words in that language; "" takes them away."""
        texts = {**dict(self.texts), language: text}
        return replace(self, texts=tuple((key, words) for key, words in texts.items() if words))

    def content(self, code: str) -> Content:
        """As it is kept and sent."""
        return Content(
            texts=dict(self.texts),
            choices=self.choices,
            sender=self.sender,
            news=self.news,
            code=code,
            day=self.day,
            recipe=(PICTURE if self.is_photo else PAPER) if self.file_id else "",
            recipe_args=(self.file_id,) if self.file_id else (),
        )


def is_writable(draft: Draft) -> bool:
    """Whether every part is within its limits, as it was when it was asked."""
    return (
        all(0 < len(text) <= TEXT_CHARS_MAX for _language, text in draft.texts)
        and bool(draft.audience.those)
        and not draft.needs_day
        and (not draft.choices or answers_in("\n".join(draft.choices)) == draft.choices)
    )


def likely_news(parts: Sequence[Part]) -> NewsKind | None:
    """What it is about, by whom it is for; None where it could be anything."""
    kinds = {each.kind for each in parts}
    if kinds <= {PartKind.COURSE, PartKind.SESSION}:
        return NewsKind.TRAINING
    if kinds <= {PartKind.RESULT}:
        return NewsKind.AID
    if kinds <= {PartKind.ROLE}:
        return NewsKind.OTHER
    return None


def answers_in(text: str) -> tuple[str, ...] | None:
    """The answers that were named ("pagi, siang atau sore"), None if they cannot stand on buttons.

    One to CHOICES_MAX, each of words, none twice, none a bare number (that is how the others are typed), and none a
    word that means something everywhere.
    """
    found = tuple(
        filter(None, (" ".join(each.split()).strip(" .") for each in _PARTED.split(as_written(text))))
    )
    if not 0 < len(found) <= CHOICES_MAX or len({each.casefold() for each in found}) < len(found):
        return None
    if any(not _is_answer(each) for each in found):
        return None
    return tuple(each[0].upper() + each[1:] for each in found)


def _is_answer(word: str) -> bool:
    if len(word) > CHOICE_CHARS_MAX or not any(sign.isalpha() for sign in word):
        return False
    return not is_command(word) and read_signal(word) not in _MEANT_FOR_US


class FileNotYet(Refusal):
    """Its picture or paper is still being fetched."""

    code = "file_not_yet"


class FileNotThere(Refusal):
    """Its picture or paper is none, or could not be fetched: it has to be sent once more, or left out."""

    code = "file_not_there"
