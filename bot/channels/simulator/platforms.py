"""What does the platform a phone looks like allow, and what does a message break?

The limits are Telegram's (Bot API, sendMessage, InlineKeyboardButton, answerCallbackQuery, deleteMessage) and
the WhatsApp Cloud API's (BodyObject, ActionObject, SectionObject, customer service window). A breach is never
repaired here: the platform would refuse the request, so the simulator refuses it too.
"""

from collections.abc import Iterator
from enum import StrEnum

from bot.channels.base import Abilities, Button, Layout, Outgoing
from domain.records import dataclass

DAY_S = 24 * 3600
DELETABLE_MS = 48 * 3600 * 1000  # Telegram, deleteMessage: younger than 48 hours

TELEGRAM_TEXT_MAX = 4096
TELEGRAM_CAPTION_MAX = 1024
TELEGRAM_NOTICE_MAX = 200
TELEGRAM_PAYLOAD_BYTES = 64
TELEGRAM_BUTTONS = 100
TELEGRAM_FILE_BYTES = 50 * 1024 * 1024

WHATSAPP_TEXT_MAX = 4096
WHATSAPP_BODY_MAX = 1024  # of an interactive message, and of a caption
WHATSAPP_BUTTONS = 3
WHATSAPP_BUTTON_MAX = 20
WHATSAPP_BUTTON_ID_BYTES = 256
WHATSAPP_ROWS = 10
WHATSAPP_ROW_MAX = 24
WHATSAPP_HINT_MAX = 72
WHATSAPP_ROW_ID_BYTES = 200
WHATSAPP_IMAGE_BYTES = 5 * 1024 * 1024
WHATSAPP_FILE_BYTES = 100 * 1024 * 1024


class Look(StrEnum):
    """Which platform a phone looks like, and whose limits it keeps."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"


ABILITIES = {
    Look.TELEGRAM: Abilities(
        buttons_max=TELEGRAM_BUTTONS,
        button_label_max=64,  # no limit is documented; clients cut longer labels
        text_max=TELEGRAM_TEXT_MAX,
        text_with_buttons_max=TELEGRAM_TEXT_MAX,
        caption_max=TELEGRAM_CAPTION_MAX,
        payload_bytes_max=TELEGRAM_PAYLOAD_BYTES,
        edits=True,
        deletes_hers=True,
        deletes_ours=True,
        taps_are_answered=True,
    ),
    Look.WHATSAPP: Abilities(
        buttons_max=WHATSAPP_BUTTONS,
        button_label_max=WHATSAPP_BUTTON_MAX,
        list_rows_max=WHATSAPP_ROWS,
        list_label_max=WHATSAPP_ROW_MAX,
        list_hint_max=WHATSAPP_HINT_MAX,
        text_max=WHATSAPP_TEXT_MAX,
        text_with_buttons_max=WHATSAPP_BODY_MAX,
        caption_max=WHATSAPP_BODY_MAX,
        payload_bytes_max=WHATSAPP_ROW_ID_BYTES,
        window_s=DAY_S,
    ),
}


@dataclass(frozen=True, slots=True)
class Breach:
    """rule: for logs, never with a text of a person. shown: one sentence for the page."""

    rule: str
    shown: str


def units(text: str) -> int:
    """Length in UTF-16 units: how Telegram's clients count, and never less than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def find_breach(look: Look, outgoing: Outgoing) -> Breach | None:
    """The first limit of the platform that this message breaks, or None."""
    check = _telegram if look is Look.TELEGRAM else _whatsapp
    return next(check(outgoing), None)


def _too_long(what: str, text: str, units_max: int, where: str) -> Iterator[Breach]:
    if units(text) > units_max:
        yield Breach(
            f"{what} {units(text)} > {units_max}", f"{where}: {units(text)} huruf, paling banyak {units_max}."
        )


def _bytes(what: str, payload: str, bytes_max: int) -> Iterator[Breach]:
    size = len(payload.encode())
    if not 1 <= size <= bytes_max:
        yield Breach(
            f"{what} {size} bytes, not 1-{bytes_max}", f"Data tombol {size} byte, harus 1 sampai {bytes_max}."
        )


def _telegram(out: Outgoing) -> Iterator[Breach]:
    yield from _too_long("answerCallbackQuery.text", out.tap_notice, TELEGRAM_NOTICE_MAX, "Catatan tombol")
    for edit in out.edits:
        yield from _telegram_text(edit.text, TELEGRAM_TEXT_MAX)
        yield from _telegram_buttons(edit.buttons)
    if out.layout is Layout.LIST:
        yield Breach("telegram has no lists", "Telegram tidak punya daftar pilihan.")
    if out.leave:
        yield Breach("leaveChat in a private chat", "Ini bukan grup; tidak bisa keluar.")
    if out.buttons and out.ask_contact:
        yield Breach("two reply_markups", "Tombol dan permintaan nomor tidak bisa dalam satu pesan Telegram.")
    if out.document is not None:
        yield from _too_long("caption", out.text, TELEGRAM_CAPTION_MAX, "Teks di bawah berkas")
        yield from _file_size(out.document, TELEGRAM_FILE_BYTES)
    elif out.text or out.buttons or out.ask_contact:
        yield from _telegram_text(out.text, TELEGRAM_TEXT_MAX)
    yield from _telegram_buttons(out.buttons)


def _telegram_text(text: str, units_max: int) -> Iterator[Breach]:
    if not text.strip():
        yield Breach("message text is empty", "Pesan kosong.")
    yield from _too_long("text", text, units_max, "Teks pesan")


def _telegram_buttons(buttons: tuple[Button, ...]) -> Iterator[Breach]:
    if len(buttons) > TELEGRAM_BUTTONS:
        yield Breach(
            f"{len(buttons)} buttons > {TELEGRAM_BUTTONS}", f"Ada {len(buttons)} tombol, paling banyak 100."
        )
    for button in buttons:
        if not button.label.strip():
            yield Breach("button without text", "Ada tombol tanpa tulisan.")
        yield from _bytes("callback_data", button.payload, TELEGRAM_PAYLOAD_BYTES)


def _file_size(document: bytes, bytes_max: int) -> Iterator[Breach]:
    if len(document) > bytes_max:
        yield Breach(
            f"file {len(document)} bytes > {bytes_max}", f"Berkas terlalu besar: {len(document)} byte."
        )


def _whatsapp(out: Outgoing) -> Iterator[Breach]:
    if out.edits or out.deletes:
        yield Breach("whatsapp cannot edit or delete", "WhatsApp tidak bisa mengubah atau menghapus pesan.")
    if out.tap_notice:
        yield Breach(
            "whatsapp has no notice on a tap", "WhatsApp tidak punya catatan kecil setelah tombol ditekan."
        )
    if out.leave:
        yield Breach("leave in a private chat", "Ini bukan grup; tidak bisa keluar.")
    if len(out.outbox_id) > 512:
        yield Breach("biz_opaque_callback_data > 512", "Nomor pesan keluar lebih dari 512 huruf.")
    if (out.buttons or out.ask_contact) and not out.text.strip():
        yield Breach("interactive body is empty", "Pesan dengan pilihan harus punya teks.")
    body_max = WHATSAPP_BODY_MAX if out.buttons or out.document is not None else WHATSAPP_TEXT_MAX
    yield from _too_long("body", out.text, body_max, "Teks pesan")
    if out.document is not None:
        image = out.document_mime.startswith("image/")
        yield from _file_size(out.document, WHATSAPP_IMAGE_BYTES if image else WHATSAPP_FILE_BYTES)
    if out.layout is Layout.LIST:
        yield from _whatsapp_list(out)
    else:
        yield from _whatsapp_buttons(out.buttons)


def _whatsapp_buttons(buttons: tuple[Button, ...]) -> Iterator[Breach]:
    if len(buttons) > WHATSAPP_BUTTONS:
        yield Breach(
            f"{len(buttons)} reply buttons > 3", f"Ada {len(buttons)} tombol, WhatsApp paling banyak 3."
        )
    yield from _unique(buttons, titles_too=True)
    for button in buttons:
        yield from _title(button.label, WHATSAPP_BUTTON_MAX, "Tulisan tombol")
        yield from _bytes("reply id", button.payload, WHATSAPP_BUTTON_ID_BYTES)


def _whatsapp_list(out: Outgoing) -> Iterator[Breach]:
    if out.document is not None:
        yield Breach("a list cannot carry a document", "Daftar pilihan tidak bisa membawa berkas.")
    if not 1 <= len(out.buttons) <= WHATSAPP_ROWS:
        yield Breach(
            f"{len(out.buttons)} rows, not 1-10",
            f"Daftar berisi {len(out.buttons)} baris, harus 1 sampai 10.",
        )
    yield from _title(out.list_button, WHATSAPP_BUTTON_MAX, "Tulisan tombol daftar")
    yield from _unique(out.buttons, titles_too=False)
    for row in out.buttons:
        yield from _title(row.label, WHATSAPP_ROW_MAX, "Judul baris")
        yield from _too_long("row description", row.hint, WHATSAPP_HINT_MAX, "Keterangan baris")
        yield from _bytes("row id", row.payload, WHATSAPP_ROW_ID_BYTES)


def _title(label: str, units_max: int, where: str) -> Iterator[Breach]:
    if not label.strip():
        yield Breach("empty title", f"{where} kosong.")
    yield from _too_long("title", label, units_max, where)


def _unique(buttons: tuple[Button, ...], *, titles_too: bool) -> Iterator[Breach]:
    if len({button.payload for button in buttons}) < len(buttons):
        yield Breach("ids are not unique", "Ada dua tombol dengan data yang sama.")
    if titles_too and len({button.label for button in buttons}) < len(buttons):
        yield Breach("titles are not unique", "Ada dua tombol dengan tulisan yang sama.")
