"""The question that takes a whole class: what is journaled is keys, and what no longer fits is asked again."""

import pytest

from conversation.questions import Choice, NoLongerFits, Said, Unclear, Understood
from conversation.text import _
from handlers.training.who_came import Named, WhoCame, Woman

DONE = Choice("done", _("Selesai"), words=("sudah",))
SITI, SRI, LIS = (
    Woman(id=number, name=name, here=name == "Siti", may_miss=True)
    for number, name in enumerate(("Siti", "Sri", "Lis"), start=11)
)
QUESTION = WhoCame(women=(SITI, SRI, LIS), of=(DONE,))


def answer(text: str = "", tapped: str = "") -> object:
    reading = QUESTION.read(Said(text=text, tapped=tapped))
    assert isinstance(reading, Understood), reading
    return QUESTION.restore(reading.plain)


@pytest.mark.parametrize(
    ("text", "came", "away", "nobody"),
    [
        ("1 3", (11, 13), (), False),
        ("sri", (12,), (), False),
        ("semua", (11, 12, 13), (), False),
        ("semua kecuali sri", (11, 13), (12,), False),
        ("siti tidak", (), (11,), False),
        ("tidak ada", (), (), True),
    ],
)
def test_a_message_names_who_came_and_who_did_not(
    text: str, came: tuple[int, ...], away: tuple[int, ...], nobody: bool
) -> None:
    assert answer(text) == Named(came=came, away=away, tapped=False, nobody=nobody)


def test_a_tap_names_one_and_others_may_follow() -> None:
    assert answer(tapped="p12") == Named(came=(12,), away=(), tapped=True, nobody=False)


@pytest.mark.parametrize("text", ["selesai", "sudah", "4"])
def test_what_stands_beside_the_names_can_be_typed_too(text: str) -> None:
    assert answer(text) == DONE
    assert answer(tapped="done") == DONE


def test_what_is_not_clear_is_quoted_back() -> None:
    reading = QUESTION.read(Said(text="1 dan wati"))
    assert isinstance(reading, Unclear)
    assert reading.text is not None
    assert reading.text.values == {"words": "wati"}
    assert isinstance(QUESTION.read(Said(thing="photo")), Unclear)


def test_of_several_with_one_name_the_numbers_are_told_and_stand_beside_them() -> None:
    women = [
        Woman(id=number, name=name, here=False, may_miss=True, n=0 if name == "Lis" else number)
        for number, name in enumerate(("Sri", "Lis", "Sri"), start=1)
    ]
    question = WhoCame(women=tuple(women), of=(DONE,))
    reading = question.read(Said(text="lis, sri"))
    assert isinstance(reading, Unclear)
    assert reading.text is not None
    assert reading.text.values == {"words": "sri", "n": 2, "numbers": "1, 3"}
    assert [each.label.values["name"] for each in women] == ["Sri (1)", "Lis", "Sri (3)"]
    assert question.read(Said(text="1 2")) == Understood(
        {"came": ["p1", "p2"], "away": [], "tapped": False, "nobody": False}
    )


def test_who_is_noted_already_carries_a_mark_and_is_found_by_her_name_alone() -> None:
    assert [each.label.message for each in QUESTION.women] == ["{name} (hadir)", "{name}", "{name}"]
    assert answer("siti") == Named(came=(11,), away=(), tapped=False, nobody=False)


def test_no_name_is_journaled_and_who_has_left_meanwhile_is_asked_about_again() -> None:
    reading = QUESTION.read(Said(text="sri"))
    assert isinstance(reading, Understood)
    assert "Sri" not in str(reading.plain)
    with pytest.raises(NoLongerFits):
        WhoCame(women=(SITI, LIS), of=(DONE,)).restore(reading.plain)
