"""A line of a transcript is read as it is meant, and a message is held against it without mercy."""

import pytest

from tests.transcript import (
    Hears,
    Memory,
    Passes,
    Restarts,
    Says,
    choices_fit,
    read_transcript,
    split_numbered,
)


def test_the_lines_of_a_transcript() -> None:
    assert read_transcript("""
        Siti: setor
        Siti: [Ya] lagi
        Bu Lilis: (stiker)
        Siti: (ubah) 36
        Siti: (kutip Sudah dibaca) ya bu
        Bot: Baik, Bu. /
            Boleh? [Ya] [Tidak tahu / lewati]
        Bot → Petugas: Ada.
        (jam +2 hari)
        (mulai ulang)
    """) == [
        Says("Siti", text="setor", source="Siti: setor"),
        Says("Siti", tap="Ya", again=True, source="Siti: [Ya] lagi"),
        Says("Bu Lilis", thing="stiker", source="Bu Lilis: (stiker)"),
        Says("Siti", changed="36", source="Siti: (ubah) 36"),
        Says("Siti", text="ya bu", quoted="Sudah dibaca", source="Siti: (kutip Sudah dibaca) ya bu"),
        Hears(
            "",
            "Baik, Bu. / Boleh?",
            ("Ya", "Tidak tahu / lewati"),
            "Bot: Baik, Bu. / Boleh? [Ya] [Tidak tahu / lewati]",
        ),
        Hears("Petugas", "Ada.", (), "Bot → Petugas: Ada."),
        Passes(172_800, "(jam +2 hari)"),
        Restarts("(mulai ulang)"),
    ]


def test_a_line_that_says_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not a line"):
        read_transcript("halo saja")


@pytest.mark.parametrize(
    "expected, got, fits",
    [
        ("Baik. / Boleh?", "Baik.\n\nBoleh?", True),
        ("Baik. ... Boleh?", "Baik.\n\nTiga hari.\n\nBoleh?", True),
        ("... Boleh?", "Boleh?", True),
        ("Baik.", "Baik. Boleh?", False),
        ("Baik. ... Boleh?", "Baik.\n\nTidak.", False),
        ("Rp1.000", "Rp1x000", False),
    ],
)
def test_a_message_fits_or_it_does_not(expected: str, got: str, fits: bool) -> None:
    assert Memory().fits(expected, got) is fits


def test_a_word_is_remembered_and_must_stay_the_same() -> None:
    memory = Memory()
    assert memory.fits("Nomornya <kode>.", "Nomornya K7M4QP.")
    assert memory.fill("[<kode>, Samarinda]") == "[K7M4QP, Samarinda]"
    assert not memory.fits("Nomornya <kode>.", "Nomornya XXXXXX.")


@pytest.mark.parametrize(
    "expected, got, fits",
    [
        (("Ya", "Tidak"), ("Ya", "Tidak"), True),
        (("Ya", "..."), ("Ya", "Tidak", "Nanti"), True),
        (("...", "Nanti"), ("Ya", "Tidak", "Nanti"), True),
        (("...",), (), True),
        (("Ya",), ("Ya", "Tidak"), False),
        ((), ("Ya",), False),
        (("Tidak", "..."), ("Ya", "Tidak"), False),
        (("Ya", "...", "Nanti"), ("Ya",), False),
    ],
)
def test_choices_stand_in_their_order(expected: tuple[str, ...], got: tuple[str, ...], fits: bool) -> None:
    assert choices_fit(expected, got) is fits


def test_numbered_choices_are_parted_from_the_question() -> None:
    assert split_numbered("Boleh?\n1 Ya\n2 Tidak\n9 Petugas") == (
        "Boleh?",
        (("1", "Ya"), ("2", "Tidak"), ("9", "Petugas")),
    )
    assert split_numbered("3 syarat sudah cocok.") == ("3 syarat sudah cocok.", ())
