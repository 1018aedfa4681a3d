"""A day to come, asked for as staff say it ("Selasa depan", "besok jam 9"), not further ahead than anybody plans."""

# staff: who answers women reads this file's sentences

from datetime import date, time, timedelta

from conversation.chat import Chat
from conversation.questions import NoLongerFits, Plain, Reading, Said, Suggested, Understood
from conversation.text import Text, n_
from domain.reading.times import read_time
from domain.records import dataclass
from handlers.day_questions import Day

# An hour that is named without its half of the day, as an office means it; it is read back before it counts.
_OFFICE_HOURS = {str(hour): time(hour) for hour in range(7, 13)} | {
    str(hour): time(12 + hour) for hour in range(1, 5)
}

_HALVES = frozenset({"pagi", "siang", "sore", "malam"})
_GREETING = frozenset({"selamat", "met"})


@dataclass(frozen=True, kw_only=True, slots=True)
class When:
    """A day, and its hour where that was said too."""

    day: date
    hour: time | None = None


@dataclass(frozen=True, kw_only=True)
class DayAndHour(Day):
    """A day, or a day with its hour: nobody is asked for what was said already."""

    @property
    def kind(self) -> str:
        return "day-and-hour"

    def read(self, said: Said) -> Reading:
        """As a day; the hour beside it is kept with it."""
        reading, hour = super().read(said), hour_in(said.text)
        if hour is None or not isinstance(reading, Understood | Suggested):
            return reading
        plain = f"{reading.plain} {hour.isoformat('minutes')}"
        return Understood(plain) if isinstance(reading, Understood) else Suggested(plain, reading.text)

    def restore(self, plain: Plain) -> When:  # type: ignore[override]
        """The day, and the hour or None."""
        day, _space, hour = str(plain).partition(" ")
        try:
            return When(day=date.fromisoformat(day), hour=time.fromisoformat(hour) if hour else None)
        except ValueError as fault:
            raise NoLongerFits from fault


def hour_in(text: str) -> time | None:
    """The hour that is named after "jam" or "pukul", None if there is none or it is not clear.

    Its half of the day may stand before it: at ten of "nanti malam jam 10" is not at ten in the morning.
    """
    words = text.casefold().replace(",", " ").split()
    for at, word in enumerate(words):
        if word not in ("jam", "pukul"):
            continue
        half = [] if _HALVES & {*words[at : at + 4]} else _half_before(words[:at])
        for length in (4, 3, 2):
            reading = read_time(" ".join([*words[at : at + length], *half]))
            if reading.time is not None:
                return time.fromisoformat(reading.time)
        return _OFFICE_HOURS.get(words[at + 1]) if at + 1 < len(words) else None
    return None


def _half_before(words: list[str]) -> list[str]:
    """The half of the day that was named last, but for a greeting ("selamat siang")."""
    greeted = ["", *words]
    found = [
        each
        for before, each in zip(greeted, words, strict=False)
        if each in _HALVES and before not in _GREETING
    ]
    return found[-1:]


async def ask_day_ahead(chat: Chat, asked: Text, today: date, days_max: int) -> date:
    """Today or later, at most so many days ahead."""
    while True:
        day = await chat.ask(asked, Day(today=today, context="future"))
        if today <= day <= today + timedelta(days=days_max):
            return day
        asked = too_far(days_max)


async def ask_when(chat: Chat, asked: Text, today: date, days_max: int) -> When:
    """The same; with the hour, if it was said in the same breath."""
    while True:
        when: When = await chat.ask(asked, DayAndHour(today=today, context="future"))
        if today <= when.day <= today + timedelta(days=days_max):
            return when
        asked = too_far(days_max)


def too_far(days_max: int) -> Text:
    """How far ahead it may be."""
    return n_(
        "Itu terlalu jauh. Paling lama {n} hari lagi.",
        "Itu terlalu jauh. Paling lama {n} hari lagi.",
        days_max,
    )
