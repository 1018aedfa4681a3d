"""What does the simulator answer over HTTP? The page, and the same doors for programs.

Every mistake is answered with one sentence: {"error": ...}.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.base import Intake
from bot.channels.simulator.channel import Simulator, address_of
from bot.channels.simulator.gestures import Refused, act
from bot.channels.simulator.guard import same_origin
from bot.channels.simulator.journal import Full
from bot.channels.simulator.limits import BODY_BYTES_MAX, FORWARD_S_MAX, TITLE_CHARS_MAX
from bot.channels.simulator.platforms import Look
from bot.channels.simulator.records import ROLES, ZONES, Phone
from bot.channels.simulator.told import READ, rise

OnPhone = Callable[[str, str], Awaitable[None]]  # name (its address), role ("" if none was given)
MoveClock = Callable[[int], Awaitable[None]]  # seconds

STATIC = Path(__file__).parent / "static"
ASSETS = {path.name for path in STATIC.iterdir()}
SAFE = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
# What a browser may show in the page; anything else somebody uploaded is only ever saved.
SHOWABLE = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/webm", "application/pdf")


def routes(
    simulator: Simulator,
    intake: Intake,
    *,
    on_phone: OnPhone,
    move_clock: MoveClock,
    clock_allowed: bool,
) -> list[Route]:
    """Everything under / and /sim/. on_phone runs before a new phone appears; its ValueError is a 400."""
    doors = Doors(simulator, intake, on_phone, move_clock, clock_allowed)
    return [
        Route("/", doors.page),
        Route("/sim/static/{name}", doors.asset),
        Route("/sim/phones", doors.phones),
        Route("/sim/phones", _kind(doors.add_phone), methods=["POST"]),
        Route("/sim/phones/{name}/look", _kind(doors.change_look), methods=["POST"]),
        Route("/sim/phones/{name}/messages", _kind(doors.messages)),
        Route("/sim/phones/{name}/messages", _kind(doors.say), methods=["POST"]),
        Route("/sim/phones/{name}/seen", _kind(doors.seen), methods=["POST"]),
        Route("/sim/files/{ref}/{name}", _kind(doors.file)),
        Route("/sim/clock", doors.clock),
        Route("/sim/clock", _kind(doors.forward), methods=["POST"]),
        Route("/sim/events", _kind(doors.events)),
    ]


def _kind(door: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Every refusal is one sentence; a page of another site may not press our buttons."""

    async def answered(request: Request) -> Response:
        try:
            if request.method == "POST" and not same_origin(request.scope):
                raise Refused(403, "Permintaan ini datang dari halaman lain.")
            return await door(request)
        except Refused as refused:
            return JSONResponse({"error": refused.sentence, **refused.more}, refused.status)
        except Full:
            return JSONResponse({"error": "Tempat berkas simulator penuh."}, 507)

    return answered


class Doors:
    """The routes of one simulator."""

    def __init__(
        self,
        simulator: Simulator,
        intake: Intake,
        on_phone: OnPhone,
        move_clock: MoveClock,
        clock_allowed: bool,
    ) -> None:
        self._simulator = simulator
        self._intake = intake
        self._on_phone = on_phone
        self._move_clock = move_clock
        self._clock_allowed = clock_allowed

    async def page(self, request: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=SAFE)

    async def asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return JSONResponse({"error": "Berkas halaman ini tidak ada."}, 404)
        return FileResponse(STATIC / name, headers=SAFE)

    async def phones(self, request: Request) -> Response:
        shown = [phone.shown() for phone in self._simulator.chats.list_phones()]
        about = {"bot_name": self._simulator.bot_name, "roles": ROLES, "zones": ZONES}
        return JSONResponse({"phones": shown, "problems": list(self._simulator.problems), **about})

    async def add_phone(self, request: Request) -> Response:
        body = await _body(request)
        title = body.get("name")
        if (
            not isinstance(title, str)
            or not 1 <= len(title.strip()) <= TITLE_CHARS_MAX
            or not address_of(title)
        ):
            raise Refused(400, f'"name" harus nama dengan huruf, paling banyak {TITLE_CHARS_MAX} huruf.')
        if phone := self._simulator.chats.find_phone(address_of(title)):
            return JSONResponse(phone.shown(), 200)
        role, look, zone = _role(body.get("role") or ""), _look(body.get("look", "telegram")), _zone(body)
        try:
            await self._on_phone(address_of(title), role)
            phone = self._simulator.add_phone(title, role=role, look=look, zone=zone)
        except ValueError as error:
            raise Refused(400, str(error)) from error
        return JSONResponse(phone.shown(), 201)

    async def change_look(self, request: Request) -> Response:
        phone = self._phone(request)
        changed = self._simulator.change_look(phone, _look((await _body(request)).get("look")))
        return JSONResponse(changed.shown())

    async def messages(self, request: Request) -> Response:
        phone = self._phone(request)
        after = request.query_params.get("after", "0")
        if not (after.isascii() and after.isdigit() and len(after) < 20):
            raise Refused(400, '"after" harus nomor pesan.')
        found = self._simulator.chats.list_messages(phone.name, after=int(after))
        return JSONResponse({"messages": [message.shown() for message in found]})

    async def say(self, request: Request) -> Response:
        phone = self._phone(request)
        body = await _body(request)
        try:
            # Read again: while the body came in she may have blocked the bot.
            number = act(self._simulator, self._phone(request), body)
            await self._simulator.deliver(phone.name, self._intake)
        except (Refused, Full):
            raise
        except Exception as error:
            # The platform keeps what it could not hand over; the same "ref" may be tried again.
            raise Refused(503, "Program belum bisa menyimpan pesan ini. Coba lagi sebentar.") from error
        return JSONResponse({"id": number}, 202)

    async def seen(self, request: Request) -> Response:
        """The page shows the phone's messages up to this one: where the platform tells, they are read."""
        phone = self._phone(request)
        up_to = (await _body(request)).get("up_to")
        if not isinstance(up_to, int) or isinstance(up_to, bool):
            raise Refused(400, '"up_to" harus nomor pesan.')
        if not (phone.off or phone.blocked):
            now_ms = self._simulator.now_ms()
            self._simulator.put(*rise(self._simulator.chats, phone, READ, now_ms, up_to=up_to))
            self._simulator.tell(phone.name)
        return JSONResponse({}, 202)

    async def file(self, request: Request) -> Response:
        ref = request.path_params["ref"]
        path, message = self._simulator.chats.find_file(ref), self._simulator.chats.find_file_message(ref)
        if path is None or message is None or message.file is None:
            raise Refused(404, "Berkas ini tidak ada.")
        shown = message.file.mime.startswith(SHOWABLE)
        return FileResponse(
            path,
            media_type=message.file.mime if shown else "application/octet-stream",
            filename=message.file.name,
            content_disposition_type="inline" if shown else "attachment",
            headers={
                **SAFE,
                "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
            },
        )

    async def clock(self, request: Request) -> Response:
        return JSONResponse(self._time())

    async def forward(self, request: Request) -> Response:
        if not self._clock_allowed:
            raise Refused(403, "Jam hanya bisa dimajukan di data contoh. Ini data sungguhan.")
        forward_s = (await _body(request)).get("forward_s")
        if (
            not isinstance(forward_s, int)
            or isinstance(forward_s, bool)
            or not 1 <= forward_s <= FORWARD_S_MAX
        ):
            raise Refused(400, f'"forward_s" harus bilangan bulat dari 1 sampai {FORWARD_S_MAX} detik.')
        await self._move_clock(forward_s)
        self._simulator.live.tell("clock", self._time())
        return JSONResponse(self._time())

    def _time(self) -> dict[str, Any]:
        return {"now_ms": self._simulator.now_ms(), "allowed": self._clock_allowed}

    async def events(self, request: Request) -> Response:
        if self._simulator.live.full:
            raise Refused(503, "Terlalu banyak halaman simulator yang terbuka.")
        last = request.headers.get("last-event-id") or request.query_params.get("last", "")
        frames: AsyncIterator[str] = self._simulator.live.follow(last)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(frames, media_type="text/event-stream", headers=headers)

    def _phone(self, request: Request) -> Phone:
        name = request.path_params["name"]
        phone = self._simulator.chats.find_phone(name.lower())
        if phone is None:
            raise Refused(404, "HP ini belum ada. Tambahkan dulu dengan POST /sim/phones.")
        return phone


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of the request; too long a body is refused before it is read to its end."""
    read = bytearray()
    try:
        async for chunk in request.stream():
            read += chunk
            if len(read) > BODY_BYTES_MAX:
                raise Refused(413, "Kiriman terlalu besar. Berkas paling banyak 5 MB.")
        body = json.loads(read)
    except ClientDisconnect as error:
        raise Refused(400, "Kiriman terputus.") from error
    except (ValueError, RecursionError) as error:
        raise Refused(400, "Kiriman harus JSON yang benar.") from error
    if not isinstance(body, dict):
        raise Refused(400, 'Kiriman harus objek JSON, misalnya {"text": "halo"}.')
    return body


def _look(given: Any) -> Look:
    try:
        return Look(given)
    except ValueError as error:
        raise Refused(400, '"look" harus "telegram" atau "whatsapp".') from error


def _role(given: Any) -> str:
    """The role's code; its Indonesian name serves too."""
    codes = {code: code for code in ROLES} | {label: code for code, label in ROLES.items()}
    role = codes.get(given.strip().lower().replace("-", "_")) if isinstance(given, str) else None
    if role is None:
        raise Refused(400, f'"role" harus salah satu dari: {", ".join(filter(None, ROLES))}.')
    return role


def _zone(body: dict[str, Any]) -> str:
    zone = body.get("zone", "Asia/Jakarta")
    if zone not in ZONES:
        raise Refused(400, f'"zone" harus salah satu dari: {", ".join(ZONES)}.')
    return str(zone)
