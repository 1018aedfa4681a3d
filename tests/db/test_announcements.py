"""Who may write, see, agree to, call back and stop an announcement, and what never begins again."""

from dataclasses import replace
from typing import Any

import pytest

from db import announcements, audience
from db.announcements import CODE_CHARS
from db.people import Actor
from domain.announcements import (
    APPROVE_OVER,
    CALL_BACK_S,
    TEXT_CHARS_MAX,
    Announcement,
    AnnouncementGone,
    Audience,
    Content,
    NobodyToTell,
    Part,
    PartKind,
    SecondPersonNeeded,
    State,
)
from domain.permits import Practising
from domain.refusals import NotAllowed
from domain.roles import Role, RoleGrant
from tests.db.announcement_world import (
    OVER,
    SAMARINDA,
    counts,
    ended,
    fill,
    group_of,
    known,
    knows,
    now,
    queue,
    rows,
    run_whole,
    sent,
    settle,
    states,
    words,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]

WITH_RESULT = Audience(those=(Part(kind=PartKind.RESULT, value="kaltim-uep-2023/cocok_awal"),))


def own(group_id: int) -> Audience:
    return Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))


async def do(world: World, by: Actor, step: Any, announcement: Announcement) -> Announcement:
    changed: Announcement = await world.run(lambda unit: step(unit, announcement.id), by=by)
    return changed


# -- written ------------------------------------------------------------------------------------------------------


async def test_nothing_leaves_for_a_minute_whatever_was_asked_for(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    at_once = await write(world, worker, due_ms=0)
    later = await write(world, worker, due_ms=world.desk.now_ms + 3_600_000)
    assert at_once.due_ms == world.desk.now_ms + CALL_BACK_S * 1000
    assert later.due_ms == world.desk.now_ms + 3_600_000


async def test_its_words_are_sealed_and_say_who_speaks(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, content=words("Kenari rahasia", "Ya", "Tidak"))
    content = await world.run(lambda unit: announcements.content(unit, written))
    assert content == replace(
        words("Kenari rahasia", "Ya", "Tidak"), code=written.code, sender="Kantor Contoh"
    )
    assert len(written.code) == CODE_CHARS
    (notice,) = await world.rows("SELECT body FROM notices WHERE id = $1", written.id)
    assert b"Kenari" not in bytes(notice["body"])


@pytest.mark.parametrize("role", [Role.COMPANION, Role.TRAINER, Role.ADMIN, Role.HELPER])
async def test_who_does_not_announce_there_writes_nothing(world: World, role: Role) -> None:
    with pytest.raises(NotAllowed):
        await write(world, await world.staff(role))
    assert await world.rows("SELECT id FROM notices") == []


async def test_an_office_does_not_announce_for_another(world: World) -> None:
    other = await world.add_office("Kantor Lain", "samarinda")
    with pytest.raises(NotAllowed):
        await write(world, await world.staff(Role.WORKER, office=other))


async def test_a_treasurer_announces_to_her_group_and_to_no_other(world: World) -> None:
    group_id, (treasurer, member, *_rest) = await group_of(world)
    other, _women = await group_of(world)
    written = await write(world, treasurer, own(group_id), group_id=group_id)
    assert (written.organisation_id, written.group_id) == (None, group_id)
    for by, those, where in (
        (member, own(group_id), group_id),
        (treasurer, own(other), group_id),
        (treasurer, own(group_id), other),
        (treasurer, SAMARINDA, group_id),
    ):
        with pytest.raises(NotAllowed):
            await write(world, by, those, group_id=where)


async def test_in_a_practice_nobody_real_is_told(world: World) -> None:
    group_id, (treasurer, *_women) = await group_of(world)
    practising = replace(treasurer, practice=group_id + 1)
    with pytest.raises(Practising):
        await write(world, practising, own(group_id), group_id=group_id)


async def test_without_anybody_there_is_nothing_to_write(world: World) -> None:
    with pytest.raises(NobodyToTell):
        await write(world, await world.staff(Role.WORKER), size=0)


@pytest.mark.parametrize(
    "content",
    [
        words("a" * (TEXT_CHARS_MAX + 1)),
        words(""),
        words("Siapa?", "satu", "dua", "tiga", "empat"),
        words("Siapa?", "a" * 21),
        words("Siapa?", ""),
    ],
)
async def test_what_no_question_lets_through_is_not_kept(world: World, content: Any) -> None:
    with pytest.raises(ValueError, match=r"text|answers"):
        await write(world, await world.staff(Role.WORKER), content=content)


async def test_a_part_that_is_not_hers_to_name_refuses_the_whole(world: World) -> None:
    other = await world.add_office("Kantor Lain", "samarinda")
    elsewhere = await write_elsewhere(world, other)
    got = Audience(those=(Part(kind=PartKind.GOT, id=elsewhere.id),))
    worker = await world.staff(Role.WORKER)
    for those in (got, Audience(those=SAMARINDA.those, without=got.those)):
        with pytest.raises(NotAllowed):
            await write(world, worker, those)
    with pytest.raises(NotAllowed):
        await write(world, worker, follows=elsewhere.id)


async def write_elsewhere(world: World, office: int) -> Announcement:
    mine, world.office = world.office, office
    try:
        return await write(world, await world.staff(Role.WORKER))
    finally:
        world.office = mine


# -- seen ---------------------------------------------------------------------------------------------------------


async def test_a_foreign_one_reads_like_one_that_is_not_there(world: World) -> None:
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    other = await world.add_office("Kantor Lain", "samarinda")
    foreign = await world.staff(Role.SUPERVISOR, office=other)
    for by in (foreign, await world.woman(), await world.staff(Role.COMPANION)):
        with pytest.raises(NotAllowed):
            await do(world, by, announcements.get, written)
        assert await world.run(lambda unit: announcements.find(unit, written.code), by=by) is None
        assert await listed(world, by) == []
    for by in (worker, await world.staff(Role.ADMIN), await world.staff(Role.SUPERVISOR)):
        assert await do(world, by, announcements.get, written) == written
        assert await world.run(lambda unit: announcements.find(unit, written.code), by=by) == written
        assert await listed(world, by) == [written]


async def listed(world: World, by: Actor, **fields: Any) -> list[Announcement]:
    named = {"organisation_ids": [world.office], "group_ids": [], "most": 10, **fields}
    found: list[Announcement] = await world.run(lambda unit: announcements.list_of(unit, **named), by=by)
    return found


async def test_the_list_goes_back_page_by_page_through_offices_and_groups(world: World) -> None:
    group_id, (treasurer, *_women) = await group_of(world)
    await world.grant(treasurer, RoleGrant(Role.WORKER, organisation_id=world.office))
    made = [
        await write(world, treasurer),
        await write(world, treasurer, own(group_id), group_id=group_id),
        await write(world, treasurer),
    ]
    first = await listed(world, treasurer, group_ids=[group_id], most=2)
    assert first == [made[2], made[1]]
    assert await listed(world, treasurer, group_ids=[group_id], most=2, before=made[1].id) == [made[0]]


async def test_what_is_live_is_what_the_clock_has_to_do_with(world: World) -> None:
    await known(world)
    worker = await world.staff(Role.WORKER)
    later = await write(world, worker, due_ms=world.desk.now_ms + 7_200_000)
    soon = await write(world, worker)
    await do(world, worker, announcements.call_back, await write(world, worker))
    assert await world.run(announcements.live) == [soon, later]


# -- a second person ----------------------------------------------------------------------------------------------


async def test_more_than_the_office_has_set_wait_for_a_second_person(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    await world.run(lambda unit: announcements.set_approve_over(unit, world.office, 10), by=admin)
    assert (await write(world, worker, size=10)).state is State.WAITING
    assert (await write(world, worker, size=11)).state is State.APPROVAL
    assert (await write(world, worker, size=1, needs_second=True)).state is State.APPROVAL


async def test_a_group_needs_no_second_person(world: World) -> None:
    group_id, (treasurer, *_women) = await group_of(world)
    written = await write(world, treasurer, own(group_id), group_id=group_id, size=500, needs_second=True)
    assert written.state is State.WAITING


async def test_only_an_admin_sets_from_how_many_on(world: World) -> None:
    for role in (Role.WORKER, Role.SUPERVISOR):
        by = await world.staff(role)
        with pytest.raises(NotAllowed):
            await world.run(lambda unit: announcements.set_approve_over(unit, world.office, 3), by=by)
    with pytest.raises(ValueError, match="nobody"):
        await world.run(
            lambda unit: announcements.set_approve_over(unit, world.office, -1),
            by=await world.staff(Role.ADMIN),
        )


async def test_nobody_agrees_to_her_own_on_none_of_her_records(world: World) -> None:
    supervisor = await world.staff(Role.SUPERVISOR)
    written = await write(world, supervisor, size=500)
    twin = await world.staff(Role.SUPERVISOR)
    await same(world, twin, supervisor)
    for by in (supervisor, twin):
        with pytest.raises(SecondPersonNeeded):
            await do(world, by, announcements.agree, written)
        with pytest.raises(SecondPersonNeeded):
            await do(world, by, announcements.refuse, written)
    assert (await now(world, written)).state is State.APPROVAL


async def same(world: World, other: Actor, first: Actor) -> None:
    async def job(unit: Any) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, first.person_id)

    await world.run(job)


async def test_who_agrees_stands_beside_it_and_there_is_another_minute(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    written = await write(world, worker, size=500)
    world.pass_time(60)
    agreed = await do(world, admin, announcements.agree, written)
    assert (agreed.state, agreed.approved_size, agreed.approved_by) == (State.WAITING, 500, admin.person_id)
    assert agreed.due_ms == world.desk.now_ms + CALL_BACK_S * 1000
    with pytest.raises(AnnouncementGone):
        await do(world, admin, announcements.agree, written)


async def test_who_may_not_agree_there_does_not(world: World) -> None:
    written = await write(world, await world.staff(Role.WORKER), size=500)
    other = await world.add_office("Kantor Lain", "samarinda")
    for by in (await world.staff(Role.WORKER), await world.staff(Role.ADMIN, office=other)):
        with pytest.raises(NotAllowed):
            await do(world, by, announcements.agree, written)


async def test_what_was_refused_is_over(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    written = await write(world, worker, size=500)
    refused = await do(world, admin, announcements.refuse, written)
    assert (refused.state, refused.ended_by) == (State.REFUSED, admin.person_id)
    assert (await fill(world, written)).state is State.REFUSED
    for step, by in (
        (announcements.agree, admin),
        (announcements.call_back, worker),
        (announcements.stop, worker),
    ):
        with pytest.raises(AnnouncementGone):
            await do(world, by, step, written)


# -- called back, stopped -----------------------------------------------------------------------------------------


async def test_what_was_called_back_never_begins(world: World) -> None:
    await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    gone = await do(world, worker, announcements.call_back, written)
    assert (gone.state, gone.ended_ms) == (State.CALLED_BACK, world.desk.now_ms)
    assert (await queue(world, written)).state is State.CALLED_BACK
    assert await rows(world, written) == []


async def test_while_receivers_are_found_nothing_has_left_and_it_is_called_back_whole(world: World) -> None:
    await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    world.pass_time(2)
    await world.run(lambda unit: audience.fill(unit, written))
    assert (await now(world, written)).state is State.FILLING
    assert (await do(world, worker, announcements.call_back, written)).state is State.CALLED_BACK
    await queue(world, written)
    assert await rows(world, written) == []


async def test_once_it_goes_out_it_can_only_be_stopped(world: World) -> None:
    women = await knows(world, 3)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    await queue(world, written)
    with pytest.raises(AnnouncementGone):
        await do(world, worker, announcements.call_back, written)
    await sent(world, written, women[0])
    stopped = await do(world, await world.staff(Role.SUPERVISOR), announcements.stop, written)
    assert stopped.state is State.STOPPED
    await settle(world, written)
    assert (await states(world, written))[women[0].person_id] == ("sent", "")
    assert sorted(state for state, _why in (await states(world, written)).values()) == [
        "sent",
        "stopped",
        "stopped",
    ]
    assert sorted(each["state"] for each in await rows(world, written)) == ["dropped", "dropped", "sent"]


async def test_stopping_takes_out_what_she_would_still_have_found(world: World) -> None:
    women = await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    await queue(world, written)
    await ended(world, written, women[0], "pull")
    await settle(world, written)
    await do(world, worker, announcements.stop, written)
    await settle(world, written)
    assert {each["state"] for each in await rows(world, written)} == {"dropped"}
    assert set((await states(world, written)).values()) == {("stopped", "")}


async def test_what_is_on_its_way_when_it_is_stopped_is_told_as_it_comes_out(world: World) -> None:
    women = await knows(world, 2)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker)
    await queue(world, written)
    await ended(world, written, women[0], "sending")
    await ended(world, written, women[1], "sending")
    await do(world, worker, announcements.stop, written)
    await settle(world, written)
    assert {state for state, _why in (await states(world, written)).values()} == {"queued"}
    await sent(world, written, women[0])
    await ended(world, written, women[1], "retry")
    await settle(world, written)
    found = await states(world, written)
    assert (found[women[0].person_id][0], found[women[1].person_id][0]) == ("sent", "stopped")


async def test_whoever_may_see_it_may_stop_it_and_nobody_else(world: World) -> None:
    await known(world)
    written = await write(world, await world.staff(Role.WORKER))
    for by in (await world.woman(), await world.staff(Role.COMPANION)):
        for step in (announcements.stop, announcements.call_back):
            with pytest.raises(NotAllowed):
                await do(world, by, step, written)
    assert (
        await do(world, await world.staff(Role.ADMIN), announcements.stop, written)
    ).state is State.STOPPED


async def test_what_is_over_cannot_be_stopped(world: World) -> None:
    await known(world)
    worker = await world.staff(Role.WORKER)
    written = await run_whole(world, await write(world, worker))
    assert written.state in OVER
    with pytest.raises(AnnouncementGone):
        await do(world, worker, announcements.stop, written)
    assert sum((await counts(world, written)).values()) == 1


async def test_many_in_portions_of_one_day_need_a_second_person_too(world: World) -> None:
    """Whoever has a worker's account would else write to all of them, two hundred at a time."""
    worker, other = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    portions = [(await write(world, worker, size=APPROVE_OVER // 2)).state for _time in range(3)]
    assert portions == [State.WAITING, State.WAITING, State.APPROVAL]
    assert (await write(world, other, size=APPROVE_OVER)).state is State.WAITING, "each has her own day"
    world.pass_time(24 * 60 + 1)
    assert (await write(world, worker, size=APPROVE_OVER)).state is State.WAITING


async def test_what_was_called_back_or_agreed_to_counts_for_nothing(world: World) -> None:
    worker, admin = await world.staff(Role.WORKER), await world.staff(Role.ADMIN)
    await do(world, worker, announcements.call_back, await write(world, worker, size=APPROVE_OVER))
    await do(world, admin, announcements.agree, await write(world, worker, size=APPROVE_OVER + 1))
    assert (await write(world, worker, size=APPROVE_OVER)).state is State.WAITING


@pytest.mark.parametrize(
    "words_", [words("Transfer ke rekening 123."), words("Buka cair.xyz"), words("Ya?", "Cair.xyz")]
)
async def test_words_of_a_fraud_wait_for_a_second_person_however_few_read_them(
    world: World, words_: Content
) -> None:
    worker = await world.staff(Role.WORKER)
    assert (await write(world, worker, content=words_)).state is State.APPROVAL
