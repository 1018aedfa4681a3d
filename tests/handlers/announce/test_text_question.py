"""The questions for what many read: words, a file, answers; nothing else is taken, and never by guessing."""

import pytest

from conversation.questions import NoLongerFits, Said, Unclear, Understood
from conversation.text import _
from domain.announcement_drafts import Written
from domain.files import FILE_BYTES_MAX, SentFile
from handlers.announce.text_question import Answers, ForMany

PHOTO = SentFile(reference="demo", size_bytes=10)


def taken(question: ForMany, said: Said) -> Written:
    reading = question.read(said)
    assert isinstance(reading, Understood), reading
    return question.restore(reading.plain)


def test_words_are_kept_with_their_paragraphs_and_placeholders_in_one_form() -> None:
    assert (
        taken(ForMany(), Said(text="Halo [Nama],\n\nbesok\u202e libur.")).text
        == "Halo {nama},\n\nbesok libur."
    )


def test_exactly_as_many_letters_as_may_be_are_taken_and_one_more_is_not() -> None:
    assert len(taken(ForMany(), Said(text="a" * 700)).text) == 700
    assert isinstance(ForMany().read(Said(text="a" * 701)), Unclear)


@pytest.mark.parametrize("text", ["👍", "...", ""])
def test_what_says_nothing_is_asked_again(text: str) -> None:
    assert isinstance(ForMany().read(Said(text=text)), Unclear)


@pytest.mark.parametrize("thing", ["voice", "sticker", "contact", "location", "other"])
def test_what_cannot_go_to_many_is_asked_again(thing: str) -> None:
    assert isinstance(ForMany().read(Said(thing=thing, reference=PHOTO.packed())), Unclear)


def test_a_photo_comes_with_what_stands_below_it() -> None:
    written = taken(ForMany(), Said(thing="photo", reference=PHOTO.packed(), caption="Halo <nama>"))
    assert written == Written(text="Halo {nama}", file=PHOTO, is_photo=True)


def test_a_photo_is_not_taken_where_only_words_are_asked_for_nor_words_where_a_file_is() -> None:
    photo = Said(thing="photo", reference=PHOTO.packed())
    assert isinstance(ForMany(takes_file=False).read(photo), Unclear)
    assert isinstance(ForMany(wants_file=True).read(Said(text="foto")), Unclear)
    too_large = SentFile(reference="demo", size_bytes=FILE_BYTES_MAX + 1)
    assert isinstance(ForMany().read(Said(thing="photo", reference=too_large.packed())), Unclear)
    assert isinstance(ForMany().read(Said(thing="photo", reference="")), Unclear)


def test_the_words_on_the_button_skip() -> None:
    reading = ForMany(wants_file=True, skip=_("Tidak jadi")).read(Said(text="tidak jadi"))
    assert reading == Understood(None)


def test_an_answer_of_before_that_does_not_fit_any_more_is_asked_again() -> None:
    for plain in (None, "x", "[]", 3):
        with pytest.raises(NoLongerFits):
            ForMany().restore(plain)
    with pytest.raises(NoLongerFits):
        Answers().restore(["menu"])


def test_answers_are_as_many_as_there_are_buttons() -> None:
    reading = Answers().read(Said(text="pagi, sore"))
    assert isinstance(reading, Understood)
    assert Answers().restore(reading.plain) == ("Pagi", "Sore")
    assert isinstance(Answers().read(Said(text="a, b, c, d")), Unclear)
    assert isinstance(Answers().read(Said(thing="photo")), Unclear)
