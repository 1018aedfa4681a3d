"""People's phones in tests: what they can do, and what is on their screens, on the simulator or a Bot API server.

One interface for both, so that a chat is written once and played on every channel.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.app import App
from bot.channels.base import Button, IncomingKind
from bot.channels.simulator.channel import Simulator, address_of
from bot.channels.simulator.gestures import Hand, act
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import Message
from tests.fakes.bot_api import BotApi

VOICE = {"name": "suara.ogg", "mime": "audio/ogg", "data": "AAAA"}
PHOTO = {"name": "foto.png", "mime": "image/png", "data": "AAAA"}


@dataclass(frozen=True)
class Bubble:
    """A message of the program as she sees it now. buttons: label and payload."""

    ref: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()


class Phones(Protocol):
    """All phones of one channel. A phone is named by its owner."""

    channel: str

    def address(self, owner: str) -> str:
        """The phone's address in the channel; makes the phone."""

    def has_written(self, owner: str) -> None:
        """She wrote to the program a moment ago: WhatsApp lets it answer for a day."""

    def screen(self, owner: str) -> list[Bubble]:
        """The program's messages, oldest first."""

    def typed(self, owner: str) -> list[str]:
        """What she wrote herself and still stands in the chat."""

    async def write(self, owner: str, text: str) -> None:
        """She writes; returns when the program has stored it."""

    async def tap(self, owner: str, bubble: Bubble, label: str) -> None:
        """She taps a button, also one that her phone should not show any more."""

    async def send(self, owner: str, thing: str) -> None:
        """She sends a sticker, a voice note, a photo or her own number."""

    async def change(self, owner: str, text: str) -> None:
        """She edits her last message."""

    async def reply(self, owner: str, bubble: Bubble, text: str) -> None:
        """She answers that message of the program."""


class SimulatorPhones:
    """The simulator's phones, with one look."""

    channel = "simulator"

    def __init__(self, app: Callable[[], App], look: Look) -> None:
        self._app = app
        self._look = look

    @property
    def _simulator(self) -> Simulator:
        simulator = self._app().simulator
        assert simulator is not None, "the settings of tests switch the simulator on"
        return simulator

    def address(self, owner: str) -> str:
        self._simulator.add_phone(owner, look=self._look)
        return address_of(owner)

    def has_written(self, owner: str) -> None:
        simulator, name = self._simulator, self.address(owner)
        number = simulator.chats.next_id()
        simulator.put(Message(id=number, phone=name, mine=True, at_ms=simulator.now_ms(), text="halo"))

    def screen(self, owner: str) -> list[Bubble]:
        return [
            Bubble(
                str(message.id), message.text, tuple((_read(each), each.payload) for each in message.buttons)
            )
            for message in self._simulator.chats.list_messages(address_of(owner))
            if not message.mine and not message.deleted
        ]

    def typed(self, owner: str) -> list[str]:
        messages = self._simulator.chats.list_messages(address_of(owner))
        return [message.text for message in messages if message.mine and not message.deleted]

    async def write(self, owner: str, text: str) -> None:
        await self._act(owner, {"text": text})

    async def tap(self, owner: str, bubble: Bubble, label: str) -> None:
        payload = dict(bubble.buttons)[label]
        phone = self._simulator.chats.find_phone(self.address(owner))
        assert phone is not None
        hand = Hand(self._simulator, phone, {}, "")  # past act(): her thumb may be faster than our edit
        if self._look is Look.WHATSAPP:  # there a tap is a message of hers: it opens the window of a day
            number = hand.bubble(text=label, quote=bubble.text[:120])
            hand.event(number, IncomingKind.TAP, tap=payload, text=label, message=bubble.ref)
        else:
            number = hand.chats.next_id()
            hand.event(number, IncomingKind.TAP, tap=payload, message=bubble.ref, tap_ref=str(number))
        self._simulator.put(*hand.records)
        await self._deliver(owner)

    async def send(self, owner: str, thing: str) -> None:
        bodies: dict[str, dict[str, Any]] = {
            "stiker": {"sticker": "🌸"},
            "pesan suara": {"voice": VOICE},
            "foto": {"file": PHOTO},
            "nomor saya": {"contact": True},
            "lokasi": {"location": True},
        }
        await self._act(owner, bodies[thing])

    async def change(self, owner: str, text: str) -> None:
        mine = [each for each in self._simulator.chats.list_messages(address_of(owner)) if each.mine]
        await self._act(owner, {"edit": {"id": str(mine[-1].id), "text": text}})

    async def reply(self, owner: str, bubble: Bubble, text: str) -> None:
        await self._act(owner, {"text": text, "reply_to": bubble.ref})

    async def _act(self, owner: str, body: dict[str, Any]) -> None:
        phone = self._simulator.chats.find_phone(self.address(owner))
        assert phone is not None
        act(self._simulator, phone, body)
        await self._deliver(owner)

    async def _deliver(self, owner: str) -> None:
        await self._simulator.deliver(address_of(owner), self._app().intake.store)


class TelegramPhones:
    """Private chats on a fake Bot API server, polled over HTTP."""

    channel = "telegram"

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._chats: dict[str, int] = {}

    def address(self, owner: str) -> str:
        return str(self._chat(owner))

    def _chat(self, owner: str) -> int:
        return self._chats.setdefault(owner, 5_000_000_000 + len(self._chats))

    def has_written(self, owner: str) -> None:
        """Telegram has no such window."""

    def screen(self, owner: str) -> list[Bubble]:
        room = self._api.world.room(self._chat(owner))
        return [
            Bubble(str(message.message_id), message.text, _keys(message.markup))
            for message in room.messages.values()
            if message.mine
        ]

    def typed(self, owner: str) -> list[str]:
        messages = self._api.world.room(self._chat(owner)).messages.values()
        return [message.text for message in messages if not message.mine]

    async def write(self, owner: str, text: str) -> None:
        self._api.user_says(self._chat(owner), text)
        await self._taken()

    async def tap(self, owner: str, bubble: Bubble, label: str) -> None:
        self._api.taps_data(self._chat(owner), int(bubble.ref), dict(bubble.buttons)[label])
        await self._taken()

    async def send(self, owner: str, thing: str) -> None:
        chat = self._chat(owner)
        if thing == "nomor saya":
            self._api.sends_contact(chat)
        elif thing == "lokasi":
            self._api.user_sends(chat, {"location": {"latitude": -6.5, "longitude": 107.4}})
        else:
            kinds = {"stiker": "sticker", "pesan suara": "voice", "foto": "photo"}
            more = {"type": "regular", "is_animated": False, "is_video": False, "width": 1, "height": 1}
            self._api.sends_file(chat, kinds[thing], b"0", **(more if thing == "stiker" else {"duration": 1}))
        await self._taken()

    async def change(self, owner: str, text: str) -> None:
        chat = self._chat(owner)
        hers = [each for each in self._api.world.room(chat).messages.values() if not each.mine]
        self._api.edits(chat, hers[-1].message_id, text)
        await self._taken()

    async def reply(self, owner: str, bubble: Bubble, text: str) -> None:
        self._api.user_says(self._chat(owner), text, reply_to=int(bubble.ref))
        await self._taken()

    async def _taken(self) -> None:
        """The program acknowledges only what it has stored."""
        await self._api.until(lambda: not self._api.world.updates)


def _read(button: Button) -> str:
    """What she reads of it: a label that was cut for a row stands whole in the second line."""
    return button.hint if button.label.endswith("…") and button.hint else button.label


def _keys(markup: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    keys = [key for row in markup.get("inline_keyboard", []) for key in row]
    return tuple((key["text"], key["callback_data"]) for key in keys)
