"""What becomes of a message that was not taken, or perhaps was: the table, row by row."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.channels.base import Outgoing, SendError
from bot.limits import MOVES_MAX, SEND_FOR_S, SEND_RETRY_DELAYS_S, SEND_TRIES_MAX
from bot.outgoing import pack, unpack
from bot.sendings import Outcome, delay_s, read_lane, settle_error, settle_interrupted
from db import notices, outbox, people
from db.outbox import Queued
from db.unit import Dates, Unit
from domain.contact import LANES, MessageClass
from tests.bot.post import Post, open_post

OLD = {"tries": SEND_TRIES_MAX, "age_s": SEND_FOR_S}


@pytest.fixture
async def post(tmp_path: Path) -> AsyncIterator[Post]:
    async with open_post(tmp_path) as opened:
        yield opened


async def settled(
    post: Post,
    error: SendError,
    *,
    tries: int = 0,
    age_s: int = 0,
    kind: MessageClass = MessageClass.ANSWER,
    **more: Any,
) -> tuple[str, Outcome]:
    """The state of a row after this error, and what the sender is told."""
    siti = await post.person("siti")

    async def job(unit: Unit) -> Outcome:
        row = Queued(
            id=unit.new_id(),
            account_id=siti.account_id,
            person_id=siti.person_id,
            channel="plain",
            kind=kind.value,
            lane=1,
            due_ms=unit.now_ms,
            tries=tries,
            body=pack(Outgoing(outbox_id="", chat="siti", text="one")),
            made_ms=unit.now_ms - age_s * 1000,
        )
        row = replace(row, **more)
        outbox.add(unit, row, state="sending")
        return await settle_error(unit, row, error, unit.now_ms + 5_000)

    outcome = await post.desk.run(job)
    return (await post.states())[-1], outcome


def error(**fields: Any) -> SendError:
    return SendError("why", **fields)


@pytest.mark.parametrize(
    "fields, row, state, name",
    [
        ({}, {}, "rejected", "rejected"),
        ({"unreachable": True}, {}, "rejected", "rejected"),
        ({"unreachable": True}, {"pushed": True}, "pull", "rejected"),
        ({"unreachable": True}, {"pushed": True, "neutral": True}, "rejected", "rejected"),
        ({"retryable": True}, {}, "retry", "retry"),
        ({"retryable": True}, {"tries": SEND_TRIES_MAX}, "retry", "retry"),
        ({"retryable": True}, {"age_s": SEND_FOR_S}, "retry", "retry"),
        ({"retryable": True}, OLD, "rejected", "rejected"),
        ({"retry_after_s": 3.0}, {}, "retry", "retry"),
        ({"retry_after_s": 3.0}, OLD, "rejected", "rejected"),
        ({"retry_after_s": 3.0, "whole_channel": True}, OLD, "retry", "retry"),
        ({"uncertain": True}, {}, "retry", "uncertain"),
        ({"uncertain": True}, {"repeats": 1}, "uncertain", "uncertain"),
        ({"uncertain": True, "retryable": True}, {"kind": MessageClass.BROADCAST}, "uncertain", "uncertain"),
        ({"uncertain": True}, {"kind": MessageClass.SENSITIVE}, "uncertain", "uncertain"),
        ({"uncertain": True}, {"kind": MessageClass.SENSITIVE, "pushed": True}, "pull", "uncertain"),
        (
            {"uncertain": True},
            {"kind": MessageClass.SENSITIVE, "pushed": True, "neutral": True},
            "uncertain",
            "uncertain",
        ),
        ({"uncertain": True}, {"kind": MessageClass.HELP, "repeats": 9, **OLD}, "retry", "uncertain"),
        ({"moved_to": "new"}, {}, "retry", "retry"),
        ({"moved_to": "siti"}, {}, "rejected", "rejected"),
        ({"moved_to": "new"}, OLD, "rejected", "rejected"),
    ],
)
async def test_the_table(
    post: Post, fields: dict[str, Any], row: dict[str, Any], state: str, name: str
) -> None:
    found, outcome = await settled(post, error(**fields), **row)
    assert (found, outcome.name) == (state, name)
    assert (outcome.again is not None) is (state == "retry")


@pytest.mark.parametrize(
    ("fields", "waits"), [({}, False), ({"unreachable": True}, True), ({"retryable": True}, True)]
)
async def test_a_notice_that_was_refused_for_good_does_not_silence_the_next(
    post: Post, fields: dict[str, Any], waits: bool
) -> None:
    siti = await post.person("siti")

    async def job(unit: Unit) -> bool:
        people.mark_neutral_sent(unit, siti.account_id)
        (row,) = await outbox.list_due(unit, "plain", LANES[MessageClass.RELAY], unit.now_ms, 0, 9)
        await settle_error(unit, replace(row, neutral=True), error(**fields), unit.now_ms)
        account = await people.get_receiver(unit, siti.account_id, siti.person_id)
        return bool(account["neutral_sent_ms"])

    await post.push(siti, "one", hand_over=False)
    assert await post.desk.run(job) is waits


async def test_what_is_sent_again_goes_to_the_new_address_and_knows_its_tries(post: Post) -> None:
    _state, outcome = await settled(post, error(moved_to="new"))
    assert outcome.again is not None
    assert unpack(outcome.again.body, 1).chat == "new"
    assert outcome.again.tries == 1
    _state, outcome = await settled(post, error(uncertain=True))
    assert outcome.again is not None
    assert (outcome.again.tries, outcome.again.repeats) == (1, 1)


async def test_in_the_database_it_is_due_when_it_may_be_tried_again(post: Post) -> None:
    await settled(post, error(retryable=True))
    assert await post.rows("due_ms, fault") == [(post.desk.now_ms + 5_000, "why")]


@pytest.mark.parametrize("tries", range(8))
def test_the_pauses_grow_and_the_last_one_stays(tries: int) -> None:
    row = Queued(id=1, account_id=1, person_id=1, channel="c", kind="answer", lane=1, due_ms=0, tries=tries)
    expected = SEND_RETRY_DELAYS_S[min(tries, len(SEND_RETRY_DELAYS_S) - 1)]
    assert delay_s(row, error(retryable=True)) == expected
    assert delay_s(row, error(retry_after_s=7)) == 7
    assert delay_s(row, error(moved_to="new")) == (0 if tries < MOVES_MAX else expected)


LAST = Dates(is_last=True)


@pytest.mark.parametrize(
    ("dates", "repeats", "state"),
    [(None, 0, "uncertain"), (Dates(), 0, "uncertain"), (LAST, 0, "retry"), (LAST, 1, "uncertain")],
)
async def test_of_reminders_only_the_last_before_its_date_is_sent_again_and_once(
    post: Post, dates: Dates | None, repeats: int, state: str
) -> None:
    found, _outcome = await settled(
        post, error(uncertain=True), kind=MessageClass.REMINDER, dates=dates, repeats=repeats, pushed=True
    )
    assert found == state


async def test_after_a_crash_it_is_still_known_which_reminder_was_the_last(post: Post) -> None:
    siti = await post.person("siti")
    for dates in (Dates(due_ms=1), LAST):
        await post.push(siti, "one", kind=MessageClass.REMINDER, dates=dates, hand_over=False)

    async def crash(unit: Unit) -> None:
        unit.write("UPDATE outbox SET state = 'sending'")
        await settle_interrupted(unit)

    await post.desk.run(crash)
    assert await post.states() == ["uncertain", "retry"]


async def test_a_lane_with_a_changed_text_for_many_waits_and_no_other_does(post: Post) -> None:
    await post.person("siti")

    async def put(unit: Unit) -> None:
        notice_id = await notices.add(unit, b'{"text":"Pertemuan hari Sabtu."}')
        await notices.queue_for_all(unit, notice_id, kind="broadcast", lane=4, after_account=0)

    async def read(unit: Unit) -> list[Queued]:
        return await read_lane(unit, "plain", 4, 0, unit.now_ms)

    await post.desk.run(put)
    assert len(await post.desk.run(read)) == 1

    async def change(unit: Unit) -> None:
        unit.write("UPDATE notices SET body = $1", bytes(60))

    await post.desk.run(change)
    assert await post.desk.run(read) == []
    assert await post.states() == ["queued"], "nothing is dropped as if she had been erased"
