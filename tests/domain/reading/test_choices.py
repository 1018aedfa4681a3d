"""A choice is found by number, label, synonym or likeness, and never guessed between two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.choices import ChoiceReading, ChoicesReading, match_choice, match_choices

PHONE = ["Sendiri", "Bersama", "Saya dibantu orang"]
WOMEN = ["Siti Aminah", "Siti Rohmah", "Yuyun", "Neneng"]
ENOUGH = ["Tidak cukup", "Kadang cukup", "Cukup"]
SKILLS = ["Menjahit", "Memasak", "Membatik", "Tata rias", "Kue kering"]


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "2.",
        "2)",
        "no 2",
        "nomer dua",
        "yang kedua",
        "dua",
        "②",
        "2️⃣",
        "bersama",
        "BERSAMA ya bu",
        "bersamaa",
        "brsama",
        "bareng",
        "2 bersama",
        "2. Bersama",
        "bersma",
    ],
)
def test_every_way_to_say_the_second_choice(text: str) -> None:
    assert match_choice(text, PHONE) == ChoiceReading(1)


@pytest.mark.parametrize(
    "text", ["4", "0", "25rb", "xyz", "", "🙏", "tidak sendiri", "bukan bersama", "10", "ya", "-2", "2,5"]
)
def test_what_fits_none_is_none(text: str) -> None:
    assert match_choice(text, PHONE).index is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siti", ChoiceReading(ambiguous=(0, 1))),
        ("bu siti", ChoiceReading(ambiguous=(0, 1))),
        ("siti r", ChoiceReading(1)),
        ("Siti Aminah", ChoiceReading(0)),
        ("siti rohma", ChoiceReading(1)),
        ("aminah", ChoiceReading(0)),
        ("ibu Néneng 🙏", ChoiceReading(3)),
        ("nenegn", ChoiceReading(3)),
        ("yani", ChoiceReading()),
    ],
)
def test_a_name_that_fits_two_women_is_ambiguous(text: str, expected: ChoiceReading) -> None:
    assert match_choice(text, WOMEN) == expected


def test_two_equal_labels_are_ambiguous() -> None:
    assert match_choice("siti", ["Siti", "Tati", "Siti"]) == ChoiceReading(ambiguous=(0, 2))


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("cukup", 2),
        ("tidak cukup", 0),
        ("ga cukup", 0),
        ("tidak", 0),
        ("teu cukup", 0),
        ("kadang2", 1),
        ("kadang cukup", 1),
    ],
)
def test_a_not_is_never_lost(text: str, index: int) -> None:
    assert match_choice(text, ENOUGH) == ChoiceReading(index)


def test_a_number_that_contradicts_its_label_is_ambiguous() -> None:
    assert match_choice("1 bersama", PHONE) == ChoiceReading(ambiguous=(0, 1))


def test_two_numbers_are_not_one_choice() -> None:
    assert match_choice("2 atau 3", PHONE) == ChoiceReading(ambiguous=(1, 2))


def test_a_synonym_finds_its_label() -> None:
    assert match_choice("pisah", ["Menikah", "Sudah bercerai"], {1: ["pisah", "cerai"]}) == ChoiceReading(1)


def test_the_label_itself_beats_the_number() -> None:
    assert match_choice("2", ["1", "3", "2"]) == ChoiceReading(2)


@given(
    st.lists(st.text(alphabet="abcdefgh", min_size=3, max_size=9), min_size=1, max_size=12, unique=True),
    st.data(),
)
def test_every_number_and_every_label_finds_its_choice(labels: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(labels) - 1))
    assert match_choice(str(at + 1), labels) == ChoiceReading(at)
    found = match_choice(labels[at], labels)
    assert at in (found.index, *found.ambiguous)


@given(st.integers(0, 9_999))
def test_a_number_beyond_the_list_is_none(number: int) -> None:
    assert (match_choice(str(number), SKILLS).index is not None) == (1 <= number <= len(SKILLS))


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("1,3 dan 5", (0, 2, 4)),
        ("1 3 5", (0, 2, 4)),
        ("1.3.5", (0, 2, 4)),
        ("1-3", (0, 1, 2)),
        ("5 sama 1", (0, 4)),
        ("menjahit sama masak", (0, 1)),
        ("jahit, batik", (0, 2)),
        ("membatik & tata rias", (2, 3)),
        ("semua", (0, 1, 2, 3, 4)),
        ("semuanya bu", (0, 1, 2, 3, 4)),
        ("2", (1,)),
        ("kue kering", (4,)),
        ("1, 1, 1", (0,)),
        ("menjahit\nmemasak", (0, 1)),
    ],
)
def test_many_choices_in_one_message(text: str, indices: tuple[int, ...]) -> None:
    assert match_choices(text, SKILLS) == ChoicesReading(indices)


@pytest.mark.parametrize(
    "text", ["1, 9", "menjahit dan melaut", "semua kecuali 2", "135", "5-2", "xyz", "1 atau 2"]
)
def test_a_part_that_fits_nothing_is_reported(text: str) -> None:
    assert match_choices(text, SKILLS).unclear


def test_a_label_that_holds_dan_is_not_taken_apart() -> None:
    assert match_choices("ibu dan anak", ["Ibu dan anak", "Ayah"]) == ChoicesReading((0,))
