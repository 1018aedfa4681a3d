"""How she may be reached, in words: one sentence for every way it can be."""

import itertools

import pytest

from bot.render import render
from domain.contact_wishes import ContactWishes, Named
from handlers.contact_words import NAMED, TO_SAY, clock, writing_line


@pytest.mark.parametrize(
    "wishes, own_phone, words",
    [
        (ContactWishes(), True, "Kami boleh menulis isi kabarnya, kapan saja."),
        (ContactWishes(), False, "Kami hanya menulis bahwa ada kabar, kapan saja."),
        (ContactWishes(is_open=False), True, "Kami hanya menulis bahwa ada kabar, kapan saja."),
        (
            ContactWishes(from_min=480, to_min=660),
            True,
            "Kami boleh menulis isi kabarnya, hanya jam 08.00-11.00.",
        ),
        (
            ContactWishes(from_min=1260, to_min=0, is_open=False),
            True,
            "Kami hanya menulis bahwa ada kabar, hanya jam 21.00-00.00.",
        ),
        (
            ContactWishes(may_write=False, from_min=480, to_min=660),
            True,
            "Kami tidak menulis lebih dulu ke Ibu.",
        ),
    ],
)
def test_what_holds_is_said_in_one_sentence(wishes: ContactWishes, own_phone: bool, words: str) -> None:
    assert render(writing_line(wishes, own_phone=own_phone)) == words


def test_every_name_has_its_words_for_her_and_for_the_worker() -> None:
    assert set(NAMED) == set(TO_SAY) == set(Named)
    said = [render(text) for text in itertools.chain(NAMED.values(), TO_SAY.values())]
    assert len(set(said)) == 2 * len(Named)


def test_the_last_minute_stands_for_midnight() -> None:
    assert [clock(0).isoformat(), clock(1440).isoformat()] == ["00:00:00", "23:59:00"]
