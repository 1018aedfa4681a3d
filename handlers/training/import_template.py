"""The table of classes that is given out empty: its columns, two examples, and what may stand in each.

What stands here is read again by domain/course_table.py; a test holds the two together.
"""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from conversation.text import _

TEMPLATE = "training/template.xlsx"
TEMPLATE_TEXT = _("File contoh untuk kelas. Isi di lembar pertama, lalu kirim kembali.")

SHEET_TITLE = _("Kelas")
EXAMPLE_TITLE = _("Contoh")
FILL_IN = _("Satu baris, satu kelas. Tanpa rumus.")
KINDS_NOTES = (
    _("Jenis: Tata rias, Menjahit, Memasak, Membatik, Kue kering, Tenun."),
    _("Atau: Bunga kertas, Pernik, Bimtek, Lain."),
    _("Atau: Bimbingan motivasi, Bimbingan sosial, Bimbingan usaha."),
)
AREAS_NOTE = _("Wilayah kosong: untuk semua warga.")

# The headings as the reader knows them; they are no sentences and are not translated.
HEADINGS = (
    "Jenis",
    "Nama kelas",
    "Tempat",
    "Jadwal",
    "Banyak orang",
    "Bawa",
    "Anak",
    "Ongkos",
    "Wilayah",
)
# What people of an office write; the days are no days of a real plan.
EXAMPLES = (
    (
        "Kue kering",
        "",
        "Balai desa",
        "tiap Selasa jam 9 pagi, 8 kali, mulai 3 Februari",
        20,
        "celemek",
        "boleh ikut",
        "sendiri",
        "",
    ),
    (
        "Menjahit",
        "Menjahit lanjutan",
        "Rumah Bu RW",
        "Senin dan Rabu jam 13.00-15.00, sampai akhir Maret, mulai 2 Februari",
        12,
        "",
        "",
        "diganti",
        "",
    ),
)
