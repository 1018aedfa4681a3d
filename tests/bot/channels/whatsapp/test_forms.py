"""Outgoing in, exact messages of the Cloud API out; every one of them keeps the documented limits."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.base import Button, Layout, Outgoing, SendError
from bot.channels.whatsapp.forms import File, file_of, messages_of
from tests.fakes.graph_api_rules import check
from tests.fakes.graph_api_world import Template, World

SITI = "620000000101"
YES_NO = (Button(label="Ya", payload="q1.0"), Button(label="Tidak", payload="q1.1"))
FRAME = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": SITI}
MARK = {"biz_opaque_callback_data": "17"}
PDF = File(kind="document", mime="application/pdf", name="buku.pdf")


def outgoing(**fields: Any) -> Outgoing:
    return Outgoing(**({"outbox_id": "17", "chat": SITI} | fields))


def rows(count: int, **more: Any) -> tuple[Button, ...]:
    return tuple(Button(label=f"Pilihan {n}", payload=f"q1.{n}", **more) for n in range(count))


def test_a_text_is_one_message_that_carries_our_own_number():
    assert messages_of(outgoing(text="Halo, Bu.")) == [
        {**FRAME, "type": "text", "text": {"body": "Halo, Bu.", "preview_url": False}, **MARK}
    ]


def test_a_user_id_is_no_number():
    (message,) = messages_of(outgoing(chat="ID.ENT.1349120865", text="Halo"))
    assert message["recipient"] == "ID.ENT.1349120865"
    assert "to" not in message


def test_up_to_three_choices_are_buttons():
    (message,) = messages_of(outgoing(text="Benar?", buttons=YES_NO, layout=Layout.BUTTONS))
    assert message["type"] == "interactive"
    assert message["interactive"] == {
        "type": "button",
        "body": {"text": "Benar?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "q1.0", "title": "Ya"}},
                {"type": "reply", "reply": {"id": "q1.1", "title": "Tidak"}},
            ]
        },
    }


def test_a_list_has_one_section_without_a_title():
    buttons = (Button(label="Tabungan", payload="q1.0", hint="Simpanan Ibu"), *rows(5)[1:])
    (message,) = messages_of(outgoing(text="Menu", buttons=buttons, layout=Layout.LIST, list_button="Pilih"))
    action = message["interactive"]["action"]
    assert (message["interactive"]["type"], action["button"]) == ("list", "Pilih")
    (section,) = action["sections"]
    assert section["rows"][:2] == [
        {"id": "q1.0", "title": "Tabungan", "description": "Simpanan Ibu"},
        {"id": "q1.1", "title": "Pilihan 1"},
    ]
    assert "title" not in section


@pytest.mark.parametrize(
    "buttons",
    [
        rows(4),
        (Button(label="Ya, saya bersedia dihubungi", payload="a"), YES_NO[1]),
        (Button(label="Sama", payload="a"), Button(label="Sama", payload="b")),
    ],
    ids=["four", "too long for a button", "two of one name"],
)
def test_choices_that_are_no_buttons_are_rows_whatever_the_layout_says(buttons):
    (message,) = messages_of(outgoing(text="Yang mana?", buttons=buttons, layout=Layout.BUTTONS))
    assert message["interactive"]["type"] == "list"


def test_a_label_too_long_for_its_row_is_cut_and_stands_whole_below():
    label = "Dinas Sosial Kabupaten Purwakarta"
    buttons = (Button(label=label, payload="a"), *rows(3))
    (message,) = messages_of(outgoing(text="Kantor?", buttons=buttons, layout=Layout.LIST))
    (row, *_rest) = message["interactive"]["action"]["sections"][0]["rows"]
    assert row == {"id": "a", "title": "Dinas Sosial Kabupaten…", "description": label}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x", "buttons": rows(11), "layout": Layout.LIST},
        {"text": " ", "buttons": YES_NO},
        {"text": "x", "buttons": (Button(label="Ya", payload=""),)},
        {"text": "x", "buttons": (Button(label=" ", payload="a"),)},
    ],
    ids=["eleven rows", "no text", "no payload", "no label"],
)
def test_what_the_platform_refuses_whatever_we_do_is_refused_here_for_ever(fields):
    with pytest.raises(SendError) as caught:
        messages_of(outgoing(**fields))
    assert not caught.value.retryable


def test_what_whatsapp_cannot_do_is_left_out():
    assert messages_of(outgoing(tap_ref="t", tap_notice="Baik", deletes=("a",), replaces="b")) == []


# -- files ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mime, size, kind, sent_as",
    [
        ("application/pdf", 10, "document", "application/pdf"),
        ("image/png", 10, "image", "image/png"),
        ("image/jpeg", 5_000_001, "document", "image/jpeg"),
        ("image/svg+xml", 10, "", ""),
        ("audio/ogg; codecs=opus", 10, "audio", "audio/ogg"),
        ("text/plain", 10, "document", "text/plain"),
        ("text/x-beancount", 10, "document", "text/plain"),
        ("application/json", 10, "document", "text/plain"),
        ("application/zip", 10, "", ""),
        ("application/pdf", 0, "", ""),
    ],
)
def test_each_file_goes_as_what_the_platform_takes(mime, size, kind, sent_as):
    message = outgoing(document=b"x" * size, document_mime=mime, document_name="a")
    if not kind:
        with pytest.raises(SendError):
            file_of(message)
        return
    file = file_of(message)
    assert file is not None
    assert (file.kind, file.mime) == (kind, sent_as)


def test_a_document_has_its_text_below_it():
    assert messages_of(outgoing(text="Ini bukunya.", document=b"x"), file=PDF, file_id="9") == [
        {
            **FRAME,
            "type": "document",
            "document": {"id": "9", "filename": "buku.pdf", "caption": "Ini bukunya."},
            **MARK,
        }
    ]


def test_a_picture_with_choices_is_one_message():
    file = File(kind="image", mime="image/png", name="a.png")
    (message,) = messages_of(outgoing(text="Benar?", buttons=YES_NO, document=b"x"), file=file, file_id="9")
    assert message["interactive"]["header"] == {"type": "image", "image": {"id": "9"}}


@pytest.mark.parametrize(
    "fields, kinds",
    [
        ({"text": "a" * 1025}, ["text", "document"]),
        ({"text": "x", "buttons": rows(5), "layout": Layout.LIST}, ["document", "interactive"]),
        ({"text": "a" * 1025, "buttons": YES_NO}, ["document", "text", "interactive"]),
    ],
    ids=["long text", "list", "long text and buttons"],
)
def test_what_does_not_fit_below_a_document_is_a_message_of_its_own(fields, kinds):
    messages = messages_of(outgoing(document=b"x", **fields), file=PDF, file_id="9")
    assert [message["type"] for message in messages] == kinds
    assert [message.get("biz_opaque_callback_data") for message in messages[:-1]] == [None] * (len(kinds) - 1)
    assert messages[-1]["biz_opaque_callback_data"] == "17"


def test_a_voice_note_has_its_text_before_it_and_its_choices_after_it():
    file = File(kind="audio", mime="audio/ogg", name="a.ogg")
    said = messages_of(outgoing(text="Dari Ibu Dewi:", document=b"x"), file=file, file_id="9")
    asked = messages_of(outgoing(text="Sudah?", buttons=YES_NO, document=b"x"), file=file, file_id="9")
    assert [[each["type"] for each in messages] for messages in (said, asked)] == [
        ["text", "audio"],
        ["audio", "interactive"],
    ]


# -- templates ------------------------------------------------------------------------------------------------------


def test_a_template_is_sent_with_its_values_by_name():
    (message,) = messages_of(
        outgoing(
            text="Ada kabar dari Dinsos.",
            template="kabar_menunggu",
            template_params=(("kantor", "Dinsos\n Kaltim"), ("hari", "")),
        )
    )
    assert message["type"] == "template"
    assert message["template"] == {
        "name": "kabar_menunggu",
        "language": {"policy": "deterministic", "code": "id"},
        "components": [
            {
                "type": "body",
                "parameters": [
                    {"type": "text", "parameter_name": "kantor", "text": "Dinsos Kaltim"},
                    {"type": "text", "parameter_name": "hari", "text": "-"},
                ],
            }
        ],
    }


def test_quick_replies_of_a_template_carry_payloads_only_where_we_give_them():
    plain = messages_of(outgoing(template="halo"))[0]["template"]
    (button,) = messages_of(outgoing(template="halo", buttons=YES_NO[:1]))[0]["template"]["components"]
    assert "components" not in plain
    assert button == {
        "type": "button",
        "sub_type": "quick_reply",
        "index": "0",
        "parameters": [{"type": "payload", "payload": "q1.0"}],
    }


# -- any message at all ---------------------------------------------------------------------------------------------

texts = st.text(max_size=6000) | st.sampled_from(["a" * 1024, "a" * 1025, "😀" * 2100, "\x00", "\ud800x"])
labels = st.text(min_size=1, max_size=90).filter(str.strip)


@given(
    text=texts,
    some=st.lists(labels, max_size=10),
    layout=st.sampled_from(Layout),
    file=st.sampled_from([None, PDF, File(kind="image", mime="image/png", name="a")]),
)
def test_whatever_is_said_the_server_takes_it(text, some, layout, file):
    world = World()
    file_id = world.add_file(b"x", file.mime) if file else ""
    buttons = tuple(Button(label=label, payload=f"p{n}", hint=label) for n, label in enumerate(some))
    message = outgoing(text=text, buttons=buttons, layout=layout, document=b"x" if file else None)
    try:
        messages = messages_of(message, file=file, file_id=file_id)
    except SendError:
        assert not text.replace("\x00", "").strip() or any(
            not label.replace("\x00", "").strip() for label in some
        )
        return
    for each in messages:
        assert check(world, each) == each["type"]


@given(value=st.text(max_size=300))
def test_any_value_fits_into_a_template(value):
    world = World()
    template = Template("1", "t", "id", "UTILITY", [], "APPROVED", ("nama",))
    world.templates["t", "id"] = template
    (message,) = messages_of(outgoing(template="t", template_params=(("nama", value),)))
    assert check(world, message) == "template"
