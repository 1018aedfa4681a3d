"""A list shown back: who put in the same stands in one line, and no turn is longer than a phone can show."""

from datetime import date

import pytest

from bot.compose import REPLY_CHARS_MAX, join
from bot.render import render
from domain.accounts import SavingKind
from domain.meetings import Written
from domain.money import Rupiah
from handlers.meeting.kinds import Kind
from handlers.meeting.scene import Scene, Woman
from handlers.meeting.table import PARTS_MAX, in_lines, some_names, table
from handlers.parts import parts_of

WAJIB, SUKARELA = SavingKind.WAJIB, SavingKind.SUKARELA


def a_scene(count: int, letters: int = 6) -> Scene:
    return Scene(
        group_id=1,
        name="Mentari",
        today=date(2026, 2, 3),
        me=1,
        women=tuple(Woman(number=n, name=f"{n:02d}".ljust(letters, "x")) for n in range(1, count + 1)),
        kinds=(
            Kind(kind=WAJIB, usual=Rupiah(10_000), own=""),
            Kind(kind=SUKARELA, usual=None, own="Lebaran"),
        ),
        ask_again_over=Rupiah(1_000_000),
    )


def wrote(member: int, amount: int, kind: SavingKind = WAJIB) -> Written:
    return Written(member=member, kind=kind.value, amount=Rupiah(amount))


def test_the_same_amount_stands_in_one_line_the_commonest_first() -> None:
    lines = [wrote(1, 20_000), wrote(2, 10_000), wrote(3, 10_000), wrote(2, 5_000, SUKARELA)]
    assert [render(each) for each in table(a_scene(3), lines)] == [
        "Simpanan wajib Rp10.000: 02xxxx, 03xxxx.",
        "Simpanan wajib Rp20.000: 01xxxx.",
        "Lebaran Rp5.000: 02xxxx.",
    ]


@pytest.mark.parametrize("count, letters", [(25, 8), (25, 20), (60, 10), (60, 24)])
def test_no_table_takes_more_than_two_messages(count: int, letters: int) -> None:
    texts = table(a_scene(count, letters), [wrote(n, 10_000) for n in range(1, count + 1)])
    parts = parts_of(texts)
    assert len(parts) <= PARTS_MAX
    for part in parts:
        assert len(join([render(each) for each in part])) <= REPLY_CHARS_MAX - 60


def test_names_go_on_in_another_line() -> None:
    assert in_lines(["Siti", "Yuyun", "Imas"], 12) == ["Siti, Yuyun", "Imas"]


def test_many_names_are_the_first_ones_and_how_many_more() -> None:
    names = ["Siti", "Yuyun", "Imas", "Nani"]
    assert render(some_names(names, 12)) == "Siti, Yuyun, dan 2 lagi"
    assert some_names(names[:2], 12) == "Siti, Yuyun"
    assert some_names([]) == ""
