"""The outbox at work: nothing goes out twice that was sent, nothing is forgotten, nobody waits for somebody's flood."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path

import pytest

from bot.channels.base import SendError
from bot.limits import (
    CHAT_ROWS_MAX,
    IN_FLIGHT_FOR_HELP,
    IN_FLIGHT_LATER_MAX,
    IN_FLIGHT_MAX,
    OUTBOX_SLICE,
    SEND_FOR_S,
    SEND_RETRY_DELAYS_S,
    SEND_TRIES_MAX,
)
from db import outbox, people
from db.unit import Unit
from db.vault import cell
from db.vault import person as owner_of
from domain.contact import MessageClass
from tests.bot.post import Post, Taken, open_post

AGAIN = frozenset({MessageClass.ANSWER, MessageClass.RECEIPT, MessageClass.RELAY})


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path) as opened:
        yield opened


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path, channel="telegram") as opened:
        yield opened


def uncertain() -> SendError:
    return SendError("no answer", retryable=True, uncertain=True)


def not_connected() -> SendError:
    return SendError("no connection", retryable=True)


def wait(seconds: float, *, whole_channel: bool = True) -> SendError:
    return SendError("429", retryable=True, retry_after_s=seconds, whole_channel=whole_channel)


async def account_at(post: Post, address: str) -> int | None:
    async def job(unit: Unit) -> int | None:
        digest = people.address_hash(unit, post.wire.name, address)
        states, _roles = await people.find_states(unit, [digest])
        return states[digest]["account_id"] if states else None

    return await post.desk.run(job)


# -- the states -----------------------------------------------------------------------------------------------------


async def test_what_the_channel_took_is_sent_with_its_reference_and_its_time(post: Post) -> None:
    siti = await post.person("siti")
    await post.queue(siti, "one")
    await post.rest()
    assert post.wire.texts == ["one"]
    assert await post.rows("state, message_ref, sent_ms, tries") == [
        ("sent", "ref of one", post.desk.now_ms, 1)
    ]
    assert post.delivery.counts == {"plain": {"sent": 1, "rejected": 0, "uncertain": 0, "retry": 0}}


async def test_a_row_is_committed_as_sending_before_its_first_byte(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    await post.queue(siti, "one")
    await post.until_open(1)
    assert await post.states() == ["sending"]
    post.wire.let_go()
    await post.rest()
    assert await post.states() == ["sent"]


async def test_what_was_refused_is_rejected_and_the_next_one_of_the_chat_goes_out(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.answers["one"].append(SendError("400 no"))
    await post.queue(siti, "one", "two")
    await post.rest()
    assert post.wire.texts == ["two"]
    assert await post.rows("state, fault") == [("rejected", "400 no"), ("sent", "")]


async def test_what_was_certainly_not_taken_goes_out_later_and_nothing_of_the_chat_before_it(
    post: Post,
) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    post.wire.answers["one"].extend([not_connected(), not_connected()])
    await post.queue(siti, "one", "two")
    await post.queue(yuyun, "other chat")
    await post.rest()
    assert post.wire.texts == ["other chat"]
    assert (await post.states())[:2] == ["retry", "queued"]
    await post.pass_s(SEND_RETRY_DELAYS_S[0] - 0.1)
    assert len(post.wire.tries) == 2
    await post.pass_s(0.2)
    assert [text for _at, _chat, text in post.wire.tries][2:] == ["one"]
    await post.pass_s(SEND_RETRY_DELAYS_S[1])
    assert post.wire.texts == ["other chat", "one", "two"]


async def test_tries_back_off_and_end_after_a_day(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.always = not_connected()
    await post.queue(siti, "one")
    await post.rest()
    begun = post.time
    while await post.states() == ["retry"]:
        await post.pass_s(SEND_RETRY_DELAYS_S[-1])
    times = [at for at, _chat, _text in post.wire.tries]
    assert await post.states() == ["rejected"]
    assert SEND_FOR_S <= times[-1] - begun < SEND_FOR_S * 1.2
    assert len(times) <= SEND_TRIES_MAX + 1


async def test_a_channel_that_breaks_is_taken_as_uncertain_and_the_others_go_out(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    post.wire.answers["one"].extend([RuntimeError("bug"), RuntimeError("bug")])
    await post.queue(siti, "one")
    await post.queue(yuyun, "two")
    await post.rest()
    await post.pass_s(SEND_RETRY_DELAYS_S[0])
    assert await post.rows("state, fault") == [("uncertain", "RuntimeError"), ("sent", "")]


@pytest.mark.parametrize("kind", MessageClass)
async def test_each_class_says_what_happens_when_nobody_knows_whether_it_arrived(
    post: Post, kind: MessageClass
) -> None:
    """DESIGN.md, "Sending": answers, receipts and relays once more, a call for help until it is taken, others never."""
    siti = await post.person("siti")
    post.wire.always = uncertain()
    await post.queue(siti, "one", kind=kind)
    for delay_s in (0.0, *SEND_RETRY_DELAYS_S):
        await post.pass_s(delay_s)
    tries = len(post.wire.tries)
    if kind is MessageClass.HELP:
        assert (tries, await post.states()) == (1 + len(SEND_RETRY_DELAYS_S), ["retry"])
        post.wire.always = None
        await post.pass_s(SEND_RETRY_DELAYS_S[-1])
        assert await post.states() == ["sent"]
    else:
        assert (tries, await post.states()) == (2 if kind in AGAIN else 1, ["uncertain"])


@pytest.mark.parametrize("kind", MessageClass)
async def test_after_a_crash_what_was_on_its_way_is_uncertain_and_its_class_decides(
    post: Post, kind: MessageClass
) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    await post.queue(siti, "one", kind=kind)
    await post.until_open(1)
    await post.crash()
    post.wire.let_go()
    await post.rest()
    repeats = kind in AGAIN or kind is MessageClass.HELP
    assert len(post.wire.tries) == (2 if repeats else 1)
    assert await post.states() == ["sent" if repeats else "uncertain"]


async def test_what_crashed_twice_on_its_way_is_not_sent_a_third_time(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    await post.queue(siti, "one")
    for _time in range(2):
        await post.until_open(1)
        await post.crash()
    post.wire.let_go()
    await post.rest()
    assert len(post.wire.tries) == 2
    assert await post.states() == ["uncertain"]


async def test_a_sensitive_push_that_is_uncertain_waits_until_she_looks(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.always = uncertain()
    await post.push(siti, "one", kind=MessageClass.SENSITIVE)
    await post.rest()
    assert len(post.wire.tries) == 1
    assert await post.states() == ["pull"]


async def test_after_a_restart_nothing_that_was_sent_goes_out_again_and_the_rest_does(post: Post) -> None:
    women = [await post.person(f"woman {number}") for number in range(5)]
    for woman in women:
        await post.queue(woman, f"{woman.channel} one")
    await post.rest()
    for woman in women:
        await post.queue(woman, f"{woman.channel} two", hand_over=False)
    await post.crash()
    await post.rest()
    assert Counter(post.wire.texts) == Counter(
        f"{woman.channel} {text}" for woman in women for text in ("one", "two")
    )


async def test_what_is_held_after_a_restore_goes_out_only_when_a_person_releases_it(post: Post) -> None:
    siti = await post.person("siti")
    await post.queue(siti, "one", hand_over=False)

    async def hold(unit: Unit) -> None:
        outbox.hold_all(unit)

    async def release(unit: Unit) -> None:
        outbox.release_held(unit, unit.now_ms)

    await post.desk.run(hold)
    await post.crash()
    await post.rest()
    assert post.wire.tries == []
    await post.desk.run(release)
    await post.pass_s(1)
    assert post.wire.texts == ["one"]


# -- who cannot be reached, who has moved ---------------------------------------------------------------------------


async def test_who_blocks_us_is_marked_and_finds_what_was_pushed_when_she_is_back(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.answers["answer"].append(SendError("403", unreachable=True))
    await post.queue(siti, "answer")
    await post.rest()
    assert await post.one("SELECT reachable FROM accounts WHERE id = $1", siti.account_id) == 0
    await post.push(siti, "news")
    await post.rest()
    assert len(post.wire.tries) == 1
    assert await post.states() == ["rejected", "pull"]


async def test_a_push_refused_by_her_phone_waits_until_she_looks(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.answers["news"].append(SendError("403", unreachable=True))
    await post.push(siti, "news")
    await post.rest()
    assert await post.states() == ["pull"]


async def test_a_chat_that_has_moved_is_followed_and_remembered(post: Post) -> None:
    group = await post.person("group", chat="-1")
    post.wire.answers["one"].append(SendError("moved", retryable=True, moved_to="-100"))
    await post.queue(group, "one")
    await post.rest()
    assert [(chat, text) for _at, chat, text in post.wire.tries] == [("-1", "one"), ("-100", "one")]
    assert await post.states() == ["sent"]
    assert await account_at(post, "-100") == group.account_id


async def test_a_chat_that_moved_to_where_we_are_known_already_is_still_written_to(post: Post) -> None:
    """The new group may have spoken before our message to the old one is refused."""
    old, new = await post.person("old", chat="-1"), await post.person("new", chat="-100")
    post.wire.answers["one"].append(SendError("moved", retryable=True, moved_to="-100"))
    await post.queue(old, "one", "two")
    await post.rest()
    await post.pass_s(1)
    assert [chat for _at, chat, _text in post.wire.taken] == ["-100", "-1"]
    assert await account_at(post, "-100") == new.account_id


async def test_two_servers_that_point_at_each_other_are_not_followed_without_end(post: Post) -> None:
    group = await post.person("group", chat="-1")
    for number in range(200):
        post.wire.answers["one"].append(SendError("moved", moved_to="-2" if number % 2 == 0 else "-1"))
    await post.queue(group, "one")
    await post.rest()
    assert len(post.wire.tries) <= 5
    assert await post.states() == ["retry"]


# -- limits ---------------------------------------------------------------------------------------------------------


async def test_a_full_stop_holds_the_whole_channel_until_its_end(post: Post) -> None:
    women = [await post.person(f"woman {number}") for number in range(6)]
    post.wire.answers["woman 0"].append(wait(30))
    for woman in women[:3]:
        await post.queue(woman, woman.channel)
    await post.rest()
    asked_at = post.time
    before = len(post.wire.tries)
    for woman in women[3:]:
        await post.queue(woman, woman.channel)
    await post.rest()
    await post.pass_s(29.9)
    assert len(post.wire.tries) == before
    await post.pass_s(0.2)
    assert {text for _at, _chat, text in post.wire.taken} == {woman.channel for woman in women}
    assert all(at == asked_at or at >= asked_at + 30 for at, _chat, _text in post.wire.tries)


async def test_what_was_claimed_but_not_begun_when_the_stop_came_does_not_go_out(post: Post) -> None:
    """Many are claimed in one commit; the first refusal stops those whose first byte was not written yet."""
    women = [await post.person(f"woman {number}") for number in range(4)]
    for woman in women:
        await post.queue(woman, woman.channel, hand_over=False)
    post.wire.answers["woman 0"].append(wait(30))
    post.delivery.tick()
    await post.rest()
    assert [text for _at, _chat, text in post.wire.tries] == ["woman 0"]
    assert await post.states() == ["retry"] * 4
    await post.pass_s(31)
    assert post.wire.texts == [woman.channel for woman in women]


async def test_a_full_stop_outlives_a_restart(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    post.wire.answers["one"].append(wait(30))
    await post.queue(siti, "one")
    await post.rest()
    await post.crash()
    await post.queue(yuyun, "two")
    await post.pass_s(29)
    assert len(post.wire.tries) == 1
    await post.pass_s(2)
    assert sorted(post.wire.texts) == ["one", "two"]


async def test_a_stop_for_one_chat_holds_all_of_its_lanes_and_nobody_else(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    post.wire.answers["one"].append(wait(30, whole_channel=False))
    await post.queue(siti, "one")
    await post.rest()
    await post.queue(siti, "help", kind=MessageClass.HELP)
    await post.queue(yuyun, "two")
    await post.pass_s(29)
    assert post.wire.texts == ["two"]
    await post.pass_s(2)
    assert post.wire.texts == ["two", "help", "one"]


async def test_a_channel_that_asks_for_patience_for_hours_loses_nothing(post: Post) -> None:
    """A refused token is a stop of a minute, again and again, until an operator mends it."""
    women = [await post.person(f"woman {number}") for number in range(3)]
    post.wire.always = wait(60)
    for woman in women:
        await post.queue(woman, woman.channel)
    await post.rest()
    for _minute in range(SEND_TRIES_MAX + 5):
        await post.pass_s(61)
    assert len(post.wire.tries) > SEND_TRIES_MAX
    assert set(await post.states()) == {"retry"}
    post.wire.always = None
    await post.pass_s(61)
    # Told after more than ten minutes they are pushes, and as these are their own phones they go out as they are.
    assert sorted(post.wire.texts) == sorted(woman.channel for woman in women)


async def test_a_chat_gets_short_bursts_and_then_one_a_second(telegram: Post) -> None:
    siti = await telegram.person("siti", chat="1")
    await telegram.queue(siti, *[f"m{number}" for number in range(6)])
    await telegram.rest()
    while len(telegram.wire.taken) < 6:
        await telegram.pass_s(0.05)
    times = [round(at - 1_000, 2) for at, _chat, _text in telegram.wire.taken]
    assert telegram.wire.texts == [f"m{number}" for number in range(6)]
    assert times[2] <= 0.2
    assert all(later - earlier >= 0.9 for earlier, later in pairwise(times[2:]))


async def test_a_group_gets_twenty_a_minute_at_the_most(telegram: Post) -> None:
    group = await telegram.person("group", chat="-100")
    await telegram.queue(group, *[f"m{number}" for number in range(25)])
    await telegram.rest()
    while telegram.time < 1_060:
        await telegram.pass_s(0.5)
    assert 18 <= len(telegram.wire.taken) <= 20


async def test_the_whole_channel_stays_under_thirty_a_second(telegram: Post) -> None:
    for number in range(80):
        woman = await telegram.person(f"woman {number}", chat=str(number + 1))
        await telegram.queue(woman, f"m{number}", hand_over=False)
    telegram.delivery.tick()
    while len(telegram.wire.taken) < 80:
        await telegram.pass_s(0.01)
    times = sorted(at for at, _chat, _text in telegram.wire.taken)
    for index, at in enumerate(times):
        assert sum(at <= other < at + 1 for other in times[index:]) <= 30


# -- who goes first -------------------------------------------------------------------------------------------------


async def test_help_goes_first_then_answers_receipts_reminders_broadcasts(post: Post) -> None:
    order = [
        MessageClass.BROADCAST,
        MessageClass.REMINDER,
        MessageClass.RECEIPT,
        MessageClass.ANSWER,
        MessageClass.HELP,
    ]
    for kind in order:
        woman = await post.person(kind.value)
        await post.queue(woman, kind.value, kind=kind, hand_over=False)
    post.delivery.tick()
    await post.rest()
    assert post.wire.texts == ["help", "answer", "receipt", "reminder", "broadcast"]


async def test_a_broadcast_of_thousands_on_a_slow_channel_never_holds_up_an_answer(post: Post) -> None:
    women = [await post.person(f"woman {number}") for number in range(60)]
    for woman in women:
        await post.queue(
            woman,
            *[f"broadcast {number}" for number in range(50)],
            kind=MessageClass.BROADCAST,
            hand_over=False,
        )
    siti = await post.person("siti")
    post.wire.hold()
    post.delivery.tick()
    await post.until_open(IN_FLIGHT_LATER_MAX)
    await post.queue(siti, "answer")
    await post.until_open(IN_FLIGHT_LATER_MAX + 1)
    assert post.wire.tries[-1][2] == "answer"
    post.wire.let_go()
    await post.rest()
    assert Counter(await post.states()) == {"sent": 3_001}
    assert Counter(text for _at, _chat, text in post.wire.taken)["answer"] == 1


async def test_a_call_for_help_finds_a_place_when_answers_have_taken_all_others(post: Post) -> None:
    post.wire.hold()
    for number in range(IN_FLIGHT_MAX + 10):
        await post.queue(await post.person(f"woman {number}"), "answer")
    await post.until_open(IN_FLIGHT_MAX - IN_FLIGHT_FOR_HELP)
    await post.queue(await post.person("worker", staff=True), "help", kind=MessageClass.HELP)
    await post.until_open(IN_FLIGHT_MAX - IN_FLIGHT_FOR_HELP + 1)
    assert post.wire.tries[-1][2] == "help"


async def test_one_chats_flood_neither_fills_the_memory_nor_stops_the_others(post: Post) -> None:
    flood = await post.person("flood")
    await post.queue(flood, *[f"flood {number}" for number in range(3 * OUTBOX_SLICE)], hand_over=False)
    siti = await post.person("siti")
    await post.queue(siti, "answer", hand_over=False)
    post.wire.hold()
    post.delivery.tick()
    await post.until_open(2)
    assert {text for _at, _chat, text in post.wire.tries} == {"flood 0", "answer"}
    assert post.delivery._lines["plain"]._lanes.waiting <= CHAT_ROWS_MAX
    post.wire.let_go()
    await post.rest()
    floods = [text for text in post.wire.texts if text != "answer"]
    assert floods == [f"flood {number}" for number in range(3 * OUTBOX_SLICE)]


async def test_a_lane_that_is_full_leaves_the_rest_in_the_database_and_sends_all_of_it_once(
    post: Post,
) -> None:
    women = [await post.person(f"woman {number}") for number in range(40)]
    post.wire.hold()
    for round_ in range(60):
        for woman in women:
            await post.queue(woman, f"{woman.channel} {round_}")
    assert post.delivery._lines["plain"]._lanes.waiting <= len(women) * CHAT_ROWS_MAX
    post.wire.let_go()
    await post.rest()
    assert len(post.wire.taken) == len(women) * 60
    for woman in women:
        own = [text for _at, chat, text in post.wire.taken if chat == woman.channel]
        assert own == [f"{woman.channel} {round_}" for round_ in range(60)]


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_happens_and_whenever_it_crashes_each_message_has_one_end(
    tmp_path: Path, seed: int
) -> None:
    """Random commits, faults, ticks, stops and crashes: nothing sent twice that was surely sent, nothing forgotten,
    and each chat's messages in order."""
    dice = random.Random(seed)
    async with open_post(tmp_path) as post:
        women = [await post.person(f"woman {number}") for number in range(7)]
        said: Counter[str] = Counter()
        for step in range(100):
            woman = dice.choice(women)
            choice = dice.random()
            if choice < 0.6:
                texts = [f"{woman.channel}/{step}/{number}" for number in range(dice.randint(1, 30))]
                for text in texts:
                    faults = [not_connected(), uncertain(), Taken(), wait(3), wait(2, whole_channel=False)]
                    post.wire.answers[text].extend(dice.choices(faults, k=dice.choice([0, 0, 0, 0, 1])))
                said.update(texts)
                crashes = dice.random() < 0.05  # after the commit, before anybody hears of it
                await post.queue(woman, *texts, hand_over=not crashes)
                if crashes:
                    await post.crash()
            elif choice < 0.8:
                await post.pass_s(dice.random() * 5)
            elif choice < 0.9:
                post.delivery.tick()
                for _turn in range(dice.randint(1, 20)):
                    await asyncio.sleep(0)
            elif choice < 0.95:
                await post.crash()
        for _pause in range(1_000):
            await post.pass_s(4)
            if set(await post.states()) <= {"sent", "uncertain"}:
                break
        states = Counter(await post.states())
        assert states.keys() <= {"sent", "uncertain"}, states
        taken = Counter(post.wire.texts)
        assert taken.keys() <= said.keys()
        # A crash and a lost answer, or two of them, met the same message: it was sent twice and is listed.
        assert len(said) - len(taken) <= states["uncertain"] < len(said) / 20
        ambiguous = await post.rows("repeats")
        assert sum(taken.values()) - len(taken) <= sum(row[0] for row in ambiguous)
        first = list(dict.fromkeys(post.wire.texts))
        for woman in women:
            own = [text.split("/") for text in first if text.startswith(f"{woman.channel}/")]
            numbers = [(int(step), int(number)) for _name, step, number in own]
            assert numbers == sorted(numbers)


# -- coming to rest -------------------------------------------------------------------------------------------------


async def test_stopping_waits_for_what_is_on_its_way_and_begins_nothing_new(post: Post) -> None:
    siti = await post.person("siti")
    post.wire.hold()
    await post.queue(siti, "one", "two")
    await post.until_open(1)
    stopping = asyncio.create_task(post.delivery.stop())
    for _turn in range(5):
        await asyncio.sleep(0)
    assert not stopping.done()
    post.wire.let_go()
    await asyncio.wait_for(stopping, 5)
    assert post.wire.texts == ["one"]
    assert await post.states() == ["sent", "queued"]


async def test_a_row_that_nobody_can_decide_on_is_held_and_stops_nobody(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")

    async def spoil(unit: Unit) -> None:
        unit.write("UPDATE persons SET safe_from_min = 600, safe_to_min = 600 WHERE id = $1", siti.person_id)

    await post.desk.run(spoil)
    await post.push(siti, "one")
    await post.push(yuyun, "two")
    await post.rest()
    assert await post.rows("state, fault") == [("held", "ValueError"), ("sent", "")]


async def test_a_message_that_cannot_be_read_is_rejected_and_stops_nobody(post: Post) -> None:
    siti, yuyun = await post.person("siti"), await post.person("yuyun")
    (row_id,) = await post.queue(siti, "one", hand_over=False)

    async def spoil(unit: Unit) -> None:
        sealed = unit.vault.seal(owner_of(siti.person_id), cell(outbox.BODY_PLACE, row_id), b"not JSON")
        unit.write("UPDATE outbox SET body = $2 WHERE id = $1", row_id, sealed)

    await post.desk.run(spoil)
    await post.queue(yuyun, "two")
    await post.pass_s(1)
    assert await post.states() == ["rejected", "sent"]


@pytest.mark.parametrize(("why", "level"), [("429", "WARNING"), ("fatal: TOKEN is refused", "ERROR")])
async def test_what_stops_a_whole_channel_is_told_the_operator_once_a_stop(
    post: Post, caplog: pytest.LogCaptureFixture, why: str, level: str
) -> None:
    """At two in the morning: nothing goes out, and the log says why."""
    stop = SendError(why, retryable=True, retry_after_s=60, whole_channel=True)
    post.wire.hold()
    names = ("siti", "wati", "yuyun")
    for name in names:
        post.wire.answers[name].append(stop)
        await post.queue(await post.person(name), name)
    await post.until_open(len(names))
    post.wire.let_go()
    await post.rest()
    told = [each for each in caplog.records if "nothing goes out for 60 s" in each.message]
    assert [(each.levelname, why in each.message) for each in told] == [(level, True)]
    await post.pass_s(61)
    assert sorted(post.wire.texts) == list(names)
