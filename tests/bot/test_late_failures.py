"""What a channel took and did not bring after all: as if it had refused it at once, nothing lost, nobody told twice."""

from collections.abc import AsyncIterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Incoming, IncomingKind
from bot.late_failures import settle_parked
from bot.limits import SEND_RETRY_DELAYS_S, WINDOW_TRIES_MAX
from bot.places import Event
from bot.statuses import note_statuses
from db import outbox, statuses
from db.unit import Unit
from domain.contact import MessageClass
from domain.delivery_status import Status
from tests.bot.post import Post, Taken, open_post

RETRY, CLOSED, GONE, BILLING = "131000 retry", "131047 window_closed", "131026 unreachable", "131042 billing"


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path) as opened:
        yield opened


def status(row: int | str, word: str, fault: str = "", *, ref: str = "ref of halo", **more: Any) -> Event:
    told = Incoming(
        kind=IncomingKind.STATUS,
        chat=more.pop("chat", ""),
        sender="",
        status=word,
        fault=fault,
        status_ref=str(row),
        message_ref=ref,
    )
    return Event(1, "plain", told)


async def tell(post: Post, *events: Event) -> None:
    await post.desk.run(lambda unit: note_statuses(unit, events, besides=0))


async def sent(post: Post, kind: MessageClass = MessageClass.ANSWER, *, pushed: bool = False) -> int:
    siti = await post.person("siti")
    (row,) = await post.queue(siti, "halo", kind=kind, pushed=pushed)
    await post.rest()
    return row


@pytest.mark.parametrize(
    ("kind", "pushed", "fault", "becomes"),
    [
        (MessageClass.RELAY, True, RETRY, "retry"),
        (MessageClass.RELAY, True, CLOSED, "retry"),
        (MessageClass.RELAY, True, GONE, "pull"),
        (MessageClass.RECEIPT, True, BILLING, "retry"),
        (MessageClass.RECEIPT, True, "131049 capped", "pull"),
        (MessageClass.RECEIPT, True, "", "pull"),
        (MessageClass.SENSITIVE, True, RETRY, "retry"),
        (MessageClass.ANSWER, False, RETRY, "retry"),
        (MessageClass.ANSWER, False, CLOSED, "retry"),
        (MessageClass.ANSWER, False, GONE, "rejected"),
        (MessageClass.BROADCAST, True, RETRY, "pull"),
        (MessageClass.BROADCAST, True, CLOSED, "pull"),
    ],
)
async def test_it_is_settled_as_if_it_had_been_refused_at_once(
    post: Post, kind: MessageClass, pushed: bool, fault: str, becomes: str
) -> None:
    row = await sent(post, kind, pushed=pushed)
    assert await post.states() == ["sent"]
    await tell(post, status(row, "sent"), status(row, "failed", fault))
    assert await post.states() == [becomes]


async def test_it_goes_once_more_and_what_was_told_before_says_nothing_of_it(post: Post) -> None:
    row = await sent(post)
    late = status(row, "sent")
    await tell(post, status(row, "failed", RETRY), status(row, "failed", RETRY), late)
    assert await post.states() == ["retry"]
    await post.pass_s(SEND_RETRY_DELAYS_S[0] + 1)
    assert post.wire.texts == ["halo", "halo"]
    assert await post.states() == ["sent"]
    assert await post.one("SELECT count(*) FROM outbox_statuses") == 0
    assert await post.one("SELECT tries FROM outbox") == 2


async def test_one_telephone_failed_and_another_brought_it_so_it_does_not_go_again(post: Post) -> None:
    siti = await post.person("siti")
    for words in (("failed", "delivered"), ("delivered", "failed"), ("failed", "read")):
        (row,) = await post.queue(siti, "halo")
        await post.rest()
        await tell(post, *[status(row, word, RETRY if word == "failed" else "") for word in words])
        assert (await post.states())[-1] == "sent", words
    await post.pass_s(3600)
    assert len(post.wire.taken) == 3


async def test_what_is_told_before_we_heard_that_it_was_taken_is_not_lost(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    (row,) = await post.queue(siti, "halo")
    await post.until_open(1)
    await tell(post, status(row, "failed", RETRY))
    assert await post.states() == ["sending"]
    post.wire.let_go()
    await post.rest()
    assert await post.states() == ["sent"]
    await post.desk.run(settle_parked)
    assert await post.states() == ["retry"]


async def test_an_answer_refused_again_and_again_waits_until_she_looks(post: Post) -> None:
    row = await sent(post)
    for _try in range(WINDOW_TRIES_MAX):
        await tell(post, status(row, "failed", CLOSED))
        assert await post.states() == ["retry"]
        await post.pass_s(SEND_RETRY_DELAYS_S[-1])
    await tell(post, status(row, "failed", CLOSED))
    assert await post.states() == ["pull"]
    await post.pass_s(SEND_RETRY_DELAYS_S[-1])
    assert len(post.wire.taken) == WINDOW_TRIES_MAX + 1, "it goes out by itself no more"


async def test_whom_nothing_reaches_is_known_to_be_unreachable(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await tell(post, status(row, "failed", GONE))
    assert await post.one("SELECT reachable FROM accounts") == 0


async def test_a_status_of_somebody_elses_message_changes_nothing(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await post.person("wati", chat="620000000222")
    await tell(
        post, status(row, "failed", GONE, chat="620000000222"), status(row, "read", chat="620000000222")
    )
    assert await post.states() == ["sent"]
    assert await post.one("SELECT count(*) FROM outbox_statuses") == 0
    await tell(post, status(row, "failed", GONE, chat="siti"))
    assert await post.states() == ["pull"]


async def test_a_number_that_nobody_here_has_may_be_hers(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await tell(post, status(row, "failed", GONE, chat="620000000999"))
    assert await post.states() == ["pull"]


async def test_what_belongs_to_another_channel_is_none_of_this_one(post: Post) -> None:
    row = await sent(post)

    async def elsewhere(unit: Unit) -> None:
        told = Event(1, "telegram", status(row, "failed", GONE).incoming)
        await note_statuses(unit, [told], besides=0)

    await post.desk.run(elsewhere)
    assert await post.states() == ["sent"]
    assert await post.one("SELECT reachable FROM accounts") == 1


async def test_an_answer_that_was_lost_is_not_said_again_where_a_status_has_told_meanwhile(
    post: Post,
) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    post.wire.answers["halo"].append(Taken())
    (row,) = await post.queue(siti, "halo")
    await post.until_open(1)
    await tell(post, status(row, "delivered", ref="wamid.A"))
    post.wire.let_go()
    await post.rest()
    assert await post.states() == ["sent"]
    assert await post.one("SELECT message_ref FROM outbox") == "wamid.A"
    await post.pass_s(3600)
    assert post.wire.texts == ["halo"]


async def test_so_is_one_that_the_program_did_not_live_to_hear_of(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    (row,) = await post.queue(siti, "halo")
    await post.until_open(1)
    await tell(post, status(row, "sent", ref="wamid.A"))
    await post.crash()
    post.wire.let_go()
    await post.delivery.start()
    await post.pass_s(3600)
    assert await post.states() == ["sent"]
    assert len(post.wire.tries) == 1


async def test_a_lost_answer_to_what_could_not_be_brought_is_no_doubt(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    post.wire.answers["halo"].append(Taken())
    (row,) = await post.queue(siti, "halo", kind=MessageClass.RELAY, pushed=True)
    await post.until_open(1)
    await tell(post, status(row, "failed", GONE, ref="wamid.A"), status(row, "sent", ref="wamid.A"))
    post.wire.let_go()
    await post.rest()
    assert await post.states() == ["pull"]
    assert await post.one("SELECT count(*) FROM parked_statuses") == 0


async def test_what_she_found_by_herself_afterwards_is_not_taken_back_again(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await tell(post, status(row, "failed", GONE))

    async def look(unit: Unit) -> None:
        outbox.sent(unit, row, "", unit.now_ms)

    await post.desk.run(look)
    for word in ("sent", "failed"):
        await tell(post, status(row, word, GONE if word == "failed" else ""))
    assert await post.states() == ["sent"]
    found = await post.desk.run(lambda unit: statuses.of_outbox(unit, [row]))
    assert found == {row: Status.SENT}


async def test_what_was_called_failed_and_came_all_the_same_waits_no_more(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await tell(post, status(row, "failed", GONE))
    assert await post.states() == ["pull"]
    await tell(post, status(row, "read"))
    assert await post.states() == ["sent"]
    assert await post.desk.run(lambda unit: statuses.of_outbox(unit, [row])) == {row: Status.READ}


@pytest.mark.parametrize("words", sorted(set(permutations(("failed", "failed", "sent", "sent")))))
async def test_in_whatever_order_it_comes_nobody_is_told_that_it_was_sent(
    post: Post, words: tuple[str, ...]
) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    for word in words:
        await tell(post, status(row, word, GONE if word == "failed" else ""))
    assert await post.states() == ["pull"]
    assert await post.desk.run(lambda unit: statuses.of_outbox(unit, [row])) == {row: Status.WAITING}


async def test_a_channel_that_does_not_repeat_our_number_is_understood_too(post: Post) -> None:
    row = await sent(post, MessageClass.RELAY, pushed=True)
    await tell(post, status("ref of halo", "failed", GONE))
    await tell(post, status("ref of halo", "failed", GONE), status("ref of halo", "sent"))
    assert await post.states() == ["pull"]
    assert await post.one("SELECT count(*) FROM parked_statuses") == 0
    assert await post.desk.run(lambda unit: statuses.of_outbox(unit, [row])) == {row: Status.WAITING}
