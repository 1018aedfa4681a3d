"""Private notes of whoever has a matter: written, read again, and on no phone but hers."""

import json

from db import matters, outbox, talks
from db.unit import Unit
from domain.matters import Result
from domain.roles import Role
from handlers.contact.passing import pass_on
from handlers.names import MATTER_NOTES
from tests.handlers.contact.letters import add_woman, add_worker, write
from tests.play import Play
from tests.world import World

SECRET = "ibu ini takut pulang, suaminya memukul"


async def wati_writes(world: World) -> str:
    """Wati has written to Rina of the office; the code of the matter."""
    await add_worker(world)
    await add_woman(world, "Wati")
    return (await write(world, "Wati", "bu saya mau tanya soal surat")).code


def seen_by(world: World, name: str) -> str:
    """All that ever stood on this phone."""
    return "\n".join(world.said.get(name, []))


async def test_a_note_is_written_and_followed_by_the_next_step(play: Play, world: World) -> None:
    code = await wati_writes(world)
    await play(f"""
        Rina: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Rina: 1
        Bot: Wati, Samarinda ({code}). ... [...]
        Rina: lainnya
        Bot: Wati ({code}): mau apa? [...]
        Rina: catatan
        Bot: Belum ada catatan tentang Wati ({code}). Catatan hanya untuk Dinas Sosial Kaltim. [Tulis catatan] [Kembali ke pesan]
        Rina: tulis
        Bot: Catatan apa? [Motivasi] [Kunjungan] [Kesepakatan] [Tindak lanjut] [Penjangkauan] [Bimbingan usaha]
        Rina: motivasi
        Bot: Tulis catatannya. Ini tidak dikirim. Kalau warga minta salinan datanya, catatan ini ikut.
        Rina: {SECRET}
        Bot: Catatan Motivasi disimpan. Tidak dikirim ke siapa pun. / Lalu apa? [Langkah berikutnya] [Daftar catatan]
            [Kembali ke pesan]
        Rina: langkah
        Bot: Apa langkah berikutnya untuk Wati ({code})?
    """)
    assert SECRET not in seen_by(world, "Wati")
    assert "Rina write matter_note Wati" in world.audit


async def test_what_is_typed_at_once_is_a_note_and_opens_no_door(play: Play, world: World) -> None:
    code = await wati_writes(world)
    await play(f"""
        Rina: pesan warga
        Bot: 1 belum dijawab, ... [...]
        Rina: 1
        Bot: Wati, Samarinda ({code}). ... [...]
        Rina: lainnya
        Bot: Wati ({code}): mau apa? [...]
        Rina: catatan
        Bot: Belum ada catatan tentang Wati ({code}). ... [Tulis catatan] [Kembali ke pesan]
        Rina: Ibu takut suaminya marah kalau tahu
        Bot: Itu disimpan sebagai catatan, tidak dikirim. Catatan apa? [Motivasi] [Kunjungan] [Kesepakatan]
            [Tindak lanjut] [Penjangkauan] [Bimbingan usaha] [Bukan catatan]
        Rina: bukan catatan
        Bot: Baik, tidak disimpan. / Belum ada catatan tentang Wati ({code}). ... [Tulis catatan] [Kembali ke pesan]
        Rina: Ibu takut suaminya marah kalau tahu
        Bot: Itu disimpan sebagai catatan, tidak dikirim. Catatan apa? [...]
        Rina: kunjungan
        Bot: Catatan Kunjungan disimpan. Tidak dikirim ke siapa pun. / Lalu apa? [Langkah berikutnya] [Daftar catatan]
            [Kembali ke pesan]
    """)
    assert "takut suaminya" not in seen_by(world, "Wati")
    assert world.audit.count("Rina write matter_note Wati") == 1


async def test_she_reads_it_again_and_a_long_one_in_parts(play: Play, world: World) -> None:
    code = await wati_writes(world)
    long = "kata " * 98
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: catatan
        Bot: Belum ada catatan ... [...]
        Rina: tulis
        Bot: Catatan apa? [...]
        Rina: bimbingan uep
        Bot: Tulis catatannya. ...
        Rina: {long}
        Bot: Catatan Bimbingan usaha disimpan. ... [...]
        Rina: daftar catatan
        Bot: Catatan tentang Wati ({code}). Hanya untuk Dinas Sosial Kaltim. [Tulis catatan] [Bimbingan usaha 3/2]
            [Kembali ke pesan]
        Rina: 2
        Bot: Bimbingan usaha, Selasa, 3 Februari 2026. ... [Lihat sisanya] [Cukup]
        Rina: lihat
        Bot: kata ... / Lalu apa? [Langkah berikutnya] [Daftar catatan] [Kembali ke pesan]
        Rina: kembali ke pesan
        Bot: Wati, Samarinda ({code}). ... [...]
    """)
    assert "Rina read matter_note Wati" in world.audit


async def test_who_has_the_matter_no_more_finds_no_note_and_who_has_it_now_sees_who_wrote_it(
    play: Play, world: World
) -> None:
    code = await wati_writes(world)
    await add_worker(world, "Dina")
    await play("""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: catatan
        Bot: Belum ada catatan ... [...]
        Rina: tulis
        Bot: Catatan apa? [...]
        Rina: kesepakatan
        Bot: Tulis catatannya. ...
        Rina: minggu depan bawa KK
        Bot: Catatan Kesepakatan disimpan. ... [...]
    """)

    async def hand_over(unit: Unit) -> None:
        matter = await matters.find_by_code(unit, code)
        assert matter is not None
        unit.actor = await world.actor(unit, "Dina")
        await matters.set_holder(unit, matter, unit.actor.person_id)

    await world.run(hand_over)
    await play(f"""
        Rina: daftar catatan
        Bot: Maaf, itu tidak ada di sini. ...
        Dina: pesan warga
        Bot: ... [...]
        Dina: 1
        Bot: ... [...]
        Dina: lainnya
        Bot: ... [...]
        Dina: catatan
        Bot: Catatan tentang Wati ({code}). ... [Tulis catatan] [Kesepakatan 3/2] [Kembali ke pesan]
        Dina: kesepakatan
        Bot: Kesepakatan, Selasa, 3 Februari 2026, oleh Rina. / minggu depan bawa KK / Lalu apa? [...]
    """)


async def test_no_word_of_a_note_is_left_in_the_journal_of_who_has_read_it(play: Play, world: World) -> None:
    await wati_writes(world)
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: catatan
        Bot: Belum ada catatan ... [...]
        Rina: tulis
        Bot: Catatan apa? [...]
        Rina: motivasi
        Bot: Tulis catatannya. ...
        Rina: {SECRET}
        Bot: Catatan Motivasi disimpan. ... [...]
        Rina: daftar catatan
        Bot: Catatan tentang Wati ... [...]
        Rina: 2
        Bot: Motivasi, ... / {SECRET} / Lalu apa? [...]
    """)

    async def journal(unit: Unit) -> str:
        rina = await world.actor(unit, "Rina")
        talk = await talks.find_newest(unit, rina.account_id, rina.person_id, MATTER_NOTES)
        assert talk is not None
        return json.dumps(talk.entries)

    kept = await world.run(journal)
    assert SECRET not in kept


async def test_whatever_happens_in_the_matter_no_word_of_a_note_is_on_another_phone(
    play: Play, world: World
) -> None:
    code = await wati_writes(world)
    await add_worker(world, "Dina")
    await play(f"""
        Rina: pesan warga
        Bot: ... [...]
        Rina: 1
        Bot: ... [...]
        Rina: lainnya
        Bot: ... [...]
        Rina: catatan
        Bot: Belum ada catatan ... [...]
        Rina: tulis
        Bot: Catatan apa? [...]
        Rina: kunjungan
        Bot: Tulis catatannya. ...
        Rina: {SECRET}
        Bot: Catatan Kunjungan disimpan. ... [...]
        Rina: kembali ke pesan
        Bot: Wati, Samarinda ... [...]
        Rina: balas
        Bot: Tulis untuk Wati ... [Tidak jadi]
        Rina: Baik Bu, besok ya
        Bot: ... [...]
        Bot → Wati: Rina, Dinas Sosial Kaltim: Baik Bu, besok ya [Balas]
    """)

    async def go_on(unit: Unit) -> None:
        matter = await matters.find_by_code(unit, code)
        assert matter is not None
        unit.actor = await world.actor(unit, "Dina")
        await matters.set_holder(unit, matter, unit.actor.person_id)
        await matters.close(unit, matter.id, Result.HELPED, "Selesai, Bu.", although_unanswered=True)
        await pass_on(unit, matter)
        told, unit.told = unit.told, []
        queued = await world.app.teller.queue(unit, told)
        unit.after_commit(lambda: world.app.delivery.hand_over(queued))

    await world.run(go_on)
    await world.pass_time(2 * 24 * 3600)

    async def sent(unit: Unit) -> list[str]:
        rina = (await world.actor(unit, "Rina")).person_id
        rows = await unit.fetch(
            outbox._COLUMNS + "WHERE x.person_id <> $1 AND x.body IS NOT NULL ORDER BY x.id", rina
        )
        return [each.body.decode("utf-8", "replace") for each in await outbox._opened(unit, rows)]

    bodies = await world.run(sent)
    assert any("besok ya" in each for each in bodies)
    assert not [each for each in bodies if "suaminya" in each]
    assert "suaminya" not in seen_by(world, "Wati") + seen_by(world, "Dina")


async def test_who_answers_nobody_has_no_notes(play: Play, world: World) -> None:
    await wati_writes(world)
    await world.add("Tuti", Role.TRAINER)
    await play("""
        Tuti: /catatan_urusan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
        Wati: /catatan_urusan
        Bot: Maaf, bagian ini hanya untuk yang bertugas. ... [...]
    """)
