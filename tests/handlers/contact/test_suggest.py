"""A card for a woman who knows nothing of us: who may give one, what stands on it, and what is written down."""

import pytest

from db import groups
from db.unit import Unit
from domain.matters import OUTREACH_CODES_MAX
from domain.roles import Role
from tests.handlers.contact.letters import add_worker
from tests.play import Play
from tests.world import BATU, MENTARI, World


async def test_a_village_figure_gets_a_card_and_its_picture(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER)
    await play("""
        Kader: ajak warga
        Bot: Kartu ini untuk warga yang belum kenal kami. Namanya tidak dicatat. / Dia tinggal di mana? [Samarinda]
            [Kutai Kartanegara]
        Kader: samarinda
        Bot: Buat satu kartu untuk Samarinda? Petugasnya dari Dinas Sosial Kaltim. [Ya] [Tidak]
        Kader: ya
        Bot: Berikan gambarnya, atau bacakan dua baris ini: / 1. Buka chat Teman Mandiri. / 2. Ketik: AJAK ...
            / Berlaku sampai Kamis, 5 Maret 2026. / Berikan langsung, saat dia sendirian. Jangan lewat HP orang lain.
            / Dia yang memutuskan. Kami tidak memberi tahu siapa yang datang.
        Bot: Info dan kelas untuk warga
    """)
    assert world.audit == ["Kader write outreach_code Kader samarinda"]

    async def kept(unit: Unit) -> list[dict[str, object]]:
        rows = await unit.fetch("SELECT area, organisation_id, issuer_id FROM outreach_codes")
        return [dict(row) for row in rows]

    (row,) = await world.run(kept)
    assert row["area"] == "samarinda"


async def test_the_only_area_of_an_office_is_not_asked_for_and_a_no_makes_no_card(
    play: Play, world: World
) -> None:
    await add_worker(world, "Rina", Role.COMPANION, office=BATU)
    await play("""
        Rina: kartu ajakan
        Bot: Kartu ini ... / Dia tinggal di mana? [Junrejo, Kota Batu] [Batu, Kota Batu] [Bumiaji, Kota Batu]
        Rina: junrejo
        Bot: Buat satu kartu untuk Junrejo, Kota Batu? ... [Ya] [Tidak]
        Rina: tidak
        Bot: Baik, tidak dibuat.
    """)
    assert world.audit == []


async def test_who_leads_a_group_gives_one_for_any_area_but_not_while_its_books_are_shut(
    play: Play, world: World
) -> None:
    await world.add("Cucu", Role.CHAIR)
    await play("""
        Cucu: ajak warga
        Bot: Kartu ini ... / Dia tinggal di mana? [Samarinda] [...]
        Cucu: purwakarta
        Bot: Buat satu kartu untuk Purwakarta? ... [Ya] [Tidak]
        Cucu: ya
        Bot: Berikan gambarnya, ...
        Bot: Info dan kelas untuk warga
    """)

    async def shut(unit: Unit) -> None:
        unit.write("UPDATE groups SET state = $2 WHERE id = $1", world.groups[MENTARI], groups.DRAFT)

    await world.run(shut)
    await play("""
        Cucu: ajak warga
        Bot: Kartu ini ... [...]
        Cucu: purwakarta
        Bot: Buat satu kartu ... [Ya] [Tidak]
        Cucu: ya
        Bot: Buku kelompok belum dibuka. Tunggu pengurus kedua masuk, ya.
    """)


@pytest.mark.parametrize("role", [Role.ADMIN, Role.TRAINER, Role.TREASURER, Role.MEMBER, None])
async def test_nobody_else_gives_cards(play: Play, world: World, role: Role | None) -> None:
    await world.add("Siti", *([role] if role else []))
    await play("""
        Siti: ajak warga
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)


async def test_after_many_cards_it_is_enough(play: Play, world: World) -> None:
    await world.add("Kader", Role.HELPER)
    for _card in range(OUTREACH_CODES_MAX):
        await play("""
            Kader: ajak warga
            Bot: ... [...]
            Kader: 1
            Bot: ... [...]
            Kader: ya
            Bot: Berikan gambarnya, ...
            Bot: Info dan kelas untuk warga
        """)
    await play(f"""
        Kader: ajak warga
        Bot: ... [...]
        Kader: 1
        Bot: ... [...]
        Kader: ya
        Bot: Kartu yang masih berlaku sudah {OUTREACH_CODES_MAX}. Tunggu sampai ada yang habis.
    """)
