"""What came in, as a question sees it."""

import pytest

from bot.channels.base import Incoming, IncomingKind, Media
from bot.reply import Heard
from bot.saying import THINGS_AND_WORDS, is_on_screen, said_of, shortcut, words_of
from conversation.questions import MORE, PERSON, SKIP
from db.people import Actor
from db.talks import Talk

ACTOR = Actor(
    account_id=1, person_id=2, channel="demo", phone="own", language="id", zone="Asia/Jakarta", staff=False
)
TALK = Talk(
    id=1,
    account_id=1,
    person_id=2,
    name="demo",
    entries=[],
    keys=("a", SKIP, PERSON, MORE),
    labels=("Selesai saja", "Lewati", "Petugas", "Lihat yang lain"),
)


def incoming(kind: IncomingKind, **more: object) -> Incoming:
    return Incoming(kind=kind, chat="1", sender="1", message_ref="7", reply_to_ref="5", **more)  # type: ignore[arg-type]


def test_a_thing_brings_its_caption_its_place_and_what_it_answers() -> None:
    said = said_of(incoming(IncomingKind.PHOTO, text=" ini ", media=Media(file_ref="f", size_bytes=3)))
    assert (said.thing, said.caption, said.text, said.ref, said.quotes) == ("photo", "ini", "", "7", "5")
    assert said.reference == "3:f"


def test_words_bring_the_same() -> None:
    said = said_of(incoming(IncomingKind.TEXT, text=" halo "))
    assert (said.thing, said.text, said.ref, said.quotes) == ("", "halo", "7", "5")
    heard = Heard(actor=ACTOR, talk=None, incoming=incoming(IncomingKind.TEXT, text="halo"))
    assert (words_of(heard, "halo").ref, words_of(heard, "halo").quotes) == ("7", "5")


def test_only_her_own_number_is_taken_from_a_card() -> None:
    own = incoming(IncomingKind.CONTACT, contact_phone="+62", contact_is_own=True)
    assert said_of(own).contact == "+62"
    assert said_of(incoming(IncomingKind.CONTACT, contact_phone="+62")).contact == ""


@pytest.mark.parametrize(("text", "there"), (("selesai saja", True), ("Selesai", True), ("sele", False)))
def test_a_label_may_be_typed_or_begun(text: str, there: bool) -> None:
    assert is_on_screen(TALK, text) is there


@pytest.mark.parametrize(("text", "key"), (("0", SKIP), ("9", PERSON), ("lewati", SKIP), ("lagi", MORE)))
def test_digits_and_words_of_the_house(text: str, key: str) -> None:
    said = shortcut(TALK, text)
    assert said is not None
    assert said.tapped == key


def test_a_tap_is_neither_words_nor_a_thing() -> None:
    assert IncomingKind.TAP not in THINGS_AND_WORDS
    assert IncomingKind.EDITED not in THINGS_AND_WORDS
