"""Asking about a question is told apart from answering it."""

import pytest

from domain.reading.asking_back import Asks, asks_back


@pytest.mark.parametrize(
    "text",
    [
        "apa itu PKH?",
        "PKH itu apa ya",
        "pkh apa ya bu?",
        "KUBE apa?",
        "kube teh naon",
        "opo kuwi pkh",
        "apa maksudnya",
        "maksudnya apa?",
        "Maksudnya gimana, Bu",
        "artinya apa",
        "uang masuk itu maksudnya apa",
        "ga paham",
        "kurang ngerti bu",
        "tidak mengerti maksudnya",
        "saya teu ngartos",
    ],
)
def test_she_asks_what_it_is(text: str) -> None:
    assert asks_back(text) is Asks.WHAT


@pytest.mark.parametrize(
    "text",
    [
        "kenapa ditanya begitu?",
        "knp tanya uang saya",
        "kok ditanya suami",
        "buat apa?",
        "untuk apa ya data ini",
        "datanya buat apa",
        "kenapa saya ga cocok?",
        "naha ditaros kitu",
    ],
)
def test_she_asks_what_for(text: str) -> None:
    assert asks_back(text) is Asks.WHY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tidak apa-apa",
        "ga apa apa",
        "ora opo-opo",
        "gapapa",
        "apa saja",
        "apa aja yang penting jalan",
        "mau apa saja",
        "terserah apa",
        "belum tahu mau apa",
        "tidak ada apa-apa",
        "apa ya",
        "buat kue",
        "untuk makan saja kurang",
        "ada apa",
        "tidak dong",
        "tidak tahu",
        "34",
        "saya jualan kue tiap hari lalu suami saya bertanya kenapa uangnya habis untuk apa",
        "kenapa " * 500,
    ],
)
def test_an_answer_and_a_long_story_ask_nothing(text: str) -> None:
    assert asks_back(text) is None
