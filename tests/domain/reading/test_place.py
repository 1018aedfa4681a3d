"""How people answer "Ibu jadi ikut?" without a button; what is no answer stays none."""

import pytest

from domain.reading.place import read_place


@pytest.mark.parametrize(
    "text",
    "ikut|Saya ikut|iya, saya ikut|ikut bu|Jadi|sy jadi ikut|oke ikut|mau ikut|iya mau|abdi ngiring|kula tumut|nggih tumut"
    "|beta ikut|siap, ikut ya|ikut ya bu".split("|"),
)
def test_she_takes_it(text: str) -> None:
    assert read_place(text) is True


@pytest.mark.parametrize(
    "text",
    "tidak jadi|gak jadi|Maaf bu, ga jadi|saya nggak jadi ikut|tdk bisa ikut|batal ikut|mboten tumut|teu janten"
    "|beta sonde ikut|maaf saya tidak ikut".split("|"),
)
def test_she_gives_it_back(text: str) -> None:
    assert read_place(text) is False


@pytest.mark.parametrize(
    "text",
    "ya|tidak|batal|insyaallah ikut|mungkin ikut|ikut kelas apa|jadi?|tidak jadi ke pasar|halo|saya|ikut arisan||🙏"
    "|jadi gimana bu|kapan jadi".split("|"),
)
def test_what_is_no_answer_to_it_stays_none(text: str) -> None:
    assert read_place(text) is None


def test_a_long_message_is_a_story_and_no_answer() -> None:
    assert read_place("ikut " * 30) is None
