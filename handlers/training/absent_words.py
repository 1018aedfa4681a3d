"""What a woman reads who was missed twice: first that it may be our mistake, then that it does not matter."""

from datetime import date

from conversation.text import Text, _
from domain.attendance import Typed

CAME_LABEL = _("Saya hadir")
CANNOT_LABEL = _("Saya berhalangan")
TALK_LABEL = _("Mau bicara")

# What the buttons under the question begin with.
CAME, CANNOT, TALK = "came", "cannot", "talk"


def question(title: str) -> Text:
    """She is asked once, and not blamed (chats.md 4)."""
    return _(
        "Bu, di kelas {title}, kehadiran Ibu belum tercatat dua kali. Mungkin kami yang belum mencatat?\n\n"
        "Kalau sedang repot, tidak apa-apa. Kabari kami, ya.",
        title=title,
    )


def outcome(title: str, day: date, *, came: bool) -> Text:
    """What became of her word that she was there."""
    if came:
        return _(
            "Sudah kami catat: Ibu hadir di kelas {title}, {day}. Terima kasih, Bu.", title=title, day=day
        )
    return _(
        "Kelas {title}, {day}: pelatih belum bisa mencatat Ibu hadir."
        " Kalau menurut Ibu beda, bicarakan langsung, ya, Bu.",
        title=title,
        day=day,
    )


# What a code came to that did not write her down.
TYPED: dict[Typed, Text] = {
    Typed.EARLY: _(
        "Kodenya benar, tapi kelasnya belum dibuka. Ketik lagi setengah jam sebelum mulai, ya, Bu."
    ),
    Typed.LATE: _("Waktu untuk kode ini sudah lewat. Minta pelatih mencatat Ibu, ya."),
    Typed.WRONG: _("Kodenya belum cocok dengan kelas Ibu. Coba lihat lagi di dinding, ya."),
    Typed.TOO_OFTEN: _("Tidak apa-apa, Bu. Minta pelatih atau teman di sebelah yang mencatat Ibu, ya."),
    Typed.WAITS: _("Ibu masih di daftar tunggu kelas ini. Bilang dulu ke pelatihnya, ya, Bu."),
}
