"""More than the loan takes: each of the three answers is understood in the words people use."""

import pytest

from conversation.questions import Said, Understood
from handlers.loans.over import GIVEN_BACK, SAVED, SLIP, Rest
from handlers.questions import OneOf


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("jadi simpanan", Rest.SAVED),
        ("tabungan aja", Rest.SAVED),
        ("1", Rest.SAVED),
        ("kembalikan", Rest.GIVEN_BACK),
        ("dikembalikan", Rest.GIVEN_BACK),
        ("salah ketik", Rest.SLIP),
        ("3", Rest.SLIP),
    ],
)
def test_each_answer_is_understood(words: str, rest: Rest) -> None:
    reading = OneOf(of=(SAVED, GIVEN_BACK, SLIP)).read(Said(text=words))
    assert isinstance(reading, Understood)
    assert reading.plain == rest.value
