"""What the program itself says around every conversation: not understood, stopped, gone wrong, a button too old."""

from conversation.text import Text, _

NOT_UNDERSTOOD = _("Maaf, saya belum mengerti.")
NOT_UNDERSTOOD_ALONE = _("Maaf, saya belum mengerti. Ini yang bisa saya bantu.")
WHAT_SHE_MAY_TYPE = _("Pilih salah satu, atau ketik PETUGAS.")
OFFER_PERSON = _("Maaf, saya masih belum mengerti. Mau dibantu petugas?")
GIVEN_UP = _(
    "Tidak apa-apa, Bu. Kita berhenti dulu. Jawaban Ibu saya simpan. Ketik LANJUT kalau sudah senggang."
)
GIVEN_UP_EMPTY = _("Tidak apa-apa. Kita berhenti dulu. Ketik MENU kalau sudah senggang.")
STOPPED = _("Baik. Kita berhenti di sini. Ketik MENU kalau mau mulai lagi.")
NOTHING_TO_STOP = _("Tidak ada yang sedang berjalan. Ketik MENU kalau perlu.")
NOTHING_TO_TAKE_BACK = _("Belum ada jawaban yang bisa diubah.")
ALREADY_WRITTEN = _("Bagian itu sudah dicatat. Kalau ada yang keliru, ketik PETUGAS.")
TAKEN_BACK = _("Baik, kita ulang pertanyaan tadi.")
PARKED = _("Yang tadi saya simpan. Ketik LANJUT untuk meneruskan.")
RESUMED = _("Kita teruskan yang tadi, ya. Ketik BATAL untuk berhenti.")
BROKEN = _("Maaf, obrolan tadi tidak bisa saya teruskan. Yang sudah dicatat tetap ada.")
FAULT = _("Maaf, ada yang salah di program kami. Tolong kirim sekali lagi, ya.")
FAULT_AGAIN = _("Maaf, program kami masih salah. Petugas kami akan memeriksa. Ketik MENU untuk yang lain.")
TOO_MANY_AT_ONCE = _("Pesannya terlalu banyak. Mulai yang ini belum dikirim. Tunggu satu menit, ya.")

TOO_OLD = _("Maaf, tombol ini sudah tidak berlaku.")
ALREADY_ANSWERED = _("Sudah dijawab, ya.")
ANSWERED = _("Sudah dijawab.")
SENT_TOO_EARLY = _("Pesannya datang sebelum pertanyaannya sampai. Saya tanya sekali lagi, ya.")
EDITED = _("Kalau mau mengubah jawaban, ketik KEMBALI, ya.")
CANNOT_READ = _("Maaf, yang ini belum bisa saya baca. Tolong ketik jawabannya, ya.")
NOT_FOR_HER = _("Maaf, bagian ini hanya untuk yang bertugas.")
NOT_INVITED = _("Maaf, saya belum diundang ke grup ini. Saya keluar dulu, ya.")
NOT_HERE_YET = _("Bagian ini belum ada. Ketik PETUGAS kalau perlu.")

PRACTICE = _("LATIHAN. Uangnya bohongan.")

SKIP = _("Tidak mau menjawab")
PERSON = _("Bicara dengan petugas")
WOMAN = _("Bicara dengan petugas perempuan")


def for_whom(name: str) -> Text:
    """On a phone that several use: whose money this is about."""
    return _("Ini untuk {name}.", name=name)


def answered(label: str, shown: str) -> Text:
    """A question that has its answer."""
    return _("{question}\n\n✔ {answer}", question=shown, answer=label)
