"""How figures of what became of courses are called: in the chat, in the table, on the page and in the picture."""

# staff: workers and supervisors of an office read these words, and show them around

from collections.abc import Mapping, Sequence

from conversation.text import Text, _
from domain.suppression import GROUP_MIN, Line
from domain.training_outcomes import BEFORE, Figures, Help

# The counts of one question, by month.
Lines = Mapping[int, Line]

TITLE = _("Hasil pelatihan: sebelum dan sesudah")

USES_TITLE = _("Ilmu dari kelas dipakai")
INCOME_TITLE = _("Uang masuk, dibanding sebelum kelas")
BUSINESS_TITLE = _("Punya usaha sendiri")
HELP_TITLE = _("Yang bisa membantu usahanya")

USES = (_("Sering"), _("Kadang-kadang"), _("Belum"))
INCOME = (_("Naik"), _("Sama"), _("Turun"))
BUSINESS = (_("Punya"), _("Belum"))
HELP: Mapping[Help, Text] = {
    Help.MONEY: _("Modal"),
    Help.TOOLS: _("Alat atau bahan"),
    Help.BUYERS: _("Pembeli"),
    Help.LEARNING: _("Belajar lagi"),
    Help.COMPANY: _("Teman usaha"),
    Help.NOTHING: _("Belum perlu"),
}

WHEN = _("Kapan")
ANSWERED = _("Menjawab")
NAMED = _("Yang memilih")

# What is left out, and why; the same on every paper.
HIDDEN = "–"
NOTE = _(
    "Tanda – : tidak ditulis. Kelompok di bawah {least} orang tidak ditulis. Yang bisa ditebak dari sisanya juga tidak."
    " Jawaban dihitung tiap {least} orang.",
    least=GROUP_MIN,
)
NO_NAMES = _("Tanpa nama. Setiap orang dihitung satu kali. Pertanyaan boleh dilewati.")


def month_name(month: int) -> Text:
    """When it was asked."""
    return _("Sebelum kelas") if month == BEFORE else _("{n} bulan sesudah", n=month)


def shown(cell: int | None) -> str:
    """A count as it is written."""
    return HIDDEN if cell is None else str(cell)


def chapters(figures: Figures) -> tuple[tuple[Text, Sequence[Text], Lines], ...]:
    """The three questions with one answer each: title, answers, and by month the line of counts."""
    return (
        (BUSINESS_TITLE, BUSINESS, figures.business),
        (USES_TITLE, USES, figures.uses),
        (INCOME_TITLE, INCOME, figures.income),
    )
