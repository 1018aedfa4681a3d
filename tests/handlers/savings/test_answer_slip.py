"""Benar or ada yang beda: by button, and in the words she has for it."""

import pytest

from db.unit import Unit
from tests.handlers.savers import SLIP_DAY, hold_meeting, mentari
from tests.play import Play
from tests.world import MENTARI, World

TOLD = """
    (jam +1 menit)
    Bot → Lilis: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Cucu: Rapat Mentari, ... [Benar] [Ada yang beda]
    Bot → Siti: Rapat Mentari, ... [Benar] [Ada yang beda]
"""


async def answers(world: World) -> list[str]:
    async def job(unit: Unit) -> list[str]:
        rows = await unit.fetch(
            "SELECT member, answer FROM slips WHERE group_id = $1 ORDER BY member", world.groups[MENTARI]
        )
        return [f"{row['member']} {row['answer']}" for row in rows]

    return await world.run(job)


async def test_silence_stays_unanswered(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    assert await answers(world) == ["1 unanswered", "2 unanswered", "3 unanswered"]


@pytest.mark.parametrize("word", ["benar", "Betul.", "sudah benar"])
async def test_right_may_be_typed_after_the_message(play: Play, world: World, word: str) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    await play(f"""
        Siti: {word}
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
    """)
    assert (await answers(world))[2] == "3 right"


@pytest.mark.parametrize("word", ["salah", "beda", "ada yang beda"])
async def test_wrong_is_understood_though_no_button_says_it(play: Play, world: World, word: str) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    await play(f"""
        Siti: {word}
        Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
    """)


async def test_wrong_is_understood_while_the_menu_is_open_and_answers_a_question_elsewhere(
    play: Play, world: World
) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    await play("""
        Siti: menu
        Bot: ... Ada yang bisa saya bantu, Bu? [...]
        Siti: salah
        Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
        Siti: lainnya
        Bot: Apa yang beda? Tulis pendek saja.
        Siti: salah
        Bot: Saya sampaikan begini: / Siti: "salah" Mari dicek bersama. / Kirim ke bendahara dan ketua? [Kirim] [Tidak]
        Siti: tidak
        Bot: Baik, Bu. Tidak ada yang dikirim.
    """)


async def test_who_was_told_nothing_is_not_taken_for_somebody_who_answers(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: salah
        Bot: Maaf, saya belum mengerti. Ini yang bisa saya bantu. / ... [...]
        Siti: catatan
        Bot: Belum ada catatan rapat untuk Ibu. / ... [...]
    """)


async def test_the_newest_meeting_can_be_seen_again(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    await play(f"""
        Siti: catatan
        Bot: Rapat Mentari, {SLIP_DAY}. Simpanan wajib: Rp10.000 (sepuluh ribu). No. 1. Jumlah simpanan Ibu Rp10.000.
            Angka cek ... [Benar] [Ada yang beda]
        Siti: betul
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
    """)


async def test_she_may_change_her_mind(play: Play, world: World) -> None:
    await mentari(world, "Siti")
    await hold_meeting(world, Siti=10_000)
    await play(TOLD)
    await play("""
        Siti: [Benar]
        Bot: Terima kasih, Bu. Sudah saya catat: benar.
        Siti: [Ada yang beda]
        Bot: Yang beda apa, Bu? [Saya sudah setor] [Jumlahnya] [Lainnya]
    """)
