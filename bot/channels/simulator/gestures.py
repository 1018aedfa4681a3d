"""What can a person do on a phone? One gesture a request: a bubble, and an event owed to the program.

Checked like the apps check it: nobody taps a button that is not there, writes to a bot she blocked, or edits
on WhatsApp.
"""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.channels.base import Button, IncomingKind
from bot.channels.simulator.channel import Simulator
from bot.channels.simulator.limits import FILE_BYTES_MAX, OWED_PER_PHONE_MAX, REF_CHARS_MAX, TEXT_UNITS_MAX
from bot.channels.simulator.platforms import TELEGRAM_TEXT_MAX, Look, units
from bot.channels.simulator.records import Event, File, Message, Phone, Record
from bot.channels.simulator.told import DELIVERED, READ, rise

# As much of the message she answers is shown above her own.
QUOTE_CHARS_MAX = 120

STATUS = IncomingKind.STATUS.value

MIME = re.compile(r"[a-z]+/[a-z0-9.+-]{1,80}")


class Refused(Exception):
    """The request cannot be done; answered with the status and one sentence."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.more = more


class Hand:
    """One request of one phone while it is carried out; gathers what it leaves, to be kept in one piece."""

    def __init__(self, simulator: Simulator, phone: Phone, body: dict[str, Any], ref: str) -> None:
        self.chats = simulator.chats
        self.phone = phone
        self.body = body
        self.records: list[Record] = []
        self._ref = ref
        self.now_ms = simulator.now_ms()

    def bubble(self, **fields: Any) -> int:
        """Her bubble; its number is the event's too. What it answers stands above it."""
        number = self.chats.next_id()
        if (quoted := self._quoted()) is not None:
            fields.setdefault("quote", (quoted.text or quoted.kind)[:QUOTE_CHARS_MAX])
        message = Message(
            id=number, phone=self.phone.name, mine=True, at_ms=self.now_ms, ref=self._ref, **fields
        )
        self.records.append(message)
        return number

    def event(self, number: int, kind: IncomingKind, /, **fields: Any) -> int:
        """What the program will be handed."""
        body = {"id": number, "phone": self.phone.name, "look": self.phone.look.value, "at_ms": self.now_ms}
        body |= {"kind": kind.value, **fields}
        if (quoted := self._quoted()) is not None:
            body["reply_to"] = str(quoted.id)
        # The event is written before its bubble: a crash between the two must not lose what she said.
        self.records.insert(0, Event(id=number, phone=self.phone.name, ref=self._ref, body=body))
        return number

    def _quoted(self) -> Message | None:
        """The message on this phone that she answers, if she answers one."""
        if "reply_to" not in self.body:
            return None
        message = self.chats.find_message(self.phone.name, str(self.body["reply_to"]))
        if message is None or message.deleted:
            raise Refused(404, "Pesan yang dibalas tidak ada di HP ini.")
        return message


def act(simulator: Simulator, phone: Phone, body: dict[str, Any]) -> int:
    """Do the request's one gesture; the number of what she did. Raises Refused, journal.Full, OSError."""
    ref = body.get("ref", "")
    if not isinstance(ref, str) or len(ref) > REF_CHARS_MAX:
        raise Refused(400, f'"ref" harus teks, paling banyak {REF_CHARS_MAX} huruf.')
    if (earlier := simulator.chats.find_sent(phone.name, ref)) is not None:
        return earlier
    owed = [each for each in simulator.chats.list_owed(phone.name) if each.body["kind"] != STATUS]
    if len(owed) >= OWED_PER_PHONE_MAX:
        raise Refused(503, "Program belum menjawab. Coba lagi nanti.")
    named = [gesture for gesture in GESTURES if gesture in body]
    if "reply_to" in body and not set(named) <= WITH_QUOTE:
        raise Refused(400, '"reply_to" hanya untuk tulisan, berkas, pesan suara, dan stiker.')
    if len(named) != 1:
        raise Refused(400, f"Kirim tepat satu dari: {', '.join(GESTURES)}.")
    if phone.blocked and named not in (["block"], ["off"]):
        raise Refused(409, "HP ini memblokir bot. Buka blokir dulu.")
    if phone.off and named != ["off"]:
        raise Refused(409, "HP ini mati. Nyalakan dulu.")
    if phone.gone and named != ["gone"]:
        raise Refused(409, "Akun di HP ini sudah dihapus. Buat lagi dulu.")
    if named[0] in BY_HERSELF:
        simulator.put(*rise(simulator.chats, phone, READ, simulator.now_ms()))  # she has it in her hand
    hand = Hand(simulator, phone, body, ref)
    number = GESTURES[named[0]](hand)
    simulator.put(*hand.records)
    return number


def _write(hand: Hand) -> int:
    text = _text(hand.body["text"], "text", TEXT_UNITS_MAX)
    # Telegram's apps send a long text as several messages; WhatsApp sends it whole.
    parts = _parts(text) if hand.phone.look is Look.TELEGRAM else [text]
    number = 0
    for part in parts:
        number = hand.bubble(text=part)
        hand.event(number, IncomingKind.TEXT, text=part, message=str(number))
    return number


def _parts(text: str) -> list[str]:
    parts = [""]
    for letter in text:
        if units(parts[-1]) >= TELEGRAM_TEXT_MAX - 1 and units(parts[-1] + letter) > TELEGRAM_TEXT_MAX:
            parts.append("")
        parts[-1] += letter
    return [part for part in parts if part.strip()]


def _tap(hand: Hand) -> int:
    message, button = _find_button(hand)
    fields = {"tap": button.payload, "message": str(message.id)}
    if hand.phone.look is Look.WHATSAPP:
        number = hand.bubble(text=button.label, quote=message.text[:120])
        return hand.event(number, IncomingKind.TAP, text=button.label, **fields)
    number = hand.chats.next_id()
    return hand.event(number, IncomingKind.TAP, tap_ref=str(number), **fields)


def _find_button(hand: Hand) -> tuple[Message, Button]:
    """By payload, else by label; the newest message first, as she would look for it from below."""
    wanted = _text(hand.body["button"], "button", 256)
    only = hand.body.get("message")
    newest_first = list(reversed(hand.chats.list_messages(hand.phone.name)))
    there = [
        (message, button)
        for message in newest_first
        if only is None or str(message.id) == str(only)
        for button in message.buttons
    ]
    fits: tuple[Callable[[Button], bool], ...] = (
        lambda button: button.payload == wanted,
        lambda button: button.label == wanted,
        lambda button: button.label.casefold() == wanted.casefold(),
        # A label that was cut for its row stands whole in the second line.
        lambda button: button.label.endswith("…") and button.hint.casefold() == wanted.casefold(),
    )
    for fit in fits:
        for message, button in there:
            if fit(button):
                return message, button
    visible = list(dict.fromkeys(button.label for _, button in there))
    raise Refused(404, f'Tombol "{wanted[:40]}" tidak ada di layar.', visible=visible)


def _send_file(hand: Hand) -> int:
    return _file(hand, hand.body["file"], voice=False)


def _send_voice(hand: Hand) -> int:
    return _file(hand, hand.body["voice"], voice=True)


def _file(hand: Hand, given: Any, *, voice: bool) -> int:
    if not isinstance(given, dict):
        raise Refused(400, 'Berkas harus berisi "name", "mime", dan "data" (base64).')
    name = _text(given.get("name", "berkas"), "name", 200)
    mime = _text(given.get("mime", "application/octet-stream"), "mime", 200).lower().split(";")[0].strip()
    if not MIME.fullmatch(mime) or (voice and not mime.startswith("audio/")):
        raise Refused(400, '"mime" tidak benar. Contoh: image/png, audio/webm, application/pdf.')
    caption = _text(given["caption"], "caption", 1024) if given.get("caption") else ""
    data = _decoded(given.get("data"))
    kept = File(ref=hand.chats.keep_file(data), name=name, mime=mime, size_bytes=len(data))
    kind = {"image": IncomingKind.PHOTO, "audio": IncomingKind.VOICE}.get(
        mime.split("/")[0], IncomingKind.DOCUMENT
    )
    number = hand.bubble(text=caption, kind=kind.value, file=kept)
    row = {"ref": kept.ref, "name": name, "mime": mime, "size_bytes": len(data)}
    return hand.event(number, kind, text=caption, file=row, message=str(number))


def _decoded(data: Any) -> bytes:
    if not isinstance(data, str) or not data:
        raise Refused(400, '"data" harus base64 dan tidak kosong.')
    if len(data) * 3 // 4 > FILE_BYTES_MAX + 3:
        raise Refused(413, "Berkas terlalu besar. Paling banyak 5 MB.")
    try:
        decoded = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(400, '"data" bukan base64 yang benar.') from error
    if len(decoded) > FILE_BYTES_MAX:
        raise Refused(413, "Berkas terlalu besar. Paling banyak 5 MB.")
    return decoded


def _share_contact(hand: Hand) -> int:
    if hand.body["contact"] not in (True, "other"):
        raise Refused(400, '"contact" harus true (nomor sendiri) atau "other" (nomor orang lain).')
    own = hand.body["contact"] is True
    phone_number = hand.phone.number if own else "+620999999999"
    shown = f"{'Nomor saya' if own else 'Nomor orang lain'}: {phone_number}"
    number = hand.bubble(text=shown, kind=IncomingKind.CONTACT.value)
    return hand.event(number, IncomingKind.CONTACT, own=own, number=phone_number, message=str(number))


def _share_location(hand: Hand) -> int:
    if hand.body["location"] is not True:
        raise Refused(400, '"location" harus true.')
    number = hand.bubble(text="Lokasi (contoh)", kind=IncomingKind.LOCATION.value)
    return hand.event(number, IncomingKind.LOCATION, message=str(number))


def _stick(hand: Hand) -> int:
    emoji = _text(hand.body["sticker"], "sticker", 16)
    number = hand.bubble(text=emoji, kind=IncomingKind.STICKER.value)
    return hand.event(number, IncomingKind.STICKER, text=emoji, message=str(number))


def _change(hand: Hand) -> int:
    if hand.phone.look is Look.WHATSAPP:
        raise Refused(409, "Di WhatsApp, bot tidak tahu kalau pesan diubah. Pakai tampilan Telegram.")
    given = hand.body["edit"] if isinstance(hand.body["edit"], dict) else {}
    text = _text(given.get("text"), "text", TELEGRAM_TEXT_MAX)
    message = hand.chats.find_message(hand.phone.name, str(given.get("id", "")))
    if message is None or not message.mine or message.deleted or message.kind != "text":
        raise Refused(404, "Pesan itu tidak ada, atau bukan tulisan dari HP ini.")
    hand.records.append(replace(message, text=text, edited=True))
    return hand.event(hand.chats.next_id(), IncomingKind.EDITED, text=text, message=str(message.id))


def _block(hand: Hand) -> int:
    blocked = hand.body["block"]
    if not isinstance(blocked, bool):
        raise Refused(400, '"block" harus true atau false.')
    if blocked == hand.phone.blocked:
        raise Refused(409, "HP ini sudah memblokir bot." if blocked else "HP ini tidak memblokir bot.")
    hand.records.append(replace(hand.phone, blocked=blocked))
    kind = IncomingKind.BLOCKED if blocked else IncomingKind.UNBLOCKED
    return hand.event(hand.chats.next_id(), kind)


def _switch(hand: Hand) -> int:
    """Off, or out of reach: what is sent to her waits with the platform."""
    off = hand.body["off"]
    if not isinstance(off, bool):
        raise Refused(400, '"off" harus true atau false.')
    if off == hand.phone.off:
        raise Refused(409, "HP ini sudah mati." if off else "HP ini sudah menyala.")
    hand.records.append(replace(hand.phone, off=off))
    if not off:
        hand.records += rise(hand.chats, hand.phone, DELIVERED, hand.now_ms)
    return hand.chats.next_id()


def _delete_account(hand: Hand) -> int:
    """The program hears of it only when it writes to her."""
    gone = hand.body["gone"]
    if not isinstance(gone, bool):
        raise Refused(400, '"gone" harus true atau false.')
    if gone == hand.phone.gone:
        raise Refused(409, "Akun ini sudah dihapus." if gone else "Akun ini masih ada.")
    hand.records.append(replace(hand.phone, gone=gone))
    return hand.chats.next_id()


def _text(value: Any, what: str, units_max: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused(400, f'"{what}" harus teks dan tidak boleh kosong.')
    if units(value) > units_max:
        raise Refused(413, f'"{what}" terlalu panjang. Paling banyak {units_max} huruf.')
    # Half of a surrogate pair is no letter; no app can send one.
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


# What she may send as an answer to one message.
WITH_QUOTE = frozenset({"text", "file", "voice", "sticker"})

GESTURES: dict[str, Callable[[Hand], int]] = {
    "text": _write,
    "button": _tap,
    "file": _send_file,
    "voice": _send_voice,
    "contact": _share_contact,
    "location": _share_location,
    "sticker": _stick,
    "edit": _change,
    "block": _block,
    "off": _switch,
    "gone": _delete_account,
}

# With these she has the phone in her hand, and has seen what is on it.
BY_HERSELF = frozenset(GESTURES) - {"block", "off", "gone"}
