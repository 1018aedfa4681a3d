"""A second admin says yes or no to new staff; whoever invited, or was invited, is no second admin."""

from domain.roles import Role
from tests.handlers.office_people import add_named, code_by, code_of_operator, roles_of, two_admins
from tests.play import Play
from tests.world import World


async def joins(play: Play, phone: str, code: str, role: str) -> None:
    """Somebody known to the program uses the code; the one admin who can agree is told."""
    await play(f"""
        {phone}: /start {code}
        Bot: Undangan sebagai {role} di Dinas Sosial Kaltim. / ...
        {phone}: {phone}
        Bot: Perempuan atau laki-laki? ... [...]
        {phone}: perempuan
        Bot: {phone}, {role}, Dinas Sosial Kaltim. Benar? [Ya] [Tidak]
        {phone}: ya
        Bot: Terima kasih, {phone}. ...
        Bot → Dedi: Ada pendaftar baru yang menunggu persetujuan. [Lihat]
    """)


async def test_a_no_ends_it_and_a_later_keeps_it_waiting(play: Play, world: World) -> None:
    await two_admins(world)
    await world.add("Ratna")
    await joins(play, "Ratna", await code_by(world, "Wati", Role.SUPERVISOR), "Kepala petugas")
    await play("""
        Dedi: persetujuan
        Bot: Diundang oleh Wati. / Ratna menjadi Kepala petugas di Dinas Sosial Kaltim. Setuju? [Ya] [Tidak]
        Dedi: tidak
        Bot: Tidak setuju, atau nanti saja? [Tidak setuju] [Nanti saja]
        Dedi: nanti
        Bot: Baik, masih menunggu.
        Dedi: persetujuan
        Bot: Diundang oleh Wati. / ... [Ya] [Tidak]
        Dedi: tidak
        Bot: Tidak setuju, atau nanti saja? [...]
        Dedi: [Tidak setuju]
        Bot: Sudah dicatat. Kodenya tidak berlaku lagi.
        Bot → Ratna: Pendaftaran di Dinas Sosial Kaltim belum disetujui. Hubungi kantor.
        Dedi: persetujuan
        Bot: Tidak ada yang menunggu persetujuan.
    """)
    assert await roles_of(world, "Ratna") == []
    assert world.audit[-1] == "Dedi refuse invite Ratna supervisor"


async def test_the_one_who_invited_sees_nobody_to_agree_to(play: Play, world: World) -> None:
    await two_admins(world)
    await world.add("Ratna")
    await joins(play, "Ratna", await code_by(world, "Wati", Role.WORKER), "Petugas")
    await play("""
        Wati: persetujuan
        Bot: Tidak ada yang menunggu persetujuan.
    """)


async def test_of_several_who_wait_one_is_chosen(play: Play, world: World) -> None:
    await two_admins(world)
    for name, role, word in (("Ratna", Role.WORKER, "Petugas"), ("Yanti", Role.TRAINER, "Pelatih")):
        await world.add(name)
        await joins(play, name, await code_by(world, "Wati", role), word)
    await play("""
        Dedi: persetujuan
        Bot: Siapa yang mau dilihat? [Ratna, Petugas] [Yanti, Pelatih]
        Dedi: [Yanti, Pelatih]
        Bot: Diundang oleh Wati. / Yanti menjadi Pelatih di Dinas Sosial Kaltim. Setuju? [Ya] [Tidak]
        Dedi: ya
        Bot: Sudah disetujui. Yanti bisa mulai sekarang.
        Bot → Yanti: Sudah disetujui: Pelatih di Dinas Sosial Kaltim. ...
    """)
    assert await roles_of(world, "Ratna") == []
    assert await roles_of(world, "Yanti") == ["trainer"]


async def test_nobody_agrees_after_a_week(play: Play, world: World) -> None:
    await two_admins(world)
    await world.add("Ratna")
    await joins(play, "Ratna", await code_by(world, "Wati", Role.WORKER), "Petugas")
    await play("""
        (jam +8 hari)
        Dedi: persetujuan
        Bot: Tidak ada yang menunggu persetujuan.
    """)


async def test_what_the_operator_gives_needs_no_second_admin(play: Play, world: World) -> None:
    await add_named(world, "Wati", "Wati")
    code = await code_of_operator(world, Role.ADMIN)
    await play(f"""
        Wati: /start {code}
        Bot: Undangan sebagai Pengurus kantor di Dinas Sosial Kaltim. / ...
        Wati: Wati
        Bot: ... [...]
        Wati: perempuan
        Bot: ... [Ya] [Tidak]
        Wati: ya
        Bot: Selamat bergabung, Wati. Sudah dicatat sebagai Pengurus kantor. / Ketik /kantor untuk mengatur kantor. / ...
    """)
    assert await roles_of(world, "Wati") == ["admin"]
