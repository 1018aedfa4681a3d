"""The yearly report: its numbers are the ledger's, its sides are equal, and nobody's loan stands in the meeting's copy."""

import io
import re
from collections.abc import Iterable
from dataclasses import replace

import openpyxl

from bot.books import rat_papers
from bot.books.rat import YearlyReport
from bot.books.rat_members import MemberTables
from bot.books.rat_statements import Statements
from bot.books.rat_year import Year, column_sum
from bot.books.report import report_paper
from bot.books.table import Cell, Sort, Table
from domain.accounts import COSTS, INCOMES, OWN_SAVINGS, Account
from domain.ledger import EntryKind, shown_code
from tests.bot.books.conftest import Lending
from tests.ledger_world import SITI
from tests.loan_year import CUCU, IMAS, YEAR


def moved(year: Year, accounts: Iterable[Account]) -> int:
    """What the year's entries moved on these accounts, in their normal direction, without what closed it."""
    wanted = frozenset(accounts)
    return sum(
        line.signed * line.account.normal_side
        for entry in year.book.entries
        if entry.kind is not EntryKind.YEAR_END
        for line in entry.lines
        if line.account in wanted
    )


def row_of(table: Table, first: str) -> tuple[Cell, ...]:
    (found,) = [tuple(row) for row in (*table.rows, table.totals) if first in row]
    return found


def test_both_sides_of_the_neraca_are_equal_and_the_ledgers(lending: Lending) -> None:
    for year in (lending.draft, lending.closed, lending.loss):
        table = Statements(year).neraca()
        half = len(table.totals) // 2
        assert table.totals[:half] == table.totals[half:]
        assets = sum(
            amount
            for (account, _member), amount in year.book.after.items()
            if account in (Account.KAS, Account.PIUTANG, Account.SELISIH)
        )
        assert table.totals[1] == assets


def test_the_neraca_is_of_the_last_day_before_anything_is_shared(lending: Lending) -> None:
    draft, closed = Statements(lending.draft).neraca(), Statements(lending.closed).neraca()
    assert draft.rows == closed.rows
    shu = next(row for row in closed.rows if "Sisa hasil usaha" in row)
    assert shu[3] == moved(lending.closed, INCOMES) - moved(lending.closed, COSTS)


def test_the_result_is_what_the_entries_of_the_year_moved(lending: Lending) -> None:
    table = Statements(lending.closed).result()
    income, costs = moved(lending.closed, INCOMES), moved(lending.closed, COSTS)
    assert row_of(table, "Jumlah pendapatan")[1] == income
    assert row_of(table, "Jumlah biaya")[1] == costs
    assert table.totals == ("Sisa hasil usaha (SHU)", income - costs)


def test_the_year_before_stands_beside(lending: Lending) -> None:
    table = Statements(lending.loss).result()
    assert [column.heading for column in table.columns] == ["Uraian", "2026", "2025"]
    assert table.totals == ("Kekurangan (rugi)", -60_000, lending.closed.now.end.result.surplus)
    assert lending.closed.before is None
    assert [column.heading for column in Statements(lending.closed).result().columns] == ["Uraian", "2025"]


def test_savings_are_those_of_the_ledger_by_member_and_by_kind(lending: Lending) -> None:
    tables = MemberTables(lending.closed)
    by_member, by_kind = tables.savings(), tables.moved()
    whole = sum(
        -amount for (account, _member), amount in lending.closed.book.after.items() if account in OWN_SAVINGS
    )
    assert by_member.totals[-1] == by_kind.totals[-1] == whole
    for row in by_member.rows:
        hers = [
            -amount
            for (account, member), amount in lending.closed.book.after.items()
            if account in OWN_SAVINGS and member == row[0]
        ]
        assert row[-1] == sum(hers)


def test_what_is_shared_adds_up_to_the_rupiah(lending: Lending) -> None:
    percentages, by_member = MemberTables(replace(lending.closed, full=True)).shares()
    shares = lending.closed.now.end.shares
    assert shares is not None
    assert percentages.totals == ("Jumlah", "100%", lending.closed.now.end.result.available)
    assert column_sum(percentages.rows, 2) == shares.available
    to_members = column_sum([row for row in percentages.rows if str(row[0]).startswith("Untuk anggota")], 2)
    assert by_member.totals[6] == to_members - shares.unshared
    assert [row[3] for row in by_member.rows] == [each.by_savings for each in shares.members]


def test_a_loss_is_covered_and_not_shared(lending: Lending) -> None:
    (table,) = MemberTables(lending.loss).shares()
    assert table.rows[0] == ("Kekurangan (rugi)", 60_000)
    reserve = lending.loss.now.balances[Account.CADANGAN]
    assert table.rows[1][1] == min(60_000, reserve)
    assert table.totals[1] == 60_000 - min(60_000, reserve)
    assert "Kekurangan tidak dibagi kepada anggota" in str(report_paper(YearlyReport(lending.loss).report()))


def test_loans_begin_and_end_with_the_ledgers(lending: Lending) -> None:
    table = MemberTables(lending.closed).loans()
    assert [row[1] for row in table.rows] == [
        0,
        1_800_000,
        sum(
            -line.signed
            for entry in lending.book.entries
            for line in entry.lines
            if is_payment(entry.kind, line)
        ),
    ]
    assert table.totals[1] == lending.closed.now.balances[Account.PIUTANG]


def is_payment(kind: EntryKind, line: object) -> bool:
    return kind is EntryKind.REPAYMENT and getattr(line, "account", None) is Account.PIUTANG


def test_the_officers_copy_lists_loans_by_class_and_the_meetings_does_not(lending: Lending) -> None:
    words = ("Dalam perhatian", "Kurang lancar", "diragukan", "macet", "Hanya untuk pengurus", "Golongan")
    for_meeting = str(report_paper(YearlyReport(lending.closed).report()))
    assert not [word for word in words if word in for_meeting]
    full = replace(lending.closed, full=True)
    table = MemberTables(full).each_loan()
    assert table.totals[2] == full.now.balances[Account.PIUTANG]
    assert row_of(table, "Imas")[:3] == (IMAS, "Imas", full.now.owed[IMAS])
    assert row_of(table, "Imas")[5] == "Perlu dibantu (kol. 4)"


def test_the_meetings_copy_names_nobodys_money(lending: Lending) -> None:
    """A part beside savings says who borrowed; savings are nobody's business but hers."""
    year, names = lending.closed, set(lending.closed.now.names.values())
    for table in YearlyReport(year).tables():
        for row in table.rows:
            if names & {each for each in row if isinstance(each, str)}:
                money = [
                    cell for cell, column in zip(row, table.columns, strict=True) if column.sort is Sort.MONEY
                ]
                assert not any(money), (table.title, row)
    sections = {each.heading: each for each in YearlyReport(year).report().sections}
    assert "sendiri-sendiri" in sections["Pembagian hasil usaha"].after[0]
    full = {each.title for each in YearlyReport(replace(year, full=True)).tables()}
    assert {"Simpanan anggota", "Bagian tiap anggota", "Daftar pinjaman dan golongan"} <= full
    assert "Bagian tiap anggota" not in {each.title for each in YearlyReport(year).tables()}


def test_what_is_open_stands_first_and_without_names(lending: Lending) -> None:
    assert YearlyReport(lending.closed).report().sections[0].heading == "Susunan acara"
    now = replace(lending.closed.now, disputes=(("K3TX", SITI), ("P2AM", CUCU)), waiting=1)
    first = YearlyReport(replace(lending.closed, now=now)).report().sections[0]
    assert first.heading == "Yang dibicarakan dulu"
    assert first.points == [
        "2 hal masih dicek bersama anggota.",
        "1 uang keluar belum dijawab penerimanya.",
    ]


def test_every_page_says_group_year_and_check_code_and_a_draft_is_called_one(lending: Lending) -> None:
    draft, closed = YearlyReport(lending.draft).report(), YearlyReport(lending.closed).report()
    assert draft.draft == "Rancangan: tahun buku belum selesai"
    assert YearlyReport(lending.loss).report().draft == "Rancangan: tahun buku belum ditutup"
    assert closed.draft == ""
    assert closed.running == f"Kelompok Mentari. Laporan tahun buku {YEAR}"
    head = lending.closed.book.head
    assert head is not None
    assert closed.code == f"Angka cek {shown_code(head.code)}"
    assert re.search(r"\d{4} \d{4}$", closed.code)


def test_it_is_signed_by_those_in_office_with_room_for_the_village(lending: Lending) -> None:
    (approval,) = [
        each for each in YearlyReport(lending.closed).report().sections if each.heading == "Pengesahan"
    ]
    assert [(each.office, each.name) for each in approval.signed] == [
        ("Ketua", "Cucu Rohaeti"),
        ("Bendahara", "Lilis Suryani"),
        ("Sekretaris", "Neneng"),
        ("Pengawas", "Rina Marlina"),
    ]
    assert approval.witness is not None
    assert approval.witness.office == "Kepala Desa / Lurah"
    assert approval.stamp


def test_what_the_pengawas_said_is_in_it(lending: Lending) -> None:
    (looks,) = [
        each for each in YearlyReport(lending.closed).report().sections if each.heading == "Laporan pengawas"
    ]
    assert looks.lines == ["Rina Marlina: cocok."]
    (looks,) = [
        each
        for each in YearlyReport(replace(lending.closed, full=True)).report().sections
        if each.heading == "Laporan pengawas"
    ]
    assert looks.lines == ["Rina Marlina: cocok.", '"Kas sama."']


def test_figures_about_so_few_loans_that_they_are_one_womans_stay_with_the_officers(lending: Lending) -> None:
    few = replace(lending.closed.now, health=replace(lending.closed.now.health, loans=1))
    for_meeting = YearlyReport(replace(lending.closed, now=few)).tables()
    (health,) = [each for each in for_meeting if each.title == "Kesehatan kelompok"]
    assert [row[0] for row in health.rows] == ["Kehadiran"]
    assert health.note == "Angka pinjaman tidak ditulis kalau hanya tentang satu atau dua orang."
    full = YearlyReport(replace(lending.closed, now=few, full=True)).tables()
    (health,) = [each for each in full if each.title == "Kesehatan kelompok"]
    assert len(health.rows) == 3


def test_the_spreadsheet_has_the_same_numbers_and_says_which_year(lending: Lending) -> None:
    read = openpyxl.load_workbook(io.BytesIO(rat_papers.make_xlsx(lending.closed)))
    assert read.sheetnames[0] == "Laporan RAT"
    sheet = read["Neraca"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert f"Laporan tahun buku {YEAR}. " in str(cells[3][0])
    total = Statements(lending.closed).neraca().totals
    assert list(total) in cells
    assert all(cell.data_type != "f" for each in read for row in each.iter_rows() for cell in row)
    assert sheet.page_setup.paperSize == 9


def test_the_pages_are_set_for_a_draft_an_end_and_a_loss(lending: Lending) -> None:
    for year in (lending.draft, lending.closed, lending.loss, replace(lending.closed, language="en")):
        made = rat_papers.make_pdf(year)
        assert made.startswith(b"%PDF")
        assert len(made) < 100_000  # it is sent over a village's connection
