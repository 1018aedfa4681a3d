"""The limits of Telegram and WhatsApp, each at its edge: the last that fits, and the first that does not."""

import pytest

from bot.channels.base import Button, Edit, Layout, Outgoing
from bot.channels.simulator.platforms import ABILITIES, Look, find_breach

TELEGRAM, WHATSAPP = Look.TELEGRAM, Look.WHATSAPP


def message(**fields: object) -> Outgoing:
    return Outgoing(outbox_id="1", chat="siti", **{"text": "Halo", **fields})  # type: ignore[arg-type]


def buttons(count: int, label: str = "Pilih {}", payload: str = "p{}") -> tuple[Button, ...]:
    return tuple(Button(label=label.format(n), payload=payload.format(n)) for n in range(count))


def choices(*labels: str) -> dict[str, object]:
    rows = tuple(Button(label=label, payload=f"p{n}") for n, label in enumerate(labels))
    return {"buttons": rows, "layout": Layout.BUTTONS}


def one(label: str = "Ya", payload: str = "p", hint: str = "") -> tuple[Button, ...]:
    return (Button(label=label, payload=payload, hint=hint),)


def rows(found: tuple[Button, ...], list_button: str = "Pilih") -> dict[str, object]:
    return {"buttons": found, "layout": Layout.LIST, "list_button": list_button}


# look, what just fits, what is one too much
EDGES = [
    (TELEGRAM, {"text": "a" * 4096}, {"text": "a" * 4097}),
    (TELEGRAM, {"text": "😀" * 2048}, {"text": "😀" * 2048 + "a"}),
    (TELEGRAM, {"text": "a" * 1024, "document": b"x"}, {"text": "a" * 1025, "document": b"x"}),
    (TELEGRAM, {"text": "", "tap_ref": "1"}, {"text": " "}),
    (TELEGRAM, {"buttons": one(payload="p" * 64)}, {"buttons": one(payload="p" * 65)}),
    (TELEGRAM, {"buttons": one(payload="é" * 32)}, {"buttons": one(payload="é" * 33)}),
    (TELEGRAM, {"buttons": one(payload="p")}, {"buttons": one(payload="")}),
    (TELEGRAM, {"buttons": one(label="y")}, {"buttons": one(label="")}),
    (TELEGRAM, {"buttons": buttons(100)}, {"buttons": buttons(101)}),
    (TELEGRAM, {"buttons": buttons(4), "layout": Layout.BUTTONS}, rows(buttons(4))),
    (TELEGRAM, {"tap_notice": "a" * 200}, {"tap_notice": "a" * 201}),
    (TELEGRAM, {"ask_contact": True}, {"ask_contact": True, "buttons": one()}),
    (
        TELEGRAM,
        {"edits": (Edit(message_ref="1", text="a" * 4096),)},
        {"edits": (Edit(message_ref="1", text="a" * 4097),)},
    ),
    (TELEGRAM, {}, {"leave": True}),
    (WHATSAPP, {"text": "a" * 4096}, {"text": "a" * 4097}),
    (WHATSAPP, {"text": "a" * 1024, "buttons": one()}, {"text": "a" * 1025, "buttons": one()}),
    (WHATSAPP, {"text": "a" * 1024, "document": b"x"}, {"text": "a" * 1025, "document": b"x"}),
    (WHATSAPP, {"buttons": buttons(3)}, {"buttons": buttons(4)}),
    (WHATSAPP, {"buttons": one(label="a" * 20)}, {"buttons": one(label="a" * 21)}),
    (WHATSAPP, choices("Ya", "Tidak"), choices("Ya", "Ya")),
    (WHATSAPP, {"buttons": buttons(2)}, {"buttons": buttons(2, payload="same")}),
    (WHATSAPP, {"buttons": one(payload="p" * 256)}, {"buttons": one(payload="p" * 257)}),
    (WHATSAPP, {"buttons": one()}, {"buttons": one(), "text": ""}),
    (WHATSAPP, rows(buttons(10)), rows(buttons(11))),
    (WHATSAPP, rows(buttons(1)), rows(())),
    (WHATSAPP, rows(one(label="a" * 24)), rows(one(label="a" * 25))),
    (WHATSAPP, rows(one(hint="a" * 72)), rows(one(hint="a" * 73))),
    (WHATSAPP, rows(one(payload="p" * 200)), rows(one(payload="p" * 201))),
    (WHATSAPP, rows(one(), "a" * 20), rows(one(), "a" * 21)),
    (WHATSAPP, rows(one(), "a"), rows(one(), "")),
    (WHATSAPP, {"buttons": one(), "document": b"x"}, {**rows(one()), "document": b"x"}),
    (WHATSAPP, {}, {"edits": (Edit(message_ref="1", text="a"),)}),
    (WHATSAPP, {}, {"deletes": ("1",)}),
    (WHATSAPP, {"tap_ref": "1"}, {"tap_ref": "1", "tap_notice": "Sudah"}),
    (WHATSAPP, {}, {"leave": True}),
]


@pytest.mark.parametrize("look, fits, breaks", EDGES)
def test_a_limit_is_broken_at_its_edge_and_not_before(
    look: Look, fits: dict[str, object], breaks: dict[str, object]
) -> None:
    assert find_breach(look, message(**fits)) is None
    assert find_breach(look, message(**breaks)) is not None


def test_a_picture_for_whatsapp_may_have_five_megabytes() -> None:
    fits, breaks = bytes(5 * 1024 * 1024), bytes(5 * 1024 * 1024 + 1)
    assert find_breach(WHATSAPP, message(document=fits, document_mime="image/png")) is None
    assert find_breach(WHATSAPP, message(document=breaks, document_mime="image/png")) is not None
    assert find_breach(WHATSAPP, message(document=breaks, document_mime="application/pdf")) is None


def test_a_breach_never_repeats_what_was_written() -> None:
    breach = find_breach(TELEGRAM, message(text="rahasia " * 600))
    assert breach is not None
    assert "rahasia" not in breach.rule + breach.shown


def test_only_telegram_edits_deletes_and_answers_taps() -> None:
    telegram, whatsapp = ABILITIES[TELEGRAM], ABILITIES[WHATSAPP]
    assert (telegram.edits, telegram.deletes_ours, telegram.deletes_hers, telegram.taps_are_answered) == (
        True,
    ) * 4
    assert (whatsapp.edits, whatsapp.deletes_ours, whatsapp.deletes_hers, whatsapp.taps_are_answered) == (
        False,
    ) * 4
    assert (telegram.window_s, whatsapp.window_s) == (0, 86_400)
