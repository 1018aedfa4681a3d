"""Whoever plans without a calendar has made a mistake, and hears of it."""

import subprocess
import sys
from datetime import date

import pytest

from domain.calendar import NoCalendar
from domain.recurrence import Recurrence

TUESDAY = date(2026, 2, 3)


def test_where_no_calendar_was_given_planning_is_a_mistake_that_is_not_hidden() -> None:
    with pytest.raises(AssertionError, match="no calendar"):
        NoCalendar().plan(Recurrence(rule="FREQ=WEEKLY;BYDAY=TU", first=TUESDAY, start_min=540, count=8))
    with pytest.raises(AssertionError, match="no calendar"):
        NoCalendar().holidays(TUESDAY, TUESDAY)


def test_what_a_turn_may_need_is_known_without_what_knows_courses() -> None:
    code = "import sys, domain.facts; sys.exit(any(n in sys.modules for n in ('domain.recurrence', 'domain.courses')))"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
