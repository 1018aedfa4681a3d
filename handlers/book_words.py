"""How the printed books call things: titles, columns, and what an entry was for; as on a cooperative's forms."""

from collections.abc import Mapping

from conversation.text import Text, _
from domain.accounts import Account, kind_of
from domain.books import CashRow
from domain.ledger import EntryKind
from domain.loan_classes import LoanClass
from handlers.meeting.kinds import NAMES

CASH_BOOK, BANK_BOOK, WALLET_BOOK = _("Buku Kas"), _("Buku Bank"), _("Buku Dompet Digital")
MONEY_BOOKS: dict[Account, Text] = {
    Account.KAS: CASH_BOOK,
    Account.BANK: BANK_BOOK,
    Account.DOMPET: WALLET_BOOK,
}
SAVINGS_BOOK = _("Buku Simpanan")
SAVINGS_SUMS = _("Jumlah Simpanan")
MEMBER_CARD = _("Kartu Anggota")
LOAN_BOOK = _("Buku Pinjaman")
LOAN_SUMS = _("Jumlah Pinjaman")
LOAN_CARD = _("Kartu Pinjaman")
MEMBER_LIST = _("Daftar Anggota")
ATTENDANCE = _("Daftar Hadir")

DAY, WHAT = _("Tanggal"), _("Uraian")
RECEIVED, PAID, BALANCE = _("Masuk"), _("Keluar"), _("Saldo")
PROOF = _("No. bukti")
MEMBER_NUMBER, NAME, KIND = _("No."), _("Nama"), _("Jenis")
LENT, PRINCIPAL, JASA, FINE, LOAN_LEFT = (
    _("Dipinjam"),
    _("Pokok"),
    _("Jasa"),
    _("Dana sosial"),
    _("Sisa pinjaman"),
)
OWED_BEFORE = _("Sisa awal")
JOINED, LEFT, OFFICE = _("Masuk tanggal"), _("Keluar tanggal"), _("Tugas")
SUM, BEFORE = _("Jumlah"), _("Saldo awal")

# Across every page of a paper that is no real one.
DEMO_MARK, PRACTICE_MARK = _("Data contoh"), _("LATIHAN")

CHAIR, TREASURER = _("Ketua"), _("Bendahara")
MARKS: dict[str, Text] = {"present": _("H"), "excused": _("I"), "absent": _("T")}
SHARED = _("Sukarela, bagian hasil usaha")
LOAN_RECEIVED, INSTALMENT = _("Pinjaman diterima"), _("Cicilan")
LOANS_NOTE = _("Sisa awal, tambah dipinjam, kurang pokok: itulah sisa pinjaman.")
LOAN_ROWS_NOTE = _("Sisa pinjaman di tiap baris: sisa anggota itu. Paling bawah: semuanya.")
MARKS_NOTE = _("H: hadir. I: izin. T: tidak datang.")

OTHER_NAMES: dict[Account, Text] = {
    Account.KAS: _("Kas"),
    Account.BANK: _("Bank"),
    Account.DOMPET: _("Dompet digital"),
    Account.PIUTANG: _("Pinjaman anggota"),
    Account.SELISIH: _("Selisih kas"),
    Account.INVENTARIS: _("Barang kelompok"),
    Account.DANA_PENGURUS: _("Dana pengurus"),
    Account.DANA_PENDIDIKAN: _("Dana pendidikan"),
    Account.CADANGAN: _("Dana cadangan"),
    Account.HIBAH: _("Hibah"),
    Account.SHU: _("Sisa hasil usaha"),
    Account.PENDAPATAN_JASA: _("Jasa pinjaman"),
    Account.PENDAPATAN_DENDA: _("Uang aturan kelompok"),
    Account.PENDAPATAN_ADMINISTRASI: _("Uang administrasi"),
    Account.PENDAPATAN_LAIN: _("Uang masuk lain"),
    Account.BIAYA_RAPAT: _("Biaya rapat"),
    Account.BIAYA_ATK: _("Biaya alat tulis"),
    Account.BIAYA_TRANSPORT: _("Biaya jalan"),
    Account.BIAYA_LAIN: _("Biaya lain"),
}


def heading(book: Text, group: str, place: str) -> Text:
    """Under the title: whose book."""
    return _("Kelompok {group}, {place}", group=group, place=place)


def account_name(account: Account, own: dict[Account, Text | str] | None = None) -> Text | str:
    """How an account is called on paper. own: the group's own names for its savings."""
    if own and account in own:
        return own[account]
    kind = kind_of(account)
    return NAMES[kind] if kind is not None else OTHER_NAMES[account]


def purpose(row: CashRow, name: str, own: dict[Account, Text | str], note: str = "") -> Text:
    """What the money was for. name: of the member it is about, "" if it is about nobody. note: what was bought."""
    what = account_name(row.others[0], own) if row.others else OTHER_NAMES[Account.KAS]
    if row.kind is EntryKind.REVERSAL:
        return _("No. {number} dibatalkan", number=row.reverses)
    if row.kind is EntryKind.OPENING:
        return _("Saldo awal, {name}", name=name) if name else BEFORE
    if row.kind is EntryKind.COUNT:
        return _("Selisih waktu uang dihitung")
    if row.kind is EntryKind.TRANSFER:
        return _("Pindah uang: {account}", account=what)
    if row.kind is EntryKind.LOAN:
        return _("Pinjaman diterima {name}", name=name)
    if row.kind is EntryKind.REPAYMENT:
        return _("Cicilan {name}", name=name)
    if row.kind is EntryKind.WITHDRAWAL:
        return _("Diambil: {kind}, {name}", kind=what, name=name)
    if note and name:
        return _("{kind}: {note}, {name}", kind=what, note=note, name=name)
    if note:
        return _("{kind}: {note}", kind=what, note=note)
    return _("{kind}, {name}", kind=what, name=name) if name else _("{kind}", kind=what)


# For officers and pengawas only, members read none of it. What the rule books call macet is a loan to talk about.
LOAN_CLASSES: Mapping[LoanClass, Text] = {
    LoanClass.LANCAR: _("Lancar"),
    LoanClass.PERHATIAN: _("Dalam perhatian"),
    LoanClass.KURANG: _("Kurang lancar"),
    LoanClass.DIRAGUKAN: _("Perlu dibantu"),
    LoanClass.MACET: _("Perlu dirembuk bersama"),
}
