"""A full disk: nothing is acknowledged that is not stored; when there is room again everything goes on by itself."""

import asyncio
import random
import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, criteria
from tests.kill.history import Evidence, data_of
from tests.kill.life import Spec
from tests.kill.nursery import Life, Nursery
from tests.kill.stage import stage
from tests.kill.verdict import judge
from tests.kill.woman import Heard, Woman

pytestmark = [pytest.mark.slow, pytest.mark.kill]

CHAT = 1
CANNOT_WRITE, CANNOT_OPEN = "the database cannot be written", "waiting for the database"
NOTICED_S = 5.0
# The writer looks again at least every 5 s (db/writer.py).
GOES_ON_S = 10.0


class Full:
    """A screening during which the disk is full for a while, from before the answer to message `at` on."""

    def __init__(self, nurse: Nursery, ground: Ground, api: BotApi) -> None:
        self._nurse = nurse
        self._ground = ground
        self._api = api
        self.woman = Woman(api, CHAT, random.Random(1), criteria())
        self.evidence = Evidence(women=[self.woman])
        self.went_on_s = 0.0

    async def begin(self, *, full: bool = False) -> Life:
        spec = Spec(
            environment=self._ground.environment,
            log=str(self._ground.folder / "program.log"),
            file_bytes_max=self._full_at() if full else -1,
            token=self._api.token,
            api_url=self._api.url,
        )
        return await self._nurse.begin(spec)

    def _full_at(self) -> int:
        """No file grows any more."""
        return max(path.stat().st_size for path in self._ground.folder.glob("*.db-wal"))

    async def screen(self, at: int, *, killed: bool) -> None:
        life = await self.begin()
        await life.ready
        if at == 0:
            self._fill(life)
        self.woman.begins()
        while not self.woman.done:
            if len(self.woman.heard) == at:
                life = await self._full(life, killed=killed)
            await self._hear(fill=life if len(self.woman.heard) + 1 == at else None)
        life.signal(signal.SIGTERM)
        assert await life.ended == 0

    async def _hear(self, fill: Life | None) -> None:
        """The next message; `fill` the disk before she answers it."""
        seen = len(self.woman.heard)
        await self._api.until(lambda: len(self._api.accepted) > seen, most_s=GOES_ON_S)
        if fill is not None:
            self._fill(fill)
        message, fields = self._api.accepted[seen], self._api.calls_of("sendMessage")[seen]
        self.woman.hears(Heard(message.message_id, message.text, message.labels, data_of(fields)))

    def _fill(self, life: Life) -> None:
        resource.prlimit(life.pid, resource.RLIMIT_FSIZE, (self._full_at(), resource.RLIM_INFINITY))

    async def _full(self, life: Life, *, killed: bool) -> Life:
        """She has answered and the disk is full: nothing is acknowledged, nothing is said; then there is room."""
        said = len(self._api.accepted)
        await life.until_it_reports(CANNOT_WRITE, most_s=NOTICED_S)
        if killed:
            life.signal(signal.SIGKILL)
            await life.ended
            self.evidence.sending.update(row_id for _kind, row_id in await self._ground.sending_at_the_kill())
            life = await self.begin(full=True)
            await life.until_it_reports(CANNOT_WRITE, CANNOT_OPEN, most_s=NOTICED_S)
        assert self._api.waiting(), "an update was acknowledged that could not be stored"
        assert len(self._api.accepted) == said
        loop = asyncio.get_running_loop()
        room_at = loop.time()
        resource.prlimit(life.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
        await self._api.until(lambda: len(self._api.accepted) > said, most_s=GOES_ON_S)
        self.went_on_s = loop.time() - room_at
        return life


@pytest.mark.parametrize("at", [0, 3, 9])
@pytest.mark.parametrize("killed", [False, True])
async def test_a_full_disk_loses_nothing_and_needs_no_hand(
    tmp_path: Path, at: int, killed: bool, figure: Callable[[str], None]
) -> None:
    async with stage(tmp_path, workers=1) as played:
        async with played.grounds.fresh() as ground, BotApi.running() as api:
            full = Full(played.nurseries[0], ground, api)
            await full.screen(at, killed=killed)
            full.evidence.waiting = len(api.waiting())
            await judge(ground, full.evidence, played.audit)
    figure(
        f"full disk at message {at}{', killed' * killed}: went on {full.went_on_s:.2f} s after there was room"
    )
