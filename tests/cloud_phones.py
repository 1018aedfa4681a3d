"""People's phones on WhatsApp, over HTTP: a fake Graph API on one side, calls signed as Meta signs on the other.

Where Meta calls back is the program's own web application, so that its route is played too. Every second of them has
a user id beside her number, and every fourth hides the number.
"""

import json
from collections.abc import Callable, Mapping

import httpx

from bot.app import App
from bot.web import build_web
from tests.fakes.graph_api import GraphApi
from tests.fakes.graph_api_world import Message
from tests.phones import Bubble


class CloudPhones:
    """Chats on a fake Graph API server."""

    channel = "whatsapp"

    def __init__(self, api: GraphApi, app: Callable[[], App]) -> None:
        self._api = api
        self._app = app
        self._addresses: dict[str, str] = {}
        self.visits: set[str] = set()  # of whom the program is still to know that they have written
        api.webhook = self._call

    def address(self, owner: str) -> str:
        if owner not in self._addresses:
            number = len(self._addresses)
            phone = "" if number % 4 == 3 else f"62000000{number:04}"
            user_id = f"ID.13491208655{number:04}" if number % 2 else ""
            self._addresses[owner] = self._api.world.add_person(phone, user_id=user_id).address
        return self._addresses[owner]

    def has_written(self, owner: str) -> None:
        self._api.world.person(self.address(owner)).last_in_s = self._api.world.now()
        self.visits.add(owner)

    def _messages(self, owner: str) -> list[Message]:
        return self._api.world.person(self.address(owner)).messages

    def screen(self, owner: str) -> list[Bubble]:
        return [Bubble(each.wamid, each.text, each.choices) for each in self._messages(owner) if each.mine]

    def typed(self, owner: str) -> list[str]:
        return [each.text for each in self._messages(owner) if not each.mine]

    async def write(self, owner: str, text: str) -> None:
        self._api.user_says(self.address(owner), text)
        await self.deliver()

    async def tap(self, owner: str, bubble: Bubble, label: str) -> None:
        payload = dict(bubble.buttons)[label]
        listed = len(bubble.buttons) > 3
        self._api.taps_payload(self.address(owner), bubble.ref, payload, label, listed=listed)
        await self.deliver()

    async def send(self, owner: str, thing: str) -> None:
        address = self.address(owner)
        if thing == "nomor saya":
            self._api.sends_contact(address)
        elif thing == "lokasi":
            place = {"latitude": -6.5, "longitude": 107.4}
            self._api.user_sends(address, {"type": "location", "location": place})
        else:
            kind, mime = {
                "stiker": ("sticker", "image/webp"),
                "pesan suara": ("audio", "audio/ogg; codecs=opus"),
                "foto": ("image", "image/jpeg"),
            }[thing]
            self._api.sends_file(address, kind, b"0", mime)
        await self.deliver()

    async def send_file(
        self, owner: str, content: bytes, mime: str, *, name: str = "", caption: str = ""
    ) -> None:
        """A file, as the app sends it."""
        kind = {"image": "image", "audio": "audio"}.get(mime.partition("/")[0], "document")
        fields = {"filename": name} if kind == "document" else {}
        self._api.sends_file(self.address(owner), kind, content, mime, caption=caption, **fields)
        await self.deliver()

    def files(self, owner: str) -> list[bytes]:
        """The bytes of every file the program sent to this phone."""
        ids = [each.file_id for each in self._messages(owner) if each.mine and each.file_id]
        return [self._api.world.files[each].content for each in ids]

    def everything(self, owner: str) -> bytes:
        """All that was ever asked to be sent to this phone: words, choices, references, files and their names."""
        person = self._api.world.person(self.address(owner))
        to_her = {person.number, person.user_id} - {""}
        bodies = [each for each in self._api.sent() if {each.get("to"), each.get("recipient")} & to_her]
        uploads = [call.body["file"] for call in self._api.calls if call.what == "media"]
        hers = self.files(owner)
        names = [each.name for each in uploads if each.content in hers]
        written = [json.dumps(each, ensure_ascii=False).encode() for each in (*bodies, names)]
        return b"\n".join([*written, *hers])

    async def change(self, owner: str, text: str) -> None:
        hers = [each for each in self._messages(owner) if not each.mine]
        self._api.edits(self.address(owner), hers[-1].wamid, text)
        await self.deliver()

    async def reply(self, owner: str, bubble: Bubble, text: str) -> None:
        self._api.user_says(self.address(owner), text, reply_to=bubble.ref)
        await self.deliver()

    async def deliver(self) -> None:
        """What happened at Meta, also what became of messages; returns when the program has stored it."""
        answers = await self._api.deliver(batch=3)
        assert set(answers) <= {200}, answers

    async def _call(self, headers: Mapping[str, str], body: bytes) -> int:
        transport = httpx.ASGITransport(app=build_web(self._app(), simulator_open=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8080") as client:
            return (await client.post("/whatsapp", content=body, headers=dict(headers))).status_code
