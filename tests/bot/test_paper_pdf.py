"""A paper as a PDF: words are words, whatever stands in them, and it is loaded with the first paper only."""

import subprocess
import sys

from bot.paper_pdf import draw

NASTY = '#panic("x") *tebal* $1$ @nama <a> \\ ] } " 👩‍🌾 \ud83d'


def pdf(line: str = "Nama: Siti.") -> bytes:
    return draw(title="Salinan data", introduction=["Simpan baik-baik."], sections=[("Tentang", [line])])


def test_it_is_a_pdf_that_ends() -> None:
    made = pdf()
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")


def test_her_words_are_never_read_as_markup_or_commands() -> None:
    assert pdf(NASTY).startswith(b"%PDF-")
    assert pdf('#read("/etc/hostname")').startswith(b"%PDF-")


def test_the_same_words_make_the_same_picture_and_others_another() -> None:
    def picture(line: str) -> bytes:
        return draw(title="Judul", introduction=[], sections=[("Isi", [line])], form="png")

    assert picture("Siti") == picture("Siti")
    assert picture("Siti") != picture("Euis")
    assert picture("*Siti*") != picture("Siti")


def test_many_lines_go_on_on_the_next_page() -> None:
    long = draw(title="Judul", introduction=[], sections=[("Isi", [f"baris {n}" for n in range(200)])])
    assert len(long) > len(pdf())


def test_nobody_waits_for_the_library_before_the_first_paper() -> None:
    code = "import sys, bot.papers; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
