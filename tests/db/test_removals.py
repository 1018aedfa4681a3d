"""What has to go is listed in slices, is written down as gone only afterwards, and waits where it cannot be done yet."""

import pytest

from db import inbox, outbox, people, removals
from db.outbox import CLEARED_MS, SENSITIVE_CLEARED_MS, Queued
from db.people import Actor
from db.removals import DELETABLE_MS, MESSAGES_AT_ONCE, Chat
from db.unit import Unit
from db.vault import person as owner_of
from tests.db.desk import Desk
from tests.tidy.sources import dotted, read_sources

HOUR_MS = 3_600_000


async def say(
    desk: Desk, to: Actor, ref: str, *, kind: str = "answer", pushed: bool = False, neutral: bool = False
) -> int:
    """The program says something; with a reference it has arrived."""

    async def job(unit: Unit) -> int:
        await unit.vault.have([owner_of(to.person_id)])
        row = Queued(
            id=unit.new_id(),
            account_id=to.account_id,
            person_id=to.person_id,
            channel="simulator",
            kind=kind,
            lane=1,
            due_ms=unit.now_ms,
            pushed=pushed,
            neutral=neutral,
            body=b"{}",
            made_ms=unit.now_ms,
        )
        outbox.add(unit, row)
        if ref:
            outbox.sent(unit, row.id, ref, unit.now_ms)
        return row.id

    return await desk.run(job)


async def hear(desk: Desk, of: Actor, ref: str, stays_ms: int = CLEARED_MS) -> None:
    """She writes something, and it is answered."""

    async def job(unit: Unit) -> None:
        number = unit.new_id()
        unit.write(
            "INSERT INTO inbox (id, channel, key_hash, received_ms, day, state, tries) VALUES ($1, 'simulator', $2, $3,"
            " 0, 'new', 1)",
            number,
            str(number).encode(),
            unit.now_ms,
        )
        inbox.finish(unit, [number], {number: inbox.Seen(of.account_id, ref, unit.now_ms + stays_ms)})

    await desk.run(job)


async def share(desk: Desk, actor: Actor, phone: str = "shared") -> None:
    async def job(unit: Unit) -> None:
        people.set_phone(unit, actor.account_id, phone)

    await desk.run(job)


async def ask(desk: Desk, actor: Actor) -> bool:
    return await desk.run(lambda unit: removals.ask(unit, actor.account_id))


async def due(desk: Desk) -> list[Chat]:
    return await desk.run(removals.list_due)


async def gone(desk: Desk, chats: list[Chat]) -> None:
    async def job(unit: Unit) -> None:
        for chat in chats:
            removals.note_gone(unit, chat)

    await desk.run(job)


async def refs(desk: Desk) -> list[str]:
    """What is still known to be on a screen."""

    async def job(unit: Unit) -> list[str]:
        rows = await unit.fetch(
            "SELECT message_ref FROM outbox WHERE message_ref <> '' UNION ALL"
            " SELECT message_ref FROM inbox WHERE message_ref <> ''"
        )
        return sorted(row["message_ref"] for row in rows)

    return await desk.run(job)


async def count(desk: Desk) -> int:
    async def job(unit: Unit) -> int:
        row = await unit.fetch_one("SELECT count(*) AS n FROM removals")
        return row["n"] if row is not None else 0

    return await desk.run(job)


async def test_a_clearing_takes_both_sides_of_her_chat_and_nothing_of_another(desk: Desk):
    siti, yuyun = await desk.person("demo siti"), await desk.person("demo yuyun")
    await say(desk, siti, "1")
    await hear(desk, siti, "2")
    await say(desk, yuyun, "7")
    assert await ask(desk, siti) is False
    (chat,) = await due(desk)
    assert (chat.address, chat.channel, chat.refs, chat.whole) == ("demo siti", "simulator", ["1", "2"], True)
    await gone(desk, [chat])
    assert await refs(desk) == ["7"]
    assert (await count(desk), await due(desk)) == (0, [])


async def test_what_is_said_after_she_asked_stays(desk: Desk):
    siti = await desk.person("demo siti")
    await say(desk, siti, "1")
    await ask(desk, siti)
    await say(desk, siti, "2")
    await hear(desk, siti, "3")
    await gone(desk, await due(desk))
    assert await refs(desk) == ["2", "3"]


async def test_nothing_is_forgotten_when_the_program_ends_before_the_channel_has_answered(desk: Desk):
    siti = await desk.person("demo siti")
    await say(desk, siti, "1")
    await ask(desk, siti)
    assert [chat.refs for chat in await due(desk)] == [chat.refs for chat in await due(desk)] == [["1"]]


async def test_a_long_chat_goes_in_slices_and_is_done_only_at_its_end(desk: Desk):
    siti = await desk.person("demo siti")
    for number in range(MESSAGES_AT_ONCE + 1):
        await say(desk, siti, str(number + 1))
    await ask(desk, siti)
    slices = []
    while chats := await due(desk):
        slices.append([len(chat.messages) for chat in chats])
        await gone(desk, chats)
    assert slices == [[MESSAGES_AT_ONCE], [1]]
    assert (await refs(desk), await count(desk)) == ([], 0)


async def test_what_waits_to_be_sent_as_an_answer_is_dropped_and_a_push_is_not(desk: Desk):
    siti = await desk.person("demo siti")
    answer = await say(desk, siti, "")
    push = await say(desk, siti, "", pushed=True)
    await ask(desk, siti)

    async def job(unit: Unit) -> dict[int, str]:
        return {row["id"]: row["state"] for row in await unit.fetch("SELECT id, state FROM outbox")}

    assert await desk.run(job) == {answer: "dropped", push: "queued"}


async def test_a_message_on_its_way_is_waited_for(desk: Desk):
    siti = await desk.person("demo siti")
    late = await say(desk, siti, "")
    await desk.run(lambda unit: outbox.begin(unit, [late]))
    await ask(desk, siti)
    await gone(desk, await due(desk))
    assert await count(desk) == 1

    async def arrives(unit: Unit) -> None:
        outbox.sent(unit, late, "9", unit.now_ms)

    await desk.run(arrives)
    desk.now_ms += removals.WAIT_FOR_SENDING_MS
    (chat,) = await due(desk)
    assert chat.refs == ["9"]
    await gone(desk, [chat])
    assert await count(desk) == 0


async def test_what_is_too_old_for_the_channel_stays_and_is_told(desk: Desk):
    siti = await desk.person("demo siti")
    await say(desk, siti, "1")
    desk.now_ms += DELETABLE_MS
    await say(desk, siti, "2")
    assert await ask(desk, siti) is True
    assert [chat.refs for chat in await due(desk)] == [["2"]]


async def test_one_message_is_removed_without_the_rest(desk: Desk):
    siti = await desk.person("demo siti")
    await say(desk, siti, "1")
    await hear(desk, siti, "2")

    async def job(unit: Unit) -> None:
        removals.ask_message(unit, siti.account_id, "2")
        removals.ask_message(unit, siti.account_id, "")

    await desk.run(job)
    (chat,) = await due(desk)
    assert chat.refs == ["2"]
    await gone(desk, [chat])
    assert (await refs(desk), await count(desk)) == (["1"], 0)


@pytest.mark.parametrize(
    "phone, kind, after_ms",
    [
        ("shared", "answer", CLEARED_MS),
        ("helped", "answer", CLEARED_MS),
        ("unknown", "answer", CLEARED_MS),
        ("shared", "sensitive", SENSITIVE_CLEARED_MS),
    ],
)
async def test_on_a_phone_that_others_read_a_message_goes_in_time(
    desk: Desk, phone: str, kind: str, after_ms: int
):
    siti = await desk.person("demo siti")
    await share(desk, siti, phone)
    await say(desk, siti, "1", kind=kind)
    desk.now_ms += after_ms - 1
    assert await due(desk) == []
    assert await desk.run(lambda unit: removals.next_due(unit, desk.now_ms)) == desk.now_ms + 1
    desk.now_ms += 1
    chats = await due(desk)
    assert [chat.refs for chat in chats] == [["1"]]
    await gone(desk, chats)
    assert (await due(desk), await refs(desk)) == ([], [])


async def test_on_her_own_phone_and_of_what_tells_nothing_everything_stays(desk: Desk):
    siti, yuyun = await desk.person("demo siti"), await desk.person("demo yuyun")
    await share(desk, siti, "own")
    await say(desk, siti, "1", kind="sensitive")
    await share(desk, yuyun)
    await say(desk, yuyun, "2", pushed=True, neutral=True)
    desk.now_ms += 2 * CLEARED_MS
    assert (await due(desk), await refs(desk)) == ([], ["1", "2"])


async def test_a_phone_that_has_become_her_own_is_not_cleared(desk: Desk):
    siti = await desk.person("demo siti")
    await share(desk, siti)
    await say(desk, siti, "1")
    await share(desk, siti, "own")
    desk.now_ms += CLEARED_MS
    assert (await due(desk), await due(desk), await refs(desk)) == ([], [], ["1"])


async def test_a_phone_that_others_read_from_now_on_is_covered(desk: Desk):
    siti = await desk.person("demo siti")
    await share(desk, siti, "own")
    await say(desk, siti, "1")
    await hear(desk, siti, "2", DELETABLE_MS)
    await share(desk, siti)

    async def cover(unit: Unit) -> None:
        removals.cover(unit, siti.account_id, CLEARED_MS)

    await desk.run(cover)
    desk.now_ms += CLEARED_MS
    assert [chat.refs for chat in await due(desk)] == [["1", "2"]]


@pytest.mark.parametrize("phone", ["shared", "helped", "unknown"])
async def test_a_phone_that_is_no_longer_hers_alone_is_covered_with_the_change(desk: Desk, phone: str):
    siti = await desk.person("demo siti")
    await share(desk, siti, "own")
    await say(desk, siti, "1")
    await hear(desk, siti, "2", DELETABLE_MS)

    async def change(unit: Unit) -> None:
        removals.set_phone(unit, siti.account_id, phone, before="own")

    await desk.run(change)
    desk.now_ms += CLEARED_MS
    assert [chat.refs for chat in await due(desk)] == [["1", "2"]]


def test_no_path_changes_whose_phone_it_is_without_that() -> None:
    """The demo makes its phones before anything is on them."""
    found = {
        source.path
        for source in read_sources(packages=("bot", "handlers", "db"))
        if any(dotted(call.func) == "people.set_phone" for call in source.calls())
        or "UPDATE accounts SET phone" in source.text
    }
    assert found == {"db/removals.py", "db/people.py", "bot/demo.py", "bot/demo_crowd.py"}


async def test_of_what_she_wrote_nothing_is_known_after_48_hours(desk: Desk):
    siti = await desk.person("demo siti")
    await share(desk, siti, "own")
    await hear(desk, siti, "1", DELETABLE_MS)
    desk.now_ms += DELETABLE_MS
    assert await due(desk) == []
    assert await refs(desk) == []


async def test_what_the_channel_did_not_do_is_tried_again_later(desk: Desk):
    siti = await desk.person("demo siti")
    await share(desk, siti)
    await say(desk, siti, "1")
    await hear(desk, siti, "2")
    await ask(desk, siti)

    async def fails(unit: Unit) -> None:
        for chat in await removals.list_due(unit):
            removals.postpone(unit, chat, 5_000)

    await desk.run(fails)
    assert await due(desk) == []
    assert await desk.run(lambda unit: removals.next_due(unit, desk.now_ms)) == desk.now_ms + 5_000
    desk.now_ms += 5_000
    assert [(chat.refs, chat.tries) for chat in await due(desk)] == [(["1", "2"], 1)]


async def test_where_nothing_can_be_deleted_the_clearing_is_given_up(desk: Desk):
    siti = await desk.person("demo siti")
    await share(desk, siti)
    await say(desk, siti, "1")
    await hear(desk, siti, "2")
    await ask(desk, siti)

    async def impossible(unit: Unit) -> None:
        for chat in await removals.list_due(unit):
            removals.give_up(unit, chat)

    await desk.run(impossible)
    desk.now_ms += CLEARED_MS
    assert (await due(desk), await count(desk), await refs(desk)) == ([], 0, ["1"])


async def test_an_erased_woman_s_chat_stops_no_other(desk: Desk):
    siti, yuyun = await desk.person("demo siti"), await desk.person("demo yuyun")
    for each in (siti, yuyun):
        await say(desk, each, "1")
        await ask(desk, each)
    await desk.storage.vault.destroy([owner_of(siti.person_id)])
    assert [chat.address for chat in await due(desk)] == ["", "demo yuyun"]


async def test_a_turn_never_touches_more_than_500_rows():
    messages = 2 * MESSAGES_AT_ONCE
    assert removals.CHATS_AT_ONCE * (messages + 1) + messages <= 500


async def test_what_may_stand_there_unknown_is_looked_for_between_its_neighbours(desk: Desk):
    siti = await desk.person("demo siti")
    await say(desk, siti, "5")
    lost = await say(desk, siti, "")
    await hear(desk, siti, "8")

    async def loses(unit: Unit) -> None:
        await outbox.begin(unit, [lost])
        outbox.retry(unit, lost, unit.now_ms, "no answer", repeat=True)

    await desk.run(loses)
    await ask(desk, siti)
    await say(desk, siti, "10")
    (chat,) = await due(desk)
    assert chat.refs == ["5", "8", "9", "7", "6", "4", "3", "2", "1"]
    await gone(desk, [chat])
    assert (await refs(desk), await count(desk)) == (["10"], 0)


async def test_the_message_by_which_she_asked_still_bounds_what_is_lost_when_it_is_gone_before(desk: Desk):
    """Her word of her own is taken away by itself, and sooner when the whole chat failed at first."""
    siti = await desk.person("demo siti")
    await say(desk, siti, "5")
    lost = await say(desk, siti, "")
    await hear(desk, siti, "8")

    async def loses(unit: Unit) -> None:
        await outbox.begin(unit, [lost])
        outbox.retry(unit, lost, unit.now_ms, "no answer", repeat=True)
        await removals.ask(unit, siti.account_id)
        for chat in await removals.list_due(unit):
            removals.postpone(unit, chat, 1_000)
        removals.ask_message(unit, siti.account_id, "8")

    await desk.run(loses)
    (word,) = await due(desk)
    assert word.refs == ["8"]
    await gone(desk, [word])
    desk.now_ms += 1_000
    (chat,) = await due(desk)
    assert chat.refs == ["5", "7", "6", "4", "3", "2", "1"]
    await gone(desk, [chat])
    assert await count(desk) == 1, "what she is shown instead may still tell of another"
    desk.now_ms += removals.BOUND_WITHIN_MS
    await gone(desk, await due(desk))
    assert await count(desk) == 0


async def test_what_failed_long_ago_does_not_slow_what_goes_well_now(desk: Desk):
    siti = await desk.person("demo siti")
    late = await say(desk, siti, "")
    await say(desk, siti, "2")
    await desk.run(lambda unit: outbox.begin(unit, [late]))
    await ask(desk, siti)

    async def fails(unit: Unit) -> None:
        for chat in await removals.list_due(unit):
            removals.postpone(unit, chat, 0)

    for _time in range(3):
        await desk.run(fails)
    (chat,) = await due(desk)
    assert chat.tries == 3
    await gone(desk, [chat])
    desk.now_ms += removals.WAIT_FOR_SENDING_MS
    assert [(each.tries, each.look_again_ms) for each in await due(desk)] == [
        (0, removals.WAIT_FOR_SENDING_MS)
    ]


async def test_the_newest_numbers_are_tried_where_there_are_too_many(desk: Desk):
    siti = await desk.person("demo siti")
    gap = removals.GAP_MAX
    for number in range(1, 6):
        await hear(desk, siti, str(number * gap))
    lost = await say(desk, siti, "")

    async def loses(unit: Unit) -> None:
        await outbox.begin(unit, [lost])
        outbox.retry(unit, lost, unit.now_ms, "no answer", repeat=True)
        await removals.ask(unit, siti.account_id)

    await desk.run(loses)
    await say(desk, siti, str(6 * gap))
    (chat,) = await due(desk)
    tried = [int(ref) for ref in chat.refs if int(ref) % gap]
    assert len(tried) == removals.BETWEEN_MAX
    assert tried[0] == 6 * gap - 1
    assert min(tried) == tried[-1] > 2 * gap


async def test_numbers_far_apart_are_not_tried(desk: Desk):
    siti = await desk.person("demo siti")
    lost = await say(desk, siti, "")
    await desk.run(lambda unit: outbox.begin(unit, [lost]))
    await hear(desk, siti, "3")
    await say(desk, siti, str(4 + removals.GAP_MAX))
    await ask(desk, siti)
    assert [chat.refs for chat in await due(desk)] == [[str(4 + removals.GAP_MAX), "3", "2", "1"]]


async def test_what_was_on_its_way_while_she_asked_is_not_sent_again(desk: Desk):
    siti = await desk.person("demo siti")
    late = await say(desk, siti, "")
    await desk.run(lambda unit: outbox.begin(unit, [late]))
    await ask(desk, siti)

    async def is_lost(unit: Unit) -> None:
        outbox.retry(unit, late, unit.now_ms, "no answer", repeat=True)

    await desk.run(is_lost)
    await due(desk)
    rows = await desk.run(lambda unit: unit.fetch("SELECT state FROM outbox"))
    assert [row["state"] for row in rows] == ["dropped"]


@pytest.mark.parametrize("phone", ["own", "shared"])
async def test_a_clearing_that_failed_forgets_nothing_of_what_she_wrote(desk: Desk, phone: str):
    siti = await desk.person("demo siti")
    await share(desk, siti, phone)
    await say(desk, siti, "1")
    await hear(desk, siti, "2", DELETABLE_MS if phone == "own" else CLEARED_MS)
    await ask(desk, siti)
    for _try in range(2):

        async def fails(unit: Unit) -> None:
            for chat in await removals.list_due(unit):
                removals.postpone(unit, chat, 5_000)

        await desk.run(fails)
        desk.now_ms += 5_000
    (chat,) = await due(desk)
    assert (chat.refs, len(chat.removals)) == (["1", "2"], 1)
