"""What she is told while nobody answers: true of duty, never the same twice, always with the numbers."""

from datetime import datetime

import pytest

from db.ring_words import still_waiting
from domain.safety import TOLD_MAX

AT = datetime.fromisoformat("2026-02-04T08:00:00+08:00")
STANDINGS = [(None, True), (None, False), (AT, False)]


@pytest.mark.parametrize(("next_at", "on_duty"), STANDINGS)
def test_she_never_reads_the_same_twice(next_at: datetime | None, on_duty: bool) -> None:
    said = [still_waiting(next_at, on_duty=on_duty, told=told).message for told in range(TOLD_MAX + 1)]
    assert len(set(said)) == TOLD_MAX + 1


@pytest.mark.parametrize("told", range(TOLD_MAX + 1))
@pytest.mark.parametrize(("next_at", "on_duty"), STANDINGS)
def test_the_numbers_stand_in_every_one(next_at: datetime | None, on_duty: bool, told: int) -> None:
    text = still_waiting(next_at, on_duty=on_duty, told=told)
    assert {"110", "129", "08111-129-129", "119"} <= set(map(str, text.values.values()))


def test_after_hours_it_says_whether_anybody_is_on_duty() -> None:
    said = [still_waiting(at, on_duty=on, told=TOLD_MAX) for at, on in STANDINGS]
    assert "saya panggil lagi" in said[0].message
    assert "belum ada yang jaga" in said[1].message
    assert said[2].values["at"] == AT
