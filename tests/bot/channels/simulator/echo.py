"""A tiny bot over the Channel protocol, to try the simulator without the program: one word, one answer.

`python -m tests.bot.channels.simulator.echo FOLDER PORT` serves it with the page.
"""

import asyncio
import contextlib
import struct
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from bot.channels.base import (
    Abilities,
    Button,
    Edit,
    Incoming,
    IncomingKind,
    Layout,
    Outgoing,
    RawEvent,
    SendError,
)
from bot.channels.simulator import Look, Simulator, loopback_only, routes

HELP = """Ini bot contoh. Tulis salah satu:
TOMBOL, DAFTAR, GAMBAR, SURAT, NOMOR, HAPUS, GANTI, PANJANG."""
AREAS = ("Batu", "Bumiaji", "Junrejo", "Nagrak", "Samarinda")


class EchoBot:
    """Keeps what intake took, and answers it after the commit, like the program does."""

    def __init__(self, folder: Path, *, forwarded_ms: int = 0) -> None:
        self._forward_ms = forwarded_ms
        self.simulator = Simulator(folder, self.now_ms)
        self.taken: dict[str, RawEvent] = {}
        self.roles: dict[str, str] = {}
        self.errors: list[SendError] = []
        self._answers: set[asyncio.Task[None]] = set()
        self.broken = False

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 + self._forward_ms

    def demo(self) -> None:
        self.simulator.add_phone("Siti", role="member")
        self.simulator.add_phone("Lilis", role="treasurer")
        self.simulator.add_phone("Petugas", role="worker", look=Look.WHATSAPP)

    async def intake(self, events: list[RawEvent]) -> None:
        if self.broken:
            raise OSError("no room")
        for event in events:
            if event.key not in self.taken:
                self.taken[event.key] = event
                task = asyncio.create_task(self._turn(event))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)

    async def idle(self) -> None:
        """Wait until everything is answered."""
        while self._answers:
            await asyncio.gather(*self._answers)

    async def on_phone(self, name: str, role: str) -> None:
        self.roles[name] = role

    async def move_clock(self, seconds: int) -> None:
        self._forward_ms += seconds * 1000

    async def _turn(self, event: RawEvent) -> None:
        incoming = self.simulator.decode(event.body)
        if incoming.kind is IncomingKind.STATUS:
            return  # what became of a message is no word of hers
        await self.simulator.typing(incoming.chat)
        try:
            await self.simulator.send(self.answer(incoming, event.key))
        except SendError as error:
            self.errors.append(error)

    def answer(self, incoming: Incoming, outbox_id: str) -> Outgoing:
        """One Outgoing for one event."""
        able = self.simulator.abilities(incoming.chat)
        base = Outgoing(outbox_id=outbox_id, chat=incoming.chat, tap_ref=incoming.tap_ref)
        if incoming.kind is IncomingKind.TAP:
            return _tapped(base, incoming, able)
        if incoming.kind is IncomingKind.TEXT:
            make = WORDS.get(incoming.text.strip().lower())
            if make:
                return make(base, incoming, able)
            return _with(base, text=f"Ibu menulis: {incoming.text}")
        if incoming.media:
            return _with(base, text=f"Terima kasih. Berkas sampai: {incoming.media.name}.")
        return _with(base, text=f"Terima kasih. Yang sampai: {incoming.kind.value}.")


def _with(base: Outgoing, **fields: object) -> Outgoing:
    return replace(base, **fields)  # type: ignore[arg-type]


def _tapped(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    edits = (
        (Edit(message_ref=incoming.message_ref, text="Pertanyaan ini sudah dijawab."),) if able.edits else ()
    )
    notice = "Sudah dicatat" if able.taps_are_answered else ""
    return _with(base, text=f"Pilihan Ibu: {incoming.tap}", edits=edits, tap_notice=notice)


def _buttons(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    buttons = (
        Button(label="Sendiri", payload="own"),
        Button(label="Bersama", payload="shared"),
        Button(label="Saya dibantu orang", payload="helped"),
    )
    text = "HP ini dipakai sendiri, atau bersama keluarga?"
    return _with(base, text=text, buttons=buttons, layout=Layout.BUTTONS)


def _list(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    rows = tuple(Button(label=area, payload=f"area-{area}", hint="Kecamatan contoh") for area in AREAS)
    layout = Layout.LIST if able.list_rows_max else Layout.BUTTONS
    return _with(base, text="Ibu tinggal di mana?", buttons=rows, layout=layout, list_button="Pilih tempat")


def _picture(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    return _with(
        base, text="Ini gambarnya.", document=png(), document_name="kue.png", document_mime="image/png"
    )


def _letter(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    return _with(
        base,
        text="Ini catatannya.",
        document=b"%PDF-1.4\n%%EOF\n",
        document_name="catatan-simpanan.pdf",
        document_mime="application/pdf",
        protect=True,
    )


def _number(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    return _with(base, text="Boleh saya catat nomor Ibu?", ask_contact=True)


def _delete(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    deletes = (incoming.message_ref,) if able.deletes_hers else ()
    return _with(base, text="Pesan Ibu sudah saya hapus.", deletes=deletes)


def _replace(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    # The number before hers is the bot's last message, if there is one.
    return _with(base, text="Menu yang baru.", replaces=str(int(incoming.message_ref) - 1))


def _too_long(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    return _with(base, text="a" * 4097)


def _help(base: Outgoing, incoming: Incoming, able: Abilities) -> Outgoing:
    return _with(base, text=HELP)


WORDS: dict[str, Callable[[Outgoing, Incoming, Abilities], Outgoing]] = {
    "/start": _help,
    "halo": _help,
    "tombol": _buttons,
    "daftar": _list,
    "gambar": _picture,
    "surat": _letter,
    "nomor": _number,
    "hapus": _delete,
    "ganti": _replace,
    "panjang": _too_long,
}


def png(width: int = 240, height: int = 150) -> bytes:
    """A picture without a picture library: a soft gradient."""
    rows = b"".join(
        b"\0" + bytes(part for x in range(width) for part in (200 - y // 2, 120 + x // 4, 150))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def application(bot: EchoBot, *, clock_allowed: bool = True) -> Starlette:
    """The page and the doors, as the program mounts them; guarded."""
    doors = routes(
        bot.simulator,
        bot.intake,
        on_phone=bot.on_phone,
        move_clock=bot.move_clock,
        clock_allowed=clock_allowed,
    )

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette):
        await bot.simulator.run(bot.intake)
        yield
        await bot.idle()

    app = Starlette(routes=doors, lifespan=lifespan)
    app.add_middleware(loopback_only)
    return app


if __name__ == "__main__":
    echo = EchoBot(Path(sys.argv[1]))
    echo.demo()
    uvicorn.run(application(echo), port=int(sys.argv[2]), log_level="warning", timeout_graceful_shutdown=1)
