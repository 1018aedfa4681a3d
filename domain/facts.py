"""What the program was started with and a turn may need: criteria sets, areas, its name; fixed while it runs."""

from collections.abc import Mapping
from dataclasses import field

from domain.calendar import Calendar, NoCalendar
from domain.criteria import Area, CriteriaSet
from domain.loan_classes import Profile
from domain.pins import Cost
from domain.records import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """sets: by id. areas: in the order in which they are offered. demo: everything here is invented.

    pin_cost: how dear one try of a PIN is made. loan_classes: by whose thresholds a loan is classed, by name.
    calendar: who counts the days of courses.
    """

    sets: Mapping[str, CriteriaSet]
    areas: tuple[Area, ...]
    bot_name: str
    demo: bool
    pin_cost: Cost = field(default_factory=Cost)
    loan_classes: Mapping[str, Profile] = field(default_factory=dict)
    calendar: Calendar = field(default_factory=NoCalendar)

    def find_area(self, key: str) -> Area | None:
        """The area with this key."""
        return next((area for area in self.areas if area.key == key), None)
