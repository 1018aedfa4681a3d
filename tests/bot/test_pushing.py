"""What may be pushed is decided when it is claimed: her phone, her hours, what waits for her already."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.base import SendError
from db import contact_wishes, outbox, people
from db.people import Actor
from db.unit import Dates, Unit
from domain.contact import OWN_TURN_MINUTES, MessageClass, Urgency
from domain.contact_wishes import ContactWishes
from handlers.neutral import NEUTRAL
from tests.bot.post import Post, open_post

HOUR_MS = 3_600_000
NEWS = NEUTRAL[Urgency.WHEN_FREE].message
NEWS_TODAY = NEUTRAL[Urgency.TODAY].message
NOT_KNOWN_AS_HER_OWN = ("unknown", "shared", "helped")


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path) as opened:
        yield opened


def clock(post: Post, hour: int, minute: int = 0) -> None:
    """The same day, at this time of Jakarta; the desk's clock stands at 11.00."""
    post.desk.now_ms += (hour - 11) * HOUR_MS + minute * 60_000


def local(post: Post, due_ms: int) -> str:
    hours, rest = divmod(due_ms // 60_000 + 7 * 60, 60)
    return f"{hours % 24:02}.{rest:02}"


async def looked(post: Post, actor: Actor) -> None:
    """She has written something."""

    async def job(unit: Unit) -> None:
        unit.write("UPDATE accounts SET neutral_sent_ms = 0 WHERE id = $1", actor.account_id)

    await post.desk.run(job)


async def safe_hours(post: Post, actor: Actor, from_hour: int, to_hour: int) -> None:
    async def job(unit: Unit) -> None:
        people.set_safe_hours(unit, actor.person_id, from_hour * 60, to_hour * 60)

    await post.desk.run(job)


async def test_on_her_own_phone_a_push_goes_out_as_it_is(post: Post) -> None:
    siti = await post.person("siti")
    await post.push(siti, "Kabar dari kantor.")
    await post.rest()
    assert post.wire.texts == ["Kabar dari kantor."]
    assert await post.rows("state, pushed") == [("sent", 1)]


@pytest.mark.parametrize("phone", NOT_KNOWN_AS_HER_OWN)
async def test_on_any_other_phone_one_neutral_sentence_goes_out_and_the_news_wait(
    post: Post, phone: str
) -> None:
    siti = await post.person("siti", phone=phone)
    await post.push(siti, "one", "two", "three")
    await post.rest()
    await post.push(siti, "four")
    await post.rest()
    assert post.wire.texts == [NEWS]
    assert sorted(await post.states()) == ["pull"] * 4 + ["sent"]


async def test_after_she_has_looked_the_next_push_is_told_of_again(post: Post) -> None:
    siti = await post.person("siti", phone="shared")
    await post.push(siti, "one")
    await post.rest()
    await looked(post, siti)
    await post.push(siti, "two", urgent=True)
    await post.rest()
    assert post.wire.texts == [NEWS, NEWS_TODAY]


async def test_a_neutral_sentence_tells_nothing_and_has_no_buttons(post: Post) -> None:
    siti = await post.person("siti", phone="unknown")
    await post.push(siti, "Dinas Sosial: nama Ibu diusulkan.")
    await post.rest()
    (row_id,) = [row[0] for row in await post.rows("id, pushed") if row[1] == outbox.NEUTRAL]
    assert await post.one("SELECT state FROM outbox WHERE id = $1", row_id) == "sent"
    assert post.wire.taken[0][1:] == ("siti", NEWS)


async def test_a_neutral_sentence_that_fails_is_tried_again_and_stays_neutral(post: Post) -> None:
    siti = await post.person("siti", phone="unknown")
    post.wire.answers[NEWS].append(SendError("no connection", retryable=True))
    await post.push(siti, "one")
    await post.rest()
    await post.crash()
    await post.pass_s(3)
    assert post.wire.texts == [NEWS]
    assert sorted(await post.states()) == ["pull", "sent"]


@pytest.mark.parametrize("phone", ["own", *NOT_KNOWN_AS_HER_OWN])
async def test_an_answer_in_her_own_turn_goes_out_at_any_hour_on_any_phone(post: Post, phone: str) -> None:
    clock(post, 23)
    siti = await post.person("siti", phone=phone)
    await safe_hours(post, siti, 9, 11)
    await post.queue(siti, "answer", kind=MessageClass.SENSITIVE)
    await post.rest()
    assert post.wire.texts == ["answer"]


@pytest.mark.parametrize("minutes, expected", [(OWN_TURN_MINUTES, "answer"), (OWN_TURN_MINUTES + 1, NEWS)])
async def test_an_answer_that_comes_later_than_ten_minutes_is_a_push(
    post: Post, minutes: int, expected: str
) -> None:
    """By then somebody else may hold the phone."""
    siti = await post.person("siti", phone="shared")
    await post.queue(siti, "answer", hand_over=False)
    await post.pass_s(minutes * 60)
    assert post.wire.texts == [expected]


async def test_a_late_answer_passes_quiet_hours_for_she_waits_for_it(post: Post) -> None:
    clock(post, 21)
    siti = await post.person("siti")
    await post.queue(siti, "answer", kind=MessageClass.SENSITIVE, hand_over=False)
    await post.pass_s(15 * 60)
    assert post.wire.texts == ["answer"]


async def test_a_late_answer_waits_for_her_safe_hours(post: Post) -> None:
    clock(post, 12)
    siti = await post.person("siti")
    await safe_hours(post, siti, 9, 11)
    await post.queue(siti, "answer", hand_over=False)
    await post.pass_s(15 * 60)
    assert post.wire.texts == []
    ((state, due_ms),) = await post.rows("state, due_ms")
    assert (state, local(post, due_ms)) == ("queued", "09.00")


@pytest.mark.parametrize(
    "kind", [MessageClass.RECEIPT, MessageClass.RELAY, MessageClass.BROADCAST, MessageClass.SENSITIVE]
)
async def test_what_is_pushed_in_quiet_hours_waits_until_seven(post: Post, kind: MessageClass) -> None:
    clock(post, 20)
    siti = await post.person("siti")
    await post.push(siti, "one", kind=kind)
    await post.rest()
    ((state, due_ms),) = await post.rows("state, due_ms")
    assert (state, local(post, due_ms)) == ("queued", "07.00")
    await post.pass_s(11 * 3600 - 1)
    assert post.wire.texts == []
    await post.pass_s(1)
    assert post.wire.texts == ["one"]


async def test_a_workers_news_are_not_awaited_and_wait_for_the_morning(post: Post) -> None:
    """A queue's ping or a decision answers nothing she asked a moment ago (RELAY)."""
    clock(post, 22)
    worker = await post.person("worker", staff=True)
    await post.push(worker, "Ada permintaan baru di antrean.", urgent=True)
    await post.rest()
    assert post.wire.texts == []


async def test_safe_hours_come_before_everything_that_is_pushed(post: Post) -> None:
    siti = await post.person("siti")
    await safe_hours(post, siti, 13, 15)
    await post.push(siti, "one")
    await post.rest()
    ((_state, due_ms),) = await post.rows("state, due_ms")
    assert local(post, due_ms) == "13.00"
    await post.pass_s(2 * 3600)
    assert post.wire.texts == ["one"]


async def test_a_call_for_help_rings_a_workers_phone_at_night(post: Post) -> None:
    clock(post, 23)
    worker = await post.person("worker", staff=True)
    await post.push(worker, "help", kind=MessageClass.HELP)
    await post.rest()
    assert post.wire.texts == ["help"]


async def test_calls_for_help_on_a_shared_staff_phone_are_neutral_and_none_is_merged(post: Post) -> None:
    worker = await post.person("worker", staff=True, phone="unknown")
    await post.push(worker, "one", kind=MessageClass.HELP)
    await post.push(worker, "two", kind=MessageClass.HELP)
    await post.rest()
    assert post.wire.texts == [NEWS, NEWS]


async def test_who_may_not_be_written_to_finds_it_when_she_looks(post: Post) -> None:
    siti = await post.person("siti")

    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET may_write = 0 WHERE id = $1", siti.person_id)

    await post.desk.run(job)
    await post.push(siti, "one")
    await post.rest()
    assert (post.wire.tries, await post.states()) == ([], ["pull"])


@pytest.mark.parametrize("kind", [MessageClass.HELP, MessageClass.RELAY, MessageClass.BROADCAST])
async def test_who_wants_only_neutral_sentences_gets_one_on_her_own_phone(
    post: Post, kind: MessageClass
) -> None:
    siti = await post.person("siti")
    wishes = ContactWishes(is_open=False)
    await post.desk.run(lambda unit: contact_wishes.keep(unit, siti.person_id, wishes))
    await post.push(siti, "one", "two", kind=kind)
    await post.rest()
    assert post.wire.texts == [NEWS]
    await post.queue(siti, "answer")
    await post.rest()
    assert post.wire.texts == [NEWS, "answer"]


async def test_what_waits_can_be_pulled_in_order(post: Post) -> None:
    siti = await post.person("siti", phone="shared")
    await post.push(siti, "one", "two")
    await post.rest()
    pulled = await post.desk.run(lambda unit: outbox.list_pulled(unit, siti.account_id, siti.person_id, 10))
    assert [b"one" in row.body for row in pulled] == [True, False]


# -- what belongs to a date -------------------------------------------------------------------------------------


async def test_what_is_of_no_use_any_more_is_not_sent(post: Post) -> None:
    siti = await post.person("siti")
    await post.push(siti, "one", kind=MessageClass.REMINDER, dates=Dates(useless_ms=post.desk.now_ms))
    await post.push(siti, "two", kind=MessageClass.REMINDER, dates=Dates(useless_ms=post.desk.now_ms + 1))
    await post.rest()
    assert (post.wire.texts, await post.states()) == (["two"], ["dropped", "sent"])


async def test_what_the_night_holds_until_it_is_of_no_use_is_not_sent(post: Post) -> None:
    siti = await post.person("siti")
    clock(post, 21)
    eight = post.desk.now_ms + 11 * HOUR_MS
    await post.push(siti, "one", kind=MessageClass.REMINDER, dates=Dates(useless_ms=eight))
    await post.push(siti, "two", kind=MessageClass.REMINDER, dates=Dates(useless_ms=eight - 2 * HOUR_MS))
    await post.rest()
    assert await post.states() == ["queued", "dropped"]
    await post.pass_s(10 * 3600)
    assert post.wire.texts == ["one"]


async def test_a_reminder_does_not_go_out_before_its_own_moment(post: Post) -> None:
    siti = await post.person("siti")
    await post.push(siti, "one", kind=MessageClass.REMINDER, dates=Dates(due_ms=post.desk.now_ms + HOUR_MS))
    await post.rest()
    assert post.wire.texts == []
    await post.pass_s(3600)
    assert post.wire.texts == ["one"]


async def test_a_cancellation_for_the_next_morning_passes_in_the_evening(post: Post) -> None:
    siti = await post.person("siti")
    clock(post, 20, 40)
    nine = post.desk.now_ms + 12 * HOUR_MS + 20 * 60_000
    await post.push(siti, "off", dates=Dates(begins_ms=nine))
    await post.push(siti, "off in the afternoon", dates=Dates(begins_ms=nine + 5 * HOUR_MS))
    await post.push(siti, "other")
    await post.rest()
    assert post.wire.texts == ["off"]
