"""A rule in one plain line, and what a change comes to."""

from dataclasses import replace
from datetime import date

import pytest

from bot.render import render
from domain.accounts import SavingKind
from domain.group_rules import NO_FINE, KindRule, Rhythm, Rules
from domain.money import Rupiah
from handlers.group.rule_words import changed_line, kind_line, rules_lines

DAY = date(2026, 3, 10)
WAJIB = KindRule(kind=SavingKind.WAJIB, amount=Rupiah(10_000))
LEBARAN = KindRule(kind=SavingKind.KHUSUS, amount=Rupiah(5_000), name="Lebaran", until=DAY)
RULES = Rules(
    kinds=(WAJIB, KindRule(kind=SavingKind.SUKARELA)),
    rhythm=Rhythm.MONTHLY,
    meeting_day=DAY,
    from_day=DAY,
    decided_day=DAY,
)


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (WAJIB, "Simpanan wajib: Rp10.000 tiap rapat."),
        (KindRule(kind=SavingKind.SUKARELA), "Simpanan sukarela: jumlahnya bebas."),
        (
            KindRule(kind=SavingKind.POKOK, amount=Rupiah(50_000)),
            "Simpanan pokok: Rp50.000, sekali waktu masuk.",
        ),
        (LEBARAN, "Lebaran: Rp5.000 tiap rapat, sampai Selasa, 10 Maret 2026."),
        (replace(LEBARAN, amount=None), "Lebaran: bebas, sampai Selasa, 10 Maret 2026."),
    ],
)
def test_a_kind_of_saving_is_one_line(rule: KindRule, line: str) -> None:
    assert render(kind_line(rule)) == line


def test_a_fine_is_named_only_where_there_is_one() -> None:
    assert len(rules_lines(RULES)) == 3
    assert render(rules_lines(replace(RULES, fine=Rupiah(1_000)))[-1]) == "Denda: Rp1.000."


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            RULES,
            replace(RULES, kinds=(replace(WAJIB, amount=Rupiah(15_000)), RULES.kinds[1])),
            "Simpanan wajib: Rp15.000 (lima belas ribu) tiap rapat.",
        ),
        (
            RULES,
            replace(RULES, kinds=(*RULES.kinds, replace(LEBARAN, until=None))),
            "Simpanan baru. Lebaran: Rp5.000 (lima ribu) tiap rapat.",
        ),
        (
            RULES,
            replace(RULES, kinds=(WAJIB,)),
            "Simpanan sukarela berhenti. Yang sudah disimpan tetap.",
        ),
        (
            RULES,
            replace(RULES, rhythm=Rhythm.WEEKLY),
            "Rapat: Tiap minggu, pertama Selasa, 10 Maret 2026.",
        ),
        (RULES, replace(RULES, fine=Rupiah(1_000)), "Denda: Rp1.000."),
        (replace(RULES, fine=Rupiah(1_000)), replace(RULES, fine=NO_FINE), "Denda tidak dipakai lagi."),
    ],
)
def test_a_change_is_said_in_one_line(before: Rules, after: Rules, line: str) -> None:
    assert render(changed_line(before, after)) == line
