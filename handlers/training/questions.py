"""The questions for a class: words that others will see, and when it is, written as people write it.

What of the time is missing is asked for by itself; what was understood is journaled whole, so that a later version of
the reader never plans other days than were read back.
"""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Mapping
from datetime import date
from typing import Any

from conversation.journal import Unreadable, decode, encode
from conversation.questions import NoLongerFits, Plain, Reading, Said, Unclear, Understood
from conversation.text import Text, _
from domain.course_words import is_fit, leads_out
from domain.reading.action import Action
from domain.reading.schedule import read_schedule
from domain.reading.session_change import CHANGE_CHARS_MAX
from domain.reading.session_change import read_when as read_target
from domain.records import dataclass
from domain.recurrence import Recurrence
from domain.zones import ZONES
from handlers.house import CANNOT_READ
from handlers.questions import Asked, Words

# "tiap Selasa jam 9, 8 kali, mulai 3 Februari, libur Lebaran", and what is missing said afterwards.
WHEN_CHARS_MAX = 200
EXAMPLE = _("Contoh: tiap Selasa jam 9 pagi, 8 kali, mulai 3 Februari.")


@dataclass(frozen=True, kw_only=True)
class CourseWords(Words):
    """Words that stand on women's screens: nothing in them betrays, shames or leads out of the chat."""

    @property
    def kind(self) -> str:
        return "course-words"

    def read(self, said: Said) -> Reading:
        """The words in one line."""
        reading = super().read(said)
        if not isinstance(reading, Understood) or reading.plain is None:
            return reading
        words = " ".join(str(reading.plain).split())
        if leads_out(words):
            return Unclear(_("Nomor telepon dan alamat internet tidak dipakai di sini. Tulis tanpa itu."))
        if not is_fit(words, chars_max=self.chars_max):
            return Unclear(_("Tulisan ini bisa terbaca orang lain di HP warga. Pakai kata yang netral."))
        return Understood(words)


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """said: all that was written so far. recurrence: None while no day is known. asks: what is missing still.

    instead_of: the day she named as the first, where the class does not meet on such a day.
    """

    said: str
    recurrence: Recurrence | None
    asks: tuple[str, ...]
    zone: str
    instead_of: date | None = None


@dataclass(frozen=True, kw_only=True)
class Schedule(Asked):
    """When a class meets. before: what was written earlier and is added to."""

    today: date
    before: str = ""

    @property
    def kind(self) -> str:
        return "schedule"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """As far as it is clear; the rest is asked for."""
        if said.thing:
            return Unclear(CANNOT_READ)
        words = " ".join(said.text.split())
        # A line of its own: it answers or corrects what was said before (domain/reading/schedule.py).
        whole = f"{self.before}\n{words}" if self.before else words
        if len(whole) > WHEN_CHARS_MAX:
            return Unclear(_("Itu terlalu panjang. Paling banyak {most} huruf.", most=WHEN_CHARS_MAX))
        when = read_when(whole, today=self.today)
        if when is None:
            return Unclear(_("Maaf, harinya dan jamnya belum jelas."))
        return Understood(_packed(when))

    def restore(self, plain: Plain) -> When:
        """When it meets."""
        if not isinstance(plain, dict):
            raise NoLongerFits
        try:
            return _unpacked(plain)
        except (KeyError, TypeError, ValueError, Unreadable) as fault:
            raise NoLongerFits from fault


def read_when(said: str, *, today: date) -> When | None:
    """What these words say; None where they name no time at all."""
    reading = read_schedule(said, today=today)
    if reading.action is Action.REJECT:
        return None
    asks = reading.asks
    if reading.recurrence is None and "day" not in asks:
        asks = ("day", *asks)
    return When(
        said=said,
        recurrence=reading.recurrence,
        asks=asks,
        zone=_zone(reading.zone),
        instead_of=reading.instead_of,
    )


def _zone(name: str | None) -> str:
    return next((each.key for each in ZONES.values() if each.name == name), "")


def _packed(when: When) -> dict[str, Any]:
    return {
        "said": when.said,
        "asks": list(when.asks),
        "zone": when.zone,
        "of": encode(when.recurrence),
        "instead_of": encode(when.instead_of),
    }


def _unpacked(plain: Mapping[str, Any]) -> When:
    recurrence = decode(plain["of"])
    instead_of = decode(plain.get("instead_of"))
    if not isinstance(recurrence, Recurrence | None) or not isinstance(instead_of, date | None):
        raise NoLongerFits
    return When(
        said=plain["said"],
        recurrence=recurrence,
        asks=tuple(plain["asks"]),
        zone=plain["zone"],
        instead_of=instead_of,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class To:
    """Where a session is moved to; what was not named stays as it is."""

    day: date | None
    minute: int | None


@dataclass(frozen=True, kw_only=True)
class Target(Asked):
    """Another day, another hour, or both. today: in the zone of the class. held: the day of what is moved."""

    today: date
    held: date | None = None

    @property
    def kind(self) -> str:
        return "session-target"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """ "Kamis jam 10": shown whole before it holds."""
        if said.thing:
            return Unclear(CANNOT_READ)
        day, minute = read_target(said.text[:CHANGE_CHARS_MAX], today=self.today, held=self.held)
        if day is None and minute is None:
            return Unclear(_("Maaf, saya belum mengerti. Contoh jawaban: Kamis jam 10 pagi."))
        return Understood([day.isoformat() if day else "", minute])

    def restore(self, plain: Plain) -> To:
        """The day and the minute of the day."""
        try:
            day, minute = plain
            return To(day=date.fromisoformat(day) if day else None, minute=minute)
        except (TypeError, ValueError) as fault:
            raise NoLongerFits from fault


def example(text: Text) -> Text:
    """The question with an example of how it may be answered."""
    return _("{question}\n{example}", question=text, example=EXAMPLE)
