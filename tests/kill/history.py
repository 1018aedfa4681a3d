"""One history: women screen themselves while the program is killed again and again, until all are through.

The fake Bot API server outlives the program: it keeps what was not acknowledged and knows what was really accepted.
"""

import asyncio
import json
import random
import signal
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.bot_api import BotApi
from tests.kill.ground import Ground, criteria
from tests.kill.life import Spec
from tests.kill.nursery import Life, Nursery
from tests.kill.woman import Heard, Quirks, Woman

# More lives than this and nothing ever gets done: the kills come before the program has begun.
LIVES_MAX = 400
PATIENCE_S = 10.0
READY_S = 30.0
LOOK_AGAIN_S = 0.02

# Of these classes nothing is sent again when nobody knows whether it arrived (DESIGN, "Sending").
NEVER_AGAIN = ("sensitive", "reminder", "broadcast")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """kill_at: the step at which life number n dies (0: it may live). patience_s: how long a woman waits in silence.

    cast: who they are, by their number at the platform; None for women who screen themselves. looks: see life.Spec.
    at_silence: what they do when nothing comes for that long; gets whether something was given up on its way, and
    tells whether they go on listening. Of every other seed the lives after a kill are bold (life.Spec).
    """

    seed: int = 0
    women: int = 1
    kill_at: Callable[[int], int] = lambda _life: 0
    defect: str = ""
    quirks: Quirks = field(default_factory=Quirks)
    pace: bool = False
    learn: bool = False
    looks: bool = False
    patience_s: float = PATIENCE_S
    cast: Callable[[BotApi, int, random.Random, Quirks], Woman] | None = None
    at_silence: Callable[[bool], Awaitable[bool]] | None = None


@dataclass
class Evidence:
    """What was seen from outside.

    sending: how often a row of the outbox was being sent at a kill. waiting: updates not acknowledged at the end.
    """

    women: list[Woman] = field(default_factory=list)
    kills: int = 0
    places: list[str] = field(default_factory=list)
    sending: Counter[int] = field(default_factory=Counter)
    waiting: int = 0
    recoveries_s: list[float] = field(default_factory=list)
    steps: int = 0
    steps_to_ready: int = 0
    known_places: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class History:
    """`await History(...).happen()`; afterwards the program has ended and the database can be looked at."""

    def __init__(self, nursery: Nursery, ground: Ground, plan: Plan, api: BotApi) -> None:
        self._nursery = nursery
        self._ground = ground
        self._plan = plan
        self._api = api
        self._lives = 0
        self._seen = len(api.accepted)
        self.evidence = Evidence()

    async def happen(self) -> Evidence:
        plan, cast = self._plan, self._plan.cast or who_screens_herself
        self.evidence.women = [
            cast(self._api, chat, random.Random(f"{plan.seed}/{chat}"), plan.quirks)
            for chat in range(1, plan.women + 1)
        ]
        for woman in self.evidence.women:
            woman.begins()
        listening = asyncio.create_task(self._listen())
        try:
            await self._lives_until(listening)
        finally:
            listening.cancel()
        self._hear_new()
        self.evidence.waiting = len({update["update_id"] for update in self._api.waiting()})
        return self.evidence

    # -- the women --------------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        """Hand every accepted message to its receiver, until all are through or one has waited in vain."""
        while not all(woman.done for woman in self.evidence.women):
            try:
                await self._api.until(self._is_something_new, most_s=self._plan.patience_s)
            except TimeoutError:
                at_silence = self._plan.at_silence
                if at_silence is not None and await at_silence(self._has_given_up):
                    continue
                waiting = [woman.chat for woman in self.evidence.women if not woman.done]
                self.evidence.complaints.append(
                    f"lost: silence for {self._plan.patience_s} s, chats {waiting}"
                )
                return
            self._hear_new()

    def _sent_calls(self) -> list[dict[str, Any]]:
        return self._api.calls_of("sendMessage")

    def _is_something_new(self) -> bool:
        return len(self._api.accepted) > self._seen

    def _hear_new(self) -> None:
        calls, accepted = self._sent_calls(), self._api.accepted
        while self._seen < len(accepted):
            message, fields = accepted[self._seen], calls[self._seen]
            assert str(fields["chat_id"]) == str(message.chat), (
                "the fake accepts in the order of the requests"
            )
            self._seen += 1
            heard = Heard(message.message_id, message.text, message.labels, data_of(fields))
            self.evidence.women[message.chat - 1].hears(heard)

    # -- the lives --------------------------------------------------------------------------------------------------

    async def _lives_until(self, listening: "asyncio.Task[None]") -> None:
        while self._lives < LIVES_MAX:
            life = await self._begin(self._plan.kill_at(self._lives))
            if not await life.has_ended_before(listening):
                life.signal(signal.SIGTERM)
                await life.ended
            if await self._has_ended_well(life):
                break
        else:
            self.evidence.complaints.append(f"not through after {LIVES_MAX} lives")
        await self._finish()

    async def _begin(self, kill_at: int) -> Life:
        self._lives += 1
        life = await self._nursery.begin(self._spec(kill_at))
        await life.has_ended_before(life.ready, most_s=READY_S)
        if not life.ready.done():
            life.signal(signal.SIGKILL)
            self.evidence.complaints.append(f"slow: not ready after {READY_S} s")
        elif not life.ready.cancelled() and self._lives > 1:
            self.evidence.recoveries_s.append(life.ready.result())
            self._nudge_where_nothing_will_come()
        return life

    def _spec(self, kill_at: int) -> Spec:
        return Spec(
            environment=self._ground.environment,
            log=str(self._ground.folder / "program.log"),
            kill_at=kill_at,
            pace=self._plan.pace,
            defect=self._plan.defect,
            learn=self._plan.learn,
            ahead_ms=self._ground.ahead_ms,
            looks=self._plan.looks,
            bold=self._plan.seed % 2 == 1,
            token=self._api.token,
            api_url=self._api.url,
        )

    async def _has_ended_well(self, life: Life) -> bool:
        """Whether that was the last life. Notes what it left behind."""
        code = life.ended.result()
        if code == -signal.SIGKILL:
            self.evidence.kills += 1
            self.evidence.places.append(life.told.get("place", ""))
            for kind, row_id in await self._ground.sending_at_the_kill():
                self.evidence.sending[row_id] += 1
                self._may_be_silent |= self.evidence.sending[row_id] >= silent_after(kind)
                self._has_given_up |= self._may_be_silent
            return False
        self.evidence.steps = life.told.get("steps", 0)
        self.evidence.steps_to_ready = life.told.get("ready", 0)
        self.evidence.known_places = life.told.get("places", [])
        if code != 0:
            self.evidence.complaints.append(f"the program ended by itself with {code}")
        return True

    _may_be_silent = False
    _has_given_up = False

    def _nudge_where_nothing_will_come(self) -> None:
        """A message that is not sent again although nobody knows whether it arrived: she has to ask for it."""
        if not self._may_be_silent:
            return
        self._may_be_silent = False
        for woman in self.evidence.women:
            if woman.waits:
                woman.nudges_it()

    async def _finish(self) -> None:
        """What an orderly stop left for the next start is done in a last life, which nobody kills."""
        if not await self._ground.has_work():
            return
        life = await self._begin(0)
        try:
            async with asyncio.timeout(self._plan.patience_s):
                while await self._ground.has_work():
                    await asyncio.wait({life.ended}, timeout=LOOK_AGAIN_S)
        except TimeoutError:
            self.evidence.complaints.append("unsettled: a last life does not come to an end")
        life.signal(signal.SIGTERM)
        await life.ended
        self._hear_new()


def who_screens_herself(api: BotApi, chat: int, chance: random.Random, quirks: Quirks) -> Woman:
    """A woman who answers the questions of the set."""
    return Woman(api, chat, chance, criteria(), quirks)


def silent_after(kind: str) -> int:
    """After how many kills in its sending a message of this class is sent no more (DESIGN, "Sending")."""
    return 1 if kind in NEVER_AGAIN else 2


def data_of(fields: dict[str, Any]) -> tuple[str, ...]:
    """What is behind the buttons of a request."""
    markup = fields.get("reply_markup") or {}
    if isinstance(markup, str):
        markup = json.loads(markup)
    return tuple(key["callback_data"] for row in markup.get("inline_keyboard", []) for key in row)


async def happen(nursery: Nursery, ground: Ground, plan: Plan) -> Evidence:
    """A history on this ground."""
    async with BotApi.running() as api:
        return await History(nursery, ground, replace(plan), api).happen()
