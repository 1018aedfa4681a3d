"""Somebody comes in with a one-use code and is what the code says, once."""

from datetime import timedelta

import pytest

from db import consents, invites
from db.unit import Unit
from domain.purposes import Purpose
from domain.roles import Role
from tests.play import Play
from tests.world import KALTIM, MENTARI, World


async def code_for(world: World, role: Role) -> str:
    async def job(unit: Unit) -> str:
        if role is Role.TREASURER:
            return invites.make(unit, role, group_id=world.groups[MENTARI])
        return invites.make(unit, role, organisation_id=world.offices[KALTIM])

    return await world.run(job)


async def test_a_stranger_joins_by_the_link_and_sees_the_queue(play: Play, world: World) -> None:
    code = await code_for(world, Role.WORKER)
    await play(f"""
        Ratna: /start {code}
        Bot: Undangan sebagai Petugas di Dinas Sosial Kaltim. / Nama apa yang boleh dilihat orang lain?
        Ratna: Ratna
        Bot: Perempuan atau laki-laki? Warga boleh memilih petugas perempuan. [Perempuan] [Laki-laki]
        Ratna: perempuan
        Bot: HP ini dipakai sendiri, atau bersama orang lain? [Sendiri] [Bersama]
        Ratna: sendiri
        Bot: Ratna, Petugas, Dinas Sosial Kaltim. Benar? [Ya] [Tidak]
        Ratna: ya
        Bot: Selamat bergabung, Ratna. ... / Ketik /antrean untuk melihat siapa yang menunggu. / ...
        Ratna: /antrean
        Bot: Antrean kosong. ...
        Siti: /start {code}
        Bot: Kode ini tidak bisa dipakai. Minta kode baru ke yang mengundang.
    """)
    assert "Ratna grant role Ratna invite worker" in world.audit


async def test_a_treasurer_of_a_group_joins_by_typing_the_code(play: Play, world: World) -> None:
    await world.add("Lilis")
    code = (await code_for(world, Role.TREASURER)).lower().replace("inv-", "")
    await play(f"""
        Lilis: undangan
        Bot: Apa kode undangannya?
        Lilis: {code[:10]} {code[10:]}
        Bot: Undangan sebagai Bendahara di Mentari. / Nama apa yang boleh dilihat orang lain?
        Lilis: Lilis
        Bot: Lilis, Bendahara, Mentari. Benar? [Ya] [Tidak]
        Lilis: tidak
        Bot: Baik, belum didaftarkan. Kode masih bisa dipakai.
    """)
    assert world.audit == []


@pytest.mark.parametrize(
    ("answer", "reply", "kept"),
    [
        ("boleh", "Ketik KELOMPOK untuk membuka kelompok. / Ketik MENU untuk semua pilihan.", True),
        (
            "tidak",
            "Baik, Bu. Kabar rapat tentang simpanan Ibu tidak dikirim. Uang Ibu tetap ada di buku kelompok. / ...",
            False,
        ),
    ],
)
async def test_who_keeps_the_book_is_asked_about_her_own_savings_like_everybody(
    play: Play, world: World, answer: str, reply: str, kept: bool
) -> None:
    person_id = await world.add("Lilis")
    code = await code_for(world, Role.TREASURER)
    await play(f"""
        Lilis: /start {code}
        Bot: Undangan sebagai Bendahara di Mentari. / ...
        Lilis: Lilis
        Bot: Lilis, Bendahara, Mentari. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: Selamat bergabung, Lilis. Sudah dicatat sebagai Bendahara. / Kelompok Mentari mau mencatat simpanan dan
            pinjaman Ibu. ... / Boleh dicatat? [Boleh] [Tidak]
        Lilis: {answer}
        Bot: {reply}
    """)
    found = await world.run(lambda unit: consents.list_current(unit, person_id))
    assert [(each.purpose, each.is_given) for each in found.values()] == [(Purpose.SAVINGS, kept)]


async def test_who_has_the_role_already_keeps_the_code_unused(play: Play, world: World) -> None:
    await world.add("Ratna", Role.WORKER)
    code = await code_for(world, Role.WORKER)
    await play(f"""
        Ratna: /start {code}
        Bot: Sudah terdaftar sebagai Petugas di Dinas Sosial Kaltim. / Kode ini tidak terpakai. ...
    """)


@pytest.mark.parametrize("wrong", ["inv-ABCDEFGHJKMNPQRSTUVWXYZ234", "inv-", "inv-x y z"])
async def test_a_wrong_code_is_refused_without_saying_why(play: Play, world: World, wrong: str) -> None:
    await play(f"""
        Siti: /start {wrong}
        Bot: Kode ini tidak bisa dipakai. Minta kode baru ke yang mengundang.
    """)


async def test_a_code_is_good_for_a_day(play: Play, world: World) -> None:
    code = await code_for(world, Role.WORKER)
    await world.pass_time(round(timedelta(days=1, minutes=1).total_seconds()))
    await play(f"""
        Ratna: /start {code}
        Bot: Kode ini tidak bisa dipakai. ...
    """)
