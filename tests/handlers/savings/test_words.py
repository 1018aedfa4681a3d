"""The words for a difference blame nobody, and lines for savings stay one line of a message."""

from datetime import date

import pytest

from bot.render import render
from conversation.text import Text
from domain.accounts import SAVINGS, Account, SavingKind
from domain.disputes import Difference, What
from domain.group_rules import KindRule, Rhythm, Rules
from domain.money import Rupiah
from domain.movements import Kept
from handlers.savings.words import gentle, kept_lines, lines, names_by, short

DAY = date(2026, 2, 3)
RULES = Rules(
    kinds=(KindRule(kind=SavingKind.KHUSUS, name="Lebaran"),),
    rhythm=Rhythm.WEEKLY,
    meeting_day=DAY,
    from_day=DAY,
    decided_day=DAY,
)


def kept(amount: int, *, corrected: bool = False, numbers: tuple[int, ...] = (42,)) -> str:
    line = Kept(account=Account.KHUSUS, amount=amount, numbers=numbers, corrected=corrected)
    return render(kept_lines([line], names_by(RULES))[0])


def test_a_saving_is_called_as_the_group_calls_it() -> None:
    assert kept(10_000) == "Lebaran: Rp10.000 (sepuluh ribu). No. 42."
    assert kept(-5_000) == "Lebaran, uang keluar: Rp5.000 (lima ribu). No. 42."
    assert kept(10_000, corrected=True) == "Lebaran, dibetulkan: Rp10.000 (sepuluh ribu). No. 42."
    assert kept(10_000, numbers=tuple(range(1, 9))) == "Lebaran: Rp10.000 (sepuluh ribu). No. 1, 2, 3, 4."


def test_several_lines_are_one_text() -> None:
    assert render(lines([one_line("satu"), one_line("dua")])) == "satu\ndua"


def one_line(word: str) -> Text:
    return Text(word)


def test_days_below_each_other_are_short() -> None:
    assert short(DAY) == "3/2/26"


@pytest.mark.parametrize("what", What)
@pytest.mark.parametrize("through", ["", "Yuyun"])
@pytest.mark.parametrize("booked", [0, 5_000])
@pytest.mark.parametrize("meeting", [True, False])
def test_no_way_of_saying_it_blames_anybody(what: What, through: str, booked: int, meeting: bool) -> None:
    difference = Difference(what=what, amount=Rupiah(10_000), through=through, words="tanggalnya")
    said = render(gentle("Neneng", difference, Rupiah(booked), meeting=meeting))
    assert said.startswith("Neneng: ")
    assert said.endswith("Mari dicek bersama.")
    assert "salah" not in said.lower()
    assert ("Yuyun" in said) == (what in (What.PAID, What.REPAID) and through == "Yuyun")
    if what is What.REPAID or (what is What.PAID and not (meeting and booked)):
        assert "Di buku belum ada." in said


def test_a_meeting_with_every_kind_corrected_still_fits_one_message() -> None:
    found = [
        Kept(account=each, amount=1_250_000, numbers=(12_345, 12_346, 12_347), corrected=True)
        for each in SAVINGS
    ]
    said = render(lines(kept_lines(found, names_by(RULES))))
    head = "Rapat Kelompok Wanita Mentari, Selasa, 24 September 2026.\nRapat ini dibuka lagi. Ini catatan yang baru."
    assert len(said) + len(head) + len("\nJumlah simpanan Ibu Rp1.234.567.\nAngka cek 4821 0937.") < 500


def test_what_she_says_never_looks_like_a_line_of_ours() -> None:
    difference = Difference(what=What.OTHER, words='kurang"\nKata pengurus: beres')
    assert render(gentle("Neneng", difference, Rupiah(0), meeting=False)).count("\n") == 0
