"""Two officers in a chat: what waits is listed without names of money, one phone is not two, and roles are asked again."""

import pytest

from conversation.text import _
from db.unit import Unit
from domain.approvals import AlreadySettled, SamePhone
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.second import agree, answer, correction_steps
from handlers.second.answer import SHORT
from handlers.second.kinds import CARRY_OUT
from handlers.second.telling import name_of, tell
from tests.handlers.book_keepers import book, rows
from tests.handlers.office_people import add_named
from tests.handlers.savers import TODAY, as_lilis, hold_meeting, mentari, number_of, save
from tests.handlers.second.scenes import end_role, practise
from tests.play import Play
from tests.world import MENTARI, World

NOTHING = "Tidak ada yang menunggu jawaban Ibu."


async def asks_to_take_back(world: World, *entries: int) -> None:
    """Lilis wants these entries taken back, and asks the others."""

    async def job(unit: Unit) -> None:
        for entry in entries:
            body = correction_steps.body_of(entry=entry, right=None, reason="dobel", meeting=0, day=TODAY)
            await agree.ask_there(
                unit, world.groups[MENTARI], correction_steps.KIND, entry, _("Contoh."), body, None
            )

    await as_lilis(world, job)


def test_every_kind_that_is_carried_out_has_a_short_name() -> None:
    assert set(CARRY_OUT) <= set(SHORT)


async def test_what_waits_is_chosen_from_a_list_that_tells_no_names_and_amounts(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    first, second = await save(world, "Tati", 10_000), await save(world, "Tati", 12_000)
    await asks_to_take_back(world, first, second)
    await play("""
        (jam +1 menit)
        Bot → Cucu: Lilis minta dicek berdua, ya: / Contoh. [Lihat dan jawab]
        Bot → Cucu: Lilis minta dicek berdua, ya: / Contoh. [Lihat dan jawab]
        Cucu: menu
        Bot: ... [Dicek berdua (2)] [Kelompok Mentari] [...]
        Cucu: [Dicek berdua (2)]
        Bot: Mau lihat yang mana? [Betulkan catatan] [Betulkan catatan]
        Cucu: 2
        Bot: Permintaan Lilis: / Contoh. / Ibu setuju? [Ya] [Tidak]
        Cucu: tidak
        Bot: Tidak setuju, atau nanti saja? [...]
        Cucu: nanti
        Bot: Baik, Bu. Ini tetap menunggu.
    """)
    assert len(await book(world)) == 2


async def test_who_lost_her_role_meanwhile_agrees_to_nothing(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await asks_to_take_back(world, await save(world, "Tati", 10_000))
    await play("""
        (jam +1 menit)
        Bot → Cucu: ... [Lihat dan jawab]
        Cucu: [Lihat dan jawab]
        Bot: ... Ibu setuju? [Ya] [Tidak]
    """)
    (approval,) = await rows(world, "SELECT id FROM approvals")

    async def too_late(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Cucu")  # as she stood there when her turn began
        unit.write("UPDATE roles SET until_ms = 1 WHERE person_id = $1", unit.actor.person_id)
        with pytest.raises(NotAllowed):
            await answer.agree(unit, approval[0], "00")  # type: ignore[arg-type]

    await world.run(too_late)
    await end_role(world, "Cucu")
    assert len(await book(world)) == 1


async def test_on_the_phone_on_which_it_was_asked_for_nobody_agrees_without_her_number(world: World) -> None:
    await mentari(world, "Tati")
    await asks_to_take_back(world, await save(world, "Tati", 10_000))

    async def job(unit: Unit) -> None:
        (row,) = await unit.fetch("SELECT id FROM approvals")
        unit.actor = await world.actor(unit, "Cucu")
        lilis = await world.actor(unit, "Lilis")
        object.__setattr__(unit.actor, "account_id", lilis.account_id)  # both have a profile on one phone
        with pytest.raises(SamePhone):
            await answer.agree(unit, row["id"], "00")

    await world.run(job)


async def test_in_a_group_of_practice_nobody_is_told(world: World) -> None:
    await mentari(world, "Tati")
    tati = await number_of(world, "Tati")

    async def job(unit: Unit) -> None:
        group = world.groups[MENTARI]
        unit.actor = await world.actor(unit, "Lilis")
        assert await name_of(unit, group, tati) == "Tati"
        assert await name_of(unit, group, 99) == "No. 99"
        await tell(unit, group, [(tati, _("Contoh."))])
        assert len(unit.told) == 1
        unit.write("UPDATE groups SET practice_of = $2 WHERE id = $1", group, unit.actor.person_id)
        await tell(unit, group, [(tati, _("Contoh."))])
        assert len(unit.told) == 1
        unit.told.clear()

    await world.run(job)


async def test_nothing_waits_for_her(play: Play, world: World) -> None:
    await mentari(world)
    await play(f"""
        Cucu: dicek berdua
        Bot: {NOTHING}
    """)


async def test_two_who_agree_in_the_same_moment_put_it_right_once(world: World) -> None:
    await mentari(world, "Tati")
    await add_named(world, "Rina", "Rina", Role.SECRETARY)
    await asks_to_take_back(world, await save(world, "Tati", 10_000))
    seen: dict[str, answer.Seen] = {}

    async def job(unit: Unit) -> None:
        (row,) = await unit.fetch("SELECT id FROM approvals")
        for name in ("Cucu", "Rina"):  # both look
            unit.actor = await world.actor(unit, name)
            seen[name] = await answer.open_one(unit, row["id"])
        await answer.agree(unit, row["id"], seen["Cucu"].digest)
        unit.actor = await world.actor(unit, "Rina")
        with pytest.raises(AlreadySettled):
            await answer.agree(unit, row["id"], seen["Rina"].digest)
        unit.told.clear()

    await world.run(job)
    assert await book(world) == [
        "2026-02-03 saving Tati simpanan_wajib +10000",
        "2026-02-03 reversal Tati simpanan_wajib -10000",
    ]


async def test_who_only_practises_needs_nobody_and_tells_nobody(play: Play, world: World) -> None:
    await mentari(world, "Tati")
    await hold_meeting(world, Tati=10_000)
    await play("""
        (jam +1 menit)
        Bot → Lilis: ... [...]
        Bot → Cucu: ... [...]
        Bot → Tati: ... [...]
    """)

    await practise(world)
    await play("""
        Lilis: betulkan
        Bot: ... Mau membetulkan apa? [...]
        Lilis: keliru
        Bot: ... Cari catatannya lewat apa? [...]
        Lilis: angka
        Bot: ... Catatan nomor berapa? ...
        Lilis: 1
        Bot: ... Apanya yang keliru? [...]
        Lilis: harusnya tidak ada
        Bot: ... Apa sebabnya? [...]
        Lilis: salah tulis
        Bot: ... Benar begitu? [Ya] [Tidak]
        Lilis: ya
        Bot: ... Di kelompok sungguhan, ini dicek berdua. / Sudah dibetulkan. Nomor barunya 2.
    """)
    assert len(await book(world)) == 2
