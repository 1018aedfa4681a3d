"""Latihan: the same conversations on an invented group; every message says so, nobody is told, the real book is untouched."""

import re
from dataclasses import replace

import pytest

from db import members, payouts, permits, practice
from db.unit import Unit
from domain.accounts import Account
from domain.money import Rupiah
from domain.payouts import Kind
from domain.permits import Action, Practising
from domain.refusals import NotAllowed
from domain.roles import Role
from handlers.names import IN_ONE_BOOK
from handlers.second import answer, receive
from tests.handlers.office_people import chair_and_treasurer
from tests.handlers.savers import TODAY, mentari, number_of
from tests.play import Play
from tests.world import MENTARI, World

BEGIN = """
    Lilis: latihan
    Bot: Ini tempat mencoba. Kelompok, nama, dan uangnya bohongan. /
        Tidak ada yang dikirim ke orang lain. Salah pun tidak apa-apa. /
        Mulai latihan? [Ya] [Tidak]
    Lilis: ya
    Bot: Latihan dimulai. Coba ketik RAPAT, SETOR, atau CATAT. /
        Kalau sudah ada uangnya, coba ketik PINJAM, lalu CICIL. / Kalau sudah, ketik SELESAI LATIHAN.
"""
SAVE = """
    Lilis: setor
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: melati
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: wajib
    Bot: LATIHAN. Uangnya bohongan. / ... [...]
    Lilis: 10rb
    Bot: LATIHAN. Uangnya bohongan. / ... [Ya] [Tidak]
    Lilis: ya
    Bot: LATIHAN. Uangnya bohongan. / ...
"""

END = """
    Lilis: selesai latihan
    Bot: Ibu sedang latihan. Mau apa? [Lanjut latihan] [Mulai dari awal] [Selesai latihan]
    Lilis: selesai latihan
    Bot: Latihan selesai. Sekarang catatan Ibu sungguhan lagi.
"""
TOMORROW = """
    (jam +13 jam)
"""
NOTHING_OPEN = """
    Lilis: ya
    Bot: Maaf, ... [...]
"""
REAL = """
    Lilis: setor
    Bot: Siapa yang menabung? ... [...]
"""


async def entries(world: World) -> list[str]:
    rows = await world.run(
        lambda unit: unit.fetch(
            "SELECT g.name, e.kind FROM ledger_entries e JOIN groups g ON g.id = e.group_id ORDER BY e.number"
        )
    )
    return [f"{row['name']} {row['kind']}" for row in rows]


async def test_what_is_tried_out_is_marked_and_goes_nowhere_else(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + SAVE)
    assert await entries(world) == ["Latihan saving"]
    assert not world.pushes


async def test_after_practice_the_real_group_is_meant_again(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + END + REAL)


async def test_a_forgotten_practice_is_over_the_next_day(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + TOMORROW + REAL)


async def test_whoever_is_in_no_group_may_try_it_out_too(play: Play, world: World) -> None:
    await world.add("Lilis", Role.HELPER)
    await play(BEGIN + SAVE)
    assert await entries(world) == ["Latihan saving"]


async def test_a_talk_left_open_in_practice_writes_nothing_when_the_practice_is_over(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + SAVE[: SAVE.index("    Lilis: ya")] + TOMORROW)
    await world.app.housekeeping.run()
    await play(NOTHING_OPEN)
    assert await entries(world) == []


async def test_what_was_laid_aside_in_practice_is_gone_with_it(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    kept = END.replace("Ibu sedang", "Yang tadi saya simpan. Ketik LANJUT untuk meneruskan. / Ibu sedang", 1)
    await play(BEGIN + SAVE[: SAVE.index("    Lilis: ya")] + kept)
    rows = await world.run(lambda unit: unit.fetch("SELECT name FROM talks"))
    assert [row["name"] for row in rows] == []


async def test_nothing_real_is_begun_or_joined_in_practice(play: Play, world: World) -> None:
    await chair_and_treasurer(world)
    code = re.search(r"[A-Z0-9]{6}\b(?=\.)", await meeting_code(play, world))
    assert code is not None
    await world.add("Euis")
    real = "Ibu sedang latihan. Ini kelompok sungguhan. Ketik dulu: SELESAI LATIHAN."
    await play(BEGIN.replace("Lilis", "Euis"))
    await play(f"""
        Euis: gabung
        Bot: LATIHAN. Uangnya bohongan. / ...
        Euis: {code[0]}
        Bot: LATIHAN. Uangnya bohongan. / {real}
        Euis: buat kelompok
        Bot: ... {real}
    """)
    rows = await world.run(lambda unit: unit.fetch("SELECT id FROM joinings"))
    assert list(rows) == []


async def meeting_code(play: Play, world: World) -> str:
    await play("""
        Lilis: kode rapat
        Bot: Kode rapat Mentari: ...
    """)
    return " ".join(world.said["Lilis"])


async def as_lilis_in_practice(world: World, unit: Unit) -> None:
    actor = await world.actor(unit, "Lilis")
    (row,) = await unit.fetch("SELECT practice FROM accounts WHERE id = $1", actor.account_id)
    assert row["practice"]
    unit.actor = replace(actor, practice=row["practice"])


async def test_in_practice_the_real_book_is_closed_also_to_what_a_button_leads_to(
    play: Play, world: World
) -> None:
    await mentari(world, "Tati")
    await play(BEGIN)
    lilis = await number_of(world, "Lilis")

    async def job(unit: Unit) -> None:
        await as_lilis_in_practice(world, unit)
        group = world.groups[MENTARI]
        for way in (permits.require, permits.require_to_look):
            with pytest.raises(Practising):
                await way(unit, Action.WRITE_BOOK, group_id=group)
            assert await way(unit, Action.WRITE_BOOK, group_id=unit.actor.practice)
        waiting = await payouts.add(
            unit,
            group,
            kind=Kind.COST,
            account=Account.BIAYA_ATK,
            member=lilis,
            witness=None,
            amount=Rupiah(5_000),
            day=TODAY,
            meeting=None,
            note="pulpen",
            by=lilis,
            second=None,
        )
        with pytest.raises(Practising):
            await receive.say_yes(unit, waiting.id)
        assert await receive.list_rows(unit) == ()
        assert await answer.list_rows(unit) == ()

    await world.run(job)


async def test_a_practice_that_is_over_opens_its_book_to_nobody_and_its_roles_end(
    play: Play, world: World
) -> None:
    await chair_and_treasurer(world)
    await play(BEGIN + TOMORROW)

    async def job(unit: Unit) -> None:
        unit.actor = await world.actor(unit, "Lilis")
        (row,) = await unit.fetch("SELECT id FROM groups WHERE practice_of = $1", unit.actor.person_id)
        assert not unit.actor.practice
        with pytest.raises(NotAllowed):
            await permits.require(unit, Action.WRITE_BOOK, group_id=row["id"])
        await practice.end_expired(unit, IN_ONE_BOOK)
        held = await unit.fetch("SELECT id FROM roles WHERE group_id = $1 AND until_ms IS NULL", row["id"])
        assert list(held) == []
        assert await members.numbers_of(unit, world.groups[MENTARI], unit.actor.person_id)

    await world.run(job)


async def test_a_loan_is_tried_out_from_the_wish_to_the_money(play: Play, world: World) -> None:
    await mentari(world)
    await play(BEGIN + SAVE)
    await play("""
        Lilis: pinjam
        Bot: LATIHAN. Uangnya bohongan. / Pinjaman untuk siapa? [Saya sendiri] [Anggota tanpa HP]
        Lilis: anggota tanpa hp
        Bot: LATIHAN. Uangnya bohongan. / Siapa yang mau pinjam? [Melati (contoh)] [...]
        Lilis: melati
        Bot: LATIHAN. Uangnya bohongan. / Bacakan ke Melati (contoh), ya. Tulis jawaban Melati (contoh). / ... [...]
        Lilis: modal
        Bot: LATIHAN. ... Ibu bisa pinjam paling banyak Rp10.000. Itu uang kas ... / Ibu mau pinjam berapa?
        Lilis: 10rb
        Bot: LATIHAN. ... Mau dicicil berapa bulan? ...
        Lilis: 2
        Bot: LATIHAN. ... [Jasa tetap] [Jasa menurun]
        Lilis: tetap
        Bot: LATIHAN. ... Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: LATIHAN. ... / Sekarang coba ketik: putuskan pinjaman.
        Lilis: putuskan pinjaman
        Bot: LATIHAN. ... Melati (contoh) minta pinjam Rp10.000, 2 bulan. ... [Setuju] [Belum bisa] [Nanti saja]
        Lilis: setuju
        Bot: LATIHAN. ... Siapa saksinya? ... [Mawar (contoh)] [Kenanga (contoh)] [...]
        Lilis: kenanga
        Bot: LATIHAN. ... Ibu setuju? [Ya] [Tidak]
        Lilis: ya
        Bot: LATIHAN. ... Di kelompok sungguhan, ini dicek berdua. / Sudah dicatat: Melati (contoh) menerima Rp10.000. ...
        Lilis: cicil
        Bot: LATIHAN. ... Siapa yang membayar cicilan? [Melati (contoh)]
        Lilis: melati
        Bot: LATIHAN. ... Melati (contoh), cicilan: berapa? [Rp6.000] [Lunas Rp10.200] [Tidak jadi]
        Lilis: lunas
        Bot: LATIHAN. ... Pinjamannya lunas. Benar? [Ya] [Tidak]
        Lilis: ya
        Bot: LATIHAN. ... Sudah dicatat. No. 0003. / Pinjaman Melati (contoh) sudah lunas.
    """)
    assert (await entries(world))[-1] == "Latihan repayment"
    assert not world.pushes
