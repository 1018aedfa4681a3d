"""What officers read of a wish to borrow, and the reasons she reads: nothing in either that shames her."""

from bot.render import render
from domain.loan_classes import LoanClass
from handlers.book_words import LOAN_CLASSES as IN_LISTS
from handlers.loans.decide_words import CLASSES, OTHER, REASONS

HARSH = {"menunggak", "macet", "denda", "terlambat", "ditolak", "diragukan"}


def test_every_class_has_its_word_and_none_shames_her() -> None:
    assert set(CLASSES) == set(LoanClass) == set(IN_LISTS)
    for each, text in CLASSES.items():
        assert not HARSH & set(render(text).split())
        assert render(IN_LISTS[each]).lower() in render(text)


def test_every_reason_is_a_sentence_of_its_own_and_kind() -> None:
    assert OTHER not in REASONS
    for reason in REASONS.values():
        assert not HARSH & set(render(reason).lower().rstrip(".").split())
