"""The question says who reads the answer, by name where it is one."""

from handlers.training.mood_words import question


def test_one_reader_is_named() -> None:
    text = question("Tenun", "Rina")
    assert "Hanya {name}" in text.message
    assert text.values == {"course": "Tenun", "name": "Rina"}


def test_of_several_none_is() -> None:
    text = question("Tenun", "")
    assert "pendamping kelas" in text.message
    assert text.values == {"course": "Tenun"}
