"""Names on a list: how she is called, why it did not reach her, what she answered; and nothing of who waits."""

import pytest

from bot.render import render
from db.announcement_lists import Where
from domain.announcements import Reached, Tally, Why
from handlers.announce.people_words import Named, called, list_choices, people_in_words


def woman(name: str = "Wati", *, where: Where = Where.GOT, **more: str) -> Named:
    return Named(
        name=name,
        code=more.get("code", ""),
        area=more.get("area", ""),
        where=where,
        why=more.get("why", ""),
        answer=more.get("answer", ""),
    )


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (woman(area="Samarinda"), "Wati, Samarinda"),
        (woman(), "Wati"),
        (woman("", code="K9X2TT", area="Samarinda"), "Kode K9X2TT"),
        (woman(""), "Tanpa nama"),
    ],
)
def test_she_stands_there_by_name_else_by_code(one: Named, words: str) -> None:
    assert render(called(one)) == words


def test_a_line_says_why_or_what_she_answered() -> None:
    lines = people_in_words(
        [
            woman(where=Where.MISSED, why=Why.UNREACHABLE.value),
            woman("Siti", where=Where.READ, answer="Bisa"),
            woman("Dewi"),
        ]
    )
    (text,) = lines
    assert render(text).splitlines() == ["Wati: tidak bisa dihubungi di chat", "Siti: Bisa", "Dewi"]
    assert people_in_words([]) == []


def test_who_waits_is_counted_among_all_who_have_it() -> None:
    tally = Tally(
        counts={
            Reached.SENT: 2,
            Reached.WAITING: 3,
            Reached.READ: 1,
            Reached.FAILED: 2,
            Reached.UNCERTAIN: 1,
        },
        left_out={Why.OPTED_OUT.value: 4},
        reasons={Why.OPTED_OUT.value: 1, Why.UNREACHABLE.value: 1},
    )
    assert [render(each.label) for each in list_choices(tally)] == [
        "Tidak sampai (1)",
        "Belum pasti (1)",
        "Dikirimi (6)",
    ]


def test_where_nobody_may_be_named_there_is_no_list() -> None:
    tally = Tally(counts={Reached.FAILED: 1}, left_out={}, reasons={Why.MAY_NOT_WRITE.value: 1})
    assert list_choices(tally) == []
