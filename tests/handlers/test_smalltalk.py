"""A greeting, thanks and "gratis kan?" have kind answers, in many spellings."""

import pytest

from domain.reading.signals import read_signal
from handlers.smalltalk import aside_for
from tests.play import Play
from tests.world import World


@pytest.mark.parametrize(
    "text, answer",
    [
        ("Assalamualaikum", "Waalaikumsalam, Bu."),
        ("ass wr wb", "Waalaikumsalam, Bu."),
        ("selamat pagi", "Salam, Bu."),
        ("halo", "Salam, Bu."),
        ("makasih ya", "Sama-sama, Bu."),
        ("suwun mbak", "Sama-sama, Bu."),
        ("ini gratis kan bu?", "Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP."),
    ],
)
def test_kind_words_have_kind_answers(text: str, answer: str) -> None:
    aside = aside_for(read_signal(text), text)
    assert aside is not None
    assert aside.message == answer


@pytest.mark.parametrize("text", ["menu", "batal", "35", "bla bla"])
def test_other_words_are_no_small_talk(text: str) -> None:
    assert aside_for(read_signal(text), text) is None


async def test_a_question_beside_her_answer_is_answered_and_the_answer_counts(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: Samarinda, bayar ga?
        Bot: Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP. / ... Boleh saya catat? [...]
        Siti: boleh. ini gratis kan?
        Bot: Ini gratis, Bu. Kami tidak pernah minta uang, PIN bank, atau kode OTP. / Pertanyaan 1 dari 8. ... [...]
        Siti: 35
        Bot: Pertanyaan 2 dari 8. ... [...]
    """)


async def test_a_question_beside_what_is_no_answer_is_answered_and_asked_again(
    play: Play, world: World
) -> None:
    await world.add("Siti")
    await play("""
        Siti: skrining
        Bot: ... Ibu tinggal di mana? [...]
        Siti: samarinda
        Bot: ... Boleh saya catat? [...]
        Siti: nanti dulu, gratis kan?
        Bot: Ini gratis, Bu. Kami tidak pernah minta uang, ... / Saya mau catat jawaban Ibu: ... [...]
    """)
    assert world.audit == []
