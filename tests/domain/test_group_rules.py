"""When a group meets, and what is usual there."""

from datetime import date

import pytest

from domain.accounts import SavingKind
from domain.group_rules import KindRule, Rhythm, Rules, undecided
from domain.money import Rupiah

TUESDAY = date(2026, 2, 3)


def rules(rhythm: Rhythm, meeting_day: date = TUESDAY) -> Rules:
    return Rules(
        kinds=(
            KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000)),
            KindRule(kind=SavingKind.SUKARELA),
        ),
        rhythm=rhythm,
        meeting_day=meeting_day,
        from_day=meeting_day,
        decided_day=meeting_day,
    )


@pytest.mark.parametrize(
    ("rhythm", "first", "after", "meets"),
    [
        (Rhythm.WEEKLY, TUESDAY, date(2026, 2, 3), date(2026, 2, 10)),
        (Rhythm.WEEKLY, TUESDAY, date(2026, 2, 9), date(2026, 2, 10)),
        (Rhythm.WEEKLY, TUESDAY, date(2026, 1, 1), TUESDAY),
        (Rhythm.SELAPAN, TUESDAY, date(2026, 2, 3), date(2026, 3, 10)),
        (Rhythm.SELAPAN, TUESDAY, date(2026, 3, 10), date(2026, 4, 14)),
        (Rhythm.MONTHLY, TUESDAY, date(2026, 2, 3), date(2026, 3, 3)),
        (Rhythm.MONTHLY, TUESDAY, date(2026, 3, 2), date(2026, 3, 3)),
        (Rhythm.MONTHLY, date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        (Rhythm.MONTHLY, date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)),
        (Rhythm.MONTHLY, date(2025, 12, 3), date(2025, 12, 3), date(2026, 1, 3)),
    ],
)
def test_the_next_meeting_is_the_first_day_of_the_rhythm_after_that_day(
    rhythm: Rhythm, first: date, after: date, meets: date
) -> None:
    assert rules(rhythm, first).next_meeting(after) == meets


def test_what_is_usual_is_none_where_it_is_free_or_not_saved_at_all() -> None:
    some = rules(Rhythm.MONTHLY)
    assert some.usual(SavingKind.WAJIB) == 10_000
    assert some.usual(SavingKind.SUKARELA) is None
    assert some.find(SavingKind.ARISAN) is None
    assert some.usual(SavingKind.ARISAN) is None


def test_where_nothing_was_decided_one_may_save_and_nothing_is_due() -> None:
    some = undecided(TUESDAY)
    assert {each.kind for each in some.kinds} == {SavingKind.WAJIB, SavingKind.SUKARELA}
    assert all(each.amount is None for each in some.kinds)
    assert some.fine == 0
