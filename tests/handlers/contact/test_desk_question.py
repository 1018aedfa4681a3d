"""Below a matter: a choice is a choice, everything else is a draft."""

import pytest

from conversation.questions import Choice, NoLongerFits, Said, Unclear, Understood
from conversation.text import _
from domain.matters import MessageKind
from handlers.contact.desk_question import Desk
from handlers.contact.message_question import STAFF_CHARS_MAX, Draft

ANSWER = Choice("answer", _("Balas"), words=("jawab",))
MORE = Choice("more", _("Lainnya"))
DESK = Desk(of=(ANSWER, MORE))


def read(said: Said) -> str | Draft:
    reading = DESK.read(said)
    assert isinstance(reading, Understood)
    found = DESK.restore(reading.plain)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "said", [Said(tapped="answer"), Said(text="balas"), Said(text="1"), Said(text="Jawab")]
)
def test_a_button_a_number_a_label_or_a_synonym_is_the_choice(said: Said) -> None:
    assert read(said) == "answer"


@pytest.mark.parametrize("text", ["Besok ya, Bu.", "jawab saja nanti ya Bu, saya tunggu", "Terima kasih, Bu"])
def test_everything_else_is_words_for_her(text: str) -> None:
    assert read(Said(text=text)) == Draft(kind=MessageKind.TEXT, text=text)


def test_a_photo_with_words_below_it_is_a_draft() -> None:
    draft = read(Said(thing="photo", reference="4:abc", caption="ini suratnya"))
    assert isinstance(draft, Draft)
    assert (draft.kind, draft.text, draft.file is not None) == (MessageKind.PHOTO, "ini suratnya", True)


def test_what_cannot_be_passed_on_or_is_too_long_is_said() -> None:
    for said in (Said(thing="contact"), Said(thing="sticker"), Said(text="a " * STAFF_CHARS_MAX)):
        assert isinstance(DESK.read(said), Unclear)


@pytest.mark.parametrize("text", ["ga jadi", "kembali", "7", "🙏", "..."])
def test_what_leads_away_and_what_says_nothing_is_no_draft(text: str) -> None:
    assert isinstance(DESK.read(Said(text=text)), Unclear)


def test_a_choice_that_is_gone_fits_no_longer() -> None:
    with pytest.raises(NoLongerFits):
        DESK.restore("=gone")


def test_her_words_stay_on_the_screen_and_commands_stay_commands() -> None:
    assert not DESK.sensitive
    assert not DESK.takes_any_text
    assert not DESK.takes_digits
    assert not DESK.patient
