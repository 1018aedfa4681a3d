"""A Graph API server, a channel that talks to it, an inbox that stores what arrives, and a clock that stands still."""

from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

import pytest

from bot.channels.base import RawEvent
from bot.channels.whatsapp import Timeouts, WhatsApp
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_world import NUMBER_ID

SITI = "620000000101"


class Inbox:
    """An intake. `broken`: so many times it cannot store."""

    def __init__(self) -> None:
        self.stored: dict[str, RawEvent] = {}
        self.batches: list[list[RawEvent]] = []
        self.broken = 0

    async def __call__(self, events: list[RawEvent]) -> None:
        if self.broken:
            self.broken -= 1
            raise OSError(28, "No space left on device")
        self.batches.append(events)
        for event in events:
            self.stored.setdefault(event.key, event)


class Moment:
    """A monotonic clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
async def api() -> AsyncIterator[GraphApi]:
    """Siti has just written, so that she may be answered."""
    async with GraphApi.running(statuses=False) as server:
        server.user_says(SITI, "halo")
        server.world.told.clear()
        yield server


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def channel(api: GraphApi, moment: Moment) -> AsyncIterator[Callable[..., WhatsApp]]:
    """Makes channels that talk to `api`; keyword arguments as in WhatsApp."""
    made: list[WhatsApp] = []

    def make(**options: Any) -> WhatsApp:
        defaults: dict[str, Any] = {
            "token": api.token,
            "phone_number_id": NUMBER_ID,
            "app_secret": APP_SECRET,
            "verify_token": VERIFY_TOKEN,
            "api_url": api.url,
            "timeouts": Timeouts(read_s=0.5, setup_s=0.5),
            "monotonic": moment,
            "jitter": lambda: 0.0,
        }
        made.append(WhatsApp(**(defaults | options)))
        return made[-1]

    yield make
    for whatsapp in made:
        await whatsapp.close()


@pytest.fixture
def whatsapp(channel: Callable[..., WhatsApp], api: GraphApi, inbox: Inbox) -> WhatsApp:
    """The channel; what happens at Meta is delivered to it."""
    made = channel()

    async def call(headers: Mapping[str, str], body: bytes) -> int:
        signed = made.begin(headers)
        if signed is None:
            return 401
        signed.add(body)
        return await made.take(body, inbox) if signed.is_genuine else 401

    api.webhook = call
    return made
