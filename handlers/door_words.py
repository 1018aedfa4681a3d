"""What the door says, for each kind of trouble: believe her, say it is not her fault, give numbers, ask nothing twice.

The wordings are those of the domain paper (4.6): no "kenapa", no advice to leave, no promise of secrecy that cannot be
kept. The duty to report (UU 12/2022 TPKS art. 41) is said before she tells anything.
"""

from collections.abc import Mapping

from conversation.text import Text, _
from domain.contact_wishes import Named
from domain.organisations import EMERGENCY_NUMBERS

NUMBERS = {each.key: each.number for each in EMERGENCY_NUMBERS}

ALONE = _("Aman membaca ini sendirian sekarang?")
NOT_ALONE = _("Baik, Bu. Kita lanjut hal lain. Ketik PETUGAS kapan saja kalau perlu.")
WHILE_AWAY = _(
    "Program kami sedang terganggu, Bu. Pesan Ibu akan saya jawab nanti."
    " Kalau sekarang bahaya: telepon {police} atau {sapa}. WhatsApp {whatsapp}."
    " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
    police=NUMBERS["police"],
    sapa=NUMBERS["sapa_phone"],
    whatsapp=NUMBERS["sapa_whatsapp"],
    healing=NUMBERS["healing"],
)
WHEN_BROKEN = _(
    "Maaf, Bu, ada yang salah di program kami. Tolong kirim sekali lagi, ya."
    " Kalau sekarang bahaya: telepon {police} atau {sapa}. WhatsApp {whatsapp}."
    " Kalau terasa terlalu berat: {healing}, lalu tekan 8.",
    police=NUMBERS["police"],
    sapa=NUMBERS["sapa_phone"],
    whatsapp=NUMBERS["sapa_whatsapp"],
    healing=NUMBERS["healing"],
)
IN_PRIVATE = _("Kalau Ibu mau bicara berdua, saya ada. Pilih saat Ibu sendirian.")
TALK = _("Bicara berdua")
# Of a talk in which she wrote to somebody of an office, in the place of the number of one that waits.
WAS_WRITING = -1
NOT_PASSED_ON = _("Kalimat tadi tidak saya simpan dan tidak saya kirim.")
WRITE_ON = _("Mau menulis lagi ke petugas? Ketik PETUGAS.")
HEARD = _("Saya baca, Bu. Ibu tidak perlu cerita di sini.")

BELIEVE = _("Saya percaya Ibu. Ini bukan salah Ibu. Ibu tidak sendirian.")
NO_DETAILS = _("Ibu tidak perlu cerita di sini.")
DUTY_TO_REPORT = _(
    "Kalau Ibu bercerita tentang kekerasan seksual, petugas bisa wajib melapor ke polisi."
    " Petugas akan jelaskan dulu."
)
MAY_DELETE = _("Ibu boleh hapus pesan ini. Bisa juga ketik: bersihkan chat.")

IMPORTANT = _("Terima kasih sudah bilang, Bu. Ibu penting. Tolong jangan sendirian dulu.")
TO_HEALING = _(
    "Telepon {healing}, lalu tekan 8. Kadang harus menunggu. Bisa juga hubungi keluarga yang Ibu percaya.",
    healing=NUMBERS["healing"],
)

CHILD = _("Terima kasih sudah bilang, Bu. Saya percaya Ibu. Ini bukan salah Ibu, bukan salah anak.")
CHILD_FIRST = _("Kalau bisa, bawa anak ke tempat yang ada orang.")

DEBT = _("Terima kasih sudah bilang, Bu. Ini bukan salah Ibu. Ibu tidak sendirian.")
DEBT_LAW = _(
    "Penagih tidak boleh mengancam. Kalau diancam, Ibu boleh telepon {police}.", police=NUMBERS["police"]
)

UNCLEAR = _("Terima kasih sudah bilang, Bu. Mungkin saya salah mengerti.")
SOMETIMES = _("Kadang di rumah ada yang membuat kita takut atau sakit. Itu bukan salah Ibu.")
TOO_HEAVY = _("Kadang hidup terasa terlalu berat. Ibu penting. Ibu tidak sendirian.")
CHILD_UNCLEAR = _("Kadang ada yang membuat anak takut atau sakit. Itu bukan salah anak, bukan salah Ibu.")

OTHER = _("Terima kasih sudah peduli, Bu. Cerita ini tidak dicatat di mana pun.")
NOT_HER_FAULT = _("Itu bukan salah yang disakiti. Siapa saja boleh melapor.")
STAY_WITH_HER = _("Kalau bisa, temani dulu. Telepon {healing}, lalu tekan 8.", healing=NUMBERS["healing"])

IF_DANGER = _(
    "Kalau sekarang bahaya: telepon {police} atau {sapa}. WhatsApp {whatsapp}.",
    police=NUMBERS["police"],
    sapa=NUMBERS["sapa_phone"],
    whatsapp=NUMBERS["sapa_whatsapp"],
)
GO_TO_PEOPLE = _(
    "Kalau bisa, pergi ke tempat yang ada orang. Telepon {police} atau {sapa}. Bisa juga WhatsApp {whatsapp}.",
    police=NUMBERS["police"],
    sapa=NUMBERS["sapa_phone"],
    whatsapp=NUMBERS["sapa_whatsapp"],
)

# Said last where it counts: the message that held the numbers first turns into "Sudah dijawab." when she answers.
NUMBERS_AGAIN = _(
    "Nomor tadi: {police}, {sapa}, atau {healing} lalu tekan 8.",
    police=NUMBERS["police"],
    sapa=NUMBERS["sapa_phone"],
    healing=NUMBERS["healing"],
)

SAFE_NOW = _("Apakah sekarang Ibu aman?")
CHILD_SAFE_NOW = _("Apakah sekarang Ibu dan anak aman?")
WANTS_WOMAN = _("Apakah Ibu ingin bicara dengan petugas perempuan tentang ini?")
WANTS_PERSON = _("Apakah Ibu ingin bicara dengan petugas tentang ini?")
TRUSTED = _("Terima kasih sudah percaya, Bu. Tidak perlu cerita di sini. Petugas akan menghubungi Ibu.")
ANY_TIME = _("Baik, Bu. Kapan saja boleh ketik PETUGAS.")

WHO = _("Siapa yang boleh menghubungi Ibu?")
AS_NAMED: Mapping[Named, Text] = {
    Named.TRAINING: _(
        "Petugas hanya menelepon di jam itu. Kalau bukan Ibu yang mengangkat, petugas bilang dari pelatihan."
    ),
    Named.OFFICE: _(
        "Petugas hanya menelepon di jam itu. Kalau bukan Ibu yang mengangkat, petugas bilang dari Dinas Sosial."
    ),
    Named.NOBODY: _(
        "Petugas hanya menelepon di jam itu. Kalau bukan Ibu yang mengangkat, petugas tidak bilang apa-apa."
    ),
}
NO_NUMBER = _("Tanpa nomor, petugas hanya menulis di chat ini.")
AS_CHOSEN = _("Petugas hanya menghubungi Ibu sesuai pilihan itu.")
NOBODY_CALLS = _("Baik, Bu. Petugas tidak menghubungi Ibu. Ibu boleh datang atau ketik PETUGAS.")
WHY_AREA = _("Saya tanya tempat tinggal supaya petugas di sana bisa saya kabari.")
NO_OFFICE = _("Di daerah itu belum ada petugas kami, Bu. Nomor tadi untuk semua daerah.")

ON_DUTY = _("Petugas jaga sudah saya kabari.")
NOBODY_NOW = _("Sekarang belum ada petugas jaga. Pesan Ibu sudah saya teruskan.")


def nobody_until(at: object) -> Text:
    """Nobody is on duty: when somebody is."""
    return _("Sekarang belum ada petugas jaga. Petugas ada lagi {at}.", at=at)


# What she hears once she has said that she is alone, by kind; what is not named here is heard as violence.
DANGER: Mapping[str, tuple[Text, ...]] = {
    "violence": (BELIEVE, NO_DETAILS, DUTY_TO_REPORT),
    "wish_to_die": (IMPORTANT, TO_HEALING),
    "child": (CHILD, CHILD_FIRST, IF_DANGER, DUTY_TO_REPORT),
    "debt": (DEBT, DEBT_LAW, NO_DETAILS),
}
UNSURE: Mapping[str, tuple[Text, ...]] = {
    "violence": (UNCLEAR, SOMETIMES, IF_DANGER, DUTY_TO_REPORT),
    "wish_to_die": (UNCLEAR, TOO_HEAVY, TO_HEALING),
    "child": (UNCLEAR, CHILD_UNCLEAR, IF_DANGER, DUTY_TO_REPORT),
    "debt": (UNCLEAR, DEBT_LAW, NO_DETAILS),
}
ABOUT_OTHER: Mapping[str, tuple[Text, ...]] = {
    "violence": (OTHER, NOT_HER_FAULT, IF_DANGER, DUTY_TO_REPORT),
    "wish_to_die": (OTHER, STAY_WITH_HER, IF_DANGER),
    "debt": (OTHER, DEBT_LAW, IF_DANGER),
}


def wording(level: str, kind: str, about: str) -> tuple[Text, ...]:
    """The sentences for this sign, in order."""
    if about == "other":
        return ABOUT_OTHER.get(kind, ABOUT_OTHER["violence"])
    said = DANGER if level == "danger" else UNSURE
    return said.get("child" if about == "child" else kind, said["violence"])
