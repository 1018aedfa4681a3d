"""The chats in the documents, played by the program with its demo, spoken to as the simulator's page does it."""

import re
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.app import App
from bot.demo import seed
from bot.settings import read_settings
from bot.web import build_web
from tests.transcript import Hears, Line, Passes, Says, read_transcript

PHONES = ("siti", "lilis", "petugas")
TUESDAY_MORNING = datetime(2026, 2, 3, 2, tzinfo=UTC)  # 10.00 in Samarinda: the office is open
CODE = re.compile(r"Nomornya (\w{6})\.")


def chat_in(text: str) -> list[Line]:
    """The chat as a document shows it, in the notation of every transcript."""
    (lines,) = re.findall(r"```chat\n(.*?)```", text, re.DOTALL)
    return read_transcript(lines)


def turns(lines: list[Line]) -> Iterator[tuple[Says | Passes, list[tuple[str, str]]]]:
    """Each thing that happens, with what the phones show then: whose phone, and what stands on it."""
    starts = [index for index, line in enumerate(lines) if isinstance(line, Says | Passes)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        done = lines[start]
        assert isinstance(done, Says | Passes)
        who = done.who if isinstance(done, Says) else ""
        shown = [each for each in lines[start + 1 : end] if isinstance(each, Hears)]
        yield done, [((each.to or who).lower(), as_line(each.text, each.labels)) for each in shown]


def as_line(text: str, labels: Iterable[str]) -> str:
    """A message on one line, with its choices."""
    return " ".join(f"{text}{''.join(f' [{label}]' for label in labels)}".split())


def by_phone(message: tuple[str, str]) -> str:
    """For sorting: what one phone shows stays in its order."""
    return message[0]


def says(shown: str, said: str) -> bool:
    """Whether `shown` is `said`, word for word, but for what stands for `...`."""
    parts = shown.replace("[...]", "...").split("...")
    return re.fullmatch(".*".join(re.escape(part.strip()) for part in parts), said) is not None


class Demo:
    """The program with its demo, spoken to as the page does it."""

    def __init__(self, app: App, client: httpx.AsyncClient) -> None:
        self.app = app
        self._client = client
        self._seen = dict.fromkeys(PHONES, 0)

    async def add_phone(self, name: str, role: str) -> None:
        """One more phone beside those of the demo."""
        body = {"name": name, "role": role, "look": "telegram"}
        answer = await self._client.post("/sim/phones", json=body)
        assert answer.status_code < 300, answer.text
        self._seen[name] = 0

    async def act(self, done: Says | Passes) -> list[tuple[str, str]]:
        """Do it; what the phones show then: whose phone, and what stands on it."""
        if isinstance(done, Passes):
            await self.app.move_clock(done.seconds)
        else:
            await self._write(done)
        await self.app.turns.drain()
        await self.app.delivery.settle()
        await self.app.clearing.settle()
        return [(phone, line) for phone in list(self._seen) for line in await self._new(phone)]

    async def screen(self, phone: str) -> list[str]:
        """What stands on this phone now."""
        answer = await self._client.get(f"/sim/phones/{phone}/messages")
        return [each["text"] for each in answer.json()["messages"] if not each["deleted"]]

    async def _write(self, done: Says) -> None:
        # A list is pasted with its lines; the document shows where they end.
        body = {"button": done.tap} if done.tap else {"text": done.text.replace(" | ", "\n")}
        answer = await self._client.post(f"/sim/phones/{done.who.lower()}/messages", json=body)
        assert answer.status_code == 202, answer.text

    async def _new(self, phone: str) -> list[str]:
        answer = await self._client.get(f"/sim/phones/{phone}/messages", params={"after": self._seen[phone]})
        messages = answer.json()["messages"]
        self._seen[phone] = max([self._seen[phone], *(each["id"] for each in messages)])
        bot = [each for each in messages if each["from"] == "bot" and not each["deleted"]]
        return [as_line(each["text"], [button["label"] for button in each["buttons"]]) for each in bot]


@asynccontextmanager
async def open_demo(folder: Path) -> AsyncIterator[Demo]:
    """The running program, on a Tuesday at ten."""
    app = App(read_settings({"DATA_DIR": str(folder)}))
    await app.start()
    try:
        app.clock.offset_ms = round(TUESDAY_MORNING.timestamp() * 1000) - time.time_ns() // 1_000_000
        await seed(app)
        app.receive()
        door = httpx.ASGITransport(app=build_web(app, simulator_open=False), client=("127.0.0.1", 5000))
        async with httpx.AsyncClient(transport=door, base_url="http://127.0.0.1:8080") as client:
            yield Demo(app, client)
    finally:
        await app.stop()


async def assert_plays(demo: Demo, lines: list[Line]) -> None:
    """The program says what the chat shows, on every phone, and nothing else."""
    shown_code = code = next(iter(CODE.findall(" ".join(line.source for line in lines))), "")
    for done, expected in turns(lines):
        said = await demo.act(done)
        code = next(iter(CODE.findall(" ".join(line for _phone, line in said))), code)
        shown, said = sorted(expected, key=by_phone), sorted(said, key=by_phone)
        assert [phone for phone, _line in said] == [phone for phone, _line in shown], (done.source, said)
        for (_phone, line), (_same, words) in zip(shown, said, strict=True):
            actual = words.replace(code, shown_code) if code else words
            assert says(line, actual), f"\npaper:   {line}\nprogram: {actual}"
