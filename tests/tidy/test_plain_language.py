"""The plain-language rules catch a sentence of each bad kind, and let the wordings we want pass."""

import pytest

from tests.tidy.plain_language import check_averages, faults
from tests.tidy.sentences import Sentence

TWELVE = "Petugas akan datang ke rumah Ibu pada hari Senin jam sembilan pagi."


def sentence(message: str, **more: object) -> Sentence:
    return Sentence(**{"message": message, "path": "handlers/setor.py", **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "message",
    [
        "Maaf, Bu, saya belum mengerti. Contoh jawaban: 25 ribu. Atau ketik 9 untuk petugas.",
        "Kalau menurut Ibu ada yang salah, ketik PERIKSA LAGI.",
        "Kami tidak pernah minta uang, PIN bank, atau kode OTP.",
        "Sudah dicatat. No. {number}. Jumlah simpanan {name}: {balance}.",
        "Terima kasih, Bu {name}. 🙏",
        TWELVE,
    ],
)
def test_a_good_sentence_passes(message: str) -> None:
    assert faults(sentence(message)) == []


@pytest.mark.parametrize(
    ("message", "part"),
    [
        (TWELVE.replace("pagi", "pagi nanti"), "a sentence of 13 words"),
        (TWELVE.replace("pagi", "pagi nanti ya Bu yang baik"), "a sentence of 17 words; 15 at the very most"),
        ("Halo, Bu. " * 31, "310 characters; 300"),
        ("Halo, Bu. " * 51, "510 characters; 500 at the very most"),
        ("Anda belum mendaftar.", "'anda' is forbidden"),
        ("Cicilan Ibu jatuh tempo besok.", "'jatuh tempo' is forbidden"),
        ("Bu, segera bayar.", "'segera' is forbidden"),
        ("Data ini untuk janda.", "'janda' is forbidden"),
        ("Jawaban error.", "'error' is forbidden"),
        ("Bu, ini PENTING.", "'PENTING' in capitals"),
        ("Sudah dicatat!!", "shouts"),
        ("Sudah dicatat. 🙏 👍", "more than one emoji"),
    ],
)
def test_a_bad_sentence_is_found(message: str, part: str) -> None:
    assert any(part in text for text in faults(sentence(message)))


def test_the_plural_is_read_too() -> None:
    assert faults(sentence("{n} hal", plural="{n} tunggakan")) == [
        "'tunggakan' is forbidden; use an everyday word"
    ]


def test_a_label_must_fit_its_button() -> None:
    assert faults(sentence("Bicara dengan petugas", chars_max=20)) == ["21 characters where 20 fit"]


def test_workers_know_office_words_but_nobody_is_called_names() -> None:
    assert faults(sentence("Verifikasi dokumen ini.", staff=True)) == []
    assert faults(sentence("Ibu ini miskin.", staff=True)) == ["'miskin' is forbidden; use an everyday word"]
    assert faults(sentence(TWELVE.replace("pagi", "pagi nanti"), staff=True)) != []


def test_a_criteria_file_may_use_fifteen_words_and_not_sixteen() -> None:
    fifteen = TWELVE.replace("pagi", "pagi ya Bu nanti")
    assert faults(sentence(fifteen, path="criteria/x.toml")) == []
    assert faults(sentence(fifteen.replace("nanti", "nanti juga"), path="criteria/x.toml")) != []


def test_sentences_that_are_all_long_are_found_by_their_average() -> None:
    assert list(check_averages([sentence("Ibu bisa datang besok."), sentence(TWELVE)])) == []
    (problem,) = check_averages([sentence(TWELVE)])
    assert "12.0 words a sentence on average" in str(problem)


def test_long_words_are_found_by_their_average() -> None:
    (problem,) = check_averages([sentence("Pemberdayaan berkesinambungan mempertimbangkan kebijaksanaan.")])
    assert "syllables a word" in str(problem)
