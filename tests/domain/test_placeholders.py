"""What is filled in for each receiver; nothing of a name is read again."""

import pytest

from domain.placeholders import DAY, NAME, fill, find, normal, unknown


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("Halo [nama]", "Halo {nama}"),
        ("Halo <Nama>", "Halo {nama}"),
        ("Halo (nama)", "Halo {nama}"),
        ("Halo { NAMA }", "Halo {nama}"),
        ("[sapaan] [nama ibu], [tgl]", "{panggilan} {nama}, {tanggal}"),
        ("nama (lengkap) di KTP <3", "nama (lengkap) di KTP <3"),
        ("", ""),
    ],
)
def test_placeholders_are_read_as_people_write_them(written: str, stored: str) -> None:
    assert normal(written) == stored
    assert normal(stored) == stored


def test_each_placeholder_is_found_once_in_its_order() -> None:
    assert find("{tanggal} {nama} {tanggal}") == (DAY, NAME)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{tempat} dan [isi jam]", ("{tempat}", "[isi jam]")),
        ("{nama", ("{",)),
        ("[1] <3 (balai desa)", ()),
        ("[nama] {panggilan}", ()),
    ],
)
def test_blanks_that_nobody_filled_in_are_found(text: str, found: tuple[str, ...]) -> None:
    assert unknown(text) == found


@pytest.mark.parametrize(
    ("text", "salutation", "name", "filled"),
    [
        ("Halo {panggilan} {nama}, apa kabar", "Teteh", "Siti", "Halo Teteh Siti, apa kabar"),
        ("Halo {panggilan} {nama}, apa kabar", "Teteh", "", "Halo Teteh, apa kabar"),
        ("Halo {panggilan} {nama}, apa kabar", "", "Siti", "Halo Siti, apa kabar"),
        ("Halo {panggilan}!", "", "", "Halo Ibu!"),
        ("Bu {nama}, besok", "Ibu", "", "Ibu, besok"),
        ("Bu {nama}, besok", "Ibu", "Siti", "Bu Siti, besok"),
        ("Halo Bu {panggilan}", "Mbak", "Siti", "Halo Mbak"),
        ("{nama}", "Ibu-ibu", "", "Ibu-ibu"),
        ("Halo {nama}", "", "{tanggal}", "Halo {tanggal}"),
    ],
)
def test_the_sentence_stays_a_sentence_whatever_is_known(
    text: str, salutation: str, name: str, filled: str
) -> None:
    assert fill(text, salutation=salutation, name=name, day="besok") == filled


def test_the_day_is_filled_in_and_leaves_no_double_blank_where_there_is_none() -> None:
    assert fill("Datang {tanggal} ya", salutation="", name="", day="Senin") == "Datang Senin ya"
    assert fill("Datang {tanggal} ya", salutation="", name="", day="") == "Datang ya"
