"""What becomes of a message the bot sends? Checked as the platform would check it, then shown on the phone.

Her side comes in through gestures.py and web.py; both sides meet in Chats (kept) and Live (shown).
"""

import asyncio
import json
import logging
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels.base import (
    Abilities,
    Edit,
    Incoming,
    Intake,
    Layout,
    Media,
    Outgoing,
    RawEvent,
    SendError,
    Sent,
)
from bot.channels.simulator.chats import Chats
from bot.channels.simulator.decode import decode
from bot.channels.simulator.journal import Full
from bot.channels.simulator.limits import PHONES_MAX, PROBLEMS_KEPT, TITLE_CHARS_MAX
from bot.channels.simulator.live import Live
from bot.channels.simulator.platforms import ABILITIES, DELETABLE_MS, Look, find_breach
from bot.channels.simulator.records import File, Message, Phone, Record
from bot.channels.simulator.told import state_of_new, tell_new

log = logging.getLogger(__name__)


class Simulator:
    """Phones in a page. Chat and sender address: the phone's name."""

    name = "simulator"

    def __init__(self, folder: Path, now_ms: Callable[[], int], *, bot_name: str = "Teman Mandiri") -> None:
        self.chats = Chats(folder, now_ms)
        self.live = Live()
        self.now_ms = now_ms
        self.bot_name = bot_name
        self.problems: deque[dict[str, Any]] = deque(maxlen=PROBLEMS_KEPT)
        self._delivering: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._intake: Intake | None = None
        self._telling: set[asyncio.Task[None]] = set()

    # The contract of bot/channels/base.py

    def abilities(self, chat: str) -> Abilities:
        phone = self.chats.find_phone(chat)
        return ABILITIES[phone.look if phone else Look.TELEGRAM]

    def decode(self, body: bytes, event: Any = None) -> Incoming:
        return decode(body, event)

    async def send(self, outgoing: Outgoing) -> Sent:
        phone = self.chats.find_phone(outgoing.chat)
        if phone is None:
            raise SendError("no such phone", unreachable=True)
        self._refuse(phone, outgoing)
        try:
            return self._apply(phone, outgoing)
        except (OSError, Full) as error:
            self.problem(phone, "Disk penuh: pesan bot belum bisa disimpan.")
            raise SendError(f"the simulator cannot store: {type(error).__name__}", retryable=True) from error

    async def delete(self, chat: str, message_refs: Sequence[str]) -> None:
        phone = self.chats.find_phone(chat)
        if phone is None:
            raise SendError("no such phone", unreachable=True)
        if phone.blocked:
            raise SendError("blocked by the phone", unreachable=True)
        if not ABILITIES[phone.look].deletes_hers:
            raise SendError("whatsapp cannot delete")
        try:
            for ref in message_refs:
                self._delete(phone, ref)
                message = self.chats.find_message(chat, ref)
                if message is not None and message.deleted and not message.cleared:
                    self.put(replace(message, cleared=True))
        except OSError as error:
            raise SendError(f"the simulator cannot store: {type(error).__name__}", retryable=True) from error

    async def typing(self, chat: str) -> None:
        phone = self.chats.find_phone(chat)
        if phone and not phone.blocked:
            self._read(chat)
            self.live.tell("typing", {"phone": chat})

    async def run(self, intake: Intake) -> None:
        """Hand over what a crash left undelivered; what she does comes over HTTP, what became of messages by itself."""
        self._intake = intake
        for phone in self.chats.list_phones():
            await self.deliver(phone.name, intake)

    async def close(self) -> None:
        self._intake = None
        if self._telling:
            await asyncio.wait(self._telling)
        self.live.close()

    # Her side

    def add_phone(
        self,
        title: str,
        *,
        role: str = "",
        look: Look = Look.TELEGRAM,
        zone: str = "Asia/Jakarta",
    ) -> Phone:
        """The phone of that name, new or as it was. Raises ValueError if the name gives no address."""
        name = address_of(title)
        if phone := self.chats.find_phone(name):
            return phone
        count = len(self.chats.list_phones())
        if not name or count >= PHONES_MAX:
            raise ValueError(f"Nama HP harus berisi huruf, dan paling banyak {PHONES_MAX} HP.")
        phone = Phone(
            name=name,
            title=" ".join(title.split())[:TITLE_CHARS_MAX],
            number=f"+620{count + 1:09}",
            role=role,
            look=look,
            zone=zone,
        )
        self.put(phone)
        return phone

    def change_look(self, phone: Phone, look: Look) -> Phone:
        """From now on the phone keeps the other platform's limits; what is on it stays."""
        changed = replace(phone, look=look)
        self.put(changed)
        return changed

    def put(self, *records: Record) -> None:
        """Keep and show. Events are owed to the program and not shown."""
        self.chats.put(*records)
        for record in records:
            if isinstance(record, Phone):
                self.live.tell("phone", record.shown())
            elif isinstance(record, Message):
                self.live.tell("message", record.shown())

    async def deliver(self, phone: str, intake: Intake) -> None:
        """Hand over what she did, in order; returns when it is committed, raises what intake raises."""
        async with self._delivering[phone]:
            owed = self.chats.list_owed(phone)
            if not owed:
                return
            await intake([self._raw(event.body) for event in owed])
            for event in owed:
                self.chats.put(replace(event, delivered=True))
                message = self.chats.find_message(phone, str(event.id))
                if message and message.state == "sent":
                    # The answer may have come before we could mark that the message arrived.
                    answered = any(
                        not later.mine for later in self.chats.list_messages(phone, after=event.id)
                    )
                    self.put(replace(message, state="read" if answered else "delivered"))

    def tell(self, phone: str) -> None:
        """Hand over what the platform tells of messages, while the program goes on; what fails is owed on."""
        if self._intake is not None and self.chats.list_owed(phone):
            task = asyncio.create_task(self._tell_alone(phone, self._intake), name=f"tell-{phone}")
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _tell_alone(self, phone: str, intake: Intake) -> None:
        try:
            await self.deliver(phone, intake)
        except Exception:  # the program cannot store now: it comes with the next
            log.warning("the simulator could not tell what became of a message", exc_info=True)

    def _raw(self, body: dict[str, Any]) -> RawEvent:
        return RawEvent(
            channel=self.name,
            key=f"{self.chats.mark}:{body['id']}",
            chat=body["phone"],
            body=json.dumps(body, separators=(",", ":")).encode(),
            event=body,
        )

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The bytes of a file she sent, at most `most_bytes`. Raises SendError."""
        path = self.chats.find_file(media.file_ref)
        if path is None:
            raise SendError("file gone")
        if path.stat().st_size > most_bytes:
            raise SendError("file too large")
        return await asyncio.to_thread(path.read_bytes)

    # The bot's side

    def problem(self, phone: Phone, shown: str) -> None:
        """One line in the page's strip of events."""
        row: dict[str, Any] = {
            "phone": phone.name,
            "title": phone.title,
            "look": phone.look.value,
            "text": shown,
        }
        row["at_ms"] = self.now_ms()
        self.problems.append(row)
        self.live.tell("problem", row)

    def _refuse(self, phone: Phone, outgoing: Outgoing) -> None:
        if phone.blocked:
            self.problem(phone, "Pesan bot tidak sampai: HP ini memblokir bot.")
            raise SendError("blocked by the phone", unreachable=True)
        if phone.gone:
            self.problem(phone, "Pesan bot tidak sampai: akun di HP ini sudah dihapus.")
            raise SendError("the account is deleted", unreachable=True)
        is_template = bool(outgoing.template) and phone.look is Look.WHATSAPP
        if is_template:
            self._refuse_template(phone, outgoing)
        if breach := find_breach(phone.look, outgoing):
            self.problem(phone, breach.shown)
            raise SendError(f"{phone.look.value}: {breach.rule}")
        if not is_template and (outgoing.text or outgoing.document is not None):
            self._refuse_late(phone)

    def _refuse_late(self, phone: Phone) -> None:
        window_s = ABILITIES[phone.look].window_s
        if window_s and self.now_ms() - self._last_heard_ms(phone) > window_s * 1000:
            self.problem(phone, "Lebih dari 24 jam sejak pesan terakhirnya: WhatsApp menolak pesan bebas.")
            raise SendError("whatsapp: the 24-hour window is closed (131047)", window_closed=True)

    def _refuse_template(self, phone: Phone, outgoing: Outgoing) -> None:
        from bot.channels.simulator.templates import find_template_breach  # with the first one

        if breach := find_template_breach(outgoing):
            self.problem(phone, breach.shown)
            raise SendError(f"{phone.look.value}: {breach.rule}", template_state="rejected")

    def _last_heard_ms(self, phone: Phone) -> int:
        times = [message.at_ms for message in self.chats.list_messages(phone.name) if message.mine]
        return max(times, default=0)

    def _apply(self, phone: Phone, outgoing: Outgoing) -> Sent:
        if outgoing.tap_ref or outgoing.tap_notice:
            toast = {"phone": phone.name, "tap_ref": outgoing.tap_ref, "text": outgoing.tap_notice}
            self.live.tell("toast", toast)
        for edit in outgoing.edits:
            self._edit(phone, edit)
        for ref in outgoing.deletes:
            self._delete(phone, ref)
        if not outgoing.text and outgoing.document is None:
            return Sent()
        self._read(phone.name)
        if outgoing.replaces and outgoing.document is None and ABILITIES[phone.look].edits:
            edit = Edit(message_ref=outgoing.replaces, text=outgoing.text, buttons=outgoing.buttons)
            if self._edit(phone, edit):
                return Sent(message_ref=outgoing.replaces)
        return Sent(message_ref=str(self._show(phone, outgoing)))

    def _edit(self, phone: Phone, edit: Edit) -> bool:
        message = self.chats.find_message(phone.name, edit.message_ref)
        if message is None or message.deleted or message.mine:
            self.problem(phone, "Pesan yang mau diubah bot sudah tidak ada.")
            return False
        layout = Layout.BUTTONS if edit.buttons else Layout.NONE
        changed = replace(message, text=edit.text, buttons=edit.buttons, layout=layout, ask_contact=False)
        if changed != message:
            self.put(replace(changed, edited=message.edited or edit.text != message.text))
        return True

    def _delete(self, phone: Phone, ref: str) -> None:
        message = self.chats.find_message(phone.name, ref)
        if message is None or message.deleted:
            return
        if self.now_ms() - message.at_ms > DELETABLE_MS:
            self.problem(phone, "Pesan ini lebih tua dari 48 jam. Telegram tidak menghapusnya.")
            return
        self.put(replace(message, deleted=True, text="", buttons=(), layout=Layout.NONE, file=None, quote=""))
        if message.file:
            self.chats.drop_file(message.file.ref)

    def _show(self, phone: Phone, outgoing: Outgoing) -> int:
        file = None
        if outgoing.document is not None:
            ref = self.chats.keep_file(outgoing.document)
            name, mime = (
                outgoing.document_name or "berkas",
                outgoing.document_mime or "application/octet-stream",
            )
            file = File(ref=ref, name=name, mime=mime, size_bytes=len(outgoing.document))
        layout = outgoing.layout if outgoing.buttons else Layout.NONE
        message = Message(
            id=self.chats.next_id(),
            phone=phone.name,
            mine=False,
            at_ms=self.now_ms(),
            text=outgoing.text,
            buttons=outgoing.buttons,
            layout=Layout.BUTTONS if outgoing.buttons and layout is Layout.NONE else layout,
            list_button=outgoing.list_button,
            file=file,
            state=state_of_new(phone),
            outbox=outgoing.outbox_id,
            ask_contact=outgoing.ask_contact and phone.look is Look.TELEGRAM,
            protected=outgoing.protect,
            template=bool(outgoing.template) and phone.look is Look.WHATSAPP,
        )
        self.put(message, *tell_new(self.chats, phone, message))
        self.tell(phone.name)
        return message.id

    def _read(self, phone: str) -> None:
        """The program has looked at what she wrote: her two marks change their colour."""
        for message in self.chats.list_messages(phone)[-20:]:
            if message.mine and message.state == "delivered":
                self.put(replace(message, state="read"))


def address_of(title: str) -> str:
    """A phone's address: "Bu Yuyun" becomes bu-yuyun; "" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words)[:30].strip("-")
