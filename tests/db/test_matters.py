"""A woman's side of matters on both engines: one open matter an office, nothing lost, nobody reads but whom she chose."""

import asyncio

import pytest

from db import matter_messages, matters
from db.matters import Chosen
from db.people import Actor
from db.unit import Unit
from domain.matter_refusals import HolderGone, MatterClosed, NobodyElse
from domain.matters import MESSAGES_MAX, REOPEN_DAYS, Face, MessageKind, Result, Side, State
from domain.refusals import NotAllowed
from domain.requests import Contact, Way
from domain.roles import Role
from tests.db.matter_world import DAY_MS, act, answer, end_role, held, now, read, worker_of, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_what_she_writes_begins_a_matter_and_what_follows_joins_it(world: World) -> None:
    woman = await world.woman()
    first = await write(world, woman, "Selamat malam")
    second = await write(world, woman, "Saya mau tanya")
    assert (first.n, first.fresh, second.n, second.fresh) == (1, True, 2, False)
    assert second.matter.id == first.matter.id
    assert (second.matter.state, second.matter.messages) == (State.OPEN, 2)
    assert second.matter.waiting_ms == second.matter.due_ms == world.desk.now_ms


async def test_of_what_she_sends_in_one_moment_all_is_in_one_matter(world: World) -> None:
    woman = await world.woman()
    written = await asyncio.gather(*[write(world, woman, f"Pesan {n}") for n in range(8)])
    assert len({each.matter.id for each in written}) == 1
    assert sorted(each.n for each in written) == list(range(1, 9))
    assert sum(each.fresh for each in written) == 1


async def test_another_office_and_another_woman_have_matters_of_their_own(world: World) -> None:
    elsewhere = await world.add_office("Kantor Lain", "berau")
    siti, yuyun = await world.woman(), await world.woman()
    found = {
        (await write(world, siti)).matter.id,
        (await write(world, siti, office=elsewhere)).matter.id,
        (await write(world, yuyun)).matter.id,
    }
    assert len(found) == 3


async def test_one_message_of_a_chat_is_written_down_once(world: World) -> None:
    woman = await world.woman()
    first = await write(world, woman, "Halo", message_ref="m1")
    again = await write(world, woman, "Halo", message_ref="m1")
    other = await write(world, woman, "Halo", message_ref="m2")
    assert (first.n, again.n, other.n) == (1, 1, 2)


async def test_whom_she_chose_has_it_and_whoever_left_meanwhile_has_not(world: World) -> None:
    woman, worker, gone = await world.woman(), await worker_of(world), await worker_of(world)
    chosen = await write(world, woman, chosen=Chosen(holder_id=worker.person_id))
    assert chosen.matter.holder_id == worker.person_id
    await end_role(world, gone)
    other = await world.woman()
    left = await write(world, other, chosen=Chosen(holder_id=gone.person_id))
    assert left.matter.holder_id == 0
    assert left.matter.waiting_ms


async def test_where_she_wants_only_one_and_that_one_left_nothing_is_kept(world: World) -> None:
    woman, gone = await world.woman(), await worker_of(world)
    await end_role(world, gone)
    with pytest.raises(HolderGone):
        await write(world, woman, chosen=Chosen(holder_id=gone.person_id, only_holder=True))
    assert await world.rows("SELECT id FROM matters") == []


async def test_somebody_else_whom_she_chooses_later_sees_only_what_follows_unless_she_says_otherwise(
    world: World,
) -> None:
    woman, one, other = await world.woman(), await worker_of(world), await worker_of(world)
    await write(world, woman, "Hanya untuk Bu Ani", chosen=Chosen(holder_id=one.person_id))
    moved = (await write(world, woman, "Untuk Bu Rina", chosen=Chosen(holder_id=other.person_id))).matter
    assert [each.text for each in await read(world, other, moved)] == ["Untuk Bu Rina"]
    with pytest.raises(NotAllowed):
        await read(world, one, moved)
    back = Chosen(holder_id=one.person_id, brings=True)
    moved = (await write(world, woman, "Boleh semua", chosen=back)).matter
    # What was hidden from the one before stays hidden: she has said yes to nothing more than what is shown now.
    assert [each.text for each in await read(world, one, moved)] == ["Untuk Bu Rina", "Boleh semua"]


async def test_a_woman_who_asks_for_a_woman_is_read_by_no_man_from_then_on(world: World) -> None:
    woman, man, lady = await world.woman(), await worker_of(world), await worker_of(world, woman=True)
    matter = await held(world, woman, man)
    asked = (await write(world, woman, "Mau petugas perempuan", chosen=Chosen(women_only=True))).matter
    assert (asked.holder_id, asked.women_only) == (0, True)
    with pytest.raises(NotAllowed):
        await read(world, man, matter)
    taken = await act(world, lady, matters.take, matter.id)
    assert taken.holder_id == lady.person_id
    assert [each.text for each in await read(world, lady, matter)] == ["Mau petugas perempuan"]


async def test_a_complaint_is_beside_her_matter_and_never_reaches_whom_it_is_about(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    boss = await worker_of(world, Role.SUPERVISOR)
    plain = await write(world, woman)
    about = Chosen(complaint=True, about_id=worker.person_id)
    complaint = await write(world, woman, "Ada potongan", chosen=about)
    assert complaint.fresh
    assert complaint.matter.id != plain.matter.id
    with pytest.raises(NotAllowed):
        await act(world, worker, matters.peek, complaint.matter.id)
    with pytest.raises(NotAllowed):
        await act(world, worker, matters.take, complaint.matter.id)
    taken = await act(world, boss, matters.take, complaint.matter.id)
    assert [each.text for each in await read(world, boss, taken)] == ["Ada potongan"]


async def test_a_complaint_that_only_the_one_it_is_about_could_read_is_not_kept(world: World) -> None:
    woman, boss = await world.woman(), await worker_of(world, Role.SUPERVISOR)
    await worker_of(world)
    with pytest.raises(NobodyElse):
        await write(world, woman, "Potongan", chosen=Chosen(complaint=True, about_id=boss.person_id))
    assert await world.rows("SELECT id FROM matters") == []


async def test_a_complaint_that_turns_on_its_reader_leaves_her_hands(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    one, other = await worker_of(world, Role.SUPERVISOR), await worker_of(world, Role.SUPERVISOR)
    first = Chosen(complaint=True, about_id=worker.person_id)
    matter = (await write(world, woman, "Ada potongan", chosen=first)).matter
    await act(world, one, matters.take, matter.id)
    turned = (
        await write(world, woman, "Ibu itu juga", chosen=Chosen(complaint=True, about_id=one.person_id))
    ).matter
    assert (turned.id, turned.holder_id) == (matter.id, 0)
    for step in (matters.peek, matters.take, matters.get):
        with pytest.raises(NotAllowed):
            await act(world, one, step, matter.id)
    assert (await act(world, other, matters.take, matter.id)).holder_id == other.person_id


async def test_what_she_writes_within_thirty_days_opens_the_same_matter_with_the_same_holder(
    world: World,
) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await read(world, worker, matter)
    await act(world, worker, matters.close, matter.id, Result.ANSWERED, "Sudah ya, Bu")
    world.pass_time((REOPEN_DAYS - 1) * 24 * 60)
    again = await write(world, woman, "Satu lagi")
    assert (again.matter.id, again.reopened, again.fresh, again.n) == (matter.id, True, False, 3)
    assert (again.matter.state, again.matter.holder_id) == (State.OPEN, worker.person_id)
    assert again.matter.waiting_ms == world.desk.now_ms
    await read(world, worker, matter)
    await act(world, worker, matters.close, matter.id, Result.ANSWERED, "Sudah")
    world.pass_time((REOPEN_DAYS + 1) * 24 * 60)
    later = await write(world, woman, "Lain lagi")
    assert later.fresh
    assert later.matter.id != matter.id


async def test_she_opens_it_again_by_a_button_and_then_somebody_looks(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await answer(world, worker, matter)
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    assert await act(world, woman, matters.rate, matter.id, Face.BAD) is True
    assert await act(world, woman, matters.rate, matter.id, Face.GOOD) is False
    opened = await act(world, woman, matters.reopen, matter.id)
    assert (opened.state, opened.face, opened.waiting_ms) == (State.OPEN, Face.UNSAID, world.desk.now_ms)
    assert opened.due_ms == world.desk.now_ms
    assert (await act(world, woman, matters.reopen, matter.id)).id == matter.id


async def test_a_closed_matter_opens_by_no_button_after_thirty_days_and_by_nobody_else(world: World) -> None:
    woman, other, worker = await world.woman(), await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await act(world, worker, matters.close, matter.id, Result.OTHER, although_unanswered=True)
    for stranger in (other, worker):
        with pytest.raises(NotAllowed):
            await act(world, stranger, matters.reopen, matter.id)
        with pytest.raises(NotAllowed):
            await act(world, stranger, matters.rate, matter.id, Face.GOOD)
    world.desk.now_ms += REOPEN_DAYS * DAY_MS
    with pytest.raises(MatterClosed):
        await act(world, woman, matters.reopen, matter.id)


async def test_a_holder_who_left_meanwhile_does_not_have_what_is_opened_again(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, woman, chosen=chosen)).matter
    await act(world, woman, matters.end_own, matter.id)
    await end_role(world, worker)
    again = await write(world, woman, "Masih ada?")
    assert (again.matter.id, again.matter.holder_id) == (matter.id, 0)
    assert not again.matter.only_holder, "nobody could ever answer her"


async def test_she_may_end_it_herself_once(world: World) -> None:
    woman = await world.woman()
    matter = (await write(world, woman)).matter
    ended = await act(world, woman, matters.end_own, matter.id)
    assert (ended.state, ended.result, ended.waiting_ms, ended.due_ms) == (
        State.CLOSED,
        Result.SHE_ENDED,
        0,
        0,
    )
    with pytest.raises(MatterClosed):
        await act(world, woman, matters.end_own, matter.id)


async def test_a_full_matter_is_closed_and_the_next_begins_with_the_same_holder(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    matter = await held(world, woman, worker)
    await world.run(lambda unit: _fill(unit, matter.id))
    following = await write(world, woman, "Lanjut")
    assert following.fresh
    assert following.n == 1
    assert following.matter.holder_id == worker.person_id
    assert (await now(world, matter)).state is State.CLOSED


async def _fill(unit: Unit, matter_id: int) -> None:
    unit.write("UPDATE matters SET messages = $2 WHERE id = $1", matter_id, MESSAGES_MAX)


async def test_how_she_wants_to_be_reached_is_sealed_and_read_by_its_holder_alone(world: World) -> None:
    woman, worker, other = await world.woman(), await worker_of(world), await worker_of(world)
    matter = await held(world, woman, worker)
    wish = Contact(way=Way.PHONE, phone="0000-0000")
    await act(world, woman, matters.set_contact, matter.id, wish)
    assert await act(world, worker, matters.contact_of, matter) == wish
    with pytest.raises(NotAllowed):
        await act(world, other, matters.contact_of, matter)
    (row,) = await world.rows("SELECT contact FROM matters")
    assert b"0000" not in bytes(row["contact"])
    await act(world, woman, matters.set_contact, matter.id, None)
    assert await act(world, worker, matters.contact_of, matter) is None


async def test_she_says_whether_colleagues_may_help(world: World) -> None:
    woman, worker = await world.woman(), await worker_of(world)
    chosen = Chosen(holder_id=worker.person_id, only_holder=True)
    matter = (await write(world, woman, chosen=chosen)).matter
    assert matter.only_holder
    assert not (await act(world, woman, matters.allow_others, matter.id)).only_holder
    assert (await act(world, woman, matters.allow_others, matter.id, allowed=False)).only_holder
    with pytest.raises(NotAllowed):
        await act(world, worker, matters.allow_others, matter.id)


async def test_her_matters_are_listed_with_those_of_her_other_records_the_open_ones_first(
    world: World,
) -> None:
    woman, second, other = await world.woman(), await world.woman(), await world.woman()
    elsewhere = await world.add_office("Kantor Lain", "berau")
    old = (await write(world, woman)).matter
    await act(world, woman, matters.end_own, old.id)
    hers = (await write(world, second, office=elsewhere)).matter
    await write(world, other)

    async def join(unit: Unit) -> None:
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", second.person_id, woman.person_id)

    await world.run(join)
    found = await act(world, woman, matters.of_person, woman.person_id)
    assert [each.id for each in found] == [hers.id, old.id]
    assert (await act(world, woman, matters.get_own, hers.id)).id == hers.id
    with pytest.raises(NotAllowed):
        await act(world, other, matters.get_own, hers.id)


async def test_what_she_sent_is_sealed_with_her_key(world: World) -> None:
    woman = await world.woman()
    written = await write(world, woman, "kenari-tulisan")
    (row,) = await world.rows("SELECT body FROM matter_messages")
    assert b"kenari" not in bytes(row["body"])
    found = await world.run(lambda unit: matter_messages.find_one(unit, written.matter.id, 1))
    assert found is not None
    assert (found.text, found.side, found.kind) == ("kenari-tulisan", Side.HER, MessageKind.TEXT)


async def test_a_second_complaint_never_opens_the_first_to_whom_that_is_about(world: World) -> None:
    woman, first, second = await world.woman(), await boss_of(world), await boss_of(world)
    third = await boss_of(world)
    about = Chosen(complaint=True, about_id=first.person_id, holder_id=third.person_id)
    matter = (await write(world, woman, "Ibu yang satu", chosen=about)).matter
    again = Chosen(complaint=True, about_id=second.person_id)
    with pytest.raises(NobodyElse):
        await write(world, woman, "Ibu yang lain", chosen=again)
    kept = await now(world, matter)
    assert (kept.about_id, kept.messages, kept.holder_id) == (first.person_id, 1, third.person_id)


async def boss_of(world: World) -> Actor:
    return await worker_of(world, Role.SUPERVISOR)
