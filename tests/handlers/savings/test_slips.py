"""What a meeting wrote about her reaches every member with a phone, also that nothing was written."""

import pytest

from db import consents, ledger, meetings
from db.unit import Unit
from domain.accounts import SavingKind
from domain.ledger import saving
from domain.purposes import Purpose
from tests.handlers.savers import (
    SLIP_DAY,
    TODAY,
    as_lilis,
    hold_meeting,
    mentari,
    number_of,
    save,
    shut,
    tell_of,
)
from tests.play import Play
from tests.world import MENTARI, Way, World


async def test_every_member_hears_one_message_also_when_nothing_was_written(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Neneng")
    await hold_meeting(world, Siti=10_000)
    await play(f"""
        (jam +1 menit)
        Bot → Lilis: Rapat Mentari, {SLIP_DAY}. Belum ada setoran Ibu tercatat. Angka cek ... [Benar] [Ada yang beda]
        Bot → Cucu: Rapat Mentari, {SLIP_DAY}. Belum ada setoran Ibu tercatat. Angka cek ... [Benar] [Ada yang beda]
        Bot → Siti: Rapat Mentari, {SLIP_DAY}. Simpanan wajib: Rp10.000 (sepuluh ribu). No. 1.
            Jumlah simpanan Ibu Rp10.000. Angka cek ... [Benar] [Ada yang beda]
        Bot → Neneng: Rapat Mentari, {SLIP_DAY}. Belum ada setoran Ibu tercatat. Angka cek ... [Benar] [Ada yang beda]
        Siti: [Benar]
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
    """)


async def test_on_a_shared_phone_only_a_neutral_notice_goes_out_and_the_text_waits(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", phone="shared")
    entry = await save(world, "Siti", 25_000)
    await tell_of(world, entry)
    await play(f"""
        (jam +1 menit)
        Bot → Siti: Ada kabar dari kelompok. Ketik MENU kalau sudah senggang.
        Siti: kabar
        Bot: Kabar 1 dari 1: / Sudah dicatat, Bu. {SLIP_DAY}. Simpanan wajib: Rp25.000 (dua puluh lima ribu). No. 1.
            Jumlah simpanan Ibu Rp25.000. [Benar] [Ada yang beda] [Sudah saya baca]
        Siti: benar
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
    """)


async def correct(world: World) -> None:
    """The meeting is opened again, Siti's Rp10.000 become Rp20.000, and it is closed again."""
    group, by, member = (
        world.groups[MENTARI],
        await number_of(world, "Lilis"),
        await number_of(world, "Siti"),
    )

    async def job(unit: Unit) -> None:
        await meetings.reopen(unit, group, 1)
        await ledger.reverse(
            unit, group, 1, day=TODAY, by=by, second=None, note="salah catat", meeting=1, key="balik"
        )
        fresh = saving(day=TODAY, by=by, member=member, kind=SavingKind.WAJIB, amount=20_000, meeting=1)
        await ledger.post(unit, group, fresh, key="baru")
        await shut(unit, group, 1, by)

    await as_lilis(world, job)


async def test_after_a_meeting_was_opened_again_a_new_message_says_that_it_is_the_new_one(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play("""
        (jam +1 menit)
        Bot → Lilis: Rapat ... [...]
        Bot → Cucu: Rapat ... [...]
        Bot → Siti: Rapat ... No. 1. ... [Benar] [Ada yang beda]
        Siti: [Benar]
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
    """)
    await correct(world)
    await play(f"""
        (jam +1 menit)
        Bot → Lilis: Rapat ... [...]
        Bot → Cucu: Rapat ... [...]
        Bot → Siti: Rapat Mentari, {SLIP_DAY}. Rapat ini dibuka lagi. Ini catatan yang baru.
            Simpanan wajib, dibetulkan: Rp20.000 (dua puluh ribu). No. 3. Jumlah simpanan Ibu Rp20.000.
            Angka cek ... [Benar] [Ada yang beda]
    """)

    async def answers(unit: Unit) -> list[str]:
        return [row["answer"] for row in await unit.fetch("SELECT answer FROM slips")]

    assert await world.run(answers) == ["unanswered"] * 3


async def test_a_saving_in_an_open_meeting_waits_for_the_meetings_message(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    group, by, member = world.groups[MENTARI], await number_of(world, "Lilis"), await number_of(world, "Siti")

    async def job(unit: Unit) -> None:
        meeting = await meetings.open_one(unit, group, TODAY, by)
        draft = saving(day=TODAY, by=by, member=member, kind=SavingKind.WAJIB, amount=10_000, meeting=meeting)
        await ledger.post(unit, group, draft, key="satu")

    await as_lilis(world, job)
    await tell_of(world, 1)
    await play("""
        (jam +1 menit)
    """)


async def test_in_a_practice_group_nobody_is_told(play: Play, world: World) -> None:
    await mentari(world, "Siti")

    async def practise(unit: Unit) -> None:
        lilis = await world.actor(unit, "Lilis")
        unit.write("UPDATE groups SET practice_of = $2 WHERE id = $1", world.groups[MENTARI], lilis.person_id)

    await world.run(practise)
    await hold_meeting(world, Siti=10_000)
    await tell_of(world, 1)
    await play("""
        (jam +1 menit)
    """)


async def test_one_phone_for_two_members_hears_both_by_name(play: Play, world: World) -> None:
    await mentari(world, "Siti", "Neneng")
    neneng = await number_of(world, "Neneng")

    async def link(unit: Unit) -> None:
        siti = await world.actor(unit, "Siti")
        unit.write(
            "UPDATE members SET linked_id = $3 WHERE group_id = $1 AND number = $2",
            world.groups[MENTARI],
            neneng,
            siti.person_id,
        )

    await world.run(link)
    await hold_meeting(world, Siti=10_000)
    await play("""
        (jam +1 menit)
        Bot → Lilis: Rapat ... [...]
        Bot → Cucu: Rapat ... [...]
        Bot → Siti: Untuk Siti. Rapat Mentari, ... Simpanan wajib: ... [...]
        Bot → Siti: Untuk Neneng. Rapat Mentari, ... Belum ada setoran Ibu tercatat. ... [...]
    """)


async def takes_back(world: World, name: str, said: str = consents.WITHDRAWN) -> None:
    async def job(unit: Unit) -> None:
        actor = await world.actor(unit, name)
        for answer in (consents.YES, said):
            consents.record(
                unit,
                person_id=actor.person_id,
                organisation_id=None,
                group_id=world.groups[MENTARI],
                purpose=Purpose.SAVINGS.value,
                version="1",
                text="Boleh?",
                answer=answer,
                manner=consents.TYPED,
            )

    await world.run(job)


@pytest.mark.parametrize("way", [Way.STEADY], indirect=True)
async def test_who_has_taken_her_consent_back_hears_nothing_and_the_book_stays_true(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti", "Neneng")
    await takes_back(world, "Siti")
    await hold_meeting(world, Siti=10_000, Neneng=10_000)
    await tell_of(world, await save(world, "Siti", 25_000))
    await play("""
        (jam +1 menit)
        Bot → Lilis: Rapat Mentari, ... [...]
        Bot → Cucu: Rapat Mentari, ... [...]
        Bot → Neneng: Rapat Mentari, ... [...]
    """)
    rows = await world.run(lambda unit: unit.fetch("SELECT member FROM slips ORDER BY member"))
    assert await number_of(world, "Siti") not in {row["member"] for row in rows}
    assert await entry_count(world) == 3
    await takes_back(world, "Siti", consents.YES)
    await tell_of(world, await save(world, "Siti", 5_000))
    await play("""
        (jam +1 menit)
        Bot → Siti: Sudah dicatat, Bu. ... [...]
    """)


async def entry_count(world: World) -> int:
    rows = await world.run(lambda unit: unit.fetch("SELECT count(*) AS n FROM ledger_entries"))
    return int(rows[0]["n"])
