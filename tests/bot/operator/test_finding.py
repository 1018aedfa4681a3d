"""What is found reads as a fault, a note or fine, with what to do behind it."""

import pytest

from bot.operator.finding import Check, age


@pytest.mark.parametrize(
    "check, words",
    [
        (Check(name="x", text="all is well"), "ok: all is well"),
        (Check(name="x", text="one is held", remedy="Look at it"), "note: one is held. Look at it"),
        (Check(name="x", text="it broke", fault=True, remedy="Mend it"), "FAULT: it broke. Mend it"),
    ],
)
def test_a_finding_is_one_line(check: Check, words: str) -> None:
    assert check.in_words() == words


@pytest.mark.parametrize(
    "ms, words",
    [
        (-5, "0 seconds"),
        (119_000, "119 seconds"),
        (120_000, "2 minutes"),
        (7_200_000, "2 hours"),
        (172_800_000, "2 days"),
    ],
)
def test_a_time_is_told_in_its_largest_unit(ms: int, words: str) -> None:
    assert age(ms) == words
