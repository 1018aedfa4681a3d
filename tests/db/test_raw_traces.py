"""Raw events of an erased woman: hers go at once, others' keep what they need, the day's key goes when it can."""

from pathlib import Path

from db import inbox, people, raw_traces
from db.inbox import DAY_MS
from db.raw_traces import RAW_MS, SLICE
from db.unit import Unit
from tests.db.desk import Desk
from tests.db.forgetting import bodies, keeper, rows, wrote
from tests.db.test_erasure import erase, state_of


async def test_her_raw_events_go_at_once_and_nobody_elses_before_the_day_is_over(
    desk: Desk, tmp_path: Path
) -> None:
    siti, yuyun = await desk.person("111"), await desk.person("222")
    hers, others = await wrote(desk, "111", "mine"), await wrote(desk, "222", "not 1112 and not 0111")

    await erase(desk, siti.person_id)
    await keeper(desk, tmp_path).run()

    assert await bodies(desk) == {others}
    assert hers not in await bodies(desk)
    assert await state_of(desk) == ["erased"]  # its day's key is still in use
    desk.now_ms += DAY_MS
    late = await wrote(desk, "222", "the next day")
    await keeper(desk, tmp_path).run()
    assert await bodies(desk) == {late}
    assert await state_of(desk) == ["done"]
    assert (await desk.run(lambda unit: people.get_person(unit, yuyun.person_id))).name == "222"


async def test_what_waits_to_be_handled_is_neither_emptied_nor_made_unreadable(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("111")
    waiting = await wrote(desk, "111", "just sent", state="new")
    await erase(desk, siti.person_id)
    desk.now_ms += 2 * DAY_MS

    await keeper(desk, tmp_path).run()
    assert (await desk.run(lambda unit: inbox.list_new(unit, 0, 9)))[0].body != b""

    async def handled(unit: Unit) -> None:
        inbox.finish(unit, [waiting])

    await desk.run(handled)
    await keeper(desk, tmp_path).run()
    assert await bodies(desk) == set()
    assert await state_of(desk) == ["done"]


async def test_without_her_address_every_raw_event_up_to_then_is_emptied(desk: Desk, tmp_path: Path) -> None:
    siti = await desk.person("111")
    await wrote(desk, "222", "somebody else")
    await erase(desk, siti.person_id)
    (row,) = await rows(desk, "SELECT id FROM erasures")
    await desk.storage.vault.destroy([raw_traces.traces_owner(row["id"])])

    await keeper(desk, tmp_path).run()

    assert await bodies(desk) == set()


async def test_a_long_stretch_is_looked_through_in_slices(desk: Desk, tmp_path: Path) -> None:
    siti = await desk.person("111")

    async def many(unit: Unit) -> None:
        events = [(unit.new_id(), "telegram", str(n), b'{"id":"222"}') for n in range(SLICE + 5)]
        await inbox.add(unit, events, unit.now_ms)

    async def handled(unit: Unit) -> None:
        unit.write("UPDATE inbox SET state = 'done'")

    await desk.run(many)
    await desk.run(handled)
    hers = await wrote(desk, "111", "the last of all")
    await erase(desk, siti.person_id)

    await keeper(desk, tmp_path).run()

    left = await bodies(desk)
    assert (len(left), hers in left) == (SLICE + 5, False)


async def test_of_somebody_silent_for_longer_than_raw_events_are_kept_nothing_is_looked_for(
    desk: Desk, tmp_path: Path
) -> None:
    siti = await desk.person("111")
    desk.now_ms += RAW_MS + DAY_MS
    others = await wrote(desk, "222", "words")
    await erase(desk, siti.person_id)

    await keeper(desk, tmp_path).run()

    assert await bodies(desk) == {others}
    assert await state_of(desk) == ["done"]
