"""Files she sent come in: fetched from the channel after the commit, checked by their content, sealed with her key.

Only files a conversation wants are fetched (db/files.py). Nothing is opened or shown on the server; photos are drawn
anew without what the camera wrote into them. What cannot be kept is told to her with what to do; what cannot be
fetched is tried again by the clock.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from bot.channels.base import Channel, Media, SendError
from bot.pictures import UnreadablePicture, redrawn
from bot.telling import Teller
from db import files, matter_lines, outbox
from db.files import CONTENT_PLACE, WantedFile
from db.outbox import Queued
from db.unit import Unit
from db.vault import KeyGone, SealBroken, Vault, cell
from db.vault import person as owner_of
from db.writer import Writer
from domain.contact import MessageClass
from domain.files import FILE_BYTES_MAX, IMAGES, FileFault, FileKind, fault_of, kind_of
from handlers.file_words import SENTENCES

log = logging.getLogger(__name__)

# Files fetched in one round, one after another: a photo takes up to 50 MB of memory while it is drawn anew.
FILES_PER_ROUND = 4

# What is passed on to somebody is tried so often, some six minutes: what was written after it waits meanwhile.
RELAY_TRIES = 4

# How often the clock looks whether a file is wanted.
LOOK_EVERY_S = 5.0

# So long a message waits for a file that is to go with it; its words go without it then.
FETCH_NOW_S = 6.0

# What a channel says of a file that is larger than was asked for.
TOO_LARGE = "file too large"

# Copies taken away in one minute.
LEFTOVERS_SLICE = 200

T = TypeVar("T")


@runtime_checkable
class Fetching(Protocol):
    """A channel that gives out the files people send."""

    async def fetch(self, media: Media, most_bytes: int) -> bytes:
        """The bytes, at most so many. Raises SendError."""


def files_folder(data_dir: Path, *, demo: bool) -> Path:
    """Where the sealed files lie; the demo's apart, so that trying it never mixes with what is real."""
    return data_dir / ("demo-files" if demo else "files")


class FileStore:
    """Sealed files by their random names, readable by the program alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, name: str, sealed: bytes) -> None:
        """On the disk, whole, when this returns. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._folder / f"{name}.new"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(sealed)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self._folder / name)

    def read(self, name: str) -> bytes:
        """The sealed bytes. Raises FileNotFoundError."""
        return (self._folder / name).read_bytes()

    def remove(self, name: str) -> None:
        """Gone, also what a crash left half written."""
        for path in (self._folder / name, self._folder / f"{name}.new"):
            path.unlink(missing_ok=True)


class MediaFetcher:
    """`tick` once a second, `settle` to wait for it, `tidy` once a minute."""

    def __init__(
        self,
        *,
        writer: Writer,
        vault: Vault,
        channels: Mapping[str, Channel],
        teller: Teller,
        hand_over: Callable[[list[Queued]], None],
        store: FileStore,
        monotonic: Callable[[], float],
    ) -> None:
        self._writer = writer
        self._vault = vault
        self._channels = channels
        self._teller = teller
        self._hand_over = hand_over
        self._store = store
        self._monotonic = monotonic
        self._next_look = 0.0
        self._round: asyncio.Task[None] | None = None

    def tick(self) -> None:
        """Look for wanted files every LOOK_EVERY_S, unless a round is under way."""
        if self._monotonic() < self._next_look or (self._round is not None and not self._round.done()):
            return
        self._next_look = self._monotonic() + LOOK_EVERY_S
        self._round = asyncio.create_task(self._logged_round(), name="media")

    async def fetch_now(self) -> None:
        """What is wanted is fetched now; comes back when it is, or after FETCH_NOW_S at the latest."""
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._logged_round(), name="media")
        await asyncio.wait([self._round], timeout=FETCH_NOW_S)

    async def settle(self) -> None:
        """Fetch everything that is due now."""
        if self._round is not None:
            await asyncio.wait([self._round])
        while await self.round():
            pass

    async def stop(self) -> None:
        """Begin nothing new; what is on its way is fetched again after the next start."""
        if self._round is not None:
            self._round.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._round

    async def _logged_round(self) -> None:
        try:
            while await self.round():
                pass
        except Exception:
            log.exception("fetching files has failed")

    async def round(self) -> int:
        """Fetch the files that are due, a few of them; how many there were."""
        claimed = await self._writer.run(partial(files.claim, most=FILES_PER_ROUND))
        for file in claimed:
            await self._take(file)
        return len(claimed)

    async def tidy(self) -> None:
        """Take away the copies of files that were refused or given up."""
        leftovers = await self._writer.run(partial(files.list_leftovers, most=LEFTOVERS_SLICE))
        if not leftovers:
            return
        for _file_id, name in leftovers:
            await asyncio.to_thread(self._store.remove, name)

        async def forget(unit: Unit) -> None:
            files.forget_copies(unit, [file_id for file_id, _name in leftovers])

        await self._writer.run(forget)

    async def read(self, file_id: int) -> tuple[bytes, str] | None:
        """A kept file and its kind; None if it is not kept or can never be read again."""
        file = await self._writer.run(partial(files.find, file_id=file_id))
        if file is None or file.state != "kept":
            return None
        owner = owner_of(file.person_id)
        await self._vault.have([owner])
        try:
            sealed = await asyncio.to_thread(self._store.read, file.name)
            return self._vault.unseal(owner, cell(CONTENT_PLACE, file.id), sealed), file.kind
        except (KeyGone, SealBroken, FileNotFoundError) as fault:
            log.error("a kept file cannot be read: file=%d fault=%s", file.id, type(fault).__name__)
            return None

    # -- one file -----------------------------------------------------------------------------------------------

    async def _take(self, file: WantedFile) -> None:
        try:
            content = await self._fetch(file)
            fault = fault_of(content, file.wants)
            if fault is None:
                kept, kind = await _as_kept(content)
                await self._keep(file, kept, kind)
        except SendError as failure:
            fault = FileFault.TOO_LARGE if failure.loggable == TOO_LARGE else None
            if fault is None:
                await self._try_later(file, failure)
        except UnreadablePicture:
            fault = FileFault.BROKEN
        except KeyGone:
            await self._run(partial(_forget, file=file))
            fault = None
        except OSError as failure:  # a full disk
            fault = None
            await self._try_later(file, SendError(type(failure).__name__, retryable=True))
        if fault is not None:
            await self._refuse(file, fault)

    async def _fetch(self, file: WantedFile) -> bytes:
        channel: object = self._channels.get(file.channel)
        if not isinstance(channel, Fetching):
            raise SendError("the channel gives no files", retryable=True)
        media = Media(file_ref=file.sent.reference, size_bytes=file.sent.size_bytes)
        return await channel.fetch(media, FILE_BYTES_MAX)

    async def _keep(self, file: WantedFile, content: bytes, kind: FileKind) -> None:
        owner = owner_of(file.person_id)
        await self._vault.have([owner])
        sealed = self._vault.seal(owner, cell(CONTENT_PLACE, file.id), content)
        await asyncio.to_thread(self._store.keep, file.name, sealed)

        async def job(unit: Unit) -> bool:
            kept = await files.keep(unit, file, kind=kind.value, size_bytes=len(content))
            if kept:
                await self._pass_on(unit, file, kept=True)
            return kept

        if not await self._run(job):
            await asyncio.to_thread(self._store.remove, file.name)

    async def _refuse(self, file: WantedFile, fault: FileFault) -> None:
        log.info("a file is not kept: file=%d fault=%s", file.id, fault)

        async def job(unit: Unit) -> None:
            hushed = await files.is_cleared(unit, file.id)
            if await files.refuse(unit, file, fault):
                await self._say(unit, file, fault, hushed=hushed)

        await self._run(job)

    async def _try_later(self, file: WantedFile, failure: SendError) -> None:
        log.warning("a file cannot be fetched: file=%d try=%d: %s", file.id, file.tries, failure.loggable)

        async def job(unit: Unit) -> None:
            for_ever = not failure.retryable or await _holds_up(unit, file)
            hushed = await files.is_cleared(unit, file.id)
            if not await files.fail(unit, file, failure.loggable, for_ever=for_ever):
                await self._say(unit, file, FileFault.NOT_FETCHED, hushed=hushed)

        await self._run(job)

    async def _say(self, unit: Unit, file: WantedFile, fault: FileFault, *, hushed: bool) -> None:
        """Her file did not come through, and what waited for it goes on. hushed: she finds it only when she looks."""
        outbox_id = unit.new_id()
        unit.tell(file.person_id, SENTENCES[fault, file.wants], MessageClass.RELAY.value, outbox_id=outbox_id)
        await self._pass_on(unit, file, kept=False, hushed=outbox_id if hushed else 0)

    async def _pass_on(self, unit: Unit, file: WantedFile, *, kept: bool, hushed: int = 0) -> None:
        """What waited for this file in a matter goes on; then whatever was told is queued, but for one that waits."""
        from handlers.contact.passing import file_came  # with the first file, not with the program

        await file_came(unit, file.id, kept=kept)
        told, unit.told = unit.told, []
        queued = await self._teller.queue(unit, told)
        if hushed:
            outbox.settle(unit, hushed, "pull", files.CLEARED)
        unit.after_commit(partial(self._hand_over, [each for each in queued if each.id != hushed]))

    async def _run(self, job: Callable[[Unit], Awaitable[T]]) -> T:
        return await self._writer.run(job)


async def _as_kept(content: bytes) -> tuple[bytes, FileKind]:
    """What is kept of these bytes: a photo is drawn anew, in a thread of its own. Raises UnreadablePicture."""
    kind = kind_of(content)
    assert kind is not None, "fault_of has looked"
    if kind not in IMAGES:
        return await asyncio.to_thread(_without_traces, content, kind), kind
    return await asyncio.to_thread(redrawn, content), FileKind.JPEG


def _without_traces(content: bytes, kind: FileKind) -> bytes:
    from domain.file_traces import Unreadable, without_traces  # with the first voice note or paper

    try:
        return without_traces(content, kind)
    except Unreadable as fault:
        raise UnreadablePicture(str(fault)) from None


async def _holds_up(unit: Unit, file: WantedFile) -> bool:
    """Whether other messages of a matter wait behind it, and have waited for long enough."""
    return file.tries >= RELAY_TRIES and await matter_lines.holds_up(unit, file.id)


async def _forget(unit: Unit, file: WantedFile) -> None:
    files.give_up(unit, file.id, FileFault.NOT_FETCHED)
