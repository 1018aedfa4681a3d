"""What the program itself says around every conversation: not understood, stopped, gone wrong, a button too old."""

from conversation.text import Text, _

NOT_UNDERSTOOD = _("Maaf, saya belum mengerti.")
NOT_UNDERSTOOD_ALONE = _("Maaf, saya belum mengerti. Ini yang bisa saya bantu.")
WHAT_SHE_MAY_TYPE = _("Ibu bisa pilih, atau ketik PETUGAS.")
OFFER_PERSON = _("Maaf, saya masih belum mengerti. Mau dibantu petugas?")
GIVEN_UP = _(
    "Tidak apa-apa, Bu. Kita berhenti dulu. Jawaban Ibu saya simpan. Ketik LANJUT kalau sudah senggang."
)
STOPPED = _("Baik, Bu. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.")
NOTHING_TO_STOP = _("Tidak ada yang sedang berjalan, Bu. Ketik MENU kalau perlu.")
NOTHING_TO_TAKE_BACK = _("Belum ada jawaban yang bisa diubah, Bu.")
ALREADY_WRITTEN = _("Bagian itu sudah dicatat, Bu. Kalau ada yang keliru, ketik PETUGAS.")
TAKEN_BACK = _("Baik, kita ulang pertanyaan tadi.")
PARKED = _("Yang tadi saya simpan. Ketik LANJUT untuk meneruskan.")
RESUMED = _("Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti.")
BROKEN = _("Maaf, Bu, obrolan tadi tidak bisa saya teruskan. Yang sudah dicatat tetap ada.")
FAULT = _("Maaf, Bu, ada yang salah di program kami. Tolong kirim sekali lagi, ya.")
FAULT_AGAIN = _(
    "Maaf, Bu, program kami masih salah. Petugas kami akan memeriksa. Ketik MENU untuk yang lain."
)
TOO_OLD = _("Tombol ini sudah tidak berlaku, Bu.")
ALREADY_ANSWERED = _("Sudah dijawab, Bu.")
ANSWERED = _("Sudah dijawab.")
SENT_TOO_EARLY = _("Pesan Ibu datang sebelum pertanyaannya sampai. Saya tanya sekali lagi, ya.")
EDITED = _("Kalau mau mengubah jawaban, ketik KEMBALI, Bu.")
CANNOT_READ = _("Maaf, Bu, yang ini belum bisa saya baca. Tolong ketik jawabannya, ya.")
NOT_FOR_HER = _("Maaf, Bu, bagian ini untuk pengurus atau petugas.")
NOT_INVITED = _("Maaf, saya belum diundang ke grup ini. Saya keluar dulu, ya.")
NOT_HERE_YET = _("Bagian ini belum ada, Bu. Ketik PETUGAS kalau perlu.")

SKIP = _("Tidak mau menjawab")
PERSON = _("Bicara dengan petugas")
WOMAN = _("Bicara dengan petugas perempuan")


def for_whom(name: str) -> Text:
    """On a phone that several use: whose money this is about."""
    return _("Ini untuk {name}.", name=name)


def answered(label: str, shown: str) -> Text:
    """A question that has its answer."""
    return _("{question}\n\n✔ {answer}", question=shown, answer=label)
