"""The commands a channel shows in its own menu: name and what it does.

They stand there on a locked phone too: nothing among them is about money. Typed, every other word works as well.
"""

COMMANDS: tuple[tuple[str, str], ...] = (
    ("menu", "Lihat pilihan"),
    ("skrining", "Cari bantuan"),
    ("jadwal", "Kelas dan jadwal"),
    ("petugas", "Bicara dengan petugas"),
    ("data", "Data saya"),
    ("lanjut", "Teruskan yang tadi"),
    ("kembali", "Ubah jawaban tadi"),
    ("batal", "Berhenti"),
    ("bantuan", "Bantuan"),
)
