"""What became of it for each: counted, listed without what is nobody's business, answered, sent again, told by rate."""

from typing import Any

import pytest

from db import announcement_receivers, announcements, erasure, outbox, statuses
from db.people import Actor
from db.unit import Unit
from domain.announcements import (
    AGREE_WITHIN_DAYS,
    ANSWERS_DAYS,
    Announcement,
    AnnouncementGone,
    Reached,
    State,
)
from domain.purposes import Purpose
from domain.refusals import NotAllowed
from domain.roles import Role
from tests.db.announcement_world import (
    counts,
    ended,
    fill,
    ids,
    in_its_place,
    knows,
    looked,
    now,
    queue,
    row_of,
    run_whole,
    says,
    sent,
    settle,
    states,
    words,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]

QUESTION = words("Datang besok?", "Ya", "Tidak")


async def asked(world: World, count: int = 3) -> tuple[Announcement, list[Actor], Actor]:
    """A question that was sent to so many, and its worker."""
    women = await knows(world, count)
    worker = await world.staff(Role.WORKER)
    written = await run_whole(world, await write(world, worker, content=QUESTION, size=count))
    return written, women, worker


async def answer(world: World, written: Announcement, woman: Actor, n: int) -> bool:
    heard: bool = await world.run(
        lambda unit: announcement_receivers.answer(unit, written, woman.person_id, n), by=woman
    )
    return heard


async def listed(world: World, written: Announcement, reached: Reached, **fields: Any) -> set[int]:
    named = {"most": 10, **fields}
    found = await world.run(lambda unit: announcement_receivers.list_in(unit, written.id, reached, **named))
    return {each.person_id for each in found}


# -- counted, listed ----------------------------------------------------------------------------------------------


async def test_the_tally_says_how_many_and_why_not(world: World) -> None:
    women = await knows(world, 6)
    await says(world, women[5], Purpose.CONTACT, "no")
    written = await write(world, await world.staff(Role.WORKER), content=QUESTION)
    await queue(world, written)
    await sent(world, written, women[0], women[1])
    await ended(world, written, women[2], "rejected", "400")
    await ended(world, written, women[3], "dropped", "too_late")
    await settle(world, written)
    await answer(world, written, women[0], 2)
    tally = await world.run(lambda unit: announcement_receivers.tally(unit, written.id))
    assert tally.counts == {
        Reached.READ: 1,
        Reached.SENT: 1,
        Reached.FAILED: 2,
        Reached.QUEUED: 1,
        Reached.LEFT_OUT: 1,
    }
    assert (tally.left_out, tally.reasons) == ({"no_consent": 1}, {"refused": 1, "too_late": 1})
    assert (tally.answers, tally.meant, tally.sent_last_minute) == ((0, 1), 5, 2)
    world.pass_time(2)
    later = await world.run(lambda unit: announcement_receivers.tally(unit, written.id))
    assert later.sent_last_minute == 0


async def test_of_what_is_not_there_the_tally_is_empty(world: World) -> None:
    tally = await world.run(lambda unit: announcement_receivers.tally(unit, 5))
    assert (tally.counts, tally.answers, tally.meant) == ({}, (), 0)


async def test_who_was_only_found_when_it_was_stopped_counts_as_stopped(world: World) -> None:
    await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)

    await fill(world, written)
    await world.run(lambda unit: announcements.stop(unit, written.id), by=worker)
    tally = await world.run(lambda unit: announcement_receivers.tally(unit, written.id))
    assert tally.counts == {Reached.STOPPED: 2}


async def test_who_was_erased_stays_counted_and_is_on_no_list(world: World) -> None:
    written, women, _worker = await asked(world)
    await answer(world, written, women[0], 1)
    world.pass_time(2)
    before = await world.run(lambda unit: announcement_receivers.tally(unit, written.id))
    await world.run(lambda unit: erasure.erase_person(unit, women[0].person_id))
    assert await world.run(lambda unit: announcement_receivers.tally(unit, written.id)) == before
    assert await world.run(lambda unit: announcement_receivers.answers(unit, written.id)) == {1: 1}
    assert women[0].person_id not in await states(world, written)


async def test_lists_go_on_after_the_last_one(world: World) -> None:
    written, women, _worker = await asked(world)
    first = await listed(world, written, Reached.SENT, most=2)
    rest = await listed(world, written, Reached.SENT, most=2, after=max(first))
    assert (len(first), first | rest) == (2, ids(women))


@pytest.mark.parametrize(
    ("state", "fault", "reached", "named"),
    [
        ("rejected", "400", Reached.FAILED, True),
        ("dropped", "opted_out", Reached.LEFT_OUT, False),
        ("dropped", "paused", Reached.LEFT_OUT, False),
        ("pull", "", Reached.WAITING, False),
        ("pull", "may_not_write", Reached.WAITING, False),
        ("pull", "no_safe_hour", Reached.WAITING, False),
        ("pull", "window_closed", Reached.WAITING, True),
    ],
)
async def test_nobody_is_named_for_how_she_wants_to_be_told(
    world: World, state: str, fault: str, reached: Reached, named: bool
) -> None:
    (woman,) = await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    await ended(world, written, woman, state, fault)
    await settle(world, written)
    assert await listed(world, written, reached) == ({woman.person_id} if named else set())


async def test_who_looked_at_it_is_written_down_for_each(world: World) -> None:
    written, women, worker = await asked(world, 2)

    async def job(unit: Unit) -> None:
        announcement_receivers.note_read(unit, written.id, [each.person_id for each in women])

    await world.run(job, by=worker)
    assert await world.audited("read", "announcement") == [
        (worker.person_id, women[0].person_id),
        (worker.person_id, women[1].person_id),
    ]


# -- answered -----------------------------------------------------------------------------------------------------


async def test_she_answers_and_answers_otherwise_and_has_read_it(world: World) -> None:
    written, women, _worker = await asked(world)
    assert await answer(world, written, women[0], 1)
    assert await answer(world, written, women[0], 1)
    assert await answer(world, written, women[1], 1)
    assert await world.run(lambda unit: announcement_receivers.answers(unit, written.id)) == {1: 2}
    assert await answer(world, written, women[0], 2)
    assert await world.run(lambda unit: announcement_receivers.answers(unit, written.id)) == {1: 1, 2: 1}
    assert (await states(world, written))[women[0].person_id] == ("read", "")
    assert (await states(world, written))[women[2].person_id] == ("sent", "")


async def test_what_she_says_twice_changes_nothing(world: World) -> None:
    written, women, _worker = await asked(world, 1)
    await answer(world, written, women[0], 1)
    before = await world.rows("SELECT * FROM announcement_receivers")
    world.pass_time(5)
    assert await answer(world, written, women[0], 1)
    assert await world.rows("SELECT * FROM announcement_receivers") == before


async def test_only_who_got_it_is_heard_and_only_for_what_was_asked(world: World) -> None:
    written, women, _worker = await asked(world, 1)
    stranger, refusing = await world.woman(), await world.woman()
    assert not await answer(world, written, stranger, 1)
    assert not await answer(world, written, refusing, 1)
    for n in (0, 3, -1):
        assert not await answer(world, written, women[0], n)
    world.pass_time(ANSWERS_DAYS * 24 * 60)
    assert await answer(world, written, women[0], 1)
    world.pass_time(1)
    assert not await answer(world, written, women[0], 2)


async def test_whichever_of_her_records_taps_she_is_heard(world: World) -> None:
    written, women, _worker = await asked(world, 1)
    twin = await world.woman()

    async def job(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", twin.person_id, women[0].person_id)

    await world.run(job)
    assert await answer(world, written, twin, 2)
    assert await world.run(lambda unit: announcement_receivers.answers(unit, written.id)) == {2: 1}


async def test_an_answer_that_is_faster_than_the_outbox_is_kept(world: World) -> None:
    (woman,) = await knows(world, 1)
    written = await write(world, await world.staff(Role.WORKER), content=QUESTION)
    await queue(world, written)
    assert await answer(world, written, woman, 1)
    await sent(world, written)
    assert (await settle(world, written)).state is State.DONE
    assert await world.run(lambda unit: announcement_receivers.answers(unit, written.id)) == {1: 1}


async def test_who_was_left_out_is_not_heard(world: World) -> None:
    (woman,) = await knows(world, 1)
    await says(world, woman, Purpose.CONTACT, "no")
    written = await write(world, await world.staff(Role.WORKER), content=QUESTION)
    await queue(world, written)
    assert not await answer(world, written, woman, 1)


# -- again --------------------------------------------------------------------------------------------------------


async def edit(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


async def again(world: World, by: Actor, written: Announcement, *, uncertain: bool = False) -> int:
    count: int = await world.run(
        lambda unit: announcement_receivers.again(unit, written.id, uncertain), by=by
    )
    return count


async def test_uncertain_ones_only_when_it_was_asked_for(world: World) -> None:
    women = await knows(world, 3)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    await queue(world, written)
    for woman, state in zip(women, ("rejected", "uncertain", "rejected"), strict=True):
        await ended(world, written, woman, state, "400")
    await settle(world, written)
    assert await again(world, worker, written) == 2
    assert await again(world, worker, written) == 0
    assert await again(world, worker, written, uncertain=True) == 1
    found = await now(world, written)
    assert (found.state, found.queued_to, found.ended_ms, found.round) == (State.SENDING, 0, 0, 3)


async def test_whose_chat_is_closed_is_tried_again_only_once_it_is_open(world: World) -> None:
    women = await knows(world, 3)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, size=3)
    await queue(world, written)
    for woman in women:
        await ended(world, written, woman, "rejected", "403")
    for woman in women[:2]:
        await edit(world, "UPDATE accounts SET reachable = 0 WHERE id = $1", woman.account_id)
    await settle(world, written)
    assert await world.run(lambda unit: announcement_receivers.count_again(unit, written.id)) == 1
    assert await again(world, worker, written) == 1
    await queue(world, written)
    await sent(world, written)
    await settle(world, written)
    assert await again(world, worker, written) == 0
    await edit(world, "UPDATE accounts SET reachable = 1 WHERE id = $1", women[0].account_id)
    assert await world.run(lambda unit: announcement_receivers.count_again(unit, written.id)) == 1
    assert await again(world, worker, written) == 1


async def test_nobody_sends_again_what_is_not_hers_or_was_stopped(world: World) -> None:
    women = await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    with pytest.raises(AnnouncementGone):
        await again(world, worker, written)
    await queue(world, written)
    await ended(world, written, women[0], "rejected", "400")
    await settle(world, written)
    for by in (women[0], await world.staff(Role.ADMIN)):
        with pytest.raises(NotAllowed):
            await again(world, by, written)
    await world.run(lambda unit: announcements.stop(unit, written.id), by=worker)
    with pytest.raises(AnnouncementGone):
        await again(world, worker, written)


async def test_a_late_word_about_the_first_time_says_nothing_of_the_second(world: World) -> None:
    (woman,) = await knows(world, 1)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    await queue(world, written)
    first = await row_of(world, written, woman)
    await ended(world, written, woman, "uncertain")
    await settle(world, written)
    await again(world, worker, written, uncertain=True)
    await queue(world, written)
    await world.run(lambda unit: statuses.note(unit, "simulator", str(first), "failed"))
    assert (await settle(world, written)).state is State.SENDING
    assert await states(world, written) == {woman.person_id: ("queued", "")}


# -- moments ------------------------------------------------------------------------------------------------------


async def test_the_rate_is_told_step_by_step_with_the_pauses(world: World) -> None:
    women = await knows(world, 4)
    written = await write(world, await world.staff(Role.WORKER))
    await queue(world, written)
    for seconds, some in ((0, women[:2]), (3, women[2:3]), (27, women[3:])):
        world.desk.now_ms += seconds * 1000
        await sent(world, written, *some)
    await settle(world, written)
    found = await world.run(lambda unit: announcement_receivers.rate(unit, written.id, 10))
    assert [n for _second, n in found] == [3, 0, 0, 1]
    assert [second for second, _n in found] == [0, 10, 20, 30]


async def test_what_left_in_its_place_is_counted_when_it_left_and_once(world: World) -> None:
    """One is told neutrally, of another's neutral sentence the channel says later that it came, a third's never did."""
    women = await knows(world, 4)
    written = await queue(world, await write(world, await world.staff(Role.WORKER), size=4))
    rows = [await in_its_place(world, written, woman) for woman in women[:3]]
    await sent(world, written, women[3])

    async def taken(unit: Unit) -> None:
        outbox.sent(unit, rows[0], "m1", unit.now_ms, may_stand_for_another=True)
        outbox.settle(unit, rows[1], "uncertain", "no answer")
        outbox.settle(unit, rows[2], "uncertain", "no answer")

    world.desk.now_ms += 10_000
    await world.run(taken)
    world.desk.now_ms += 10_000
    await world.run(lambda unit: statuses.note(unit, "simulator", str(rows[1]), "delivered"))
    await settle(world, written)
    rate = [(0, 1), (10, 1), (20, 1)]
    assert await world.run(lambda unit: announcement_receivers.rate(unit, written.id, 10)) == rate
    assert (await counts(world, written))[Reached.WAITING] == 3
    world.desk.now_ms += 60_000
    await looked(world, written, women[0])
    await settle(world, written)
    assert await world.run(lambda unit: announcement_receivers.rate(unit, written.id, 10)) == rate


async def test_before_anything_was_sent_there_is_no_rate(world: World) -> None:
    written = await write(world, await world.staff(Role.WORKER))
    assert await world.run(lambda unit: announcement_receivers.rate(unit, written.id, 10)) == []
    assert await world.run(lambda unit: announcement_receivers.rate(unit, 5, 10)) == []


async def test_the_next_moment_is_when_one_begins(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    later = await write(world, worker, due_ms=world.desk.now_ms + 3_600_000)
    soon = await write(world, worker)
    given_up = later.due_ms + AGREE_WITHIN_DAYS * 86_400_000
    await write(world, worker, due_ms=later.due_ms + 1, needs_second=True)
    for after, expected in (
        (0, soon.due_ms),
        (soon.due_ms, later.due_ms),
        (later.due_ms, given_up + 1),
        (given_up + 1, None),
    ):
        moment = await world.run(lambda unit, after=after: announcement_receivers.next_due(unit, after))  # type: ignore[misc]
        assert moment == expected
