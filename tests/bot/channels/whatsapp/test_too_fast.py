"""What the platform refuses as too much, by a clock that is moved: everything arrives, in order, once.

The real channel and the real Delivery against a server that counts as Meta does (tests/fakes/graph_api_limits.py).
"""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.whatsapp import Timeouts, WhatsApp
from bot.delivery import Delivery
from bot.pace import PACES
from db.people import Actor
from domain.contact import MessageClass
from tests.bot.post import Post
from tests.db.desk import Desk, open_desk
from tests.fakes.graph_api import APP_SECRET, VERIFY_TOKEN, GraphApi
from tests.fakes.graph_api_limits import Limits
from tests.fakes.graph_api_world import NUMBER_ID

HER = "620000000101"
BURST, EVERY_S = PACES["whatsapp"].chat_burst, PACES["whatsapp"].chat_every_s
FAR_S = 4_000.0  # longer than any back-off of these tests


class CloudPost(Post):
    """A post office whose one channel is WhatsApp."""

    def __init__(self, desk: Desk, api: GraphApi) -> None:
        self.api = api
        self.cloud = WhatsApp(
            token=api.token,
            phone_number_id=NUMBER_ID,
            app_secret=APP_SECRET,
            verify_token=VERIFY_TOKEN,
            api_url=api.url,
            timeouts=Timeouts(read_s=5),
            monotonic=lambda: self.time,
            jitter=lambda: 0.0,
        )
        super().__init__(desk, "whatsapp")
        api.limits = Limits(lambda: self.time)

    def _new_delivery(self) -> Delivery:
        return Delivery(self.desk.storage.writer, {"whatsapp": self.cloud}, lambda: self.time)

    @property
    def limits(self) -> Limits:
        assert self.api.limits is not None
        return self.api.limits

    async def woman(self, number: str) -> Actor:
        self.api.user_says(number, "halo")
        return await self.person(number)

    async def until_all_came(self, count: int, *, step_s: float, most_s: float = FAR_S) -> float:
        """How long it took."""
        began = self.time
        while len(self.api.accepted) < count and self.time < began + most_s:
            await self.pass_s(step_s)
        return self.time - began


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[CloudPost]:
    async with open_desk(tmp_path) as desk, GraphApi.running(statuses=False) as api:
        opened = CloudPost(desk, api)
        await opened.delivery.start()
        yield opened
        await opened.delivery.stop()
        await opened.cloud.close()


def came(post: CloudPost, number: str) -> list[str]:
    return [each.text for each in post.api.accepted_by(number)]


async def test_a_flood_to_one_woman_is_paced_so_that_nothing_is_refused(post: CloudPost) -> None:
    texts = [str(number) for number in range(BURST + 30)]
    await post.queue(await post.woman(HER), *texts)
    for _moment in range(30):
        await post.pass_s(0.1)
    assert len(came(post, HER)) == BURST
    took_s = await post.until_all_came(len(texts), step_s=1.0)
    assert came(post, HER) == texts
    assert post.limits.refused == 0
    assert took_s <= 31 * EVERY_S


async def test_where_another_program_has_used_up_her_burst_each_message_waits_its_turn(
    post: CloudPost,
) -> None:
    siti = await post.woman(HER)
    for _one in range(post.limits.pair_burst):
        post.limits.take(HER)
    post.time += 1.5
    texts = [str(number) for number in range(12)]
    await post.queue(siti, *texts)
    await post.rest()
    assert came(post, HER) == []
    await post.until_all_came(len(texts), step_s=1.0)
    assert came(post, HER) == texts
    assert 0 < post.limits.refused < 40, "each wait is longer than the one before"
    assert set(await post.states()) == {"sent"}


async def test_one_woman_who_has_had_too_much_holds_up_nobody_else(post: CloudPost) -> None:
    siti, wati = await post.woman(HER), await post.woman("620000000102")
    for _one in range(post.limits.pair_burst):
        post.limits.take(HER)
    post.time += 1.5
    await post.queue(siti, "a")
    await post.rest()
    await post.queue(wati, "b")
    await post.rest()
    assert (came(post, HER), came(post, "620000000102")) == ([], ["b"])


async def test_a_number_that_may_less_than_we_believe_loses_nothing_and_sends_nothing_twice(
    post: CloudPost,
) -> None:
    """Used in the app too a number may send 20 a second, and the setting still says 80 (error 130429)."""
    post.limits.per_s = 20
    women = [await post.woman(f"62000001{number:04}") for number in range(150)]
    for number, woman in enumerate(women):
        await post.queue(woman, str(number))
    took_s = await post.until_all_came(len(women), step_s=0.05, most_s=400)
    assert Counter(each.text for each in post.api.accepted) == Counter(map(str, range(len(women))))
    assert set(await post.states()) == {"sent"}
    assert post.limits.refused > 0
    assert took_s < 120


@pytest.mark.parametrize(("code", "status"), [(131000, 500), (131016, 500), (2, 500), (130429, 429), (131056, 400),
                                              (4, 400), (80007, 400), (190, 401), (131042, 400), (131031, 403)])  # fmt: skip
async def test_whatever_may_pass_is_tried_until_it_does_and_arrives_once(
    post: CloudPost, code: int, status: int
) -> None:
    post.api.fail_next("messages", code, status=status, times=4)
    await post.queue(await post.woman(HER), "a", "b", "c")
    await post.until_all_came(3, step_s=5.0)
    assert came(post, HER) == ["a", "b", "c"]
    assert await post.states() == ["sent"] * 3


@pytest.mark.parametrize("code", [131047, 131026, 131049, 131051, 100, 132001])
async def test_what_never_passes_is_asked_once_and_what_was_pushed_waits_until_she_looks(
    post: CloudPost, code: int
) -> None:
    siti = await post.woman(HER)
    post.api.fail_next("messages", code, times=99)
    await post.push(siti, "kabar", kind=MessageClass.RECEIPT)
    await post.rest()
    await post.pass_s(FAR_S)
    assert await post.states() == ["pull"]
    assert len([call for call in post.api.calls if call.what == "messages"]) == 1
