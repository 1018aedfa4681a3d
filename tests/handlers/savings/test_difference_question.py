"""Choices that also take her own words: a number alone is a choice, with an amount or a name it is a difference."""

import pytest

from conversation.questions import Choice, NoLongerFits, Said, Understood
from domain.disputes import What
from handlers.savings.difference_question import OneOfOrDifference, Typed

QUESTION = OneOfOrDifference(of=(Choice("a", "Saya sudah setor"), Choice("b", "Jumlahnya")))


@pytest.mark.parametrize(("text", "key"), [("1", "a"), ("jumlahnya", "b"), ("sudah setor", "a")])
def test_a_choice_is_a_choice(text: str, key: str) -> None:
    assert QUESTION.read(Said(text=text)) == Understood(key)
    assert QUESTION.read(Said(tapped=key)) == Understood(key)


def test_her_own_words_come_back_as_a_difference_after_a_restart_too() -> None:
    reading = QUESTION.read(Said(text="1, 10rb titip yuyun"))
    assert isinstance(reading, Understood)
    restored = QUESTION.restore(reading.plain)
    assert isinstance(restored, Typed)
    assert (restored.difference.what, restored.difference.amount) == (What.PAID, 10_000)
    assert restored.text == "1, 10rb titip yuyun"


def test_what_is_neither_is_asked_again() -> None:
    assert not isinstance(QUESTION.read(Said(text="kapan rapat?")), Understood)
    assert not isinstance(QUESTION.read(Said(thing="sticker")), Understood)
    with pytest.raises(NoLongerFits):
        QUESTION.restore("said:kapan")
    with pytest.raises(NoLongerFits):
        QUESTION.restore("c")
