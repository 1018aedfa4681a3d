"""The names of the conversations that others hand over to; the conversations themselves do not import each other."""

FIRST = "mulai"
MENU = "menu"
HELP = "bantuan"
PERSON_TALK = "petugas"
RECHECK = "periksa_lagi"
RESUME = "lanjut"
SCREENING = "skrining"
NEWS = "kabar"
JOIN = "undangan"
QUEUE = "antrean"
REQUEST = "permintaan"
OFFICE = "kantor"
INFO = "info"
SIT_BESIDE = "dampingi"
SALUTATION = "panggilan"
INVITE = "undang"
PEOPLE = "peran"
CONFIRM = "persetujuan"
PERMISSIONS = "izin"
OWN_DATA = "data"
DATA_READERS = "siapa_melihat"
DATA_COPY = "salinan_data"
DATA_CORRECTION = "perbaiki_data"
DATA_ERASURE = "hapus_data"
DATA_DESK = "permintaan_data"
DOOR = "pintu"
CALLS = "jaga"
ANSWER_WORKER = "balas"
DUTY = "piket"

CLEAR_TRACES = "hapus_jejak"
SAFE_WORD = "kata_aman"
SAFE_CONTACT = "kontak"
FRONT = "luar"
NUMBER = "nomor"
LOCK = "kunci"
LINK = "sambungkan"
DUPLICATES = "data_ganda"
FORGOTTEN = "lupa_nomor"
RETURNING = "kembali_lagi"

# The group's book: a meeting, one saving, a list, the digits that stand for the book.
MEETING = "rapat"
SAVE = "setor"
NOTE_DOWN = "catat"
CHECK_CODE = "angka_cek"
GROUP_TEXT = "teks_rapat"

# Where lists are pasted, in which a line may tell of somebody's trouble (bot/talking.py).
BOOK_TALKS = frozenset({MEETING, NOTE_DOWN})

# What needs a second person, and money that goes out.
AGREE = "setujui"
SIGN = "tanda"
CORRECT = "betulkan"
REOPEN = "buka_lagi"
PAY_OUT = "tarik"
COST = "biaya"
RECEIVED = "terima"
ON_ITS_WAY = "uang_keluar"
SIGNING_PIN = "pin_tanda"
CLOSE_MONTH = "tutup_bulan"

# A member's own side: her savings, what a meeting wrote about her, what differs, and the group's sums.
SAVINGS = "tabungan"
SLIP = "catatan"
DIFFER = "beda"
SETTLE = "soal_beda"
DISPUTES = "cek_beda"  # not "keberatan": that is how people say no to a question
GROUP_MONEY = "uang_kelompok"
READ_ALOUD = "bacakan"
HEARD = "saksi"

# Loans: asking and deciding, paying, what happens when a month is hard, and what anybody may try out.
LOANS = "menu_pinjaman"
PINJAM = "pinjam"
PUTUSKAN = "putuskan"
PINJAMAN = "pinjaman"
CICIL = "cicil"
DAFTAR_PINJAMAN = "daftar_pinjaman"
ATUR_PINJAMAN = "aturan_pinjaman"
CICILAN = "cicilan"
ATUR_LAGI = "atur_lagi"
RINGANKAN = "ringankan"
TALANGAN = "talangan"
SERUMAH = "serumah"
HITUNG = "hitung_pinjaman"

# What the group does beside savings and loans.
ARISAN = "arisan"
SOCIAL_HELP = "dana_sosial"
SHARE_OUT = "bagikan"

# The end of a year: closed by two, looked at by the pengawas, open to all as far as it is theirs.
TUTUP_TAHUN = "tutup_tahun"
ATURAN_SHU = "aturan_shu"
PERIKSA_TAHUN = "periksa_tahun"
AKHIR_TAHUN = "akhir_tahun"

# Training: what fits her, one course, keeping courses, who comes, company, and what became of it.
SCHEDULE = "jadwal"
COURSE = "kelas"
SKILLS = "keterampilan"
COURSES = "kelola_kelas"
NEW_COURSE = "buat_kelas"
CHANGE_SESSION = "ubah_pertemuan"
IMPORT_COURSES = "impor_kelas"
CAN_COME = "bisa_datang"
ATTENDANCE = "daftar_hadir"
PRESENT = "hadir"
ABSENT = "tidak_hadir"
MATERIALS = "materi"
GIVE_MATERIAL = "kirim_materi"
BUDDY = "teman_belajar"
BOARD = "papan"
MOOD = "perasaan"
FOLLOW_UP = "tindak_lanjut"
CERTIFICATE = "sertifikat"
EVALUATION = "nilai_kelas"
SESSION_REVIEW = "catatan_pertemuan"
OUTCOME = "kabar_usaha"
OUTCOMES = "hasil_pelatihan"

# Contact: her side is PERSON_TALK; what is written to and fro; what staff do with it.
LINE = "obrolan"
QUOTED = "balas_kutipan"
COMPLAIN = "keluhan"
MATTER_FACE = "nilai_petugas"
MATTERS = "pesan_warga"
MATTER = "urusan"
CANNED = "jawaban_siap"
MATTER_NOTES = "catatan_urusan"
NEXT_STEP = "langkah"
STEPS = "tugas_saya"
LATER = "pesan_nanti"
HAND_OVER_MATTER = "serahkan_urusan"
REFER = "rujuk"
MAY_PASS = "boleh_dibawa"  # noqa: S105 - the name of a conversation
OFFERED = "urusan_ditawarkan"
LOOK_ANYWAY = "buka_urusan"
PARTNERS = "mitra"
SUPERVISE = "pantau_pesan"
OWN_NOTICES = "kabar_kerja"
OTHERS_MAY = "boleh_petugas_lain"
SUGGEST = "ajak_warga"
CARD_CODE = "kode_ajakan"

BOOKS = "buku"
GROUP_CHAT = "grup_chat"
PRACTICE = "latihan"

ANNOUNCE = "buat_pengumuman"
ANNOUNCEMENTS = "pengumuman"
ANNOUNCEMENT = "isi_pengumuman"
AGREE_TO_ANNOUNCEMENT = "setujui_pengumuman"
SET_ANNOUNCING = "atur_pengumuman"
CALL_BACK_ANNOUNCEMENT = "tarik_pengumuman"
STOP_ANNOUNCEMENT = "hentikan_pengumuman"
ANSWERS_TO = "jawaban_pengumuman"
ANSWER_NEWS = "jawab_kabar"
NEWS_KINDS = "pilih_kabar"
TEXT_FOR_GROUP = "teks_grup"
MESSAGE_COSTS = "biaya_wa"
GROUP = "kelompok"
NEW_GROUP = "buat_kelompok"
GROUP_RULES = "aturan_kelompok"
MEMBERS = "anggota"
MEETING_CODE = "kode_rapat"
JOIN_GROUP = "gabung"
ADMIT = "terima_anggota"
IMPORT = "impor"

# What she says of the newest record about her, where no open question takes it: buttons never shout, she may.
UNASKED: dict[str, tuple[str, tuple[int | str, ...]]] = {
    **dict.fromkeys(
        ("sudah bayar", "udah bayar", "sudah saya bayar", "sudah dibayar", "sampun bayar", "parantos bayar"),
        (CICILAN, (0, 0, 0, 0, "paid")),
    ),
    **dict.fromkeys(("bayar tanggal lain", "tanggal lain"), (CICILAN, (0, 0, 0, 0, "other_day"))),
    **dict.fromkeys(
        ("benar", "bener", "betul", "sudah benar", "sudah betul", "leres"), (SLIP, (0, 0, 0, 0, "right"))
    ),
    **dict.fromkeys(
        ("salah", "keliru", "masih salah", "kok salah", "lepat", "klentu"), (SLIP, (0, 0, 0, 0, "different"))
    ),
}

# What goes on in one group's book and may be laid aside: none of it crosses between practice and the real books.
IN_ONE_BOOK = frozenset(
    {
        MEETING,
        SAVE,
        NOTE_DOWN,
        CORRECT,
        REOPEN,
        PAY_OUT,
        COST,
        GROUP_RULES,
        MEMBERS,
        IMPORT,
        PUTUSKAN,
        ATUR_PINJAMAN,
        SERUMAH,
        CICIL,
        ATUR_LAGI,
        RINGANKAN,
        ARISAN,
        SOCIAL_HELP,
        SHARE_OUT,
        NEW_COURSE,
        COURSES,
        CHANGE_SESSION,
    }
)

# What a phone shows while nobody has unlocked it; there, whatever else is asked for is a word that means nothing.
OUTSIDE = frozenset({FRONT, NUMBER, INFO, "pintu", CLEAR_TRACES})

# What it shows there in the place of what is for her alone.
OUTSIDE_INSTEAD: dict[str, tuple[str, tuple[str, ...]]] = {
    MENU: (FRONT, ()),
    FIRST: (FRONT, ()),
    RESUME: (FRONT, ()),
    RECHECK: (FRONT, ()),
    PERSON_TALK: (FRONT, ("office",)),
    SCREENING: (INFO, ()),
    HELP: (INFO, ()),
    SCHEDULE: (FRONT, ("schedule",)),
    COURSE: (FRONT, ("schedule",)),
}

# Not a conversation: takes up the parked talk whose id follows.
RESUME_ONE = "+lanjut"
