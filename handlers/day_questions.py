"""The question types for a day and an hour: what could be two is shown and asked about, never guessed."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from conversation.questions import NoLongerFits, Plain, Reading, Said, Suggested, Unclear, Understood
from conversation.text import _
from domain.reading.action import Action
from domain.reading.date_asked import Context
from domain.reading.dates import read_date
from domain.reading.times import read_time
from handlers.house import CANNOT_READ
from handlers.questions import Asked

# So many days from today is a day that an example names.
EXAMPLE_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Day(Asked):
    """A day. today: in the zone of the group or office. context: which side of today is asked about."""

    today: date
    context: Context = "any"

    @property
    def kind(self) -> str:
        return "day"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """What could be two days is shown with its weekday and asked about."""
        if said.thing:
            return Unclear(CANNOT_READ)
        reading = read_date(said.text, today=self.today, context=self.context)
        if reading.action is Action.ACCEPT and reading.day is not None:
            return Understood(reading.day.isoformat())
        if reading.action is Action.CONFIRM and reading.day is not None:
            return Suggested(reading.day.isoformat(), _("Maksudnya {day}?", day=reading.day))
        if reading.action is Action.ASK:  # "minggu depan": understood, and no day by itself (domain.md 4.3)
            return Unclear(_("Kira-kira tanggal berapa? Contoh jawaban: {day}.", day=self._example))
        return Unclear(_("Maaf, saya belum mengerti. Contoh jawaban: {day}.", day=self._example))

    @property
    def _example(self) -> date:
        """On the side of today that is asked about; a day that is over is no example of one to come."""
        return self.today + timedelta(EXAMPLE_DAYS if self.context == "future" else -EXAMPLE_DAYS)

    def restore(self, plain: Plain) -> date:
        """The day."""
        try:
            return date.fromisoformat(plain)
        except (TypeError, ValueError) as fault:
            raise NoLongerFits from fault


@dataclass(frozen=True, kw_only=True)
class Hour(Asked):
    """A time of day."""

    @property
    def kind(self) -> str:
        return "hour"

    @property
    def takes_digits(self) -> bool:
        return True

    def read(self, said: Said) -> Reading:
        """ "Jam 9" may be morning or night: asked about."""
        if said.thing:
            return Unclear(CANNOT_READ)
        reading = read_time(said.text)
        if reading.action is Action.ACCEPT and reading.time is not None:
            return Understood(reading.time)
        if reading.action is Action.CONFIRM and reading.time is not None:
            hour = time.fromisoformat(reading.time)
            return Suggested(reading.time, _("Maksudnya jam {hour}?", hour=hour))
        return Unclear(_("Pagi, siang, sore, atau malam? Contoh jawaban: jam 9 pagi."))

    def restore(self, plain: Plain) -> time:
        """The time."""
        try:
            return time.fromisoformat(plain)
        except (TypeError, ValueError) as fault:
            raise NoLongerFits from fault
