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
}

# Commands whose conversations are still to come: said so, not called a misunderstanding.
NOT_YET = frozenset({"jadwal", "tabungan"})

# Not a conversation: takes up the parked talk whose id follows.
RESUME_ONE = "+lanjut"
