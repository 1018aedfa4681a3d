"""A word of her own is short, means nothing else here, and is known again however she types it."""

import pytest

from domain.safe_word import Fault, find_fault, plain_form


@pytest.mark.parametrize(
    "word, fault",
    [
        ("kue lapis", None),
        ("hujan", None),
        ("sapu ijuk", None),
        ("kue", Fault.TOO_SHORT),
        ("1234", Fault.TOO_SHORT),
        ("", Fault.TOO_SHORT),
        ("🌸🌸🌸🌸", Fault.TOO_SHORT),
        ("aku mau pulang sekarang", Fault.TOO_LONG),
        ("x" * 5 + "yz" * 20, Fault.TOO_LONG),
        ("mangga", Fault.USED),  # a yes in Sundanese
        ("besok", Fault.USED),
        ("dua puluh ribu", Fault.USED),
        ("jam sembilan pagi", Fault.USED),
        ("menu", Fault.USED),
        ("petugas", Fault.USED),
        ("terima kasih", Fault.USED),
        ("hapus jejak", Fault.USED),
        ("lewati", Fault.USED),
        ("skrining", Fault.USED),
    ],
)
def test_which_words_may_be_hers(word: str, fault: Fault | None) -> None:
    assert find_fault(word, {"skrining"}) == fault


@pytest.mark.parametrize(
    "typed", ["kue lapis", "KUE LAPIS", " Kue  lapis! ", "kuelapis", "kuee lapiss", "*kue lapis*"]
)
def test_she_need_not_type_it_neatly(typed: str) -> None:
    assert plain_form(typed) == "kuelapis"
