"""The periods are those that were promised, each with its source and bounds that make sense."""

import pytest

from domain.keeping import BREACH_NOTICE_MS, DAYS_MAX, DEFAULT_DAYS, PERIODS, SCREENING_MONTHS, Kept
from handlers.consent import KEPT_MONTHS


@pytest.mark.parametrize("kept", Kept)
def test_every_kind_has_a_period_with_a_source_between_its_bounds(kept: Kept) -> None:
    period = PERIODS[kept]

    assert 1 <= period.days_min <= period.days <= period.days_max <= DAYS_MAX
    assert period.what
    assert period.source
    assert DEFAULT_DAYS[kept] == period.days
    assert kept.setting == f"KEEP_{kept.name}_DAYS"


def test_no_setting_keeps_her_answers_longer_than_the_consent_says() -> None:
    assert SCREENING_MONTHS == KEPT_MONTHS
    assert PERIODS[Kept.SCREENING].days_max <= KEPT_MONTHS * 31


def test_a_breach_is_told_within_three_times_24_hours() -> None:
    assert BREACH_NOTICE_MS == 72 * 3_600_000
