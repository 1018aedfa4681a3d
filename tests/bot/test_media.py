"""A photo that was asked for arrives, is drawn anew and lies sealed; any other file is never fetched, and she is told."""

import base64
import io
import json
import logging
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.channels.simulator.gestures import act
from bot.clock import Clock
from bot.media import LOOK_EVERY_S, FileStore
from bot.settings import Settings, read_settings
from conversation.chat import Chat
from conversation.registry import conversation
from conversation.text import _
from db import files
from db.files import KeptFile
from db.unit import Unit
from db.vault import person as owner_of
from domain.files import FILE_BYTES_MAX, RETRY_AFTER_S, FileKind, SentFile, Wanted
from handlers.conversations import CONVERSATIONS
from handlers.file_questions import paper, photo
from tests.fakes.bot_api import BotApi
from tests.world import PACE_PULSE_S, PlayedApp, _count_unsent

MORNING_MS = 1_770_080_400_000  # Tuesday, 3 February 2026, 01.00 UTC
CHAT = 5_000_000_001
PDF = b"%PDF-1.4\nKENARI-ISI\n%%EOF\n"


@conversation("ujifoto", title=_("Uji foto"))
async def send_photo(chat: Chat) -> None:
    sent = await chat.ask(_("Tolong kirim foto kuenya."), photo())
    await chat.run(keep_file, sent, Wanted.PHOTO.value)
    await chat.say(_("Terima kasih, sudah saya terima."))


@conversation("ujisurat", title=_("Uji surat"))
async def send_paper(chat: Chat) -> None:
    sent = await chat.ask(_("Tolong kirim suratnya."), paper())
    await chat.run(keep_file, sent, Wanted.PAPER.value)
    await chat.say(_("Terima kasih, sudah saya terima."))


async def keep_file(unit: Unit, sent: SentFile, wanted: str) -> int:
    return files.want(unit, sent, Wanted(wanted))


class MorningClock(Clock):
    """Eight in the morning in Jakarta: what is said now is said before the quiet hours."""

    def now_ms(self) -> int:
        return MORNING_MS + self.offset_ms


class Standing:
    """Seconds that pass only when they are told to."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


class Phone:
    """Her phone and the program behind it, on either channel."""

    def __init__(self, settings: Settings, folder: Path, api: BotApi | None) -> None:
        self.folder, self.api, self.pulse_s = folder, api, 0.0
        self.app = PlayedApp(settings, lambda: self.pulse_s, (*CONVERSATIONS, send_photo, send_paper))

    async def says(self, text: str) -> str:
        return await self._heard({"text": text}, lambda api: api.user_says(CHAT, text))

    async def sends(self, kind: str, content: bytes, *, caption: str = "", mime: str = "image/jpeg") -> str:
        """A file; what the program then says, before it is fetched."""
        data = base64.b64encode(content).decode()
        body = {"file": {"name": "foto.jpg", "mime": mime, "data": data, "caption": caption}}
        return await self._heard(body, lambda api: api.sends_file(CHAT, kind, content, caption=caption))

    async def _heard(self, body: dict[str, Any], tell: Callable[[BotApi], object]) -> str:
        before = len(self.texts())
        if self.api is not None:
            tell(self.api)
            api = self.api
            await api.until(lambda: not api.world.updates)
        else:
            assert self.app.simulator is not None
            self.app.simulator.add_phone("Siti")
            phone = self.app.simulator.chats.find_phone("siti")
            assert phone is not None
            act(self.app.simulator, phone, body)
            await self.app.simulator.deliver("siti", self.app.intake.store)
        await self.rest()
        return " / ".join(self.texts()[before:])

    async def rest(self) -> None:
        """Everything is answered and sent; what a channel's pace holds back goes at the next pulse."""
        await self.app.turns.drain()
        unsent = 1
        while unsent:
            self.pulse_s += PACE_PULSE_S
            await self.app.delivery.settle()
            unsent = await self.app.storage.writer.run(_count_unsent)

    def texts(self) -> list[str]:
        if self.api is not None:
            return [each.text for each in self.api.accepted_in(CHAT)]
        assert self.app.simulator is not None
        shown = [each.shown() for each in self.app.simulator.chats.list_messages("siti")]
        return [each["text"] for each in shown if each["from"] == "bot"]

    async def own(self) -> None:
        """Her phone is her own."""
        await self.says("halo")
        await self.says("sendiri")

    async def fetched(self) -> str:
        """The clock fetches what is wanted; what she is told then."""
        before = len(self.texts())
        await self.app.media.settle()
        await self.rest()
        return " / ".join(self.texts()[before:])

    async def kept(self) -> list[KeptFile]:
        async def job(unit: Unit) -> list[KeptFile]:
            found = [
                await files.find(unit, row["id"])
                for row in await unit.fetch("SELECT id FROM files ORDER BY id")
            ]
            return [each for each in found if each is not None]

        return await self.app.storage.writer.run(job)

    def on_disk(self) -> list[Path]:
        return sorted((self.folder / "files").glob("*")) + sorted((self.folder / "demo-files").glob("*"))


@asynccontextmanager
async def opened(folder: Path, api: BotApi | None) -> AsyncIterator[Phone]:
    settings = read_settings({"DATA_DIR": str(folder), "PORT": "0"}, demo=True)
    if api is not None:
        settings = replace(settings, simulator=False, telegram_token=api.token, telegram_api_url=api.url)
    phone = Phone(settings, folder, api)
    phone.app.clock = MorningClock()
    await phone.app.start()
    phone.app.receive()
    phone.app._ticker.stop()  # the clock ticks when the test says so
    try:
        yield phone
    finally:
        await phone.app.stop()


@pytest.fixture(params=["simulator", "telegram"])
async def phone(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Phone]:
    if request.param == "telegram":
        async with BotApi.running() as api, opened(tmp_path, api) as made:
            await made.own()
            yield made
    else:
        async with opened(tmp_path, None) as made:
            await made.own()
            yield made


def jpeg(size: tuple[int, int] = (60, 40)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "KENARI-KAMERA"
    made = io.BytesIO()
    Image.new("RGB", size, "orange").save(made, "JPEG", exif=exif)
    return made.getvalue()


async def test_a_photo_that_was_asked_for_is_drawn_anew_and_lies_sealed(phone: Phone) -> None:
    await phone.says("/ujifoto")
    assert b"KENARI" in jpeg()

    assert await phone.sends("photo", jpeg()) == "Terima kasih, sudah saya terima."
    assert phone.on_disk() == []
    assert await phone.fetched() == ""

    (file,) = await phone.kept()
    assert (file.state, file.kind) == ("kept", FileKind.JPEG)
    (path,) = phone.on_disk()
    assert path.name == file.name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"JFIF" not in path.read_bytes()
    found = await phone.app.media.read(file.id)
    assert found is not None
    content, kind = found
    assert kind == FileKind.JPEG
    assert b"KENARI" not in content
    assert Image.open(io.BytesIO(content)).size == (60, 40)


async def test_a_paper_is_kept_as_it_came(phone: Phone) -> None:
    await phone.says("/ujisurat")
    await phone.sends("document", PDF, mime="application/pdf")
    assert await phone.fetched() == ""
    (file,) = await phone.kept()
    assert await phone.app.media.read(file.id) == (PDF, "application/pdf")
    assert b"KENARI" not in phone.on_disk()[0].read_bytes()


async def test_words_under_the_photo_do_not_hide_it(phone: Phone) -> None:
    await phone.says("/ujifoto")
    assert await phone.sends("photo", jpeg(), caption="ini kuenya bu") == "Terima kasih, sudah saya terima."
    await phone.fetched()
    assert [each.state for each in await phone.kept()] == ["kept"]


async def test_a_photo_nobody_asked_for_is_answered_kindly_and_never_fetched(phone: Phone) -> None:
    assert "belum bisa saya baca" in await phone.sends("photo", jpeg())
    await phone.says("/ujifoto")
    await phone.says("batal")
    await phone.says("panggilan")
    assert "belum bisa saya baca" in await phone.sends("photo", jpeg())
    await phone.fetched()
    assert (await phone.kept(), phone.on_disk()) == ([], [])
    if phone.api is not None:
        assert phone.api.calls_of("getFile") == []


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00 a program", b"<html><script>alert(1)</script>", b"PK\x03\x04zip", PDF]
)
async def test_a_disguised_file_is_not_kept_and_she_is_told_what_to_do(phone: Phone, content: bytes) -> None:
    await phone.says("/ujifoto")
    await phone.sends("photo", content)
    assert await phone.fetched() == "Maaf, itu bukan foto. Tolong kirim fotonya saja, ya."
    assert [each.state for each in await phone.kept()] == ["refused"]
    assert phone.on_disk() == []


async def test_a_damaged_photo_is_told(phone: Phone) -> None:
    await phone.says("/ujifoto")
    await phone.sends("photo", jpeg()[:300])
    assert await phone.fetched() == "Maaf, fotonya rusak. Tolong foto sekali lagi, ya."
    assert phone.on_disk() == []


async def test_a_file_that_says_it_is_too_large_is_told_at_once_and_not_fetched(tmp_path: Path) -> None:
    async with BotApi.running() as api, opened(tmp_path, api) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        api.sends_file(CHAT, "photo", jpeg(), file_size=FILE_BYTES_MAX + 1)
        await api.until(lambda: not api.world.updates)
        await phone.rest()
        assert "Maaf, fotonya terlalu besar." in phone.texts()[-1]
        await phone.fetched()
        assert api.calls_of("getFile") == []


async def test_a_file_that_hides_its_size_is_not_kept(tmp_path: Path) -> None:
    async with BotApi.running() as api, opened(tmp_path, api) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        api.sends_file(CHAT, "photo", jpeg() + bytes(FILE_BYTES_MAX), file_size=0)
        await api.until(lambda: not api.world.updates)
        await phone.rest()
        assert await phone.fetched() == "Maaf, fotonya terlalu besar. Tolong foto sekali lagi, ya."
        assert phone.on_disk() == []


async def test_what_cannot_be_fetched_is_tried_again_by_the_clock_and_then_she_is_asked(
    tmp_path: Path,
) -> None:
    async with BotApi.running() as api, opened(tmp_path, api) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        await phone.sends("photo", jpeg())
        api.fail_next("getFile", 500, times=len(RETRY_AFTER_S) + 1)
        for pause_s in RETRY_AFTER_S:
            assert await phone.fetched() == ""
            assert [each.state for each in await phone.kept()] == ["wanted"]
            phone.app.clock.offset_ms += pause_s * 1000 - 5_000
            assert await phone.fetched() == ""
            phone.app.clock.offset_ms += 6_000
        tries = len(api.calls_of("getFile"))
        assert tries == len(RETRY_AFTER_S)
        assert await phone.fetched() == "Maaf, fotonya belum sampai. Tolong kirim sekali lagi, ya."
        assert [each.state for each in await phone.kept()] == ["gone"]


async def test_after_a_fault_the_next_try_brings_it(tmp_path: Path) -> None:
    async with BotApi.running() as api, opened(tmp_path, api) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        await phone.sends("photo", jpeg())
        api.fail_next("getFile", 502)
        await phone.fetched()
        phone.app.clock.offset_ms += RETRY_AFTER_S[0] * 1000
        assert await phone.fetched() == ""
        assert [each.state for each in await phone.kept()] == ["kept"]


async def test_a_restart_before_the_file_was_fetched_loses_nothing(tmp_path: Path) -> None:
    async with BotApi.running() as api:
        async with opened(tmp_path, api) as phone:
            await phone.own()
            await phone.says("/ujifoto")
            await phone.sends("photo", jpeg())
        async with opened(tmp_path, api) as phone:
            await phone.fetched()
            assert [each.state for each in await phone.kept()] == ["kept"]


async def test_files_of_an_erased_woman_are_never_kept_and_leave_the_disk(phone: Phone) -> None:
    await phone.says("/ujifoto")
    await phone.sends("photo", jpeg())
    await phone.fetched()
    await phone.says("/ujifoto")
    await phone.sends("photo", jpeg())
    (kept, wanted) = await phone.kept()

    async def erase(unit: Unit) -> None:
        files.drop_all(unit, kept.person_id)

    await phone.app.storage.writer.run(erase)
    await phone.app.storage.vault.destroy([owner_of(kept.person_id)])
    await phone.app.media.settle()
    await phone.app.media.tidy()

    assert [each.state for each in await phone.kept()] == ["gone", "gone"]
    assert phone.on_disk() == []
    assert await phone.app.media.read(kept.id) is None
    assert await phone.app.media.read(wanted.id) is None


async def test_the_clock_looks_every_few_seconds_and_not_more_often(tmp_path: Path) -> None:
    async with opened(tmp_path, None) as phone:
        await phone.own()
        phone.app.media._monotonic = clock = Standing()
        phone.app.media._next_look = clock.seconds
        await phone.says("/ujifoto")
        phone.app.media.tick()
        await phone.app.media.settle()
        await phone.sends("photo", jpeg())
        before = phone.app.storage.writer.commits
        clock.seconds += LOOK_EVERY_S - 1
        phone.app.media.tick()
        assert phone.app.storage.writer.commits == before
        clock.seconds += 1
        phone.app.media.tick()
        await phone.app.media.settle()
        assert [each.state for each in await phone.kept()] == ["kept"]


async def test_a_message_that_needs_its_file_does_not_wait_for_the_clock(tmp_path: Path) -> None:
    async with opened(tmp_path, None) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        await phone.app.media.settle()
        phone.app.media._monotonic = clock = Standing()
        phone.app.media._next_look = clock.seconds + LOOK_EVERY_S
        await phone.sends("photo", jpeg())
        await phone.app.media.fetch_now()
        assert [each.state for each in await phone.kept()] == ["kept"]


async def test_no_log_says_what_was_in_the_file(phone: Phone, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await phone.says("/ujifoto")
    await phone.sends("photo", b"KENARI-BUKAN-FOTO")
    await phone.fetched()
    assert "a file is not kept" in caplog.text
    assert "KENARI" not in json.dumps([record.getMessage() for record in caplog.records])


def test_a_file_is_whole_or_not_there_and_goes_with_its_torn_half(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    store.keep("a", b"isi")
    assert store.read("a") == b"isi"
    store.keep("a", b"baru")
    assert store.read("a") == b"baru"
    (tmp_path / "files" / "a.new").write_bytes(b"separuh")
    store.remove("a")
    assert list((tmp_path / "files").iterdir()) == []
    store.remove("a")
    with pytest.raises(FileNotFoundError):
        store.read("a")


async def test_the_programs_own_clock_fetches_it(tmp_path: Path) -> None:
    async with opened(tmp_path, None) as phone:
        await phone.own()
        await phone.says("/ujifoto")
        await phone.sends("photo", jpeg())
        phone.app.media._next_look = 0.0
        await phone.app._tick()
        assert phone.app.media._round is not None
        await phone.app.media._round
        assert [each.state for each in await phone.kept()] == ["kept"]
