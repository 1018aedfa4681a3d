"""Who asks back is told what the question means or why it is asked; asking is never an answer."""

import pytest

from conversation.questions import Choice, Said, Unclear, Understood
from conversation.text import Text
from handlers.screening_facts import NextQuestion
from handlers.screening_questions import ExplainedSome
from tests.handlers.chats import UNTIL_RESULT
from tests.play import Play
from tests.world import World

UNTIL_PKH = """
    Siti: skrining
    Bot: ... [...]
    Siti: samarinda
    Bot: ... [...]
    Siti: boleh
    Bot: Pertanyaan 1 dari 8. ... [...]
    Siti: kenapa tanya umur?
    Bot: Bantuan ini punya syarat umur. / Pertanyaan 1 dari 8. / Umur Ibu berapa tahun? [...]
    Siti: 35
    Bot: Pertanyaan 2 dari 8. ... [...]
    Siti: saya sendiri
    Bot: Pertanyaan 3 dari 8. ... [...]
    Siti: tidak cukup
    Bot: Pertanyaan 4 dari 8. ... [...]
    Siti: belum terdaftar
    Bot: Pertanyaan 5 dari 8. / Apakah keluarga Ibu menerima bantuan PKH? [...]
"""


async def test_what_a_word_means_is_said_in_the_words_of_the_file(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_PKH)
    await play("""
        Siti: PKH itu apa ya bu?
        Bot: PKH itu Program Keluarga Harapan. Tidak apa-apa kalau tidak tahu. / Pertanyaan 5 dari 8. ... [...]
        Siti: kok ditanya
        Bot: Bantuan ini untuk keluarga yang tidak menerima PKH. / Pertanyaan 5 dari 8. ... [...]
        Siti: dapet bu
        Bot: Pertanyaan 6 dari 8. ... [...]
        Siti: belum pernah terima
        Bot: Pertanyaan 7 dari 8. ... [...]
        Siti: kenapa saya ga cocok?
        Bot: Bantuan ini untuk memulai atau mengembangkan usaha. / Pertanyaan 7 dari 8. ... [...]
        Siti: mau
        Bot: Pertanyaan 8 dari 8. ... [...]
        Siti: buat apa ditanya
        Bot: Supaya barang bantuan cocok dengan usaha Ibu. / Pertanyaan 8 dari 8. ... [...]
        Siti: menjahit dan warung
        Bot: Hasil awal: ... Ada 1 syarat yang belum cocok. ... [...]
    """)


async def test_not_understanding_a_question_is_no_no(play: Play, world: World) -> None:
    await world.add("Siti")
    await play(UNTIL_PKH)
    await play("""
        Siti: ga paham
        Bot: Pertanyaan 6 dari 8. ... [...]
        Siti: belum
        Bot: Pertanyaan 7 dari 8. ... [...]
        Siti: tidak mengerti
        Bot: Pertanyaan 8 dari 8. ... [...]
        Siti: menjahit dan warung
        Bot: Hasil awal: ... Ada 3 hal yang perlu diperiksa petugas. Ini bukan penolakan. ... [...]
    """)


async def test_a_word_that_begins_something_for_others_answers_what_stands_open(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play(UNTIL_RESULT)
    await play("""
        Siti: aturan
        Bot: Aturan ini dari keputusan Dinas Sosial Kalimantan Timur tahun 2023. ... [...]
        Siti: antrean
        Bot: Maaf, bagian ini hanya untuk yang bertugas. / Mau lihat yang lain, Bu? [...]
    """)


async def test_who_refuses_is_not_asked_again_where_she_lives(play: Play, world: World) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... [...]
        Siti: purwakarta
        Bot: ... Boleh saya catat? [...]
        Siti: tidak
        Bot: Baik, Bu. Jawaban Ibu tidak dicatat. Ibu tetap bisa lihat syarat bantuan. / Ini untuk pendataan. ...
            Ketik SKRINING.
    """)
    assert world.requests == []


KEYS = (
    "memasak_kue",
    "jualan_makanan_minuman",
    "warung",
    "menjahit",
    "tani_ternak_ikan",
    "jasa",
    "lain",
    "belum_ada",
)
LABELS = (
    *("Memasak atau buat kue", "Jual makanan, minuman", "Warung", "Menjahit", "Tani, ternak, atau ikan"),
    *("Jasa (cuci, rias)", "Lainnya", "Belum ada"),
)
WORK_QUESTION = ExplainedSome(
    of=[Choice(key, Text(label)) for key, label in zip(KEYS, LABELS, strict=True)],
    about=NextQuestion(
        key="keterampilan",
        text="Ibu bisa apa, atau ingin usaha apa?",
        why="Supaya barang bantuan cocok.",
        help="",
        kind="multi_choice",
        options=tuple(zip(KEYS, LABELS, strict=True)),
        least=0,
        most=0,
        sensitive=False,
        number=8,
        total=8,
    ),
)


@pytest.mark.parametrize(
    "text, keys",
    [
        ("jualan gorengan sama jahit", ["jualan_makanan_minuman", "menjahit"]),
        ("bisa masak", ["memasak_kue"]),
        ("bikin kue", ["memasak_kue"]),
        ("pengen jualan makanan", ["jualan_makanan_minuman"]),
        ("ternak ayam", ["tani_ternak_ikan"]),
        ("sembako", ["warung"]),
        ("salon", ["jasa"]),
        ("ga ada", ["belum_ada"]),
        ("belum punya keahlian", ["belum_ada"]),
    ],
)
def test_work_is_named_in_words_of_her_own(text: str, keys: list[str]) -> None:
    assert WORK_QUESTION.read(Said(text=text)) == Understood(keys)


@pytest.mark.parametrize(
    "text", ["bisa", "jualan", "jual baju", "tidak bisa ternak", "ga bisa jahit", "apa aja"]
)
def test_what_may_be_something_else_is_asked_again(text: str) -> None:
    assert isinstance(WORK_QUESTION.read(Said(text=text)), Unclear)
