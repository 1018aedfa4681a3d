"""Hitung pinjaman: what a loan costs, for anybody; nothing is kept of it."""

from tests.handlers.book_keepers import rows
from tests.handlers.loans.asking import lending
from tests.play import Play
from tests.world import World


async def test_a_member_tries_out_what_her_group_takes(play: Play, world: World) -> None:
    await lending(world)
    await play("""
        Siti: hitung pinjaman
        Bot: Mari kita hitung. Ini hanya mencoba, tidak dicatat. / Pinjam berapa, Bu?
        Siti: 1 juta
        Bot: Dicicil berapa bulan? Paling lama 24.
        Siti: 10
        Bot: Pakai jasa, atau tanpa jasa? [Pakai jasa] [Tanpa jasa]
        Siti: pakai
        Bot: Berapa jasanya sebulan, untuk tiap Rp100.000? [Rp2.000]
        Siti: [Rp2.000]
        Bot: Jasa tetap. Tiap bulan Rp120.000. / Jumlah semua yang dibayar Rp1.200.000. /
            Jasa menurun. Bulan pertama Rp120.000, lalu makin kecil. Bulan terakhir Rp102.000. /
            Jumlah semua yang dibayar Rp1.110.000. / Jasa menurun lebih murah Rp90.000. /
            Mau pinjam di mana pun, tanyakan: jumlah semua yang dibayar berapa?
    """)
    assert await rows(world, "SELECT count(*) FROM loans") == [(0,)]


async def test_who_is_in_no_group_sees_what_somebody_else_would_take(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: coba hitung
        Bot: Mari kita hitung. ... / Pinjam berapa, Bu?
        Siti: 500 juta
        Bot: Maksud Ibu Rp500.000.000 (lima ratus juta)? [Ya] [Tidak]
        Siti: ya
        Bot: Paling banyak Rp100.000.000. Pinjam berapa, Bu?
        Siti: 1 juta
        Bot: Dicicil berapa bulan? Paling lama 24.
        Siti: 5
        Bot: ... [...]
        Siti: pakai jasa
        Bot: Berapa jasanya sebulan, untuk tiap Rp100.000?
        Siti: 80rb
        Bot: Paling banyak Rp50.000, dibulatkan. Berapa untuk tiap Rp100.000?
        Siti: 20rb
        Bot: Jasa tetap. Tiap bulan Rp400.000. / Jumlah semua yang dibayar Rp2.000.000. / ...
        Siti: coba hitung
        Bot: ...
        Siti: 100rb
        Bot: ...
        Siti: 1
        Bot: ... [...]
        Siti: tanpa jasa
        Bot: Tanpa jasa. Dibayar sekali: Rp100.000. / Jumlah semua yang dibayar Rp100.000. / Mau pinjam ...
    """)
