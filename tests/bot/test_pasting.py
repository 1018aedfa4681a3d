"""A list for the group's book is written down, also with a line that tells of somebody's harm; the door is for the rest."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.roles import Role
from tests.handlers.book_keepers import book, mentari
from tests.play import Play
from tests.world import Way, World, make_template, open_world

HARM = "euis izin, abis dipukul lakinya"
LIST = f"siti 10rb\n{HARM}\nlilis 10rb\ncucu 10rb"
DOOR = "Aman membaca ini sendirian sekarang? [Aman] [Tidak]"
LEFT_OUT = "Catatan untuk Euis tidak saya simpan di buku. / Kalau ini tentang orang lain dan Ibu khawatir, nanti ketik PETUGAS waktu sendirian."


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    await make_template(tmp_path / "template")
    async with open_world(tmp_path / "data", Way.STEADY, template=tmp_path / "template") as opened:
        await mentari(opened, "Siti", "Euis")
        yield opened


@pytest.fixture
def play(world: World) -> Play:
    played = Play(world)
    played.memory.words["daftar"] = LIST
    return played


async def test_a_list_without_a_word_before_it_begins_being_written_down(play: Play, world: World) -> None:
    await play(f"""
        Lilis: <daftar>
        Bot: Ini daftar rapat? [Ya, buka rapat] [Bukan, catat saja]
        Lilis: bukan
        Bot: 4 nama. 3 setor. / Izin: Euis. / {LEFT_OUT} / Simpanan wajib Rp10.000: Siti, Lilis, Cucu.
            / Jumlah masuk Rp30.000 (tiga puluh ribu). Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Sudah dicatat: 3 setoran.
    """)
    assert len(await book(world)) == 3


async def test_from_somebody_who_keeps_no_book_the_same_words_open_the_door(play: Play, world: World) -> None:
    await world.add("Neneng", Role.MEMBER)
    await play(f"""
        Neneng: <daftar>
        Bot: {DOOR}
    """)


async def test_her_own_trouble_in_a_list_opens_the_door(play: Play) -> None:
    play.memory.words["daftar"] = f"{LIST}\nsaya dipukul suami tadi malam"
    await play(f"""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: <daftar>
        Bot: {DOOR}
    """)


async def test_one_line_that_answers_the_question_is_taken_and_another_opens_the_door(play: Play) -> None:
    await play(f"""
        Lilis: rapat
        Bot: Rapat Selasa, 3 Februari 2026? [Ya] [Tanggal lain]
        Lilis: ya
        Bot: Siapa yang tidak datang? Ketik namanya. [Semua hadir] [Nanti saja]
        Lilis: {HARM}
        Bot: Hadir 3 orang. / {LEFT_OUT} / Setoran: ... [Satu per satu] [Sudah semua]
        Lilis: tetangga saya dipukuli suaminya
        Bot: {DOOR}
    """)


async def test_in_another_talk_a_list_with_harm_in_it_opens_the_door(play: Play) -> None:
    await play(f"""
        Lilis: setor
        Bot: Siapa yang menabung? [...]
        Lilis: <daftar>
        Bot: {DOOR}
    """)


async def test_a_list_without_harm_in_another_talk_is_only_not_understood(play: Play) -> None:
    play.memory.words["daftar"] = "siti 10rb\nlilis 10rb"
    await play("""
        Lilis: setor
        Bot: Siapa yang menabung? [...]
        Lilis: <daftar>
        Bot: ... Siapa yang menabung? [...]
    """)
