"""The questions of a meeting: each also takes a pasted list, a correction or a photo of the page, whenever it comes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversation.questions import (
    Choice,
    Choosable,
    NoLongerFits,
    Plain,
    Question,
    Reading,
    Said,
    Suggested,
    Unclear,
    Understood,
)
from conversation.text import Text, _
from domain.files import FILE_BYTES_MAX, SentFile, unpacked
from domain.meetings import LIST_CHARS_MAX, is_correction, is_line, is_list, is_meeting_day
from domain.money import Rupiah, Spelled
from domain.reading.lists import ListMember, read_cash, read_list
from domain.reading.money import read_money
from handlers.day_questions import Day
from handlers.house import CANNOT_READ
from handlers.questions import Amount, Asked, OneOf

_DIGIT = re.compile(r"\d")

# The box may hold nothing.
_EMPTY = re.compile(r"(kas |uang )?(rp ?)?(0|nol|kosong|habis|tidak ada)", re.IGNORECASE)

# What is missing or too much, instead of what there is.
_RELATIVE = re.compile(
    r"(?:uangnya |uang |kasnya |kas )?(?:(?P<less>kurang|krg|kirang)|lebih|lbh|langkung) (?P<rest>.+)",
    re.IGNORECASE,
)

_CASH_EXAMPLE = _("Maaf, saya belum mengerti. Contoh: 1.245.000, atau 100x4 50x10.")

# "Mawar: berapa?" "Sudah": the usual amount, once she has read it in words.
_PAID = re.compile(r"(ya|iya|sudah|udah|sdh|setor|sudah setor|bayar|sudah bayar)", re.IGNORECASE)

# Under which key a journaled answer holds what came instead of one.
_INSTEAD = frozenset({"list", "photo"})

# A photo of one page of the paper book; many phones send it "as a file".
_PHOTOS = frozenset({"photo", "document"})


@dataclass(frozen=True, slots=True)
class Pasted:
    """What she wrote instead of an answer: a list, or a line of one."""

    text: str

    @property
    def corrects(self) -> bool:
        """Whether it is one line that says something is to be another amount."""
        return is_correction(self.text)


@dataclass(frozen=True, kw_only=True)
class Meanwhile:
    """A question of a meeting. inner: what is asked. lines: a single line of a list is taken too."""

    inner: Question[Any]
    lines: bool = False
    photos: bool = True

    @property
    def kind(self) -> str:
        return f"{self.inner.kind}-in-meeting"

    @property
    def skip(self) -> Text | None:
        return self.inner.skip

    @property
    def person(self) -> Text | None:
        return self.inner.person

    @property
    def sensitive(self) -> bool:
        return self.inner.sensitive

    @property
    def weighty(self) -> bool:
        return self.inner.weighty

    @property
    def takes_any_text(self) -> bool:
        return self.inner.takes_any_text

    @property
    def takes_digits(self) -> bool:
        return self.inner.takes_digits

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.inner.choices

    def read(self, said: Said) -> Reading:
        """A list or a correction first: in both stand words that would answer a question ("ya teh")."""
        if said.thing in _PHOTOS and self.photos:
            return _photo(said)
        if said.text and (is_list(said.text) or is_correction(said.text)):
            return _list(said.text)
        reading = self.inner.read(said)
        if isinstance(reading, Unclear) and self.lines and said.text and is_line(said.text):
            return _list(said.text)
        return reading

    def restore(self, plain: Plain) -> Any:
        """Pasted, a SentFile, or what the question itself comes to."""
        if isinstance(plain, dict) and not _INSTEAD.isdisjoint(plain):
            return _restored(plain)
        return self.inner.restore(plain)


def _photo(said: Said) -> Reading:
    try:
        file = unpacked(said.reference)
    except ValueError:
        return Unclear(CANNOT_READ)
    if file.size_bytes > FILE_BYTES_MAX:
        return Unclear(_("Fotonya terlalu besar. Coba kirim yang lebih kecil, ya."))
    return Understood({"photo": said.reference})


def _list(text: str) -> Reading:
    if len(text) > LIST_CHARS_MAX:
        return Unclear(_("Daftarnya terlalu panjang. Kirim separuh dulu, ya."))
    return Understood({"list": text})


def _restored(plain: dict[str, Any]) -> Pasted | SentFile:
    text, photo = plain.get("list"), plain.get("photo")
    if isinstance(text, str):
        return Pasted(text)
    if isinstance(photo, str):
        try:
            return unpacked(photo)
        except ValueError as fault:
            raise NoLongerFits from fault
    raise NoLongerFits


@dataclass(frozen=True, kw_only=True)
class PastedList(Asked):
    """The list itself."""

    @property
    def kind(self) -> str:
        return "list"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """Anything with a name and an amount."""
        if said.thing or not said.text:
            return Unclear(CANNOT_READ)
        if not is_line(said.text):
            return Unclear(_("Maaf, saya belum mengerti. Contoh: Siti 10rb, Yuyun 15rb."))
        return _list(said.text)

    def restore(self, plain: Plain) -> Pasted:
        """What she pasted."""
        found = _restored(plain) if isinstance(plain, dict) else None
        if not isinstance(found, Pasted):
            raise NoLongerFits
        return found


@dataclass(frozen=True, kw_only=True)
class PastDay(Day):
    """A day on which a meeting may have been."""

    def read(self, said: Said) -> Reading:
        """The day; one that has not come, or long ago, is said to be none."""
        reading = super().read(said)
        if isinstance(reading, Unclear) and not said.thing:
            reading = Day(today=self.today, context="future").read(said)
        plain = reading.plain if isinstance(reading, Understood | Suggested) else None
        if plain is not None and not is_meeting_day(date.fromisoformat(plain), self.today):
            return Unclear(_("Tanggal itu belum bisa. Rapatnya hari ini atau yang lalu."))
        return reading


@dataclass(frozen=True, kw_only=True)
class UsualAmount(Asked):
    """An amount, the usual one offered. of: what may be chosen instead ("Belum setor").

    What is not the usual amount is said back in words by whoever asks, so a bare number is not asked about twice.
    said_back: the usual one is, too. women: a line about one of them is no amount of `her`.
    """

    usual: int | None
    of: Sequence[Choice] = ()
    said_back: bool = False
    her: str = ""
    women: tuple[ListMember, ...] = ()
    today: date | None = None

    @property
    def kind(self) -> str:
        return "usual-amount"

    @property
    def weighty(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    @property
    def choices(self) -> Sequence[Choosable]:
        return (*Amount(usual=self.usual).choices, *self.of)

    def read(self, said: Said) -> Reading:
        """Digits are always an amount here, never the number of a choice."""
        if said.tapped and not said.tapped.startswith("rp"):
            return Understood({"chosen": said.tapped})
        if said.text and self._is_of_another(said.text):
            return _list(said.text)
        if self.usual is not None and _PAID.fullmatch(said.text.strip()):
            return Suggested(self.usual, _("Maksud Ibu {amount}?", amount=Spelled(self.usual)))
        if said.text and not _DIGIT.search(said.text):
            chosen = OneOf(of=self.of).read(said)
            if isinstance(chosen, Understood):
                return Understood({"chosen": chosen.plain})
        reading = Amount(usual=self.usual).read(said)
        if isinstance(reading, Suggested) and (self.said_back or reading.plain != self.usual):
            return Understood(reading.plain)
        return reading

    def _is_of_another(self, text: str) -> bool:
        """ "Imas 10rb" is a line about Imas, whoever was asked about."""
        if not self.women or self.today is None:
            return False
        reading = read_list(text, self.women, today=self.today)
        named = {each.member for each in reading.entries} | {each.member for each in reading.marks}
        return bool(named - {self.her}) or any(each.about == "name" for each in reading.questions)

    def restore(self, plain: Plain) -> Rupiah | Choice:
        """The amount, or what she chose instead."""
        return _chosen(plain, self.of) if isinstance(plain, dict) else Amount().restore(plain)


def _chosen(plain: dict[str, Any], choices: Sequence[Choice]) -> Choice:
    for each in choices:
        if each.key == plain.get("chosen"):
            return each
    raise NoLongerFits


@dataclass(frozen=True, kw_only=True)
class Cash(Asked):
    """The money in the box: the sum, or "100x4 50x10 receh 7500". of: what may be chosen instead.

    women: a line about one of them is no sum. booked: what the book says, for who writes "kurang 5rb".
    """

    of: Sequence[Choice] = ()
    women: tuple[ListMember, ...] = ()
    booked: int | None = None
    today: date

    @property
    def kind(self) -> str:
        return "cash"

    @property
    def weighty(self) -> bool:
        return True

    @property
    def takes_digits(self) -> bool:
        return True

    @property
    def choices(self) -> Sequence[Choosable]:
        return self.of

    def read(self, said: Said) -> Reading:
        """A sum without thousands is shown as what it likely means, and asked about."""
        if said.tapped:
            return Understood({"chosen": said.tapped})
        if said.thing:
            return Unclear(CANNOT_READ)
        if _EMPTY.fullmatch(said.text.strip()):
            return Understood(0)
        if self._is_of_somebody(said.text):
            return Unclear(_CASH_EXAMPLE)
        relative = _RELATIVE.fullmatch(said.text.strip())
        if relative is not None:
            return self._beside_book(relative["less"] is not None, relative["rest"])
        count = read_cash(said.text)
        if count is None:
            return self._chosen(said.text)
        if count.bare:
            return Suggested(int(count.rupiah), _("Maksud Ibu {amount}?", amount=Spelled(count.rupiah)))
        return Understood(int(count.rupiah))

    def _is_of_somebody(self, text: str) -> bool:
        """ "Siti 10rb" is a saving, whatever was asked."""
        reading = read_list(text, self.women, today=self.today)
        return bool(reading.entries) or any(each.about == "name" for each in reading.questions)

    def _beside_book(self, less: bool, rest: str) -> Reading:
        """ "Kurang 5rb" says what is missing in the box; the sum that follows from it is shown, and asked about."""
        amount = read_money(rest)
        likely = amount.likely if amount.likely is not None else amount.rupiah
        if likely is None or self.booked is None or (less and likely > self.booked):
            return Unclear(_CASH_EXAMPLE)
        counted = self.booked - likely if less else self.booked + likely
        return Suggested(counted, _("Jadi uangnya {amount}?", amount=Spelled(counted)))

    def _chosen(self, text: str) -> Reading:
        chosen = OneOf(of=self.of).read(Said(text=text)) if not _DIGIT.search(text) else Unclear()
        if isinstance(chosen, Understood):
            return Understood({"chosen": chosen.plain})
        return Unclear(_CASH_EXAMPLE)

    def restore(self, plain: Plain) -> Rupiah | Choice:
        """The sum, or what she chose instead."""
        if isinstance(plain, dict):
            return _chosen(plain, self.of)
        if not isinstance(plain, int) or isinstance(plain, bool) or plain < 0:
            raise NoLongerFits
        return Rupiah(plain)
