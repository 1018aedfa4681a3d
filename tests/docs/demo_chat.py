"""The chats in the documents, played by the program with its demo, spoken to as the simulator's page does it."""

import re
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx

from bot.app import App
from bot.demo import seed
from bot.settings import read_settings
from bot.web import build_web
from db import courses
from db.unit import Unit
from handlers.house import ANSWERED
from tests.transcript import Hears, Line, Passes, Says, read_transcript

PHONES = ("siti", "lilis", "petugas")
TUESDAY_MORNING = datetime(2026, 2, 3, 2, tzinfo=UTC)  # 10.00 in Samarinda: the office is open
# What the program makes up: the codes of a request, of a course, on a wall, of an announcement; a certificate's number.
MADE_UP = re.compile(
    r"Nomornya (\w{6})\.|Kodenya (\w{6})\.|Kode kelas [\w ]+: (\w{4})\.|Nomornya (SM-\w{4}-\w{2})\."
    r"|Pengumuman ([A-Z0-9]{6}) untuk"
)


def chat_in(text: str) -> list[Line]:
    """The chat as a document shows it, in the notation of every transcript."""
    (lines,) = chats_in(text)
    return lines


def chats_in(text: str) -> list[list[Line]]:
    """The chats of a document that tells its story in parts."""
    return [read_transcript(lines) for lines in re.findall(r"```chat\n(.*?)```", text, re.DOTALL)]


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


def only_closed(before: str | None, text: str) -> bool:
    """Whether this message says what it said before, but for the mark of what was answered."""
    return before is not None and (text.startswith(before) or text == ANSWERED.message)


def says(shown: str, said: str) -> bool:
    """Whether `shown` is `said`, word for word, but for what stands for `...`."""
    parts = shown.replace("[...]", "...").split("...")
    return re.fullmatch(".*".join(re.escape(part.strip()) for part in parts), said) is not None


class Demo:
    """The program with its demo, spoken to as the page does it."""

    def __init__(self, app: App, client: httpx.AsyncClient) -> None:
        self.app = app
        self._client = client
        self._seen: dict[str, dict[int, str]] = {phone: {} for phone in PHONES}

    async def add_phone(self, name: str, role: str) -> None:
        """One more phone beside those of the demo."""
        body = {"name": name, "role": role, "look": "telegram"}
        answer = await self._client.post("/sim/phones", json=body)
        assert answer.status_code < 300, answer.text
        self._seen[name] = {}

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

    async def change(self, phone: str, **gesture: bool) -> None:
        """What is done with a phone beside writing on it, as in its menu: gone=True for "Hapus akun"."""
        answer = await self._client.post(f"/sim/phones/{phone}/messages", json=gesture)
        assert answer.status_code == 202, answer.text

    async def screen(self, phone: str) -> list[str]:
        """What stands on this phone now."""
        answer = await self._client.get(f"/sim/phones/{phone}/messages")
        return [each["text"] for each in answer.json()["messages"] if not each["deleted"]]

    async def files(self, phone: str) -> list[bytes]:
        """What was sent to this phone as a picture or a paper."""
        answer = await self._client.get(f"/sim/phones/{phone}/messages")
        sent = [each["file"] for each in answer.json()["messages"] if each.get("file")]
        return [(await self._client.get(f"/sim/files/{each['ref']}/{each['name']}")).content for each in sent]

    async def _write(self, done: Says) -> None:
        # A list is pasted with its lines; the document shows where they end.
        body = {"button": done.tap} if done.tap else {"text": done.text.replace(" | ", "\n")}
        if done.quoted:
            body["reply_to"] = await self._newest(done.who.lower(), done.quoted)
        answer = await self._client.post(f"/sim/phones/{done.who.lower()}/messages", json=body)
        assert answer.status_code == 202, answer.text

    async def _newest(self, phone: str, words: str) -> str:
        """The number of the newest message on this phone with these words in it."""
        answer = await self._client.get(f"/sim/phones/{phone}/messages")
        shown = [each for each in answer.json()["messages"] if not each["deleted"] and words in each["text"]]
        assert shown, f"{words!r} stands nowhere on the phone {phone}"
        return str(shown[-1]["id"])

    async def _new(self, phone: str) -> list[str]:
        """What the bot said since then, also in the place of an earlier message."""
        answer = await self._client.get(f"/sim/phones/{phone}/messages")
        shown = [each for each in answer.json()["messages"] if each["from"] == "bot" and not each["deleted"]]
        seen, self._seen[phone] = self._seen[phone], {each["id"]: each["text"] for each in shown}
        new = [each for each in shown if not only_closed(seen.get(each["id"]), each["text"])]
        return [as_line(each["text"], [button["label"] for button in each["buttons"]]) for each in new]


async def end_courses(demo: Demo) -> None:
    """For a story of something else: the demo's courses remind nobody in it, and ask nobody for a list."""

    async def end(unit: Unit) -> None:
        for row in await unit.fetch("SELECT id FROM courses WHERE state = 'open'"):
            await courses.cancel(unit, await courses.get(unit, row["id"]))

    await demo.app.storage.writer.run(end)


@asynccontextmanager
async def open_demo(folder: Path, start: datetime = TUESDAY_MORNING) -> AsyncIterator[Demo]:
    """The running program, on a Tuesday at ten unless another `start` is said."""
    app = App(read_settings({"DATA_DIR": str(folder)}))
    await app.start()
    try:
        app.clock.offset_ms = round(start.timestamp() * 1000) - time.time_ns() // 1_000_000
        await seed(app)
        app.receive()
        door = httpx.ASGITransport(app=build_web(app, simulator_open=False), client=("127.0.0.1", 5000))
        async with httpx.AsyncClient(transport=door, base_url="http://127.0.0.1:8080") as client:
            yield Demo(app, client)
    finally:
        await app.stop()


async def assert_plays(demo: Demo, lines: list[Line], made: dict[str, str] | None = None) -> None:
    """The program says what the chat shows, on every phone, and nothing else.

    made: what the paper shows for what the program has made up, kept from one part of a story to the next.
    """
    made = {} if made is None else made
    for done, expected in turns(lines):
        said = await demo.act(as_typed(done, made))
        shown, said = sorted(expected, key=by_phone), sorted(said, key=by_phone)
        assert [phone for phone, _line in said] == [phone for phone, _line in shown], (done.source, said)
        pairs = [(line, words) for (_phone, line), (_same, words) in zip(shown, said, strict=True)]
        for line, words in pairs:
            made |= dict(zip(made_up(words), made_up(line), strict=False))
        for line, words in pairs:
            actual = with_paper(words, made)
            assert says(line, actual), f"\npaper:   {line}\nprogram: {actual}"


def made_up(line: str) -> list[str]:
    """The codes and numbers in it."""
    return ["".join(found) for found in MADE_UP.findall(line)]


def with_paper(words: str, made: dict[str, str]) -> str:
    """What the program says, with the paper's codes in the place of its own."""
    for own, shown in made.items():
        words = words.replace(own, shown)
    return words


def as_typed(done: Says | Passes, made: dict[str, str]) -> Says | Passes:
    """What she does, with the program's own code where she types, taps or quotes the paper's."""
    if isinstance(done, Passes):
        return done
    own = {shown: mine for mine, shown in made.items()}
    text, tap, quoted = (with_paper(each, own) for each in (done.text, done.tap, done.quoted))
    return replace(done, text=text, tap=tap, quoted=quoted)
