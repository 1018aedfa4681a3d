"""The words after two absences blame nobody, and every outcome of a code has its sentence."""

from datetime import date

from db.course_absences import matter_of
from domain.attendance import Typed
from domain.kind_words import is_kind
from handlers.training.absent_words import TYPED, outcome, question

DAY = date(2026, 2, 3)


def test_the_mistake_may_be_ours_before_anything_is_said_of_her() -> None:
    text = question("Kue kering").message
    assert "Mungkin kami yang belum mencatat?" in text
    assert text.index("Mungkin kami") < text.index("repot")
    assert is_kind(text)


def test_both_outcomes_are_told_with_the_day() -> None:
    for came in (True, False):
        assert outcome("Kue kering", DAY, came=came).values["day"] == DAY
    assert outcome("Kue kering", DAY, came=True) != outcome("Kue kering", DAY, came=False)


def test_every_outcome_of_a_code_that_wrote_nobody_down_has_a_sentence() -> None:
    assert set(TYPED) == set(Typed) - {Typed.WRITTEN, Typed.BEFORE}


def test_a_question_is_hers_and_that_of_one_course() -> None:
    assert len({matter_of(1, 2), matter_of(2, 1), matter_of(1, 3)}) == 3
