"""What she says to "Boleh, Bu?" in every way people say it: only a plain yes is one, and a condition is none."""

import pytest

from conversation.questions import NoLongerFits, Said, Unclear, Understood
from handlers.contact.may_pass_question import Answer, MayPass, own_words, read_may_pass
from handlers.contact.move_words import DONT, EVERYTHING, MAY, ONLY_THIS

THREE = (ONLY_THIS, EVERYTHING, DONT)
TWO = (MAY, DONT)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("boleh", "words"),
        ("Boleh, ini saja", "words"),
        ("ya boleh bu", "words"),
        ("ya", "words"),
        ("setuju", "words"),
        ("1", "words"),
        ("itu saja", "words"),
        ("hanya itu saja bu", "words"),
        ("semua", "all"),
        ("boleh semua", "all"),
        ("Boleh, semua pesan", "all"),
        ("2", "all"),
        ("jangan", "no"),
        ("3", "no"),
        ("tidak", "no"),
        ("jangan perangkat desa", "no"),
        ("jangan ke pak kades bu", "no"),
        ("boleh tapi jangan ke desa", "no"),
        ("boleh, asal bukan pak lurah", "no"),
        ("semua boleh kecuali soal anak", "no"),
        ("boleh semua kecuali suami saya", "no"),
        ("nggak mau", "no"),
        ("ojo bu", "no"),
        ("ulah ka desa", "no"),
        ("sonde", "no"),
        ("iya bu, silakan", "words"),
        ("inggih bu", "words"),
        ("saya setuju, terima kasih bu", "words"),
        ("boleh saya datang besok bu", ""),
        ("boleh jam 9 saja bu", ""),
        ("iya bu nanti saya tanya suami", ""),
        ("oke", ""),
        ("gapapa", ""),
        ("terserah", ""),
        ("insyaallah", ""),
        ("nanti dulu ya", ""),
        ("boleh?", ""),
        ("siapa saja", ""),
        ("4", ""),
        ("👍", ""),
        ("", ""),
    ],
)
def test_a_yes_is_plain_and_everything_with_a_no_in_it_is_a_no(said: str, key: str) -> None:
    assert read_may_pass(said, THREE) == key


@pytest.mark.parametrize(
    ("said", "key"), [("boleh", "words"), ("2", "no"), ("semua", ""), ("jangan bawa ke desa", "no")]
)
def test_of_a_slip_there_is_no_everything(said: str, key: str) -> None:
    assert read_may_pass(said, TWO) == key


def test_what_she_says_beside_a_no_is_kept_and_a_bare_one_is_not() -> None:
    question = MayPass(of=THREE)
    assert question.read(Said(text="jangan perangkat desa")) == Understood(["no", "jangan perangkat desa"])
    for bare in ("jangan disampaikan", "tidak boleh ya bu", "jangan jadi"):
        assert question.read(Said(text=bare)) == Understood(["no", ""])
    assert question.read(Said(text="tidak bu")) == Understood(["no", ""])
    assert question.read(Said(tapped="no")) == Understood(["no", ""])
    assert own_words("jangan " + "a" * 300).startswith("jangan")
    assert len(own_words("jangan " + "a" * 300)) == 200


def test_a_button_of_another_question_and_a_photo_are_no_answer() -> None:
    question = MayPass(of=TWO)
    assert isinstance(question.read(Said(tapped="all")), Unclear)
    assert isinstance(question.read(Said(thing="photo")), Unclear)


def test_an_answer_that_no_longer_fits_is_asked_again() -> None:
    assert MayPass(of=THREE).restore(["all", ""]) == Answer(key="all")
    for plain in (["all", ""], ["no"], "no", ["no", 1]):
        with pytest.raises(NoLongerFits):
            MayPass(of=TWO).restore(plain)
