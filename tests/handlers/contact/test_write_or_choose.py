"""A short answer that says no more than a choice is that choice; everything longer is what she wanted to say."""

import pytest

from conversation.questions import Choice, NoLongerFits, Said, Unclear, Understood
from conversation.text import _
from domain.files import SentFile
from domain.matters import TEXT_CHARS_MAX, MessageKind
from handlers.contact.message_question import Draft
from handlers.contact.write_or_choose import NOT_NOW, STOP, WRITE, WriteOrChoose, leads_to, words_of

OTHER = Choice("other", _("Petugas lain"), words=("lain",))
WOMAN = Choice("woman", _("Petugas perempuan"), words=("perempuan",))
ONLY = Choice("only", _("Hanya petugas ini"), words=("hanya ini",))
READ = Choice("read", _("Baca lagi"), words=("baca",))
QUESTION = WriteOrChoose(
    of=(Choice(WRITE, _("Tulis pesan"), words=("ya", "mau")), OTHER, WOMAN, ONLY), absent=(READ,)
)


def answer(text: str) -> str | Draft:
    reading = QUESTION.read(Said(text=text, ref="7"))
    assert isinstance(reading, Understood), reading
    return QUESTION.restore(reading.plain)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("petugas lain", "other"),
        ("Petugas lain saja bu", "other"),
        ("yang perempuan ya", "woman"),
        ("2", "other"),
        ("no 3", "woman"),
        ("ya", WRITE),
        ("mau", WRITE),
        ("mau cerita", WRITE),
        ("ga jadi", STOP),
        ("cukup", STOP),
        ("hanya ini", "only"),
    ],
)
def test_what_says_no_more_than_a_choice_is_the_choice(text: str, key: str) -> None:
    assert answer(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "tanya",  # one slip from "hanya", and no choice at all
        "bu",
        "tolong",
        "petugas lain kemarin bilang belum cair",
        "perempuan itu memarahi saya",
        "saya mau baca surat dari kantor",
        "2 bulan belum cair",
        "ya ampun bu susah sekali",
    ],
)
def test_what_says_more_is_her_message(text: str) -> None:
    assert answer(text) == Draft(kind=MessageKind.TEXT, text=text, message_ref="7")


def test_a_photo_and_a_voice_note_are_her_message_too() -> None:
    sent = SentFile(reference="f", size_bytes=9)
    reading = QUESTION.read(Said(thing="voice", reference=sent.packed(), ref="8"))
    assert isinstance(reading, Understood)
    assert QUESTION.restore(reading.plain) == Draft(kind=MessageKind.VOICE, file=sent, message_ref="8")


@pytest.mark.parametrize("text", ["9", "12", "🙏", "..."])
def test_a_number_before_nothing_is_nobodys_message(text: str) -> None:
    assert isinstance(QUESTION.read(Said(text=text)), Unclear)


def test_a_greeting_is_answered_and_wakes_nobody() -> None:
    reading = QUESTION.read(Said(text="Assalamualaikum bu"))
    assert isinstance(reading, Unclear)
    assert reading.text is not None
    assert reading.text.message == "Waalaikumsalam, Bu."


def test_what_is_offered_at_other_times_is_no_message_now() -> None:
    assert QUESTION.read(Said(text="baca lagi")) == Unclear(NOT_NOW)


def test_a_letter_that_is_too_long_is_asked_for_in_parts() -> None:
    assert isinstance(QUESTION.read(Said(text="a" * (TEXT_CHARS_MAX + 1))), Unclear)


@pytest.mark.parametrize("plain", ["=weg", "=", "", None, 7, "kata", "[1]"])
def test_an_answer_that_no_longer_fits_is_asked_for_again(plain: object) -> None:
    with pytest.raises(NoLongerFits):
        QUESTION.restore(plain)


def test_the_words_our_texts_tell_her_to_type_lead_there() -> None:
    said = [
        leads_to(Draft(kind=MessageKind.TEXT, text=text)) for text in ("Data", "jadwal.", "data saya hilang")
    ]
    assert said == ["data", "jadwal", ""]
    assert words_of(Draft(kind=MessageKind.PHOTO, text="data")) == ""
