"""What she hears who asks before she answers: short, and what nobody has written down is not made up."""

from datetime import UTC, datetime

import pytest

from bot.render import render
from domain.coming import Says
from handlers.training.reply_words import fact, kept_from

BEGINS = datetime(2026, 2, 10, 9, tzinfo=UTC)
ASKS = [each for each in Says if each.name.startswith("ASKS")]


def told(asked: Says, **notes: str) -> str:
    filled = {"bring": "", "childcare": "", "transport": "", **notes}
    return render(
        fact(
            asked,
            title="Kue kering",
            begins=BEGINS,
            ends=BEGINS.replace(hour=11),
            place="Balai Desa Contoh",
            **filled,
        )
    )


@pytest.mark.parametrize("asked", ASKS)
def test_every_question_has_an_answer_of_her_class(asked: Says) -> None:
    said = told(asked, bring="celemek.", childcare="boleh ikut", transport="diganti")
    assert "Kue kering" in said
    assert ".." not in said


@pytest.mark.parametrize("asked", [Says.ASKS_BRING, Says.ASKS_CHILDREN, Says.ASKS_FARE])
def test_what_is_not_written_is_not_made_up(asked: Says) -> None:
    assert told(asked) == "Soal itu belum ditulis, Bu. Mau tanya? Ketik PETUGAS."


def test_no_class_is_said_to_be_free() -> None:
    assert "gratis" not in told(Says.ASKS_COST)


def test_what_keeps_her_gets_a_kind_word_and_the_question() -> None:
    said = render(kept_from(title="Kue kering", begins=BEGINS))
    assert said.startswith("Semoga dimudahkan, Bu.")
    assert said.endswith("bisa datang?")
