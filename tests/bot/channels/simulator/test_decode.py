"""Raw events become Incoming; anything else is Undecodable, and nothing else is ever raised."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.simulator.decode import decode

WRITTEN = {
    "id": 7,
    "phone": "siti",
    "look": "telegram",
    "at_ms": 1000,
    "kind": "text",
    "text": "halo",
    "message": "7",
}
FILE = {"ref": "ab", "name": "kue.png", "mime": "image/png", "size_bytes": 3}


def test_a_text_is_understood() -> None:
    assert decode(json.dumps(WRITTEN).encode()) == Incoming(
        kind=IncomingKind.TEXT,
        chat="siti",
        sender="siti",
        at_ms=1000,
        text="halo",
        message_ref="7",
        language="id",
    )


def test_a_file_is_a_reference_to_be_fetched_later() -> None:
    incoming = decode(b"", {**WRITTEN, "kind": "photo", "file": FILE})
    assert incoming.media == Media(file_ref="ab", name="kue.png", mime="image/png", size_bytes=3)


def test_what_a_sticker_shows_is_no_word_of_hers() -> None:
    assert decode(b"", {**WRITTEN, "kind": "sticker", "text": "🙏"}).text == ""


def test_a_contact_is_own_only_if_the_phone_says_so() -> None:
    contact = {**WRITTEN, "kind": "contact", "number": "+620000000001"}
    assert decode(b"", {**contact, "own": True}).contact_is_own
    assert not decode(b"", {**contact, "own": False}).contact_is_own
    assert not decode(b"", {**contact, "own": "ya"}).contact_is_own


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "dance"},
        {"kind": "group_text"},
        {"phone": 3},
        {"at_ms": "now"},
        {"at_ms": -1},
        {"text": None},
    ],
)
def test_a_wrong_field_is_undecodable(change: dict[str, object]) -> None:
    with pytest.raises(Undecodable):
        decode(json.dumps({**WRITTEN, **change}).encode())


@pytest.mark.parametrize("change", [{"size_bytes": 6 * 1024 * 1024}, {"ref": 1}, {"name": None}])
def test_a_wrong_file_is_undecodable(change: dict[str, object]) -> None:
    with pytest.raises(Undecodable):
        decode(b"", {**WRITTEN, "kind": "photo", "file": {**FILE, **change}})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*WRITTEN, "file", "own"]), inner),
    max_leaves=10,
)


@given(st.binary() | json_values.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_it_is_understood_or_undecodable(body: bytes) -> None:
    try:
        understood = decode(body)
    except Undecodable:
        return
    assert isinstance(understood, Incoming)


def test_a_bottomless_event_is_undecodable() -> None:
    with pytest.raises(Undecodable):
        decode(b"[" * 100_000)
