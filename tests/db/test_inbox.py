"""The inbox: every event once, in order, until it is handled; what it said is forgotten, that it came is not."""

import pytest

from db import inbox
from db.inbox import BODY_DAYS, DAY_MS, StoredEvent, StoredRow
from db.unit import Unit
from db.vault import cell
from db.vault import day as owner_of_day
from tests.db.desk import Desk, open_desk
from tests.db.faults import Wire


async def add(desk: Desk, *events: StoredRow) -> tuple[set[int], list[int]]:
    """The ids that are ours to handle, and those under which doubles wait."""
    fresh = inbox.list_fresh(await desk.run(lambda unit: inbox.add(unit, events, unit.now_ms)))
    doubles = [event for event in events if event[0] not in fresh]

    async def find(unit: Unit) -> list[int]:
        found: set[int] = set()
        for _id, channel, key, _body in doubles:
            digest = unit.vault.digest("event", f"{channel}:{key}")
            rows = await unit.fetch("SELECT id FROM inbox WHERE state = 'new' AND key_hash = $1", digest)
            found.update(row["id"] for row in rows)
        return sorted(found - fresh)

    return fresh, await desk.run(find)


async def waiting(desk: Desk, after: int = 0, most: int = 100) -> list[StoredEvent]:
    return await desk.run(lambda unit: inbox.list_new(unit, after, most))


def one(number: int, key: str | None = None) -> StoredRow:
    return number, "telegram", key or str(number), f"event {number}".encode()


async def test_an_event_is_stored_once_and_comes_back_as_it_came(desk: Desk):
    assert await add(desk, one(1)) == ({1}, [])
    assert await waiting(desk) == [StoredEvent(id=1, channel="telegram", body=b"event 1", tries=1)]


async def test_a_double_is_not_stored_and_the_one_that_waits_is_named(desk: Desk):
    await add(desk, one(1, "a"), one(2, "b"))
    assert await add(desk, one(3, "a"), one(4, "c"), one(5, "b")) == ({4}, [1, 2])
    assert [event.id for event in await waiting(desk)] == [1, 2, 4]


async def test_a_double_of_a_handled_event_is_nothing_at_all(desk: Desk):
    await add(desk, one(1, "a"))

    async def done(unit: Unit) -> None:
        inbox.finish(unit, [1])

    await desk.run(done)
    assert await add(desk, one(2, "a")) == (set(), [])


async def test_two_of_a_kind_in_one_delivery_are_one(desk: Desk):
    assert await add(desk, one(1, "a"), one(2, "a")) == ({1}, [])


async def test_the_same_key_in_another_channel_is_another_event(desk: Desk):
    assert await add(desk, (1, "telegram", "7", b"x"), (2, "whatsapp", "7", b"y")) == ({1, 2}, [])


async def test_storing_again_what_an_unknown_commit_had_stored_is_still_ours_to_handle(desk: Desk):
    """The rows have the same ids: the event must be handed to a turn, not taken for somebody's double."""
    await add(desk, one(1, "a"), one(2, "b"))
    assert await add(desk, one(1, "a"), one(2, "b"), one(3, "b")) == ({1, 2}, [])


@pytest.mark.postgres
@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_commit_makes_no_event_new_twice_nor_forgotten(
    postgres_url: str, tmp_path_factory, cut: str
):
    folder, wires = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("w")
    async with Wire(postgres_url, wires).open() as wire:
        async with open_desk(folder, wire.url) as desk:
            await add(desk, one(1))
            wire.cut = cut
            assert await add(desk, one(2), one(3)) == ({2, 3}, [])
            wire.cut = cut

            async def handle(unit: Unit) -> set[int]:
                fresh = await inbox.is_new(unit, [1, 2])
                inbox.finish(unit, sorted(fresh))
                return fresh

            assert await desk.run(handle) == (set() if cut == "after" else {1, 2})
            assert [event.id for event in await waiting(desk)] == [3]
            assert wire.cuts == 2


@pytest.mark.parametrize("travelled", [False, True])
async def test_what_is_stored_and_handled_at_once_stands_as_what_was_stored_first(
    desk: Desk, travelled: bool
):
    """Done, with what stands on her screen; what waits is new; what was wiped says nothing. Whatever was read between."""

    async def job(unit: Unit) -> None:
        await inbox.have_day(unit)
        arriving = inbox.Arriving(unit, [one(1), one(2), one(3)])
        assert await unit.fetch_all(arriving.seek_doubles()) == [[]]
        arriving.store()
        inbox.wipe_body(unit, 2)
        if travelled:
            assert await inbox.is_new(unit, [1, 2, 3]) == {1, 2, 3}
        arriving.finish({3}, {1: inbox.Seen(7, "ref", 99)})

    await desk.run(job)
    assert await waiting(desk) == [StoredEvent(id=3, channel="telegram", body=b"event 3", tries=1)]

    async def read(unit: Unit) -> list[tuple[object, ...]]:
        rows = await unit.fetch(
            "SELECT id, state, tries, account_id, message_ref, clear_ms, body IS NULL AS wiped FROM inbox ORDER BY id"
        )
        return [tuple(row) for row in rows]

    assert await desk.run(read) == [
        (1, "done", 1, 7, "ref", 99, False),
        (2, "done", 1, 0, "", 0, True),
        (3, "new", 1, 0, "", 0, False),
    ]
    assert await add(desk, one(9, "1"), one(10, "3")) == (set(), [3])


async def test_doubles_of_what_arrives_are_found_before_it_is_stored(desk: Desk):
    await add(desk, one(1, "a"))

    async def job(unit: Unit) -> list[int]:
        await inbox.have_day(unit)
        arriving = inbox.Arriving(unit, [one(2, "b"), one(3, "a")])
        assert not arriving.repeats_itself
        assert inbox.Arriving(unit, [one(4, "c"), one(5, "c")]).repeats_itself
        (found,) = await unit.fetch_all(arriving.seek_doubles())
        return [row["id"] for row in found]

    assert await desk.run(job) == [1]


async def test_events_are_listed_oldest_first_in_slices(desk: Desk):
    await add(desk, *[one(number) for number in (5, 3, 9, 7)])
    assert [event.id for event in await waiting(desk)] == [3, 5, 7, 9]
    assert [event.id for event in await waiting(desk, after=3, most=2)] == [5, 7]


async def test_which_events_are_still_new_is_known(desk: Desk):
    await add(desk, *[one(number) for number in range(1, 8)])

    async def job(unit: Unit) -> set[int]:
        inbox.finish(unit, [1, 2])
        inbox.fail(unit, 3, "ValueError")
        inbox.quarantine(unit, 4, "no json")
        return await inbox.is_new(unit, [1, 2, 3, 4, 5, 6, 99])

    assert await desk.run(job) == {5, 6}
    assert await desk.run(lambda unit: inbox.is_new(unit, [])) == set()
    assert await desk.run(inbox.count_bad) == {"failed": 1, "quarantined": 1, "new": 3}
    assert [event.id for event in await waiting(desk)] == [5, 6, 7]


async def test_tries_are_counted_from_storing_on(desk: Desk):
    await add(desk, one(1))

    async def try_again(unit: Unit) -> None:
        inbox.add_try(unit, 1)

    await desk.run(try_again)
    assert [event.tries for event in await waiting(desk)] == [2]


async def test_a_wiped_event_says_nothing_and_is_still_known(desk: Desk):
    await add(desk, one(1, "a"))

    async def wipe(unit: Unit) -> None:
        inbox.wipe_body(unit, 1)

    await desk.run(wipe)
    assert [event.body for event in await waiting(desk)] == [b""]
    assert await add(desk, one(2, "a")) == (set(), [1])


async def test_an_event_whose_day_s_key_is_gone_stops_no_other(desk: Desk):
    await add(desk, one(1))
    await desk.storage.vault.destroy([owner_of_day(inbox.day_of(desk.now_ms))])
    desk.now_ms += DAY_MS
    await add(desk, one(2))
    assert [event.body for event in await waiting(desk)] == [b"", b"event 2"]


# -- forgetting -----------------------------------------------------------------------------------------------------


async def forget(desk: Desk, most: int = 100) -> list[str]:
    owners = await desk.run(lambda unit: inbox.forget_old_bodies(unit, unit.now_ms, most))
    await desk.storage.vault.destroy(owners)
    return owners


async def bodies(desk: Desk) -> list[int]:
    async def job(unit: Unit) -> list[int]:
        return [
            row["id"] for row in await unit.fetch("SELECT id FROM inbox WHERE body IS NOT NULL ORDER BY id")
        ]

    return await desk.run(job)


async def _two_days(desk: Desk) -> tuple[str, str]:
    """Three handled events of one day, two of the next; then both are old."""
    first = owner_of_day(inbox.day_of(desk.now_ms))
    await add(desk, one(1), one(2), one(3))
    desk.now_ms += DAY_MS
    second = owner_of_day(inbox.day_of(desk.now_ms))
    await add(desk, one(4), one(5))

    async def done(unit: Unit) -> None:
        inbox.finish(unit, [1, 2, 3, 4, 5])

    await desk.run(done)
    return first, second


async def test_bodies_are_forgotten_after_fourteen_days_with_their_day_s_key(desk: Desk):
    first, second = await _two_days(desk)
    desk.now_ms += (BODY_DAYS - 1) * DAY_MS
    assert await forget(desk) == []
    desk.now_ms += DAY_MS
    assert await forget(desk) == [first]
    assert await bodies(desk) == [4, 5]
    desk.now_ms += DAY_MS
    assert await forget(desk) == [second]
    assert await forget(desk) == []
    assert await add(desk, one(99, "1")) == (set(), [])


async def test_forgetting_in_slices_gives_up_a_key_only_when_its_whole_day_is_forgotten(desk: Desk):
    first, second = await _two_days(desk)
    desk.now_ms += 30 * DAY_MS
    assert [await forget(desk, 2) for _slice in range(4)] == [[], [first], [second], []]
    assert await bodies(desk) == []


async def test_an_event_that_still_waits_keeps_its_body_and_its_key_however_old(desk: Desk):
    owner = owner_of_day(inbox.day_of(desk.now_ms))
    await add(desk, one(1), one(2))

    async def done(unit: Unit) -> None:
        inbox.finish(unit, [1])

    await desk.run(done)
    desk.now_ms += 30 * DAY_MS
    assert await forget(desk) == []
    assert [event.body for event in await waiting(desk)] == [b"event 2"]
    await desk.run(lambda unit: _finish(unit, 2))
    assert await forget(desk) == [owner]


async def _finish(unit: Unit, event_id: int) -> None:
    inbox.finish(unit, [event_id])


async def test_the_bodies_of_a_day_wiped_one_by_one_do_not_keep_its_key(desk: Desk):
    owner = owner_of_day(inbox.day_of(desk.now_ms))
    await add(desk, one(1))

    async def wipe(unit: Unit) -> None:
        inbox.wipe_body(unit, 1)
        inbox.finish(unit, [1])

    await desk.run(wipe)
    desk.now_ms += 30 * DAY_MS
    assert await forget(desk) == [owner]


async def test_a_body_opens_in_no_other_event_s_place(desk: Desk):
    await add(desk, one(1), one(2))

    async def swapped(unit: Unit) -> bytes:
        rows = await unit.fetch("SELECT day, body FROM inbox ORDER BY id")
        return unit.vault.unseal(
            owner_of_day(rows[0]["day"]), cell(inbox.BODY_PLACE, 2), bytes(rows[0]["body"])
        )

    with pytest.raises(Exception, match=r"inbox\.body#2"):
        await desk.run(swapped)
