"""The questions for consent, one a purpose, and the two notices: of an office, and of a group about its own book.

Each stands alone and says what for, who reads, how long, and that a no changes nothing else (UU 27/2022 PDP, art. 21).
A new wording is a new version: it is asked anew, and what was agreed to before stays on record with its old words.
"""

from collections.abc import Mapping

from conversation.text import Text, _
from domain.purposes import Controller, Purpose, Side
from handlers.consent import CONSENT_VERSION, KEPT_MONTHS, consent

TITLES: Mapping[Purpose, Text] = {
    Purpose.SCREENING: _("Cek bantuan"),
    Purpose.TRAINING: _("Pelatihan"),
    Purpose.CONTACT: _("Dihubungi"),
    Purpose.PHOTOS: _("Foto usaha"),
    Purpose.RESEARCH: _("Penelitian"),
    Purpose.SAVINGS: _("Simpanan"),
}
STATES: Mapping[str, Text] = {
    "yes": _("boleh"),
    "no": _("tidak boleh"),
    "withdrawn": _("dicabut"),
    "": _("belum ditanya"),
}

# Raised with every change of the wording.
VERSIONS: Mapping[Purpose, str] = {
    **dict.fromkeys(Purpose, "1"),
    Purpose.SCREENING: CONSENT_VERSION,
    Purpose.TRAINING: "3",
}


def question(purpose: Purpose, controller: Controller) -> Text:
    """What is asked for this purpose, in the name of this office or group."""
    place = controller.name
    match purpose:
        case Purpose.SCREENING:
            return consent(place)
        case Purpose.SAVINGS:
            return _savings(place)
        case Purpose.TRAINING:
            return _training(place) if controller.side is Side.OFFICE else _group_training(place)
        case Purpose.CONTACT:
            return _contact(place)
        case Purpose.PHOTOS:
            return _photos(place)
        case Purpose.RESEARCH:
            return _research(place)


def _training(place: str) -> Text:
    return _(
        "{place} mau mencatat pelatihan Ibu: nama panggilan, tempat tinggal, tanggal, dan hadir atau tidak.\n"
        "Gunanya: mengundang, mengingatkan, dan melihat hasilnya. Yang membaca: petugas {place}."
        " Disimpan {months} bulan.\n"
        "Ibu boleh menolak. Yang lain tidak berubah.\n"
        "Boleh saya catat?",
        place=place,
        months=KEPT_MONTHS,
    )


def _group_training(place: str) -> Text:
    return _(
        "Kelompok {place} mau mencatat kelas Ibu: nama panggilan, tanggal, dan hadir atau tidak.\n"
        "Gunanya: mengundang, mengingatkan, dan melihat hasilnya. Yang membaca: pengurus kelompok."
        " Disimpan {months} bulan.\n"
        "Ibu boleh menolak. Simpanan Ibu tidak berubah.\n"
        "Boleh saya catat?",
        place=place,
        months=KEPT_MONTHS,
    )


def _contact(place: str) -> Text:
    return _(
        "Petugas {place} mau menghubungi Ibu kalau perlu.\n"
        "Gunanya: menjawab pertanyaan Ibu. Cara dan jamnya Ibu yang pilih. Disimpan {months} bulan.\n"
        "Ibu boleh menolak. Yang lain tidak berubah.\n"
        "Boleh Ibu dihubungi?",
        place=place,
        months=KEPT_MONTHS,
    )


def _photos(place: str) -> Text:
    return _(
        "{place} mau menyimpan foto usaha Ibu.\n"
        "Gunanya: laporan kegiatan. Yang melihat: petugas {place}. Tanpa nama, disimpan {months} bulan.\n"
        "Ibu boleh menolak. Yang lain tidak berubah.\n"
        "Boleh fotonya disimpan?",
        place=place,
        months=KEPT_MONTHS,
    )


def _research(place: str) -> Text:
    return _(
        "{place} mau menghitung jawaban Ibu untuk penelitian.\n"
        "Yang keluar hanya jumlah, tanpa nama. Yang membaca: petugas {place}. Disimpan {months} bulan.\n"
        "Ibu boleh menolak. Yang lain tidak berubah.\n"
        "Boleh ikut dihitung?",
        place=place,
        months=KEPT_MONTHS,
    )


def _savings(place: str) -> Text:
    return _(
        "Kelompok {place} mau mencatat simpanan dan pinjaman Ibu.\n"
        "Yang membaca: pengurus kelompok. Kantor tidak melihat simpanan Ibu.\n"
        "Kalau Ibu keluar, catatan uang tetap ada, tanpa nama.\n"
        "Ibu boleh menolak. Cek bantuan tetap bisa.\n"
        "Boleh dicatat?",
        place=place,
    )


def question_text(purpose: Purpose, controller: Controller) -> str:
    """The same as it is kept with her answer."""
    asked = question(purpose, controller)
    return asked.message.format_map(asked.values)


def notice(controller: Controller, officer: str) -> Text:
    """Who is responsible here. officer: whom to ask about one's own data, "" if the office has named nobody."""
    if controller.side is Side.GROUP:
        return _(
            "Ini izin untuk kelompok {place}. Kelompok yang bertanggung jawab. Kantor tidak melihat simpanan Ibu.",
            place=controller.name,
        )
    if officer:
        return _(
            "Ini izin untuk {place}. Yang mengurus data: {officer}. Simpanan Ibu tidak dibaca kantor.",
            place=controller.name,
            officer=officer,
        )
    return _("Ini izin untuk {place}. Simpanan Ibu tidak dibaca kantor.", place=controller.name)
