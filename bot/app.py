"""The only place that builds things: settings in, a running program out."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.calendar_days import CalendarDays
from bot.channels.base import Channel
from bot.clearing import Clearing
from bot.clock import Clock, Ticker
from bot.criteria_files import load_areas, load_loan_classes, load_sets
from bot.delivery import Delivery
from bot.erased_list import erased_file, list_erased
from bot.intake import Intake
from bot.last_resort import LastResort
from bot.media import FileStore, MediaFetcher, files_folder
from bot.pace import paces_for
from bot.settings import Settings
from bot.storage import Look, Storage, open_storage
from bot.talking import Talker
from bot.telling import Teller
from bot.turns import Turns
from conversation.registry import Conversation, Listed, Registry
from db import meta
from db.unit import Unit
from domain.facts import Facts
from handlers.commands import COMMANDS
from handlers.questions import HouseDialect

if TYPE_CHECKING:
    from bot.announcer import Announcer
    from bot.channels.simulator import Simulator
    from bot.housekeeping import Housekeeping
    from bot.sheets import SheetReader

log = logging.getLogger(__name__)

# From then on the clock ticks, and everything is loaded that somebody may ask for.
SETTLED_AFTER_S = 1.0

CRITERIA = Path(__file__).resolve().parents[1] / "criteria"


class App:
    """The program, built. `start` it, let it run, `stop` it.

    conversations: others than the program's own (benchmarks, tests). channels: more than the settings name.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        conversations: Sequence[Conversation | Listed] | None = None,
        channels: Sequence[Channel] = (),
    ) -> None:
        self.settings = settings
        self._conversations = conversations
        self._more_channels = channels
        self.clock = Clock()
        self.storage: Storage
        self.channels: dict[str, Channel] = {}
        self.simulator: Simulator | None = None
        self.intake: Intake
        self.last_resort: LastResort
        self.media: MediaFetcher
        self.turns: Turns
        self.teller: Teller
        self.delivery: Delivery
        self.clearing: Clearing
        self.ready = False
        self.settled = asyncio.Event()  # everything is loaded, and the clock ticks
        self._receiving: list[asyncio.Task[None]] = []
        self._ticker = Ticker(self._tick, self._housekeeping)

    # -- up -----------------------------------------------------------------------------------------------------

    async def start(self, look: Look | None = None) -> None:
        """Open the storage, build everything, finish what a crash left, begin to receive and send.

        look: what is asked of the records before anything is done there; what it raises is raised.
        """
        settings = self.settings
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        facts = Facts(
            sets=load_sets(CRITERIA),
            areas=load_areas(CRITERIA),
            loan_classes=load_loan_classes(CRITERIA),
            calendar=CalendarDays(),
            bot_name=settings.bot_name,
            demo=settings.demo,
        )
        self.storage = await open_storage(
            settings.database_url, settings.keys_url, settings.ring, self.clock.now_ms, facts, look=look
        )
        await self._restore_clock()
        self._build()
        await self._bring_nobody_back()
        await self.intake.recover()
        await self.delivery.start()
        self.clearing.start()
        self.ready = True

    def _build(self) -> None:
        writer = self.storage.writer
        self.channels = self._open_channels()
        dialect = HouseDialect()
        self.delivery = Delivery(
            writer,
            self.channels,
            time.monotonic,
            self._read_file,
            self._fetch_files,
            paces=paces_for(self.settings.whatsapp_per_second),
        )
        self.clearing = Clearing(writer, self.channels, self.delivery)
        self.last_resort = LastResort(self.channels, time.monotonic)
        self.teller = Teller(self.channels)
        self.turns = Turns(
            writer=writer,
            channels=self.channels,
            talker=Talker(Registry(self._registered()), dialect, clear=self.clearing.look),
            teller=self.teller,
            dialect=dialect,
            hand_over=self.delivery.hand_over,
        )
        self.media = MediaFetcher(
            writer=writer,
            vault=self.storage.vault,
            channels=self.channels,
            teller=self.teller,
            hand_over=self.delivery.hand_over,
            store=FileStore(files_folder(self.settings.data_dir, demo=self.settings.demo)),
            monotonic=time.monotonic,
        )
        self.intake = Intake(writer=writer, channels=self.channels, turns=self.turns, ids=self.storage.ids)

    async def _read_file(self, file_id: int) -> tuple[bytes, str] | None:
        return await self.media.read(file_id)

    async def _fetch_files(self) -> None:
        await self.media.fetch_now()

    async def _bring_nobody_back(self) -> None:
        erased = list_erased(erased_file(self.settings.data_dir, demo=self.settings.demo))
        has_erased: bool = await self.storage.writer.run(meta.has_erased)
        if erased or has_erased:
            await self.housekeeping.bring_nobody_back()

    @cached_property
    def housekeeping(self) -> "Housekeeping":
        """What the clock does; loaded when the program is up, for the first answer does not need it."""
        from bot.housekeeping import Housekeeping

        return Housekeeping(self)

    @cached_property
    def sheets(self) -> "SheetReader":
        """Who reads the tables that officers send; loaded with the clock."""
        from bot.sheets import SheetReader

        return SheetReader(
            writer=self.storage.writer,
            media=self.media,
            teller=self.teller,
            hand_over=self.delivery.hand_over,
            monotonic=time.monotonic,
        )

    @cached_property
    def announcer(self) -> "Announcer":
        """Who looks after announcements; loaded with the clock."""
        from bot.announcer import Announcer

        return Announcer(self.telling, time.monotonic)

    def _registered(self) -> Sequence[Conversation | Listed]:
        if self._conversations is not None:
            return self._conversations
        from handlers.conversations import CONVERSATIONS

        return CONVERSATIONS

    def _open_channels(self) -> dict[str, Channel]:
        settings, channels = self.settings, dict[str, Channel]()
        if settings.telegram_token:
            from bot.channels.telegram import Telegram  # heavy: loaded only with a token

            channels["telegram"] = Telegram(
                token=settings.telegram_token,
                api_url=settings.telegram_api_url,
                mode=settings.telegram_mode,
                webhook_secret=settings.telegram_webhook_secret,
                public_url=settings.public_url,
                commands=COMMANDS,
            )
        if settings.whatsapp_token:
            from bot.channels.whatsapp import WhatsApp  # as heavy

            channels["whatsapp"] = WhatsApp(
                token=settings.whatsapp_token,
                phone_number_id=settings.whatsapp_phone_number_id,
                app_secret=settings.whatsapp_app_secret,
                verify_token=settings.whatsapp_verify_token,
                api_url=settings.whatsapp_api_url,
                came=lambda count: self.delivery.came("whatsapp", count),
            )
        if settings.simulator:
            from bot.channels.simulator import Simulator

            self.simulator = Simulator(
                settings.data_dir / "simulator", self.clock.now_ms, bot_name=settings.bot_name
            )
            channels["simulator"] = self.simulator
        for channel in self._more_channels:
            channels[channel.name] = channel
        return channels

    def receive(self) -> None:
        """Begin to receive from every channel, and to tick."""
        for channel in self.channels.values():
            self._receiving.append(
                asyncio.create_task(self._receive(channel), name=f"receive-{channel.name}")
            )
        self._receiving.append(asyncio.create_task(self._settle_in(), name="settle-in"))

    async def _settle_in(self) -> None:
        """Whoever writes first does not wait for the clock, nor for what others may ask for later."""
        await asyncio.sleep(SETTLED_AFTER_S)
        for each in self._registered():
            try:
                each.load()
            except Exception:
                log.exception("a conversation cannot be loaded: %s", each.name)
            await asyncio.sleep(0)  # somebody may have written
        self._ticker.start()
        try:
            await self._fill_demo()
        except Exception:
            log.exception("the demo cannot be filled")
        self.settled.set()

    async def _fill_demo(self) -> None:
        if self.settings.demo and await self.storage.writer.run(meta.is_demo_ready):
            from bot.demo_book import fill_book
            from bot.demo_contact import fill_contact
            from bot.demo_loans import fill_loans
            from bot.demo_outcomes import fill_outcomes
            from bot.demo_rest import fill_rest
            from bot.demo_templates import approve_templates
            from bot.demo_training import fill_training

            await self.storage.writer.run(approve_templates)
            await self.storage.writer.run(fill_rest)
            await fill_book(self.storage.writer)
            await fill_loans(self.storage.writer)
            await self.storage.writer.run(fill_training)
            await self.storage.writer.run(fill_outcomes)
            await self.storage.writer.run(fill_contact)

    async def _receive(self, channel: Channel) -> None:
        try:
            await channel.run(self.intake.store)
        except Exception:
            log.exception("channel %s cannot receive any more", channel.name)
            self.ready = False

    # -- down ---------------------------------------------------------------------------------------------------

    async def stop(self) -> None:
        """Receive nothing new, finish the turns, send what is on its way, close."""
        self.ready = False
        self._ticker.stop()
        for task in self._receiving:
            task.cancel()
        for task in self._receiving:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.intake.drain()
        await self.turns.drain()
        await self.announcer.stop()
        await self.media.stop()
        await self.sheets.stop()
        await self.delivery.stop()
        await self.clearing.stop()
        for channel in self.channels.values():
            await channel.close()
        await self.intake.stop()
        await self.storage.close()

    # -- time ---------------------------------------------------------------------------------------------------

    async def _tick(self) -> None:
        self.delivery.tick()
        self.clearing.look()
        self.media.tick()
        self.sheets.tick()
        self.announcer.tick()
        await self.last_resort.look(self.intake.list_unstored(), self.turns.list_unhandled())

    async def _housekeeping(self) -> None:
        await self.last_resort.write_down(self.storage.writer)
        await self.housekeeping.run()

    async def telling(self, work: Callable[[Unit], Awaitable[object]]) -> None:
        """Do the clock's work, and queue what it told others."""

        async def job(unit: Unit) -> None:
            await work(unit)
            told, unit.told = unit.told, []
            queued = await self.teller.queue(unit, told)
            unit.after_commit(lambda: self.delivery.hand_over(queued))

        await self.storage.writer.run(job)

    async def _restore_clock(self) -> None:
        async def read(unit: Unit) -> str:
            return await meta.read(unit, "clock_offset_ms") if self.settings.demo else ""

        self.clock.offset_ms = int(await self.storage.writer.run(read) or 0)

    async def move_clock(self, seconds: int) -> None:
        """The demo's clock goes forward and stops at every due moment."""

        await self.clock.move(seconds * 1000, self.housekeeping.next_due, self._settle)
        offset = str(self.clock.offset_ms)

        async def keep(unit: Unit) -> None:
            meta.store(unit, "clock_offset_ms", offset)

        await self.storage.writer.run(keep)

    async def _settle(self) -> None:
        """What is due now goes out before the clock moves on."""
        await self.housekeeping.settle()
        await self.announcer.settle()
        self.delivery.tick()
        await self.turns.drain()
        await self.delivery.settle()
        await self.announcer.settle()
        await self.delivery.settle()
        await self.clearing.settle()
