"""What Telegram sends becomes an Incoming; the payloads beside this file are captured ones with demo people."""

import copy
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.telegram.decoding import decode, find_chat

PAYLOADS = {path.stem: path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.json"))}
SITI = "7000000001"
GROUP = "-1001000000001"
AT_MS = 1_770_000_000_000

HERS: dict[str, Any] = {"chat": SITI, "sender": SITI, "at_ms": AT_MS, "message_ref": "51", "language": "id"}
IN_GROUP = HERS | {"chat": GROUP, "message_ref": "52", "kind": IncomingKind.GROUP_TEXT}
CHANGE = HERS | {"message_ref": ""}
TAP = HERS | {"at_ms": 0, "kind": IncomingKind.TAP}
NOTHING = {"kind": IncomingKind.IGNORED, "chat": "", "sender": ""}


def text(said: str, **more: Any) -> dict[str, Any]:
    return HERS | {"kind": IncomingKind.TEXT, "text": said} | more


def file(
    kind: IncomingKind, file_ref: str, mime: str, size: int, name: str = "", said: str = ""
) -> dict[str, Any]:
    media = Media(file_ref=file_ref, mime=mime, size_bytes=size, name=name)
    return HERS | {"kind": kind, "text": said, "media": media}


EXPECTED: dict[str, dict[str, Any]] = {
    "text": text("25rb"),
    "text_reply": text("ya", reply_to_ref="40"),
    "text_emoji_and_link": text("👩‍👩‍👧 lihat contoh.id"),
    "start_with_payload": text("/start w_Ab3"),
    "command_with_mention": text("/menu"),
    "text_in_topic": text("halo"),
    "photo": file(IncomingKind.PHOTO, "large", "image/jpeg", 98_000, said="Warung saya"),
    "voice": file(IncomingKind.VOICE, "v1", "audio/ogg", 17_000),
    "audio": file(IncomingKind.VOICE, "a1", "audio/mpeg", 91_000, "lagu.mp3"),
    "video": file(IncomingKind.OTHER, "vid", "video/mp4", 300_000, said="ini"),
    "video_note": file(IncomingKind.OTHER, "vn", "video/mp4", 300_000),
    "animation": file(IncomingKind.OTHER, "gif", "video/mp4", 0),
    "document": file(IncomingKind.DOCUMENT, "d1", "application/pdf", 45_000, "daftar.pdf", "daftar"),
    "sticker": file(IncomingKind.STICKER, "st", "", 20_000),
    "contact_own": HERS
    | {"kind": IncomingKind.CONTACT, "contact_phone": "+6200000000000", "contact_is_own": True},
    "contact_of_another": HERS | {"kind": IncomingKind.CONTACT, "contact_phone": "+6200000000001"},
    "contact_without_account": HERS | {"kind": IncomingKind.CONTACT, "contact_phone": "+6200000000001"},
    "location": HERS | {"kind": IncomingKind.LOCATION},
    "venue": HERS | {"kind": IncomingKind.LOCATION},
    "dice": HERS | {"kind": IncomingKind.OTHER},
    "poll": HERS | {"kind": IncomingKind.OTHER},
    "pinned": NOTHING,
    "content_of_the_future": NOTHING,
    "edited": HERS | {"kind": IncomingKind.EDITED, "text": "30rb", "at_ms": AT_MS + 20_000, "language": ""},
    "edited_in_group": NOTHING,
    "tap": TAP | {"tap": "q1.a", "tap_ref": "4382bfdwdsb323b2d9", "message_ref": "40"},
    "tap_on_old_message": TAP | {"tap": "q0.b", "tap_ref": "4382", "message_ref": "12"},
    "tap_without_message": TAP | {"tap": "q0.b", "tap_ref": "4383", "message_ref": ""},
    "blocked": CHANGE | {"kind": IncomingKind.BLOCKED},
    "unblocked": CHANGE | {"kind": IncomingKind.UNBLOCKED},
    "group_added": CHANGE | {"kind": IncomingKind.GROUP_INVITED, "chat": GROUP},
    "group_promoted": CHANGE | {"kind": IncomingKind.IGNORED, "chat": GROUP},
    "group_removed": CHANGE | {"kind": IncomingKind.IGNORED, "chat": GROUP},
    "group_text": IN_GROUP | {"text": "/menu tolong"},
    "group_photo": IN_GROUP | {"text": "rapat"},
    "group_anonymous_admin": IN_GROUP | {"text": "halo", "sender": "1087968824", "language": ""},
    "group_other_bot": NOTHING,
    "group_joined": NOTHING,
    "group_migrates": {"kind": IncomingKind.GROUP_MIGRATED, "chat": "-41", "sender": "", "moved_to": GROUP},
    "group_migrated": {"kind": IncomingKind.GROUP_MIGRATED, "chat": "-41", "sender": "", "moved_to": GROUP},
    "channel_post": NOTHING,
    "update_of_the_future": NOTHING,
}


def test_every_payload_has_its_meaning_here():
    assert set(PAYLOADS) == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(PAYLOADS))
def test_a_payload_is_understood(name):
    body = PAYLOADS[name]
    wanted = Incoming(**EXPECTED[name])
    assert decode(body) == wanted
    assert decode(body, json.loads(body)) == wanted


@pytest.mark.parametrize("name", sorted(PAYLOADS))
def test_events_of_one_chat_are_stored_under_it(name):
    incoming = decode(PAYLOADS[name])
    if incoming.chat:
        assert find_chat(json.loads(PAYLOADS[name])) == incoming.chat


def update(**message: Any) -> dict[str, Any]:
    chat = {"id": 7, "type": "private"}
    return {"update_id": 1, "message": {"message_id": 5, "chat": chat, "from": {"id": 7}, **message}}


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        "halo",
        7,
        {},
        {"message": {"text": "halo"}},
        {"update_id": "1"},
        {"update_id": True},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {"text": "halo"}},
        {"update_id": 1, "callback_query": {"id": "1"}},
        update(text=7),
        update(text="halo", date="now"),
        update(text="halo", date=float("nan")),
        update(text="halo", date=-1),
        update(text="halo", date=2**50),
        update(text="halo", chat={"id": 1e30}),
        update(text="halo", chat={"id": 2**63}),
        update(text="halo", chat={"id": None}),
        update(text="halo", message_id=None),
        update(text="halo", **{"from": {"id": "7"}}),
        update(text="halo", reply_to_message=3),
        update(photo=[]),
        update(photo=[7]),
        update(photo={"file_id": "x"}),
        update(photo=[{"file_id": "x", "width": "wide", "height": 1}]),
        update(voice={"file_id": 7}),
        update(document={}),
        update(contact="08"),
    ],
)
def test_what_telegram_does_not_document_is_undecodable(broken):
    with pytest.raises(Undecodable):
        decode(json.dumps(broken).encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"halo",
        b"\xff\xfe\x00",
        b'{"update_id": 1',
        b"[" * 100_000,
        b'{"update_id": ' + b"9" * 5_000 + b"}",
        b'{"update_id": 1, "message": {"message_id": NaN}}',
        b'{"update_id": 1, "message": {"message_id": 1e999}}',
    ],
)
def test_bytes_that_are_no_update_are_undecodable(body):
    with pytest.raises(Undecodable):
        decode(body)


@pytest.mark.parametrize("number", [2**52, -(2**52), -1, 0])
def test_ids_of_any_sign_and_52_bits_are_chats(number):
    assert decode(json.dumps(update(text="halo", chat={"id": number})).encode()).chat == str(number)


def test_a_private_message_without_a_sender_is_hers():
    event = update(text="halo")
    del event["message"]["from"]
    assert decode(b"", event).sender == "7"


def test_halves_of_pairs_and_nul_never_reach_the_program():
    body = json.dumps(update(text="SAID")).encode().replace(b"SAID", rb"a\ud83d b\u0000 \ud83d\ude00")
    said = decode(body).text
    assert said == "a\ufffd b \U0001f600"
    said.encode()


@pytest.mark.parametrize(
    "said, understood",
    [
        ("/menu@OurBot", "/menu"),
        ("/start@OurBot abc", "/start abc"),
        ("/start abc@def", "/start abc@def"),
        ("tulis ke /menu@OurBot", "tulis ke /menu@OurBot"),
        ("@OurBot halo", "@OurBot halo"),
    ],
)
def test_a_mention_directly_after_a_command_is_left_out(said, understood):
    assert decode(b"", update(text=said)).text == understood


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, child in inner for place in _places(child, (*path, key)))]


@given(data=st.data())
def test_a_payload_with_one_field_spoilt_is_understood_or_undecodable_and_nothing_else(data):
    event = json.loads(PAYLOADS[data.draw(st.sampled_from(sorted(PAYLOADS)))])
    place = data.draw(st.sampled_from(_places(event)[1:]))
    target = event
    for key in place[:-1]:
        target = target[key]
    target[place[-1]] = data.draw(json_values)
    before = copy.deepcopy(event)
    try:
        incoming = decode(b"", event)
    except Undecodable:
        pass
    else:
        for value in (incoming.text, incoming.tap, incoming.language, incoming.chat, incoming.sender):
            value.encode()
        assert isinstance(find_chat(event), str)
    assert repr(event) == repr(before)


@given(json_values)
def test_the_order_key_of_anything_is_a_text(value):
    assert isinstance(find_chat(value), str)
    assert isinstance(find_chat({"message": value, "callback_query": value}), str)


def test_reading_an_update_is_far_cheaper_than_storing_it():
    event = json.loads(PAYLOADS["text"])
    started = time.perf_counter()
    for _ in range(2_000):
        decode(b"", event)
    assert (time.perf_counter() - started) / 2_000 < 100e-6
