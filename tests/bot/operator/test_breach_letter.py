"""Both letters hold what UU 27/2022 PDP art. 46 (2) asks for, and no gap that nobody would notice."""

import re
from datetime import UTC, datetime

from bot.operator.breach_letter import letter
from db.breaches import Breach, Details

FOUND_MS = round(datetime(2026, 2, 3, 7, 30, tzinfo=UTC).timestamp() * 1000)
BREACH = Breach(
    id=1,
    code="ABC234",
    found_ms=FOUND_MS,
    from_ms=FOUND_MS - 86_400_000,
    until_ms=FOUND_MS,
    scope="all",
    organisation_id=0,
    reader_id=0,
    details=Details(what="nama dan alamat", how="laptop petugas hilang", handling="kunci sudah diganti"),
    listed_to=0,
    listed_ms=0,
    agency_ms=0,
    send_ms=0,
    closed_ms=0,
)


def test_both_say_which_data_when_how_and_what_is_done() -> None:
    to_agency, to_her = letter(BREACH, 12, "Teman Contoh").split("(2) ")

    for part in (to_agency, to_her):
        assert "nama dan alamat" in part
        assert "2 Februari 2026, pukul 14.30 WIB" in part
        assert "laptop petugas hilang" in part
        assert "kunci sudah diganti" in part
        assert "ABC234" in part
    assert "terdampak: 12." in to_agency
    assert "6 Februari 2026, pukul 14.30 WIB" in to_agency
    assert "Teman Contoh" in to_her


def test_nothing_is_left_unfilled_but_what_stands_in_square_brackets() -> None:
    assert not re.search(r"[{}]", letter(BREACH, 0, "Teman Contoh"))
    assert "[" in letter(BREACH, 0, "Teman Contoh")


def test_her_letter_is_handed_over_and_names_help() -> None:
    to_her = letter(BREACH, 0, "Teman Contoh").split("(2) ")[1]

    assert "saat ia sendirian" in to_her
    assert "129" in to_her
    assert "110" in to_her
