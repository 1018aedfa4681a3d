"""Bacakan: a meeting is read to the women without a phone; a member who is no officer says on her phone that she heard it."""

import pytest

from db import ledger, meetings, members, slips
from db.members import NewMember
from db.unit import Unit
from domain.accounts import SavingKind
from domain.disputes import Slip
from domain.ledger import saving
from handlers.savings import read_aloud
from tests.handlers.book_keepers import rows
from tests.handlers.savers import SLIP_DAY, TODAY, as_lilis, mentari, shut
from tests.play import Play
from tests.world import MENTARI, Way, World

PUSHED = """
    (jam +1 menit)
    Bot → Lilis: Rapat ... [...]
    Bot → Cucu: Rapat ... [...]
    Bot → Siti: Rapat ... [...]
"""
READ = f"""
    Lilis: bacakan
    Bot: Rapat {SLIP_DAY}. Bacakan ini dengan suara: / Tati: Simpanan wajib Rp10.000. Simpanannya Rp10.000. /
        Popon: belum ada setoran tercatat. Simpanannya Rp0. /
        Sudah dibacakan semua? [Sudah dibacakan] [Cetak kertasnya] [Nanti saja]
    Lilis: sudah dibacakan
    Bot: Siapa anggota yang ikut mendengar? [Siti]
    Lilis: siti
    Bot: Saya tanyakan ke HP Siti, apakah sudah benar.
    Bot → Siti: Tadi catatan rapat {SLIP_DAY} dibacakan untuk 2 anggota tanpa HP. Ibu ikut mendengar. Sudah benar?
        [Benar] [Ada yang beda]
"""


async def open_group(world: World) -> None:
    """Siti has a phone, Tati and Popon have none; Tati paid in at the meeting that was closed just now."""
    await mentari(world, "Siti")

    async def job(unit: Unit) -> None:
        group = world.groups[MENTARI]
        new = [NewMember(name="Tati"), NewMember(name="Popon")]
        tati, _popon = await members.add_many(unit, group, new, joined_day=TODAY)
        by = next(each.number for each in await members.list_members(unit, group) if each.name == "Lilis")
        meeting = await meetings.open_one(unit, group, TODAY, by)
        draft = saving(day=TODAY, by=by, member=tati, kind=SavingKind.WAJIB, amount=10_000, meeting=meeting)
        await ledger.post(unit, group, draft, key="m")
        await shut(unit, group, meeting, by)

    await as_lilis(world, job)


async def answers(world: World) -> dict[Slip, int]:
    return await world.run(lambda unit: slips.count_answers(unit, world.groups[MENTARI], 1))


async def test_the_witness_says_on_her_own_phone_that_it_was_right(play: Play, world: World) -> None:
    await open_group(world)
    await play(
        PUSHED
        + READ
        + """
    Siti: [Benar]
    Bot: Terima kasih, Bu. Sudah saya catat: benar.
"""
    )
    assert (await answers(world))[Slip.RIGHT] == 2
    assert await rows(world, "SELECT DISTINCT answer FROM slips WHERE witness IS NOT NULL") == [("right",)]


async def test_what_the_witness_heard_differently_goes_to_the_officers_without_a_name(
    play: Play, world: World
) -> None:
    await open_group(world)
    await play(
        PUSHED
        + READ
        + f"""
    Siti: [Ada yang beda]
    Bot: Terima kasih, Bu. Pengurus saya minta mengecek lagi bersama.
    Bot → Lilis: Saksi bilang ada yang beda di catatan rapat {SLIP_DAY}. Mari dicek bersama.
    Bot → Cucu: Saksi bilang ada yang beda di catatan rapat {SLIP_DAY}. Mari dicek bersama.
"""
    )
    assert (await answers(world))[Slip.DIFFERENT] == 2


async def test_the_papers_are_sent_to_a_phone_of_her_own(play: Play, world: World) -> None:
    await open_group(world)
    await play(
        PUSHED
        + """
    Lilis: bacakan
    Bot: ... [Sudah dibacakan] [Cetak kertasnya] [Nanti saja]
    Lilis: cetak kertasnya
    Bot: Kertasnya saya kirim. Gunting, lalu bagikan.
    Bot: Kertas untuk anggota tanpa HP.
"""
    )


async def test_before_the_first_meeting_there_is_nothing_to_read(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await play("""
        Lilis: bacakan
        Bot: Belum ada rapat yang ditutup.
    """)


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_who_has_become_an_officer_or_is_one_on_another_phone_is_no_witness(
    play: Play, world: World
) -> None:
    await open_group(world)
    await play(PUSHED + READ)

    async def rises(unit: Unit) -> None:
        siti, lilis = await world.actor(unit, "Siti"), await world.actor(unit, "Lilis")
        unit.write("UPDATE persons SET same_as = $2 WHERE id = $1", siti.person_id, lilis.person_id)

    await as_lilis(world, rises)
    await play("""
        Siti: [Benar]
        Bot: Yang ini sudah dijawab, Bu. Terima kasih.
    """)
    assert await rows(world, "SELECT answer FROM slips WHERE answer = 'right'") == []

    async def look(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        aloud = await read_aloud.find_lines(unit, world.groups[MENTARI])
        assert aloud is not None
        assert aloud.witnesses == ()
        audited = await unit.fetch(
            "SELECT person_id FROM audit WHERE reason = 'read aloud' AND object = 'book'"
        )
        assert len({row["person_id"] for row in audited}) == 2  # Tati and Popon, each among her readings

    await world.run(look)
