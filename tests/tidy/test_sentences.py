"""Sentences are found where they stand: in code, in criteria files; labels with what their place can hold."""

import pytest

from tests.tidy.sentences import Sentence, in_code, in_criteria
from tests.tidy.sources import Source

CRITERIA = """
schema = "kriteria/1"
title = "Bantuan usaha"
[sources.sk]
cite = "SK No. 40"
plain = "Aturan dari Dinas Sosial."
[aid]
kind = "barang"
text = "Bantuan berupa barang."
quota_note = "Hanya untuk petugas."
[outcome.cocok_awal]
text = "Jawaban Ibu cocok."
[[criterion]]
id = "pkh"
question = "Apakah Ibu menerima PKH?"
why = "Supaya jelas."
note = "Untuk penyunting."
answer = { type = "choice", options = ["ya"], labels = ["Ya, menerima"] }
text.belum_sesuai = "Belum cocok."
[[document]]
text = "Fotokopi KTP."
help = "Bawa ke petugas."
[route.pena]
text = "Ada PENA."
staff = "Cek dulu."
"""


def found(text: str) -> list[Sentence]:
    return in_code(Source("handlers/setor.py", text))


def test_sentences_are_found_in_their_order_with_their_forms() -> None:
    one, two = found('title = _("Setor")\ndef f():\n    return n_("{n} hal", "{n} soal", 3)\n')
    assert (one.message, one.line, one.plural) == ("Setor", 1, "")
    assert (two.message, two.line, two.plural) == ("{n} hal", 3, "{n} soal")


def test_adjacent_literals_are_one_sentence() -> None:
    (only,) = found('_("Halo, Bu. "\n  "Apa kabar?")')
    assert only.message == "Halo, Bu. Apa kabar?"


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        ('x = _("a")  # staff', True),
        ('# staff\nx = _("a")', True),
        ('"""Antrean."""\n# staff: only workers open this\nimport x\n\nx = _("a")', True),
        ('# staff\n\nx = _("a")', False),
        ('x = _("a")', False),
    ],
)
def test_sentences_for_workers_are_known_by_their_comment(text: str, staff: bool) -> None:
    assert [sentence.staff for sentence in found(text)] == [staff]


@pytest.mark.parametrize(
    ("text", "chars_max"),
    [
        ('Choice("ya", _("a"))', [20]),
        ('[Choice("a", _("a")), Choice("b", _("b")), Choice("c", _("c"))]', [20, 20, 20]),
        (
            '(Choice("a", _("a")), Choice("b", _("b")), Choice("c", _("c")), Choice("d", label=_("d")))',
            [24] * 4,
        ),
        ('Choice("ya", _("a"), hint=_("b"))', [20, 72]),
        ('conversation("setor", title=_("a"))', [24]),
        ('await chat.say(_("a"))', [0]),
    ],
)
def test_a_label_knows_what_its_place_can_hold(text: str, chars_max: list[int]) -> None:
    assert [sentence.chars_max for sentence in found(text)] == chars_max


def test_of_a_criteria_file_only_what_she_sees_is_taken() -> None:
    sentences = in_criteria(CRITERIA, "criteria/x.toml")
    assert [sentence.message for sentence in sentences] == [
        "Bantuan usaha",
        "Aturan dari Dinas Sosial.",
        "Bantuan berupa barang.",
        "Jawaban Ibu cocok.",
        "Apakah Ibu menerima PKH?",
        "Supaya jelas.",
        "Ya, menerima",
        "Belum cocok.",
        "Fotokopi KTP.",
        "Bawa ke petugas.",
        "Ada PENA.",
    ]
    assert sentences[1].line == 6
    assert [sentence.chars_max for sentence in sentences if sentence.message == "Ya, menerima"] == [72]
