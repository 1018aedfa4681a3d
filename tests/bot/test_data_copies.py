"""Her copy holds her savings with the groups; who brought money for her is another woman, and is not in it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.data_copies import COPY_JSON, COPY_PDF, Copy
from bot.render import render
from db.disputes import Dispute
from db.own_savings import OwnSavings
from domain.accounts import Account
from domain.disputes import Difference, Slip, State, What
from domain.money import Rupiah
from domain.movements import Part
from handlers.copy_words import sections_of
from tests.handlers.test_copy_words import EMPTY, FACTS

DAY = date(2026, 2, 3)
DISPUTE = Dispute(
    id=1,
    group_id=1,
    group_name="Mentari",
    zone="Asia/Jakarta",
    practice=False,
    code="AB23",
    member=7,
    person_id=770077,
    told_id=770078,
    meeting=1,
    entry=0,
    difference=Difference(what=What.PAID, amount=Rupiah(10_000), through="Kenari"),
    booked=Rupiah(0),
    state=State.SOLVED,
    supervised=False,
    answer_by=DAY,
    next_ms=0,
)
SAVINGS = OwnSavings(
    group="Mentari",
    place="Desa Contoh",
    number=7,
    since=DAY,
    left=None,
    target=Rupiah(500_000),
    balances=((Account.WAJIB, Rupiah(10_000)),),
    entries=(Part(number=42, day=DAY, account=Account.WAJIB, amount=10_000),),
    slips=((1, Slip.RIGHT),),
    disputes=(DISPUTE,),
)
COPY = Copy(
    kept=replace(EMPTY, savings=(SAVINGS,)),
    office="",
    language="id",
    facts=FACTS,
    now=datetime(2026, 2, 3, tzinfo=UTC),
)


def test_the_file_for_a_computer_has_every_field_of_her_savings() -> None:
    made = COPY_JSON.make(COPY)
    (savings,) = json.loads(made)["savings"]
    assert savings["balances"] == {"simpanan_wajib": 10_000}
    assert savings["entries"] == [
        {"number": 42, "day": "2026-02-03", "account": "simpanan_wajib", "amount": 10_000, "reverses": None}
    ]
    assert savings["slips"] == [{"meeting": 1, "answer": "right"}]
    assert savings["differences"] == [
        {"code": "AB23", "what": "paid", "amount": 10_000, "words": "", "state": "solved"}
    ]
    for other in (b"Kenari", b"770077", b"770078"):
        assert other not in made


def test_the_paper_says_it_in_words() -> None:
    (savings,) = [each for each in sections_of(COPY.kept, FACTS) if "{group}" in each.heading.message]
    assert render(savings.heading) == "Simpanan di Mentari"
    assert [render(line) for line in savings.lines] == [
        "Kelompok Mentari, Desa Contoh. Nomor anggota 7, sejak Selasa, 3 Februari 2026.",
        "Simpanan wajib: Rp10.000.",
        "Target: Rp500.000.",
        "Selasa, 3 Februari 2026: Simpanan wajib, masuk Rp10.000. No. 42.",
        "Kata Ibu ada yang beda, nomor AB23: sudah beres.",
    ]


def test_the_paper_is_made_with_them_too() -> None:
    with_savings, without = COPY_PDF.make(COPY), COPY_PDF.make(replace(COPY, kept=EMPTY))
    assert with_savings.startswith(b"%PDF-")
    assert len(with_savings) != len(without)
