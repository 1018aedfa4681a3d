"""The second person: nobody agrees to her own, and of what was answered nothing is shown."""

from functools import partial

import pytest

from domain.announcements import AnnouncementGone, SecondPersonNeeded, State
from domain.roles import Role
from handlers.announce import agree_steps
from tests.db.announcement_world import known, now, write
from tests.db.office_world import World, world

__all__ = ["world"]


async def test_her_own_is_not_in_her_list_and_not_hers_to_answer(world: World) -> None:
    head, other = await world.staff(Role.SUPERVISOR), await world.staff(Role.SUPERVISOR)
    await known(world)
    made = await write(world, head, needs_second=True)
    assert await world.run(agree_steps.list_waiting, by=head) == ()
    assert [each.id for each in await world.run(agree_steps.list_waiting, by=other)] == [made.id]
    for step in (agree_steps.look_closer, agree_steps.show_again, agree_steps.say_yes):
        with pytest.raises(SecondPersonNeeded):
            await world.run(partial(step, announcement_id=made.id), by=head)


async def test_a_yes_counts_once_and_whoever_wrote_it_may_call_it_back(world: World) -> None:
    worker, one, two = [await world.staff(role) for role in (Role.WORKER, Role.SUPERVISOR, Role.ADMIN)]
    await known(world)
    made = await write(world, worker, needs_second=True)
    await world.run(partial(agree_steps.say_yes, announcement_id=made.id), by=one)
    assert [(each.person_id, each.buttons[0].args) for each in world.told] == [(worker.person_id, (made.id,))]
    agreed = await now(world, made)
    assert (agreed.state, agreed.approved_by) == (State.WAITING, one.person_id)
    for step in (agree_steps.look_closer, agree_steps.say_yes, partial(agree_steps.say_no, reason="")):
        with pytest.raises(AnnouncementGone):
            await world.run(partial(step, announcement_id=made.id), by=two)
