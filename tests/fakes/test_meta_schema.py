"""The schema refuses what Meta's refuses; what the fake server is sent and what it tells is held against it."""

from typing import Any

import pytest

from tests.fakes.meta_schema import faults, parts

TEXT: dict[str, Any] = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": "620000000101",
    "type": "text",
    "text": {"body": "halo", "preview_url": False},
}


def buttons(*labels: str, **more: Any) -> dict[str, Any]:
    keys = [{"type": "reply", "reply": {"id": str(n), "title": each}} for n, each in enumerate(labels)]
    content = {"type": "button", "body": {"text": "Pilih."}, "action": {"buttons": keys}} | more
    return {**{key: TEXT[key] for key in ("messaging_product", "recipient_type", "to")},
            "type": "interactive", "interactive": content}  # fmt: skip


def test_what_is_as_published_has_no_faults():
    assert faults("message", TEXT) == []
    assert faults("message", buttons("Ya", "Tidak")) == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({**TEXT, "type": "fax"}, "message.type"),
        ({**TEXT, "recipient_type": "all"}, "message.recipient_type"),
        ({key: value for key, value in TEXT.items() if key != "messaging_product"}, "message.messaging_product"),
        ({**TEXT, "text": {"body": ""}}, "message.text.body"),
        ({**TEXT, "text": {"body": "x" * 4097}}, "message.text.body"),
        ({**TEXT, "text": {"body": "x", "preview_url": "no"}}, "message.text.preview_url"),
        ({**TEXT, "text": {"body": "x", "parse_mode": "HTML"}}, "message.text.parse_mode"),
        ({**TEXT, "biz_opaque_callback_data": "x" * 513}, "message.biz_opaque_callback_data"),
        (buttons(), "message.interactive.action.buttons"),
        (buttons("1", "2", "3", "4"), "message.interactive.action.buttons"),
        (buttons("x" * 21), "message.interactive.action.buttons[0].reply.title"),
        (buttons("x", body={"text": "x" * 1025}), "message.interactive.body.text"),
        (buttons("x", header={"type": "text", "text": "x" * 61}), "message.interactive.header.text"),
        (buttons("x", header={"type": "sticker"}), "message.interactive.header.type"),
        (buttons("x", type="product"), "message.interactive.type"),
    ],
)  # fmt: skip
def test_what_is_not_as_published_is_told_with_its_place(body: dict[str, Any], fault: str):
    assert [each.partition(":")[0] for each in faults("message", body)] == [fault]


def test_of_webhooks_more_may_come_than_is_named():
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "1", "phone_number_id": "2"},
    }
    entry = {"id": "1", "changes": [{"field": "news_of_2030", "value": {**value, "novelty": [1]}}]}
    assert faults("call", {"object": "whatsapp_business_account", "entry": [entry], "more": 1}) == []
    assert faults("call", {"object": "page", "entry": [{"id": 1, "changes": []}]}) != []


def test_every_part_that_is_named_is_there():
    for name, part in parts().items():
        for said in part.values():
            if isinstance(said, str) and ":" in said:
                assert said.partition(":")[2].split(" ")[0].removesuffix("!") in parts(), f"{name}: {said}"
