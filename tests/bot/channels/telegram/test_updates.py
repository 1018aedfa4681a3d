"""Every entry of a batch becomes an event, also a bad one, and the offset confirms no more than was stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Undecodable
from bot.channels.telegram.decoding import decode
from bot.channels.telegram.updates import events_of, offset_after, update_id_of, webhook_event
from bot.channels.telegram.wire import Failed

GOOD = b'{"update_id":8,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"a ] , } \\" b"}}'
DEEP = b'{"update_id":9,"message":' + b"[" * 5_000 + b"]" * 5_000 + b"}"
LONG_NUMBER = b'{"update_id":10,"message":{"message_id":' + b"9" * 5_000 + b"}}"


def batch(*entries: bytes) -> bytes:
    return b'{"ok":true,"result":[' + b",".join(entries) + b"]}"


def test_an_event_keeps_its_own_bytes_its_chat_and_its_id():
    (event,) = events_of(batch(GOOD), "55")
    assert (event.channel, event.key, event.chat) == ("telegram", "55:8", "7")
    assert json.loads(event.body) == json.loads(GOOD) == event.event


@pytest.mark.parametrize("poison", [DEEP, LONG_NUMBER])
def test_an_entry_that_no_parser_takes_is_stored_as_it_came_and_the_others_too(poison):
    before, bad, after = events_of(batch(GOOD, poison, GOOD.replace(b":8", b":11")), "55")
    assert [before.key, after.key] == ["55:8", "55:11"]
    assert bad.body == poison
    assert bad.key in ("55:9", "55:10")
    with pytest.raises(Undecodable):
        decode(bad.body, bad.event)
    assert decode(before.body, before.event).text == 'a ] , } " b'


def test_a_spoilt_answer_with_other_members_around_the_result_is_still_split():
    payload = b'{"note": ["x", {"result": [1]}], "ok" : true , "result" : [ ' + DEEP + b' , 5 ] , "more": {}}'
    assert [event.body for event in events_of(payload, "55")] == [DEEP, b"5"]


@pytest.mark.parametrize(
    "entry", [b"7", b"null", b'"halo"', b"[]", b"{}", b'{"update_id":"8"}', b'{"update_id":-3}']
)
def test_an_entry_without_an_id_is_stored_under_the_hash_of_its_bytes(entry):
    first, again = events_of(batch(entry, entry), "55")
    assert first.key == again.key
    assert first.key.startswith("55:sha256:")
    assert update_id_of(first.event, first.body) is None


def test_the_same_update_has_the_same_key_by_webhook_and_by_polling():
    assert webhook_event(b" " + GOOD, "55").key == events_of(batch(GOOD), "55")[0].key
    assert webhook_event(b"halo", "55").key.startswith("55:sha256:")


@pytest.mark.parametrize(
    "payload, uncertain",
    [
        (b"<html>", True),
        (b'{"ok":true,"result":[{"update_id":1', True),
        (b'{"ok":true,"result":{}}', True),
        (b'{"ok":true}', True),
        (b"[]", True),
        (b'{"ok":false,"error_code":400,"description":"Bad Request"}', False),
    ],
)
def test_what_is_no_batch_is_a_failure(payload, uncertain):
    with pytest.raises(Failed) as caught:
        events_of(payload, "55")
    assert caught.value.error.uncertain is uncertain


def entry(number: int | None) -> bytes:
    return json.dumps({"update_id": number} if number is not None else {"message": 1}).encode()


@pytest.mark.parametrize(
    "offset, numbers, wanted",
    [
        (0, [5, 6, 7], 8),
        (5, [5, None, 7], 8),
        (5, [7, 5, 6], 8),  # out of order
        (900, [40, 41], 42),  # ids started anew after a quiet week
        (5, [None, None], 7),  # nothing to read: at least so many ids were used
        (5, [None, 6, None], 7),  # the last one comes again and is told apart then
        (0, [None], 0),  # nothing known yet: nothing can be confirmed
    ],
)
def test_the_offset_confirms_what_was_stored_and_nothing_else(offset, numbers, wanted):
    assert offset_after(offset, events_of(batch(*map(entry, numbers)), "55")) == wanted


@given(
    offset=st.integers(min_value=1, max_value=1_000),
    gaps=st.lists(st.integers(min_value=1, max_value=3), min_size=1, max_size=20),
    readable=st.lists(st.booleans(), min_size=20, max_size=20),
)
def test_in_rising_order_no_update_behind_the_batch_is_ever_confirmed(offset, gaps, readable):
    numbers, last = [], offset - 1
    for gap in gaps:
        last += gap
        numbers.append(last)
    shown = [number if known else None for number, known in zip(numbers, readable, strict=False)]
    assert offset < offset_after(offset, events_of(batch(*map(entry, shown)), "55")) <= last + 1
