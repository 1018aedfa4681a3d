"""The code of a card is typed anywhere by somebody nobody knows: what she is told, and what is kept after her own yes."""

import json

import pytest

from db import outreach, people
from db.unit import Unit
from domain.outreach import WRONG_MAX, shown
from domain.roles import Role
from tests.handlers.contact.letters import add_worker
from tests.play import Play
from tests.world import KALTIM, World

NOT_UNDERSTOOD = (
    """Maaf, saya belum mengerti. Ini yang bisa saya bantu. / Ada yang bisa saya bantu, Bu? [...]"""
)
LOCKS = """
    Siti: kunci
    Bot: ... Mau dipanggil siapa di HP ini?
    Siti: Siti
    Bot: Pilih satu kata pembuka, ...
    Siti: Mawar
    Bot: Pilih nomor rahasia, 6 angka. ...
    Siti: 27 13 90
    Bot: Ketik nomor itu sekali lagi.
    Siti: 271390
    Bot: Sudah, Bu. ...
"""
WELCOME = """Selamat datang, Bu. Saya Teman Mandiri, program chat dari Dinas Sosial Kaltim.
            / Ini data contoh, hanya untuk mencoba.
            / Saya bukan orang. Gratis. Kami tidak pernah minta uang, PIN bank, atau kode OTP.
            / Ibu bisa cari bantuan, ikut kelas, dan bertanya ke petugas.
            / Yang memberi kartu tidak diberi tahu Ibu datang.
            / Belum ada yang dicatat. Boleh saya catat Ibu tinggal di Samarinda? [Boleh] [Tidak] [Daerah saya lain]"""


async def a_card(world: World, by: str = "Kader", area: str = "samarinda") -> str:
    """The code of a card that somebody gave."""
    await world.add(by, Role.HELPER)

    async def job(unit: Unit) -> str:
        unit.actor = await world.actor(unit, by)
        return await outreach.make(unit, area, world.offices[KALTIM])

    return await world.run(job)


async def area_of(world: World, name: str) -> str:
    async def job(unit: Unit) -> str:
        return (await people.get_person(unit, (await world.actor(unit, name)).person_id)).area

    return await world.run(job)


async def rows(world: World, table: str) -> list[dict[str, object]]:
    """All that stands in this table."""

    async def job(unit: Unit) -> list[dict[str, object]]:
        return [dict(row) for row in await unit.fetch(f"SELECT * FROM {table}")]

    return await world.run(job)


@pytest.mark.parametrize("form", ["{shown}", "{low}", "{bare}", "kode saya {shown} bu", "/start {dashed}"])
async def test_a_stranger_types_it_and_says_yes_herself(play: Play, world: World, form: str) -> None:
    code = await a_card(world)
    typed = form.format(
        shown=shown(code),
        low=shown(code).lower().replace(" ", ""),
        bare=code,
        dashed=shown(code).replace(" ", "-"),
    )
    await play(f"""
        Neneng: {typed}
        Bot: {WELCOME}
        Neneng: boleh
        Bot: Terima kasih, Bu. Daerah Ibu: Samarinda. / Yang membantu di sana: Dinas Sosial Kaltim. Ketik PETUGAS kapan saja.
            / HP ini dipakai sendiri, atau bersama keluarga? [Sendiri] [Bersama] [Saya dibantu orang]
        Neneng: bersama
        Bot: Baik, Bu. Di HP bersama, saya tidak kirim hal pribadi. / Supaya orang lain tidak membaca, ketik KUNCI kapan saja.
            / Ada yang bisa saya bantu, Bu? [...]
    """)
    assert await area_of(world, "Neneng") == "samarinda"
    assert world.audit == ["Neneng write person Neneng area", "Neneng write account Neneng phone"]


async def test_also_to_the_very_first_question(play: Play, world: World) -> None:
    code = await a_card(world)
    await play(f"""
        Neneng: halo
        Bot: Halo, Bu. ... / HP ini dipakai sendiri, atau bersama keluarga? [...]
        Neneng: {shown(code)}
        Bot: {WELCOME}
    """)


async def test_a_no_keeps_nothing(play: Play, world: World) -> None:
    code = await a_card(world)
    await play(f"""
        Neneng: {shown(code)}
        Bot: {WELCOME}
        Neneng: jangan
        Bot: Baik, Bu. Tidak ada yang dicatat. Kalau berubah pikiran, ketik MENU.
    """)
    assert await area_of(world, "Neneng") == ""
    assert world.audit == []
    assert world.talks == []


async def test_she_lives_elsewhere(play: Play, world: World) -> None:
    code = await a_card(world)
    await play(f"""
        Neneng: {shown(code)}
        Bot: {WELCOME}
        Neneng: daerah saya lain
        Bot: Ibu tinggal di mana? Itu yang saya catat. [Samarinda] [Kutai Kartanegara] [...]
        Neneng: purwakarta
        Bot: Terima kasih, Bu. Daerah Ibu: Purwakarta. / Yang membantu di sana: Dinas Sosial Purwakarta. ... [...]
    """)
    assert await area_of(world, "Neneng") == "purwakarta"


async def test_nothing_that_is_kept_leads_from_her_to_the_card_or_back(play: Play, world: World) -> None:
    code = await a_card(world)
    (before,) = await rows(world, "outreach_codes")
    await play(f"""
        Neneng: {shown(code)}
        Bot: {WELCOME}
        Neneng: boleh
        Bot: Terima kasih, Bu. ... [...]
        Neneng: sendiri
        Bot: Baik, Bu. / ... [...]
        Neneng: batal
        Bot: ...
    """)
    assert await rows(world, "outreach_codes") == [before]
    hers = [await rows(world, table) for table in ("persons", "accounts", "audit", "consents", "talks")]
    kept = json.dumps(hers, default=str)
    assert code not in kept
    assert str(before["code_hash"]) not in kept
    assert str(before["expires_ms"]) not in kept
    assert not world.phones.screen("Kader")
    assert [line for line in world.audit if line.startswith("Kader")] == []


async def test_the_giver_who_tries_it_sees_the_same_whether_she_came_or_not(play: Play, world: World) -> None:
    code = await a_card(world)
    chat = f"""
        Kader: {shown(code)}
        Bot: Kartu untuk Samarinda ini masih berlaku.
    """
    await play(chat)
    await play(f"""
        Neneng: {shown(code)}
        Bot: {WELCOME}
        Neneng: boleh
        Bot: Terima kasih, Bu. ... [...]
    """)
    await play(chat)


async def test_who_is_known_is_asked_too_and_not_greeted_again(play: Play, world: World) -> None:
    code = await a_card(world)
    await world.add("Siti")
    await play(f"""
        Siti: bu, kode saya {shown(code)} ya
        Bot: Kartu ini untuk Samarinda. Boleh saya catat Ibu tinggal di sana? [Boleh] [Tidak] [Daerah saya lain]
        Siti: boleh
        Bot: Terima kasih, Bu. Daerah Ibu: Samarinda. / ... / Ada yang bisa saya bantu, Bu? [...]
        Siti: {shown(code)}
        Bot: Daerah Ibu sudah tercatat: Samarinda. / Ada yang bisa saya bantu, Bu? [...]
    """)


async def test_a_wrong_or_old_code_is_looked_at_again_and_she_is_welcome_without_one(
    play: Play, world: World
) -> None:
    code = await a_card(world)
    await world.pass_time(31 * 24 * 3600)
    await play(f"""
        Neneng: {shown(code)}
        Bot: Kode itu belum cocok, atau sudah lewat 30 hari. Coba lihat lagi, ya. [Tidak jadi]
        Neneng: AJAK 7K4P 9XQ
        Bot: Kode itu belum cocok, ... [Tidak jadi]
        Neneng: tidak jadi
        Bot: Tidak apa-apa, Bu. Ketik MENU, kita tetap bisa mulai.
        Neneng: menu
        Bot: Halo, Bu. ... [...]
    """)
    tried = [line for line in world.audit if "try outreach_code" in line]
    assert len(tried) == 2


async def test_whoever_guesses_gets_nowhere_even_with_the_right_code(play: Play, world: World) -> None:
    code = await a_card(world)
    for _time in range(WRONG_MAX):
        await play("""
            Neneng: AJAK 2222 222A
            Bot: Kode itu belum cocok, ... [Tidak jadi]
            Neneng: tidak jadi
            Bot: Tidak apa-apa, ...
        """)
    await play(f"""
        Neneng: {shown(code)}
        Bot: Kode itu belum cocok, ... [Tidak jadi]
    """)


@pytest.mark.parametrize(
    "text", ["ajak teman 5 orang besok", "ajak berteman", "bayar 25k", "mau ajak 2 anak"]
)
async def test_words_that_only_look_like_it_are_words(play: Play, world: World, text: str) -> None:
    await a_card(world)
    await world.add("Siti")
    await play(f"""
        Siti: {text}
        Bot: Maaf, saya belum mengerti. ... [...]
    """)
    assert world.audit == []


async def test_in_a_question_that_takes_any_words_it_is_the_answer(play: Play, world: World) -> None:
    code = await a_card(world)
    await add_worker(world)
    await play(f"""
        Rina: buat kelas
        Bot: ... [...]
        Rina: kelas baru
        Bot: Kelas apa? [...]
        Rina: tenun
        Bot: Apa nama kelasnya? ... [...]
        Rina: {shown(code)}
        Bot: Di mana tempatnya? ...
    """)


async def test_on_a_phone_that_is_locked_it_is_a_word_that_means_nothing(play: Play, world: World) -> None:
    code = await a_card(world)
    await world.add("Siti", phone="shared")
    await play(LOCKS)
    await play(f"""
        (jam +11 menit)
        Siti: {shown(code)}
        Bot: {NOT_UNDERSTOOD}
    """)
    assert world.audit[-1].startswith("Siti")
    assert not [line for line in world.audit if "outreach" in line]


async def test_it_is_asked_for_by_name_and_then_read_without_its_word(play: Play, world: World) -> None:
    code = await a_card(world)
    await world.add("Siti")
    await play(f"""
        Siti: kode ajakan
        Bot: Ketik kode di kartu itu. Contoh: AJAK 7K4P 9XQ2. [Tidak jadi]
        Siti: {code.lower()}
        Bot: Kartu ini untuk Samarinda. ... [...]
    """)


async def test_after_thirty_days_nothing_of_a_card_is_kept(world: World) -> None:
    await a_card(world)
    await world.app.housekeeping.run()
    assert len(await rows(world, "outreach_codes")) == 1
    await world.pass_time(31 * 24 * 3600)
    await world.app.housekeeping.run()
    assert await rows(world, "outreach_codes") == []
