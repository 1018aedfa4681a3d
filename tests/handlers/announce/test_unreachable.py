"""A worker whose woman could not be reached hears of it once, in one message, with no word of what was announced."""

from bot.render import render
from db import announcement_tellings
from db.announcement_names import Called
from db.unit import Unit
from domain.roles import Role
from handlers.announce import unreachable
from handlers.announce.unreachable import in_words, women_in_words
from handlers.names import MATTERS
from tests.db import announcement_world as sending
from tests.db.office_world import World, world
from tests.db.test_announcement_unreachable import holds, missed

__all__ = ["world"]


async def tell(world: World) -> None:
    async def job(unit: Unit) -> None:
        for each in await announcement_tellings.list_shown(unit):
            if each.workers_to >= 0:
                while await unreachable.tell_slice(unit, each):
                    pass

    await world.run(job)


async def test_the_holder_of_her_matter_is_told_once_with_its_code(world: World) -> None:
    sender, holder = await world.staff(Role.WORKER), await world.staff(Role.WORKER)
    women = await sending.knows(world, 2)
    codes = [await holds(world, holder, woman) for woman in women]
    await missed(world, sender, women)
    await tell(world)
    (told,) = world.told_to(holder)
    text = render(told.text)
    assert text.startswith("Chat 2 warga tidak bisa dihubungi lagi: ")
    assert all(code in text for code in codes)
    assert "Besok jam 9" not in text
    assert [each.talk for each in told.buttons] == [MATTERS]
    assert world.told_to(sender) == []
    assert await world.audited("list", "person") == [(holder.person_id, each.person_id) for each in women]
    await tell(world)
    assert world.told == []


async def test_in_a_group_nobody_else_is_told(world: World) -> None:
    from domain.announcements import Audience, Part, PartKind

    group_id, women = await sending.group_of(world)
    members = Audience(those=(Part(kind=PartKind.GROUP, id=group_id),))
    written = await sending.write(world, women[0], members, group_id=group_id, size=3)
    await sending.queue(world, written)
    await tell(world)
    assert world.told == []
    (row,) = await world.rows("SELECT workers_to FROM announcements WHERE id = $1", written.id)
    assert row["workers_to"] == -1


def test_she_is_named_by_one_word_and_the_code_of_what_is_open() -> None:
    assert render(women_in_words(Called(name="Wati"), "K7PM2A")) == "Wati (K7PM2A)"
    assert render(women_in_words(Called(name="Wati"), "")) == "Wati"
    assert render(women_in_words(Called(code="R2D2CC"), "")) == "R2D2CC"
    assert render(women_in_words(Called(code="R2D2CC"), "K7PM2A")) == "K7PM2A"
    assert render(women_in_words(Called(), "")) == "satu warga tanpa nama"


def test_of_many_the_first_are_named_and_the_rest_counted() -> None:
    women = [women_in_words(Called(name=f"Ibu Nama{n}"), "K7PM2A") for n in range(10)]
    text = render(in_words(2_000, women))
    assert text.startswith("Chat 2.000 warga tidak bisa dihubungi lagi: Ibu Nama0 (K7PM2A), ")
    assert text.endswith("dan 1.990 lagi. Tolong kabari dengan cara lain.")
    assert len(text) <= 500
