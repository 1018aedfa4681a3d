"""An announcement becomes her message when her row is opened, with what only her own row knows."""

import json
from types import MappingProxyType

from bot.announcing import outgoing
from bot.channels.base import Layout
from bot.outgoing import unpack
from domain.announcements import Content, NewsKind

CONTENT = Content(
    texts=MappingProxyType({"id": "{panggilan} {nama}, besok datang?"}),
    choices=("Datang", "Tidak"),
    sender="Balai Melati",
    news=NewsKind.TRAINING,
    code="K7Q2M",
    recipe="announcement/picture.jpg",
    recipe_args=(4,),
)


def body(chat: str = "77") -> dict[str, object]:
    opened = json.loads(CONTENT.pack())
    return {"chat": chat, **opened, "salutation": "Teteh", "name": "Siti", "language": "id"}


def test_it_is_addressed_to_her_and_asks_with_buttons_that_name_the_announcement() -> None:
    made = outgoing(body(), 12)
    assert (made.chat, made.outbox_id, made.layout) == ("77", "12", Layout.BUTTONS)
    assert "Teteh Siti, besok datang?" in made.text
    assert [(each.label, each.payload) for each in made.buttons] == [
        ("Datang", "aK7Q2M.1"),
        ("Tidak", "aK7Q2M.2"),
    ]
    assert (made.recipe, made.recipe_args) == ("announcement/picture.jpg", (4,))


def test_a_row_of_the_outbox_that_is_an_announcement_is_opened_so() -> None:
    assert unpack(json.dumps(body()).encode(), 12) == outgoing(body(), 12)


def test_a_groups_chat_gets_no_buttons_and_no_names() -> None:
    made = outgoing(body("-100"), 12)
    assert made.buttons == ()
    assert made.layout is Layout.NONE
    assert "Siti" not in made.text
    assert "Teteh" not in made.text
