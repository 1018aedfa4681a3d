"""An admin sees what messages cost, fills in prices from Meta's list, and sets where announcements stop."""

from db import message_costs
from db.unit import Unit
from domain.money import Rupiah
from domain.roles import Role
from domain.templates import Category
from tests.play import Play
from tests.world import World

NO_CAP = "Belum ada batas untuk pengumuman."
MENU = "Mau apa? [Isi harga] [Atur batas] [Selesai]"
MENU_MORE = "Mau apa? [Isi harga] [Atur batas] [Bulan lain] [Selesai]"


async def test_without_a_price_nothing_is_called_its_cost(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.run(_some)
    await play(f"""
        Admin: biaya wa
        Bot: Biaya WhatsApp bulan ini: Rp0. / Pemberitahuan: 3 pesan, harga belum diisi. /
            Balasan: 1 pesan, harga belum diisi. / Ada harga yang belum diisi. Jumlah ini belum lengkap. /
            {NO_CAP} / {MENU}
        Admin: isi harga
        Bot: Harga pesan yang mana? [Pemberitahuan] [Balasan] [Promosi]
        Admin: pemberitahuan
        Bot: Berapa harga satu pesan? Lihat daftar harga Meta. Contoh: 356,65.
        Admin: mahal
        Bot: Belum terbaca sebagai harga. Tulis angkanya saja. Contoh: 356,65.
        Admin: Rp356,65
        Bot: Pemberitahuan: Rp356,65 per pesan, mulai bulan ini. Benar? [Ya] [Tidak]
        Admin: ya
        Bot: Harga sudah dicatat. / Biaya WhatsApp bulan ini: Rp1.070. / Pemberitahuan: 3 pesan, Rp1.070. /
            Balasan: 1 pesan, harga belum diisi. / Ada harga yang belum diisi. Jumlah ini belum lengkap. /
            {NO_CAP} / {MENU}
        Admin: selesai
        Bot: Baik, sudah selesai.
    """)
    prices = await world.run(message_costs.prices)
    assert dict(prices) == {Category.UTILITY: 35_665}


async def test_the_cap_is_set_reached_and_taken_away(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.run(_some)
    await world.run(_priced)
    await play(f"""
        Admin: biaya whatsapp
        Bot: Biaya WhatsApp bulan ini: Rp40.000. / ... / {NO_CAP} / {MENU}
        Admin: atur batas
        Bot: Batas ini hanya menghentikan pengumuman. Bantuan, bukti, dan balasan tetap jalan. /
            Paling banyak berapa sebulan? [Tanpa batas]
        Admin: 30 ribu
        Bot: Pengumuman berhenti di Rp30.000 sebulan. Benar? [Ya] [Tidak]
        Admin: ya
        Bot: Batas sudah dicatat. / ... / Batas Rp30.000 sudah tercapai. Pengumuman berhenti. / {MENU}
        Admin: atur batas
        Bot: ... / Paling banyak berapa sebulan? [Tanpa batas]
        Admin: tanpa batas
        Bot: Pengumuman berjalan tanpa batas. Benar? [Ya] [Tidak]
        Admin: tidak
        Bot: Baik, tidak diubah. / ... / {MENU}
    """)
    assert await world.run(message_costs.cap) == Rupiah(30_000)
    assert [line for line in world.audit if "message" in line] == ["Admin write message cap ? 30000"]


async def test_the_months_before_are_shown_by_category(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)
    await world.run(_of_months_before)
    await play(f"""
        Admin: biaya wa
        Bot: Biaya WhatsApp bulan ini: Rp0. / {NO_CAP} / {MENU_MORE}
        Admin: bulan lalu
        Bot: Bulan yang mana? [Januari 2026] [Desember 2025]
        Admin: desember 2025
        Bot: Biaya WhatsApp Desember 2025: Rp4.000. / Pemberitahuan: 2 pesan, Rp4.000. /
            Balasan: 1 pesan, harga belum diisi. / Ada harga yang belum diisi. Jumlah ini belum lengkap. /
            Biaya WhatsApp bulan ini: Rp0. / {NO_CAP} / {MENU_MORE}
        Admin: bulan lain
        Bot: Bulan yang mana? [Januari 2026] [Desember 2025]
        Admin: 1
        Bot: Biaya WhatsApp Januari 2026: Rp6.000. / Pemberitahuan: 3 pesan, Rp6.000. / ... / {MENU_MORE}
    """)


async def test_one_month_before_is_shown_at_once(play: Play, world: World) -> None:
    await world.add("Admin", Role.ADMIN)

    async def some(unit: Unit) -> None:
        _sent(unit, "2026-01", Category.FREE, 7)

    await world.run(some)
    await play(f"""
        Admin: biaya wa
        Bot: ... [...]
        Admin: bulan lain
        Bot: Biaya WhatsApp Januari 2026: Rp0. / Tidak ditagih: 7 pesan, Rp0. / ... / {MENU_MORE}
    """)


async def test_nobody_but_an_admin_sees_or_sets_them(play: Play, world: World) -> None:
    await world.add("Siti", area="samarinda")
    await world.add("Petugas", Role.WORKER)
    await play("""
        Siti: biaya whatsapp
        Bot: ... [...]
        Petugas: biaya whatsapp
        Bot: ... [...]
    """)
    for name in ("Siti", "Petugas"):
        assert not any("Biaya WhatsApp bulan ini" in each for each in world.said[name])


async def _some(unit: Unit) -> None:
    for outbox_id in range(3):
        await message_costs.bill(unit, outbox_id, Category.UTILITY)
    await message_costs.bill(unit, 3, Category.SERVICE)


async def _priced(unit: Unit) -> None:
    message_costs.set_price(unit, Category.UTILITY, 1_000_000)
    message_costs.set_price(unit, Category.SERVICE, 1_000_000)


async def _of_months_before(unit: Unit) -> None:
    message_costs.set_price(unit, Category.UTILITY, 200_000, "2025-12")
    _sent(unit, "2025-12", Category.UTILITY, 2)
    _sent(unit, "2025-12", Category.SERVICE, 1)
    _sent(unit, "2026-01", Category.UTILITY, 3)


def _sent(unit: Unit, month: str, category: Category, count: int) -> None:
    unit.write(
        "INSERT INTO message_months (month, category, billed, messages) VALUES ($1, $2, 1, $3)",
        month,
        category.value,
        count,
    )
