"""The commands a channel shows in its own menu: name and what it does."""

COMMANDS: tuple[tuple[str, str], ...] = (
    ("menu", "Lihat pilihan"),
    ("skrining", "Cari bantuan"),
    ("petugas", "Bicara dengan petugas"),
    ("pinjaman", "Pinjaman saya"),
    ("data", "Data saya"),
    ("lanjut", "Teruskan yang tadi"),
    ("kembali", "Ubah jawaban tadi"),
    ("batal", "Berhenti"),
    ("bantuan", "Bantuan"),
)
