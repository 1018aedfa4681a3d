"""A question's own verb answers it; another time, another wish or somebody else does not."""

import pytest

from domain.reading.answers import Answer
from domain.reading.echoes import read_echo

PKH = "Apakah keluarga Ibu menerima bantuan PKH?"
KUBE = "Apakah Ibu pernah menerima bantuan kelompok usaha (KUBE)?"
LIST = "Apakah keluarga Ibu sudah terdaftar di data bantuan pemerintah?"
BUSINESS = "Sekarang Ibu sudah punya usaha sendiri?"


@pytest.mark.parametrize(
    "question, text, answer",
    [
        (PKH, "dapat", Answer.YA),
        (PKH, "iya dapet bu", Answer.YA),
        (PKH, "Alhamdulillah dapat PKH", Answer.YA),
        (PKH, "belum dapat", Answer.BELUM),
        (PKH, "udah tidak dapat", Answer.TIDAK),
        (KUBE, "pernah", Answer.YA),
        (KUBE, "belum pernah terima", Answer.BELUM),
        (LIST, "terdaftar", Answer.YA),
        (LIST, "belum terdaftar", Answer.BELUM),
        (BUSINESS, "punya", Answer.YA),
        (BUSINESS, "belum punya usaha", Answer.BELUM),
    ],
)
def test_the_verb_is_a_yes_and_changes_no_no(question: str, text: str, answer: Answer) -> None:
    assert read_echo(text, question) is answer


@pytest.mark.parametrize(
    "question, text",
    [
        (PKH, "mau dapat"),
        (PKH, "pengen dapat"),
        (PKH, "dulu dapat"),
        (PKH, "suami yang dapat"),
        (PKH, "kapan dapat"),
        (PKH, "dapat?"),
        (PKH, "gimana biar dapat"),
        (PKH, "pernah"),
        (PKH, "iya"),
        (KUBE, "ga tau"),
        (KUBE, "pernah dulu"),
        (LIST, "mau daftar"),
        (BUSINESS, "usaha"),
        (BUSINESS, ""),
        (BUSINESS, "punya " * 50),
    ],
)
def test_any_word_more_is_not_read(question: str, text: str) -> None:
    assert read_echo(text, question) is None
