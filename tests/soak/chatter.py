"""People who write anything at any time: answers, commands, old buttons, stickers, long texts, the same thing twice."""

import asyncio
import random
from dataclasses import dataclass

from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api_world import Message

# After so many messages somebody else takes over, so that the number of people grows, too.
MESSAGES_EACH = 60
SILENCE_S = 0.5

WORDS = (
    *(
        "skrining",
        "cari bantuan",
        "Junrejo",
        "boleh",
        "ya",
        "tidak",
        "nanti",
        "terserah",
        "insyaallah",
        "belum",
    ),
    *("menu", "batal", "kembali", "lanjut", "bantuan", "petugas", "lewati", "tidak tahu", "periksa lagi"),
    *("/start", "/menu", "/skrining", "/data", "/jadwal", "/petugas", "/bantuan", "/tidakada"),
    *(
        "halo",
        "terima kasih",
        "gratis kan?",
        "assalamualaikum",
        "0",
        "1",
        "2",
        "3",
        "9",
        "45",
        "25rb",
        "besok",
    ),
    *(
        "1 dan 3",
        "menjahit, memasak",
        "saya dipukul suami",
        "🙂",
        "?",
        "x" * 5_000,
        "a\nb\n\nc",
        "lagi",
        "sendiri",
    ),
)
STICKER = {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1}}


@dataclass
class Crowd:
    """Some people at once. `updates` is how many things they have done."""

    api: BotApi
    random: random.Random
    updates: int = 0
    _people: int = 0

    async def chat(self, count: int, seconds: float) -> None:
        """All of them, until the time is up."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        async with asyncio.TaskGroup() as group:
            for _person in range(count):
                group.create_task(self._one_after_another(until))

    async def _one_after_another(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        while loop.time() < until:
            self._people += 1
            await self._one(self._people, until)

    async def _one(self, chat: int, until: float) -> None:
        loop = asyncio.get_running_loop()
        self.api.user_says(chat, "/start")
        for _message in range(MESSAGES_EACH):
            if loop.time() >= until:
                return
            await self._answered(chat, self._newest(chat))
            self._act(chat)
            self.updates += 1
            self.api.world.accepted.clear()

    async def _answered(self, chat: int, before: int) -> None:
        """Until the program has said something new, or is silent, as after a repeated tap."""
        try:
            await self.api.until(lambda: self._newest(chat) > before, most_s=SILENCE_S)
        except TimeoutError:
            pass

    def _bots(self, chat: int) -> list[Message]:
        return [message for message in self.api.world.room(chat).messages.values() if message.mine]

    def _newest(self, chat: int) -> int:
        return max((message.message_id for message in self._bots(chat)), default=0)

    def _act(self, chat: int) -> None:
        chance, said = self.random.random(), self._bots(chat)
        tappable = [message for message in said if "inline_keyboard" in message.markup]
        if chance < 0.55 and tappable:
            self._taps(tappable[-1] if chance < 0.5 else self.random.choice(tappable))
        elif chance < 0.92:
            self.api.user_says(chat, self.random.choice(WORDS))
        elif chance < 0.95:
            self.api.user_sends(chat, STICKER)
        elif chance < 0.98:
            self.api.user_says(chat, self.random.choice(WORDS))
            self.api.repeats_last()
        else:
            hers = [each for each in self.api.world.room(chat).messages.values() if not each.mine]
            if hers:  # else the chat was cleared just now
                self.api.edits(chat, hers[-1].message_id, "ya")
            else:
                self.api.user_says(chat, self.random.choice(WORDS))

    def _taps(self, message: Message) -> None:
        keys = [key for row in message.markup["inline_keyboard"] for key in row]
        self.api.taps_data(message.chat, message.message_id, self.random.choice(keys)["callback_data"])
