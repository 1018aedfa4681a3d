"""What may be passed on is taken as it is; what may not is said kindly, with another way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversation.questions import NoLongerFits, Said, Unclear, Understood
from conversation.text import _
from domain.files import FILE_BYTES_MAX, SentFile
from domain.matters import TEXT_CHARS_MAX, MessageKind
from handlers.contact.message_question import (
    END,
    STAFF_CHARS_MAX,
    Draft,
    ForOthers,
    hers,
    line,
    theirs,
    unpacked_draft,
)

ENDS = _("Selesai")


def draft_of(question: ForOthers, said: Said) -> Draft:
    reading = question.read(said)
    assert isinstance(reading, Understood)
    draft = question.restore(reading.plain)
    assert draft is not None
    return draft


@pytest.mark.parametrize("text", ("halo", "9", "0", "terima kasih", "tidak tahu", "batal saja ya bu"))
def test_any_words_are_hers_to_say(text: str) -> None:
    assert draft_of(hers(), Said(text=text, ref="7", quotes="5")) == Draft(
        kind=MessageKind.TEXT, text=text, message_ref="7", answers_ref="5"
    )


@pytest.mark.parametrize("thing", ("photo", "voice", "document"))
def test_a_thing_comes_with_what_stands_under_it(thing: str) -> None:
    draft = draft_of(hers(), Said(thing=thing, reference="4:f", caption=" ini  bu "))
    assert draft == Draft(kind=MessageKind(thing), text="ini bu", file=SentFile(reference="f", size_bytes=4))


@pytest.mark.parametrize("thing", ("contact", "location", "sticker", "other", "photo"))
def test_what_cannot_be_passed_on_is_said(thing: str) -> None:
    reading = hers().read(Said(thing=thing, reference=""))
    assert isinstance(reading, Unclear)
    assert reading.text is not None


def test_limits_of_both_sides() -> None:
    assert draft_of(hers(), Said(text="a" * TEXT_CHARS_MAX)).text
    assert draft_of(theirs(), Said(text="a" * STAFF_CHARS_MAX)).text
    for question, said in (
        (hers(), Said(text="a" * (TEXT_CHARS_MAX + 1))),
        (theirs(), Said(text="a" * (STAFF_CHARS_MAX + 1))),
        (hers(), Said(thing="photo", reference=f"{FILE_BYTES_MAX + 1}:f")),
        (hers(), Said(text="\u200b")),
    ):
        assert isinstance(question.read(said), Unclear)


@pytest.mark.parametrize("said", (Said(tapped=END), Said(text="selesai"), Said(text=" SELESAI ")))
def test_the_button_or_its_word_leaves(said: Said) -> None:
    reading = line(ends=ENDS).read(said)
    assert reading == Understood("")
    assert line(ends=ENDS).restore("") is None


def test_without_that_button_the_word_is_a_word() -> None:
    assert draft_of(hers(), Said(text="selesai")).text == "selesai"


@pytest.mark.parametrize("plain", (None, 3, "", "[]", '["film","","","",""]', '["text"]', "{}"))
def test_what_no_longer_fits_is_asked_again(plain: object) -> None:
    with pytest.raises(NoLongerFits):
        hers().restore(plain)


@given(text=st.text(min_size=1), ref=st.text(), quotes=st.text(), file=st.booleans())
def test_a_draft_travels_whole(text: str, ref: str, quotes: str, file: bool) -> None:
    draft = Draft(
        kind=MessageKind.PHOTO if file else MessageKind.TEXT,
        text=text,
        file=SentFile(reference="a:b:c", size_bytes=9) if file else None,
        message_ref=ref,
        answers_ref=quotes,
    )
    assert unpacked_draft(draft.packed()) == draft


def test_only_the_line_is_quiet() -> None:
    assert (line().quiet, hers().quiet, theirs().quiet) == (True, False, False)
    assert all(each.relays and each.patient for each in (line(), hers(), theirs()))
