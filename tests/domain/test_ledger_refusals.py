"""Every refusal of the book has a code of its own and a sentence that says what to do."""

from domain import ledger_refusals
from domain.refusals import Refusal
from handlers.refusals import SENTENCES, sentence

REFUSALS: list[type[Refusal]] = [
    each for each in vars(ledger_refusals).values() if isinstance(each, type) and each is not Refusal
]


def test_every_refusal_has_a_code_of_its_own_and_a_sentence() -> None:
    codes = [each.code for each in REFUSALS]
    assert len(codes) == len(set(codes)) > 15
    assert set(codes) <= SENTENCES.keys()


def test_what_there_is_stands_in_the_sentence() -> None:
    text = sentence(ledger_refusals.NotEnoughCash(amount=5))
    assert text.values["amount"] == 5
