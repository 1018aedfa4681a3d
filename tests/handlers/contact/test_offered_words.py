"""How an offer and what became of one read: the code, what she agreed to, and never her name."""

from datetime import UTC, datetime

import pytest

from bot.render import render
from domain.matters import MoveState
from handlers.contact.offered_words import Answered, Offer, answer_line, describe

OFFER = Offer(
    id=1,
    code="ABC234",
    sender="Rina",
    office="Dinas Sosial Kaltim",
    why="Di sana ada psikolog.",
    words="Ibu butuh teman bicara.",
    everything=False,
    women_only=False,
)


def lines(offer: Offer) -> list[str]:
    return [render(each, "id") for each in describe(offer)]


def test_an_offer_says_who_asks_why_and_how_much_she_agreed_to() -> None:
    assert lines(OFFER) == [
        "Urusan ABC234. Dari Rina, Dinas Sosial Kaltim.",
        "Sebabnya: Di sana ada psikolog.",
        "Yang boleh disampaikan: “Ibu butuh teman bicara.”",
        "Pengirim mengizinkan kata itu saja. Pesan lama tidak ikut.",
    ]
    whole = Offer(
        id=1, code="A", sender="R", office="D", why="w", words="k", everything=True, women_only=True
    )
    assert lines(whole)[3:] == [
        "Pengirim mengizinkan semua pesannya dibaca.",
        "Pengirim minta petugas perempuan.",
    ]


@pytest.mark.parametrize(
    ("state", "reason", "unanswered", "words"),
    [
        (MoveState.NO, "", False, "ABC234: pengirim bilang jangan ke Yuli, Selasa, 3 Februari 2026."),
        (
            MoveState.REFUSED,
            "Penuh",
            False,
            "ABC234: Yuli belum bisa, Selasa, 3 Februari 2026. Sebabnya: Penuh",
        ),
        (MoveState.REFUSED, "", False, "ABC234: Yuli belum bisa, Selasa, 3 Februari 2026."),
        (
            MoveState.TAKEN_BACK,
            "",
            True,
            "ABC234: pengirim tidak menjawab soal Yuli. Berakhir Selasa, 3 Februari 2026.",
        ),
        (
            MoveState.TAKEN_BACK,
            "",
            False,
            "ABC234: ke Yuli tidak jadi, Selasa, 3 Februari 2026. Urusan tidak pindah.",
        ),
        (MoveState.OFFERED, "", False, "ABC234: pengirim setuju, Yuli belum menerima."),
        (MoveState.ACCEPTED, "", False, "ABC234: diterima Yuli, Selasa, 3 Februari 2026."),
        (MoveState.DONE, "", False, "ABC234: diterima Yuli, Selasa, 3 Februari 2026."),
    ],
)
def test_what_became_of_it_is_one_line(state: MoveState, reason: str, unanswered: bool, words: str) -> None:
    answered = Answered(
        code="ABC234",
        to="Yuli",
        state=state.value,
        reason=reason,
        day=datetime(2026, 2, 3, 9, tzinfo=UTC),
        unanswered=unanswered,
    )
    assert render(answer_line(answered), "id") == words
