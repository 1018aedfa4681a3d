"""Nothing of a call is lost: every entry, change, message and status becomes an event with a key of its own."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import IncomingKind
from bot.channels.whatsapp.decoding import decode
from bot.channels.whatsapp.events import batch_of
from tests.fakes.graph_api import GraphApi, written
from tests.fakes.graph_api_world import NUMBER_ID

SITI, LILIS = "620000000101", "620000000102"
HERE = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER_ID}}


def call(*values: dict[str, Any], field: str = "messages") -> bytes:
    """One entry with these changes."""
    changes = [{"field": field, "value": {**HERE, **value}} for value in values]
    return written(
        {"object": "whatsapp_business_account", "entry": [{"id": "1", "time": 1, "changes": changes}]}
    )


def text(number: str, wamid: str, body: str = "halo") -> dict[str, Any]:
    return {"from": number, "id": wamid, "timestamp": "1", "type": "text", "text": {"body": body}}


def test_a_hundred_mixed_events_in_one_call_are_a_hundred_events():
    api = GraphApi()
    chance = random.Random(7)
    for number in range(25):
        address = f"62000000{number:04}"
        api.world.add_person(address, user_id=f"ID.{number}" if number % 2 else "")
        api.user_says(address, f"halo {number} 🌸 \N{LATIN SMALL LETTER E WITH ACUTE}")
        api.sends_file(address, chance.choice(["image", "audio", "document"]), b"x", "image/jpeg")
        api.stops_news(address)
        api.sends_contact(address)
    events = batch_of(api.body(most=100), NUMBER_ID).events
    assert len({event.key for event in events}) == 100
    kinds = [decode(event.body, event.event).kind for event in events]
    assert kinds.count(IncomingKind.NEWS_STOPPED) == 25
    assert {kinds.count(kind) for kind in (IncomingKind.TEXT, IncomingKind.CONTACT)} == {25}
    assert all(decode(event.body) == decode(b"", event.event) for event in events)
    assert all(event.chat == decode(event.body).chat for event in events)


def test_messages_and_statuses_of_one_change_are_all_there():
    statuses = [{"id": "wamid.M", "status": name, "recipient_id": SITI} for name in ("sent", "delivered")]
    messages = [text(SITI, "wamid.A"), text(LILIS, "wamid.B")]
    events = batch_of(call({"messages": messages, "statuses": statuses}), NUMBER_ID).events
    assert [event.key for event in events] == [
        f"{NUMBER_ID}:wamid.A",
        f"{NUMBER_ID}:wamid.B",
        f"{NUMBER_ID}:wamid.M:sent",
        f"{NUMBER_ID}:wamid.M:delivered",
    ]


def test_each_message_has_the_contact_of_its_own_sender():
    contacts = [{"wa_id": LILIS, "user_id": "ID.2"}, {"wa_id": SITI, "user_id": "ID.1"}]
    messages = [text(SITI, "wamid.A"), text(LILIS, "wamid.B")]
    events = batch_of(call({"contacts": contacts, "messages": messages}), NUMBER_ID).events
    assert [event.chat for event in events] == ["ID.1", "ID.2"]


@pytest.mark.parametrize("contacts", [None, [], [{}], [{"profile": {}}], "x"])
def test_without_contacts_the_message_speaks_for_itself(contacts):
    value: dict[str, Any] = {"messages": [text(SITI, "wamid.A")]}
    if contacts is not None:
        value["contacts"] = contacts
    (event,) = batch_of(call(value), NUMBER_ID).events
    assert decode(event.body).chat == SITI


def test_a_message_that_comes_again_in_other_bytes_has_the_same_key():
    first = batch_of(call({"messages": [text(SITI, "wamid.A")]}), NUMBER_ID).events[0]
    again = text(SITI, "wamid.A") | {"a_field": "of the future"}
    second = batch_of(call({"messages": [again], "contacts": [{"wa_id": SITI}]}), NUMBER_ID).events[0]
    assert first.key == second.key
    assert first.body != second.body


def test_without_an_id_the_same_event_has_the_same_key_and_another_has_another():
    def key(value: str) -> str:
        preference = {"wa_id": SITI, "value": value, "timestamp": 1}
        body = call({"user_preferences": [preference]}, field="user_preferences")
        return batch_of(body, NUMBER_ID).events[0].key

    assert key("stop") == key("stop")
    assert key("stop") != key("resume")


@pytest.mark.parametrize(
    "body",
    [
        b'{"object":"whatsapp_business_account","entry":[]}',
        call(),
        call({"messages": []}),
        call({"statuses": [], "contacts": []}),
    ],
)
def test_what_brings_nothing_is_nothing(body):
    batch = batch_of(body, NUMBER_ID)
    assert (batch.events, batch.foreign, batch.faults) == ([], 0, ())


def test_events_of_another_number_are_none_of_ours():
    other = call({"messages": [text(SITI, "wamid.A")], "metadata": {"phone_number_id": "999"}})
    batch = batch_of(other, NUMBER_ID)
    assert (batch.events, batch.foreign) == ([], 1)


def test_an_error_of_the_account_is_told_and_stops_no_message():
    value = {"errors": [{"code": 130429, "title": "x"}]}
    assert batch_of(call(value), NUMBER_ID).faults == (130429,)
    batch = batch_of(call(value | {"messages": [text(SITI, "wamid.A")]}), NUMBER_ID)
    assert (len(batch.events), batch.faults) == (1, (130429,))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"7",
        b'{"entry":7}',
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"entry":[' + b"9" * 5000 + b"]}",
    ],
)
def test_what_cannot_be_taken_apart_is_kept_as_it_came(body):
    (event,) = batch_of(body, NUMBER_ID).events
    assert event.body == body or b"unreadable" in event.body


@pytest.mark.parametrize(
    "piece", [7, None, "x", {}, {"changes": 7}, {"changes": [7]}, {"changes": [{"value": 7}]}]
)
def test_a_bad_piece_stands_beside_the_good_ones(piece):
    good = json.loads(call({"messages": [text(SITI, "wamid.A")]}))["entry"][0]
    body = json.dumps({"entry": [piece, good]}).encode()
    events = batch_of(body, NUMBER_ID).events
    assert [event.chat for event in events] == ["", SITI]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "entry changes value field messages statuses contacts errors metadata phone_number_id id from wa_id "
                "status user_id from_user_id user_preferences".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(told=JSON, entry=JSON)
def test_no_json_at_all_raises_anything(told, entry):
    for body in (told, {"entry": [entry, {"changes": [{"value": entry, "field": "messages"}]}]}):
        for event in batch_of(json.dumps(body).encode(), NUMBER_ID).events:
            assert event.key


@pytest.mark.parametrize("message", [7, None, {}, {"id": 7}, {"id": ""}, {"id": "a", "from": {"x": 1}}])
def test_a_bad_message_is_an_event_without_a_chat(message):
    events = batch_of(call({"messages": [message, text(SITI, "wamid.A")]}), NUMBER_ID).events
    assert [event.chat for event in events] == ["", SITI]


def test_what_could_not_be_brought_hides_nothing_that_comes_later_under_its_number():
    missing = {"from": SITI, "id": "wamid.A", "timestamp": "1", "type": "unsupported"}
    events = batch_of(
        call({"messages": [missing]}, {"messages": [missing, text(SITI, "wamid.A")]}), NUMBER_ID
    ).events
    assert [event.key for event in events] == [
        f"{NUMBER_ID}:wamid.A:unsupported",
        f"{NUMBER_ID}:wamid.A:unsupported",
        f"{NUMBER_ID}:wamid.A",
    ]


@pytest.mark.parametrize("number", ["wamid.\ud800", "wamid.\u0130", "x" * 501, "", 7, None])
def test_a_name_that_cannot_be_written_down_is_replaced_by_a_hash(number):
    strange, good = text(SITI, "wamid.A") | {"id": number}, text(SITI, "wamid.B")
    first, again, other = batch_of(call({"messages": [strange, strange, good]}), NUMBER_ID).events
    assert first.key == again.key
    assert first.key.startswith(f"{NUMBER_ID}:sha256:")
    assert other.key == f"{NUMBER_ID}:wamid.B"


def test_what_meta_decides_about_the_number_is_told_in_its_words_alone():
    value = {
        "event": "DOWNGRADE",
        "current_limit": "TIER_1K",
        "display_phone_number": SITI,
        "more": "rahasia",
    }
    assert batch_of(call(value, field="phone_number_quality_update"), NUMBER_ID).decisions == (
        "phone_number_quality_update DOWNGRADE TIER_1K",
    )
    odd = {"event": "x" * 61, "alert_type": "a b", "current_limit": 7}
    assert batch_of(call(odd, field="account_update"), NUMBER_ID).decisions == ("account_update",)
    assert batch_of(call(value, field="message_template_status_update"), NUMBER_ID).decisions == ()
