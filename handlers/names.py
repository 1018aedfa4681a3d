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

# Not a conversation: takes up the parked talk whose id follows.
RESUME_ONE = "+lanjut"
