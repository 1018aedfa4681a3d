"""Every kind of event, as Meta documents it, understood; and none that raises anything but Undecodable."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Incoming, IncomingKind, Media, Undecodable
from bot.channels.whatsapp.decoding import decode

SITI, HER_ID = "620000000101", "ID.1349120865530274"
FRAME = {"from": SITI, "id": "wamid.A", "timestamp": "1770087600"}
FILE = {"id": "1003383421387256", "mime_type": "image/jpeg", "sha256": "SfIn="}
MINE = {"from": "620000000001", "id": "wamid.MINE"}


def read(piece: dict[str, Any]) -> Incoming:
    """Decoded from its bytes, and the same from what was parsed already."""
    body = json.dumps(piece).encode()
    found = decode(body)
    assert decode(b"", copy.deepcopy(piece)) == found
    return found


def message(**content: Any) -> Incoming:
    return read({"field": "messages", "message": {**FRAME, **content}})


def hers(kind: IncomingKind, **more: Any) -> Incoming:
    usual: dict[str, Any] = {"chat": SITI, "sender": SITI, "message_ref": "wamid.A"}
    return Incoming(kind=kind, **({**usual, "at_ms": 1_770_087_600_000} | more))


PHOTO = Media(file_ref=FILE["id"], mime="image/jpeg")


@pytest.mark.parametrize(
    "content, understood",
    [
        ({"type": "text", "text": {"body": "tabungan 🌸"}}, hers(IncomingKind.TEXT, text="tabungan 🌸")),
        ({"text": {"body": "halo"}}, hers(IncomingKind.TEXT, text="halo")),
        (
            {"type": "text", "text": {"body": "ya"}, "context": MINE},
            hers(IncomingKind.TEXT, text="ya", reply_to_ref="wamid.MINE"),
        ),
        (
            {"type": "text", "text": {"body": "ya"}, "context": {"forwarded": True}},
            hers(IncomingKind.TEXT, text="ya"),
        ),
        (
            {
                "type": "interactive",
                "context": MINE,
                "interactive": {"type": "button_reply", "button_reply": {"id": "q1.0", "title": "Ya"}},
            },
            hers(IncomingKind.TAP, tap="q1.0", text="Ya", message_ref="wamid.MINE"),
        ),
        (
            {
                "type": "interactive",
                "context": MINE,
                "interactive": {
                    "type": "list_reply",
                    "list_reply": {"id": "q1.7", "title": "Tabungan", "description": "x"},
                },
            },
            hers(IncomingKind.TAP, tap="q1.7", text="Tabungan", message_ref="wamid.MINE"),
        ),
        (
            {
                "type": "interactive",
                "interactive": {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}},
            },
            hers(IncomingKind.OTHER),
        ),
        (
            {"type": "interactive", "interactive": {"call_permission_reply": {"response": "accept"}}},
            hers(IncomingKind.IGNORED),
        ),
        (
            {"type": "button", "context": MINE, "button": {"payload": "a7.1", "text": "Lihat kabar"}},
            hers(IncomingKind.TAP, tap="a7.1", text="Lihat kabar", message_ref="wamid.MINE"),
        ),
        (
            {
                "type": "button",
                "context": MINE,
                "button": {"payload": "Lihat kabar", "text": "Lihat kabar"},
            },
            hers(IncomingKind.TEXT, text="Lihat kabar", reply_to_ref="wamid.MINE"),
        ),
        (
            {"type": "image", "image": {**FILE, "caption": "rumah saya"}},
            hers(IncomingKind.PHOTO, text="rumah saya", media=PHOTO),
        ),
        (
            {"type": "audio", "audio": {"id": "7", "mime_type": "audio/ogg; codecs=opus", "voice": True}},
            hers(IncomingKind.VOICE, media=Media(file_ref="7", mime="audio/ogg; codecs=opus")),
        ),
        (
            {
                "type": "document",
                "document": {"id": "7", "mime_type": "application/pdf", "filename": "kk.pdf"},
            },
            hers(
                IncomingKind.DOCUMENT,
                media=Media(file_ref="7", mime="application/pdf", name="kk.pdf"),
            ),
        ),
        (
            {"type": "sticker", "sticker": {"id": "7", "mime_type": "image/webp", "animated": False}},
            hers(IncomingKind.STICKER, media=Media(file_ref="7", mime="image/webp")),
        ),
        (
            {"type": "video", "video": {"id": "7", "mime_type": "video/mp4", "caption": "lihat"}},
            hers(IncomingKind.OTHER, text="lihat", media=Media(file_ref="7", mime="video/mp4")),
        ),
        (
            {"type": "location", "location": {"latitude": -6.5, "longitude": 107.4}},
            hers(IncomingKind.LOCATION),
        ),
        (
            {"type": "contacts", "contacts": [{"phones": [{"phone": f"+{SITI}", "wa_id": SITI}]}]},
            hers(IncomingKind.CONTACT, contact_phone=f"+{SITI}", contact_is_own=True),
        ),
        (  # somebody else's number written beside her own
            {"type": "contacts", "contacts": [{"phones": [{"phone": "+62000", "wa_id": SITI}]}]},
            hers(IncomingKind.CONTACT, contact_phone=f"+{SITI}", contact_is_own=True),
        ),
        (  # her number written beside somebody else's
            {"type": "contacts", "contacts": [{"phones": [{"phone": f"+{SITI}", "wa_id": "62000"}]}]},
            hers(IncomingKind.CONTACT, contact_phone=f"+{SITI}"),
        ),
        (
            {"type": "contacts", "contacts": [{"phones": [{"phone": "+62000", "wa_id": "62000"}]}]},
            hers(IncomingKind.CONTACT, contact_phone="+62000"),
        ),
        (
            {
                "type": "contacts",
                "origin": "contact_request",
                "contacts": [{"vcard": "x", "phones": [{"phone": "+62000"}]}],
            },
            hers(IncomingKind.CONTACT, contact_phone="+62000", contact_is_own=True),
        ),
        ({"type": "contacts", "contacts": [{"name": {}}]}, hers(IncomingKind.OTHER)),
        (
            {
                "type": "edit",
                "edit": {
                    "original_message_id": "wamid.OLD",
                    "message": {"type": "text", "text": {"body": "10 ribu"}},
                },
            },
            hers(IncomingKind.EDITED, text="10 ribu", message_ref="wamid.OLD"),
        ),
        (
            {
                "type": "edit",
                "edit": {
                    "original_message_id": "wamid.OLD",
                    "message": {"type": "image", "image": {**FILE, "caption": "x"}},
                },
            },
            hers(IncomingKind.EDITED, text="x", message_ref="wamid.OLD"),
        ),
        ({"type": "unsupported", "errors": [{"code": 131051}]}, hers(IncomingKind.OTHER)),
        ({"type": "order", "order": {"catalog_id": "1"}}, hers(IncomingKind.OTHER)),
        ({"type": "of_the_future", "of_the_future": {}}, hers(IncomingKind.OTHER)),
        ({"errors": [{"code": 131051}]}, hers(IncomingKind.OTHER)),
        (
            {"type": "text", "text": {"body": "tolong"}, "group_id": "G1"},
            hers(IncomingKind.GROUP_TEXT, text="tolong", chat="G1"),
        ),
        (
            {"type": "text", "text": {"body": "ya"}, "identity": {"hash": "DF2lS5v2W6x="}},
            hers(IncomingKind.TEXT, text="ya", identity="DF2lS5v2W6x="),
        ),
        (
            {"type": "text", "text": {"body": "a\x00b\ud800"}, "timestamp": 1_770_087_600},
            hers(IncomingKind.TEXT, text="ab\ufffd"),
        ),
    ],
    ids=lambda value: str(value.get("type", "?")) if isinstance(value, dict) else "",
)
def test_what_she_sends_is_understood(content, understood):
    assert message(**content) == understood


@pytest.mark.parametrize(
    "content",
    [
        {"type": "reaction", "reaction": {"message_id": "wamid.MINE", "emoji": "👍"}},
        {"type": "reaction", "reaction": {"message_id": "wamid.MINE"}},
        {"type": "revoke", "revoke": {"original_message_id": "wamid.A"}},
        {"type": "request_welcome"},
    ],
)
def test_what_says_nothing_to_us_is_no_answer(content):
    assert message(**content).kind is IncomingKind.IGNORED


@pytest.mark.parametrize(
    "part, contact, chat, alias",
    [
        ({"from": SITI}, None, SITI, ""),
        ({"from": f"+{SITI}"}, None, SITI, ""),
        ({"from": SITI, "from_user_id": HER_ID}, None, HER_ID, SITI),
        ({"from_user_id": HER_ID}, {"profile": {"name": "Demo"}}, HER_ID, ""),
        ({"from": HER_ID}, None, HER_ID, ""),
        ({"from": SITI}, {"wa_id": SITI, "user_id": HER_ID}, HER_ID, SITI),
        ({}, {"wa_id": SITI, "user_id": HER_ID}, HER_ID, SITI),
        ({}, {"wa_id": SITI}, SITI, ""),
    ],
)
def test_she_is_known_by_her_user_id_and_beside_it_by_her_number(part, contact, chat, alias):
    piece: dict[str, Any] = {
        "message": {"id": "wamid.A", "type": "text", "text": {"body": "ya"}, **part},
    }
    if contact:
        piece["contact"] = contact
    found = read(piece)
    assert (found.chat, found.sender, found.alias) == (chat, chat, alias)


NEW, NEW_ID = "620000000202", "ID.99"


@pytest.mark.parametrize(
    "part, system, was, becomes",
    [
        ({"from": SITI}, {"wa_id": NEW}, (SITI, ""), (NEW, "")),
        ({"from": SITI}, {"new_wa_id": NEW}, (SITI, ""), (NEW, "")),
        (
            {"from": SITI},
            {"wa_id": NEW, "user_id": NEW_ID, "previous_user_id": HER_ID},
            (HER_ID, SITI),
            (NEW_ID, NEW),
        ),
        ({}, {"user_id": NEW_ID, "previous_user_id": HER_ID}, (HER_ID, ""), (NEW_ID, "")),
        ({"from": SITI}, {"wa_id": NEW, "user_id": NEW_ID}, (SITI, ""), (NEW_ID, NEW)),
    ],
)
def test_a_new_number_or_user_id_is_told_with_the_old_one(part, system, was, becomes):
    kind = "user_changed_number" if "wa_id" in system else "user_changed_user_id"
    piece = {"message": {"id": "wamid.A", "type": "system", **part, "system": {"type": kind, **system}}}
    found = read(piece)
    assert found.kind is IncomingKind.MOVED
    assert (found.chat, found.alias) == was
    assert (found.moved_to, found.moved_alias) == becomes


def test_another_system_message_is_nothing_to_do():
    assert message(type="system", system={"type": "customer_identity_changed"}).kind is IncomingKind.IGNORED


@pytest.mark.parametrize(
    "more, wanted",
    [
        ({"status": "sent", "biz_opaque_callback_data": "17"}, {"status": "sent", "status_ref": "17"}),
        ({"status": "read"}, {"status": "read", "status_ref": "wamid.B"}),
        ({"status": "played"}, {"status": "read"}),
        ({"status": "failed", "errors": [{"code": 131047}]}, {"fault": "131047 window_closed"}),
        ({"status": "failed", "errors": []}, {"fault": ""}),
        ({"status": "sent", "pricing": {"billable": True, "category": "UTILITY"}}, {"category": "utility"}),
        ({"status": "sent", "pricing": {"billable": False, "category": "service"}}, {"category": "free"}),
        (
            {"status": "sent", "pricing": {"type": "free_entry_point", "category": "service"}},
            {"category": "free"},
        ),
        ({"status": "sent", "recipient_user_id": HER_ID}, {"chat": HER_ID, "alias": SITI}),
        ({"status": "failed", "recipient_id": None}, {"chat": ""}),
    ],
)
def test_a_status_tells_of_which_message_what_and_what_it_costs(more, wanted):
    status = {"id": "wamid.B", "timestamp": "1770087600", "recipient_id": SITI, **more}
    found = read({"status": status})
    assert (found.kind, found.message_ref, found.at_ms) == (IncomingKind.STATUS, "wamid.B", 1_770_087_600_000)
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "value, category, kind",
    [
        ("stop", "marketing_messages", IncomingKind.NEWS_STOPPED),
        ("resume", "marketing_messages", IncomingKind.NEWS_RESUMED),
        ("stop", "another_kind", IncomingKind.IGNORED),
        ("pause", "marketing_messages", IncomingKind.IGNORED),
    ],
)
def test_who_stopped_news_in_her_own_app_is_heard(value, category, kind):
    preference = {"wa_id": SITI, "category": category, "value": value, "timestamp": 1_731_705_721}
    found = read({"field": "user_preferences", "preference": preference})
    assert found.kind is kind
    if kind is not IncomingKind.IGNORED:
        assert (found.chat, found.at_ms) == (SITI, 1_731_705_721_000)


def test_what_meta_decides_about_a_template_is_told():
    change = {
        "event": "REJECTED",
        "message_template_id": 1689556908129832,
        "message_template_name": "kabar_menunggu",
        "message_template_language": "id",
        "message_template_category": "UTILITY",
        "reason": "INVALID_FORMAT",
    }
    found = read({"field": "message_template_status_update", "change": change})
    assert (found.kind, found.text, found.language) == (IncomingKind.TEMPLATE, "kabar_menunggu", "id")
    assert (found.status, found.fault, found.category) == ("rejected", "INVALID_FORMAT", "utility")
    assert read({"field": "account_update", "change": change}).kind is IncomingKind.IGNORED


@pytest.mark.parametrize(
    "piece",
    [
        {},
        {"unreadable": 7},
        {"message": 7},
        {"message": {"id": "a", "type": "text", "from": SITI}},
        {"message": {"id": "a", "type": "text", "from": SITI, "text": {"body": 7}}},
        {"message": {"type": "text", "from": SITI, "text": {"body": "a"}}},
        {"message": {"id": "a", "type": "text", "text": {"body": "a"}}},
        {"message": {"id": "a", "type": "image", "from": SITI, "image": {}}},
        {"message": {"id": "a", "type": "text", "from": "a b", "text": {"body": "a"}}},
        {"message": {"id": "a", "type": "system", "system": {"type": "user_changed_number"}}},
        {"status": {"status": "sent"}},
        {"preference": {"value": "stop"}},
        [],
        None,
    ],
)
def test_what_is_not_as_documented_is_undecodable(piece):
    with pytest.raises(Undecodable):
        decode(json.dumps(piece).encode())


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b"9" * 5_000])
def test_no_bytes_raise_anything_else(body):
    with pytest.raises(Undecodable):
        decode(body)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.just(SITI),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
KINDS = st.sampled_from(
    "text button interactive image audio contacts edit location system sticker order reaction x".split()
)


@given(part=st.sampled_from(["message", "status", "preference", "change", "contact"]), data=st.data())
def test_whatever_stands_in_the_fields_it_is_an_incoming_or_undecodable(part, data):
    kind = data.draw(KINDS)
    fields = {"id": "a", "type": kind, "from": SITI, kind: data.draw(VALUES), "system": data.draw(VALUES)}
    fields |= data.draw(st.dictionaries(st.sampled_from([*fields, "timestamp", "context", "errors"]), VALUES))
    try:
        assert isinstance(
            decode(b"", {part: fields, "field": "messages", "contact": data.draw(VALUES)}), Incoming
        )
    except Undecodable:
        pass
