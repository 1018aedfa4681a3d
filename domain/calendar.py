"""Who counts the days of a course? Asked for by `Facts`; bot/calendar_days.py is the only place that knows how.

Apart from domain/recurrence.py, so that the program starts without knowing what a course is.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from domain.recurrence import Planned, Recurrence


class Calendar(Protocol):
    """Who counts days."""

    def plan(self, recurrence: "Recurrence") -> "Planned":
        """The days of the sessions, at most SESSIONS_MAX. Raises ValueError for a rule that is none."""
        ...

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Indonesia's holidays and shared leave days (cuti bersama) from first to last, by name."""
        ...


class NoCalendar:
    """Where nothing is planned: every question is a mistake of ours."""

    def plan(self, recurrence: "Recurrence") -> "Planned":
        """Nothing is planned here."""
        raise AssertionError("no calendar was given")

    def holidays(self, first: date, last: date) -> Mapping[date, str]:
        """Nothing is known here."""
        raise AssertionError("no calendar was given")
