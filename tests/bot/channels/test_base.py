"""What the program and a channel say to each other cannot be changed on its way, and a fault says what to do next."""

from dataclasses import FrozenInstanceError, fields

import pytest

from bot.channels.base import (
    Abilities,
    Button,
    Edit,
    Incoming,
    IncomingKind,
    Layout,
    Media,
    Outgoing,
    RawEvent,
    SendError,
    Sent,
    Undecodable,
)

RECORDS = [
    Incoming(kind=IncomingKind.TEXT, chat="c", sender="s"),
    Media(file_ref="f"),
    Abilities(buttons_max=3, button_label_max=20),
    Button(label="Ya", payload="q1.0"),
    Edit(message_ref="1", text="Halo"),
    Outgoing(outbox_id="1", chat="c"),
    Sent(),
    RawEvent(channel="c", key="1", chat="", body=b"{}"),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_no_record_can_be_changed_on_its_way(record: object) -> None:
    for field in fields(record):  # type: ignore[arg-type]
        with pytest.raises(FrozenInstanceError):
            setattr(record, field.name, "changed")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_every_field_is_named_where_a_record_is_made(record: object) -> None:
    with pytest.raises(TypeError):
        type(record)(*["a"] * len(fields(record)))  # type: ignore[arg-type]


def test_a_message_does_nothing_beyond_what_is_asked() -> None:
    asked = {"outbox_id", "chat"}
    message = Outgoing(outbox_id="1", chat="c")
    rest = {field.name: getattr(message, field.name) for field in fields(message) if field.name not in asked}
    assert rest.pop("layout") is Layout.NONE
    assert not any(rest.values())


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (False, False, None, False, False, "")),
        ({"retryable": True}, (True, False, None, False, False, "")),
        ({"retryable": True, "uncertain": True}, (True, True, None, False, False, "")),
        (
            {"retryable": True, "retry_after_s": 3.0, "whole_channel": True},
            (True, False, 3.0, True, False, ""),
        ),
        ({"unreachable": True}, (False, False, None, False, True, "")),
        ({"retryable": True, "moved_to": "-2"}, (True, False, None, False, False, "-2")),
    ],
)
def test_a_fault_of_sending_says_what_to_do_next(given: dict, expected: tuple) -> None:
    fault = SendError("403 Forbidden", **given)
    assert (
        fault.retryable,
        fault.uncertain,
        fault.retry_after_s,
        fault.whole_channel,
        fault.unreachable,
        fault.moved_to,
    ) == expected
    assert (fault.loggable, str(fault)) == ("403 Forbidden", "403 Forbidden")


def test_where_a_message_moved_to_is_not_in_the_words_of_the_fault() -> None:
    assert "-100200300" not in str(SendError("moved", moved_to="-100200300"))


def test_a_fault_of_reading_is_no_fault_of_sending() -> None:
    assert not issubclass(Undecodable, SendError)
    assert not issubclass(SendError, Undecodable)


@pytest.mark.parametrize(
    ("kind", "word"),
    [("text", IncomingKind.TEXT), ("tap", IncomingKind.TAP), ("edited", IncomingKind.EDITED)],
)
def test_a_kind_is_its_word(kind: str, word: IncomingKind) -> None:
    assert IncomingKind(kind) is word


def test_a_kind_that_is_not_known_is_not_taken() -> None:
    with pytest.raises(ValueError):
        IncomingKind("dance")
