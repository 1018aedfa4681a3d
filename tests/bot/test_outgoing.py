"""A message comes out of the outbox as it went in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Button, Edit, Layout, Outgoing
from bot.outgoing import addressed, pack, unpack

words = st.text(st.characters(exclude_categories=()), max_size=30)  # half signs too
buttons = st.lists(st.builds(Button, label=words, payload=words, hint=words), max_size=4).map(tuple)
messages = st.builds(
    Outgoing,
    outbox_id=st.just("7"),
    chat=words,
    text=words,
    buttons=buttons,
    list_button=words,
    tap_ref=words,
    tap_notice=words,
    edits=st.lists(st.builds(Edit, message_ref=words, text=words, buttons=buttons), max_size=3).map(tuple),
    deletes=st.lists(words, max_size=3).map(tuple),
    replaces=words,
    document=st.none() | st.binary(max_size=50),
    document_name=words,
    document_mime=words,
    template=words,
    template_language=words,
    template_params=st.lists(st.tuples(words, words), max_size=3).map(tuple),
    protect=st.booleans(),
    ask_contact=st.booleans(),
    leave=st.booleans(),
)


@given(messages, st.sampled_from(Layout))
def test_what_is_packed_is_unpacked_the_same(message: Outgoing, layout: Layout) -> None:
    if message.buttons:
        message = replace(message, layout=layout)
    assert unpack(pack(message), 7) == message


def test_the_chat_stands_first_so_that_groups_are_recognised() -> None:
    """bot/delivery.py looks at the first bytes to keep the pace of groups."""
    assert pack(Outgoing(outbox_id="1", chat="-100", text="x")).startswith(b'{"chat":"-100"')


def test_what_is_empty_takes_no_room() -> None:
    assert pack(Outgoing(outbox_id="1", chat="1", text="x")) == b'{"chat":"1","text":"x"}'


def test_an_edit_packed_before_edits_had_buttons_is_still_read() -> None:
    packed = b'{"chat":"1","edits":[["5","text"]]}'
    assert unpack(packed, 7).edits == (Edit(message_ref="5", text="text"),)


def test_only_the_address_changes_for_another_chat() -> None:
    message = Outgoing(outbox_id="1", chat="1", text="x", protect=True)
    assert addressed(message, "2") == Outgoing(outbox_id="1", chat="2", text="x", protect=True)
