"""Each woman gets one row of the outbox in each round, on what holds when it is written; nobody else gets any."""

import pytest

from db import (
    announcement_clock,
    announcement_queueing,
    announcement_receivers,
    announcements,
    outbox,
    templates,
)
from db.announcement_queueing import queue_slice
from db.people import Actor
from db.unit import Unit
from domain.announcements import Announcement, Audience, NewsKind, Part, PartKind, State
from domain.contact import CLASS_OF_WOMEN, CROWD_LANE, LANES, MessageClass
from domain.purposes import Purpose
from domain.roles import Role
from domain.templates import Category, Template, TemplateState
from tests.db.announcement_world import (
    ended,
    fill,
    group_of,
    ids,
    known,
    knows,
    now,
    queue,
    row_of,
    rows,
    run_whole,
    says,
    sent,
    settle,
    states,
    write,
)
from tests.db.office_world import World, world

__all__ = ["world"]


async def edit(world: World, sql: str, *params: object) -> None:
    async def job(unit: Unit) -> None:
        unit.write(sql, *params)

    await world.run(job)


async def made(world: World, count: int = 3) -> tuple[Announcement, Actor, list[Actor]]:
    """An announcement that is found, its worker, and whom it is for."""
    women = await knows(world, count)
    worker = await world.staff(Role.WORKER)
    written = await write(world, worker, size=count)
    await fill(world, written)
    return written, worker, women


async def again(world: World, worker: Actor, written: Announcement, *, uncertain: bool = False) -> int:
    count: int = await world.run(
        lambda unit: announcement_receivers.again(unit, written.id, uncertain), by=worker
    )
    return count


async def test_each_gets_a_pushed_row_of_her_own_account(world: World) -> None:
    written, _worker, women = await made(world)
    queued = await queue(world, written)
    found = await rows(world, written)
    assert {(each["person_id"], each["account_id"]) for each in found} == {
        (each.person_id, each.account_id) for each in women
    }
    assert {(each["state"], each["pushed"], each["kind"], each["lane"]) for each in found} == {
        ("queued", 1, "broadcast", LANES[MessageClass.BROADCAST])
    }
    assert (queued.state, queued.queued_to) == (State.SENDING, -1)


async def test_what_goes_to_more_than_a_class_lets_a_class_go_first(world: World) -> None:
    await known(world)
    admin = await world.staff(Role.ADMIN)
    crowd = await write(world, await world.staff(Role.WORKER), size=CLASS_OF_WOMEN + 1)
    await world.run(lambda unit: announcements.agree(unit, crowd.id), by=admin)
    await queue(world, crowd)
    assert [each["lane"] for each in await rows(world, crowd)] == [CROWD_LANE]


async def test_the_words_are_opened_with_each_of_them(world: World) -> None:
    written, _worker, _women = await made(world, 2)
    await queue(world, written)
    lane = LANES[MessageClass.BROADCAST]
    due = await world.run(lambda unit: outbox.list_due(unit, "simulator", lane, unit.now_ms, 0, 10))
    assert [each.notice_id for each in due] == [written.id, written.id]
    assert all(b"panggilan" in each.body for each in due)


async def test_two_ticks_at_once_and_an_old_look_queue_nobody_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcement_queueing, "SLICE", 2)
    written, _worker, women = await made(world, 5)
    stale = await now(world, written)
    for _tick in range(5):
        await world.run(lambda unit: queue_slice(unit, stale))
        await world.run(lambda unit: queue_slice(unit, stale))
    assert sorted(each["person_id"] for each in await rows(world, written)) == sorted(ids(women))
    assert await world.run(lambda unit: queue_slice(unit, stale)) == 0


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE persons SET may_write = 0 WHERE id = $1", ("left_out", "may_not_write")),
        ("UPDATE persons SET paused_ms = 5 WHERE id = $1", ("left_out", "paused")),
        ("UPDATE consents SET answer = 'withdrawn' WHERE person_id = $1", ("left_out", "no_consent")),
        ("DELETE FROM consents WHERE person_id = $1", ("left_out", "no_consent")),
        ("UPDATE accounts SET reachable = 0 WHERE person_id = $1", ("failed", "unreachable")),
        (
            f"INSERT INTO news_refusals (person_id, news, since_ms) VALUES ($1, '{NewsKind.AID.value}', 5)",
            ("left_out", "opted_out"),
        ),
    ],
)
async def test_what_she_said_since_she_was_found_counts(
    world: World, sql: str, expected: tuple[str, str]
) -> None:
    written, _worker, women = await made(world, 2)
    await edit(world, sql, women[0].person_id)
    await queue(world, written)
    assert (await states(world, written))[women[0].person_id] == expected
    assert [each["person_id"] for each in await rows(world, written)] == [women[1].person_id]


async def test_who_was_found_to_be_the_same_woman_since_gets_one(world: World) -> None:
    written, _worker, women = await made(world, 4)
    first, other, third, alone = women
    newcomer = await known(world, area="batu")
    sql = "UPDATE persons SET same_as = $2 WHERE id = $1"
    await edit(world, sql, other.person_id, first.person_id)
    await edit(world, sql, third.person_id, other.person_id)
    await edit(world, sql, alone.person_id, newcomer.person_id)
    await queue(world, written)
    assert set(await states(world, written)) == {first.person_id, newcomer.person_id}
    assert len(await rows(world, written)) == 2


async def test_nothing_is_queued_of_one_that_was_stopped_meanwhile(world: World) -> None:
    written, worker, _women = await made(world)
    await world.run(lambda unit: announcements.stop(unit, written.id), by=worker)
    await queue(world, written)
    assert await rows(world, written) == []


# -- WhatsApp -----------------------------------------------------------------------------------------------------


async def closed(world: World) -> tuple[Announcement, Actor]:
    """For one woman whose channel takes only templates now."""
    written, _worker, (woman,) = await made(world, 1)
    await edit(
        world,
        "UPDATE accounts SET channel = 'whatsapp', window_until_ms = 1 WHERE id = $1",
        woman.account_id,
    )
    return written, woman


async def test_without_a_template_it_waits_until_she_looks(world: World) -> None:
    written, woman = await closed(world)
    await queue(world, written)
    assert await states(world, written) == {woman.person_id: ("waiting", "window_closed")}
    assert [each["state"] for each in await rows(world, written)] == ["pull"]
    pulled = await world.run(lambda unit: outbox.list_pulled(unit, woman.account_id, woman.person_id, 5))
    assert len(pulled) == 1
    assert (await settle(world, written)).state is State.DONE


async def test_a_template_that_is_approved_goes_in_its_place(world: World) -> None:
    written, woman = await closed(world)
    template = Template(
        name=templates.NEWS_WAITS,
        language="id",
        category=Category.UTILITY,
        asked_category=Category.UTILITY,
        text="Ada kabar",
        params=(),
        buttons=(),
        state=TemplateState.PENDING,
    )

    async def job(unit: Unit) -> None:
        templates.submit(unit, template)
        await templates.note(unit, template.name, "id", state=TemplateState.APPROVED)

    await world.run(job)
    await queue(world, written)
    assert await states(world, written) == {woman.person_id: ("queued", "")}
    found = await world.rows("SELECT way, channel FROM announcement_receivers")
    assert found == [{"way": "template", "channel": "whatsapp"}]


# -- again --------------------------------------------------------------------------------------------------------


async def test_the_failed_get_it_again_and_what_they_would_have_found_is_taken_out(world: World) -> None:
    written, worker, women = await made(world)
    await queue(world, written)
    await sent(world, written, women[2])
    await ended(world, written, women[0], "pull", "403 Forbidden")
    await ended(world, written, women[1], "uncertain")
    before = await row_of(world, written, women[0])
    await settle(world, written)
    assert await again(world, worker, written) == 1
    await queue(world, written)
    hers = [each for each in await rows(world, written) if each["person_id"] == women[0].person_id]
    assert [(each["state"], each["fault"]) for each in hers] == [("dropped", "replaced"), ("queued", "")]
    assert await row_of(world, written, women[0]) > before
    await sent(world, written)
    assert (await settle(world, written)).state is State.DONE
    assert {state for state, _why in (await states(world, written)).values()} == {"sent", "uncertain"}


async def test_what_she_has_found_by_herself_meanwhile_does_not_come_again(world: World) -> None:
    written, worker, women = await made(world, 1)
    await queue(world, written)
    await ended(world, written, women[0], "pull", "403 Forbidden")
    await settle(world, written)
    await again(world, worker, written)
    first = await row_of(world, written, women[0])

    async def look(unit: Unit) -> None:
        outbox.sent(unit, first, "", unit.now_ms)

    await world.run(look)
    await queue(world, written)
    assert len(await rows(world, written)) == 1
    assert (await states(world, written))[women[0].person_id] == ("read", "")


async def test_who_cannot_be_reached_now_either_has_failed_again(world: World) -> None:
    written, worker, women = await made(world, 1)
    await queue(world, written)
    await edit(world, "UPDATE accounts SET reachable = 0 WHERE id = $1", women[0].account_id)
    await ended(world, written, women[0], "pull", "403 Forbidden")
    await settle(world, written)
    await again(world, worker, written)
    await queue(world, written)
    assert (await states(world, written))[women[0].person_id] == ("failed", "unreachable")
    assert (await settle(world, written)).state is State.DONE


async def test_whom_it_reached_gets_nothing_again(world: World) -> None:
    written, worker, _women = await made(world)
    await run_whole(world, written)
    assert await again(world, worker, written, uncertain=True) == 0
    assert (await now(world, written)).state is State.DONE


# -- said since it was queued -------------------------------------------------------------------------------------


async def why_not(world: World, written: Announcement, woman: Actor) -> str:
    """What the claim of her row would say now."""
    found = await world.run(lambda unit: announcement_clock.find_standing(unit, written.id, woman.person_id))
    assert found is not None
    return found.why_not


@pytest.mark.parametrize("answer", ["no", "withdrawn"])
async def test_who_takes_back_her_last_yes_before_it_is_sent_gets_nothing(world: World, answer: str) -> None:
    written, _worker, (siti, sri, wati) = await made(world)
    await says(world, sri, Purpose.TRAINING)
    await queue(world, written)
    for each in (siti, sri):
        await says(world, each, Purpose.SCREENING, answer)
    assert [await why_not(world, written, each) for each in (siti, sri, wati)] == ["no_consent", "", ""]


async def test_what_she_says_on_another_of_her_records_counts_as_well(world: World) -> None:
    written, _worker, (siti, *_others) = await made(world)
    await queue(world, written)
    other = await world.woman("siti lain")
    await edit(world, "UPDATE persons SET same_as = $2 WHERE id = $1", other.person_id, siti.person_id)
    await says(world, other, Purpose.CONTACT, "no")
    assert await why_not(world, written, siti) == "no_consent"


async def test_the_offices_own_people_need_no_yes_while_they_have_their_role(world: World) -> None:
    worker, colleague = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    await says(world, colleague, Purpose.CONTACT, "no")
    staff = Audience(those=(Part(kind=PartKind.ROLE, value="worker"),))
    written = await write(world, worker, staff, size=2)
    await queue(world, written)
    assert [await why_not(world, written, each) for each in (worker, colleague)] == ["", ""]
    for each in (worker, colleague):
        await edit(world, "UPDATE roles SET until_ms = 1 WHERE person_id = $1", each.person_id)
    assert [await why_not(world, written, each) for each in (worker, colleague)] == ["no_consent"] * 2


async def test_who_has_left_the_group_since_gets_nothing_of_it(world: World) -> None:
    group_id, (treasurer, yuni, wati) = await group_of(world)
    own = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await write(world, treasurer, own, group_id=group_id, size=3)
    await queue(world, written)
    await edit(world, "UPDATE members SET state = 'left' WHERE person_id = $1", yuni.person_id)
    assert [await why_not(world, written, each) for each in (yuni, wati)] == ["no_consent", ""]
