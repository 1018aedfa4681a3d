"""An opening list in plain words: what was read, and what is wrong with it, by row and column."""

# staff: officers of a group read this file's sentences

from collections.abc import Mapping, Sequence

from conversation.text import Text, _
from domain.accounts import SavingKind
from domain.money import Rupiah
from domain.opening import Fault, Opening, Wrong
from handlers.meeting.kinds import NAMES

# So many faults are named; with more she mends these first.
WRONG_SHOWN_MAX = 8

_WHAT: Mapping[Fault, Text] = {
    Fault.NO_NAME: _("namanya belum ada."),
    Fault.NAME_TOO_LONG: _("namanya terlalu panjang. Paling banyak 24 huruf."),
    Fault.NAME_TWICE: _("nama ini sudah ada di atas. Tambahkan nama belakang."),
    Fault.NAME_OFFICIAL: _("nama ini dipakai kantor. Tulis nama orangnya."),
    Fault.NOT_AN_AMOUNT: _("jumlahnya belum jelas. Contoh: 125.000."),
    Fault.TOO_SMALL: _("jumlahnya terlalu kecil. Tulis lengkap, contoh 125.000."),
    Fault.TOO_LARGE: _("jumlahnya terlalu besar."),
    Fault.KIND_TWICE: _("simpanan yang sama ditulis dua kali."),
    Fault.NO_SUCH_KIND: _("simpanan ini belum ada di aturan kelompok."),
    Fault.UNKNOWN_COLUMN: _("judul kolom ini belum saya kenal."),
    Fault.FORMULA: _("isinya rumus. Tulis angkanya saja."),
    Fault.TOO_LONG: _("isinya terlalu panjang."),
}
_WHOLE: Mapping[Fault, Text] = {
    Fault.NO_HEADER: _("Saya tidak menemukan kolom Nama. Tulis judul: Nama, Pokok, Wajib."),
    Fault.NO_ROWS: _("Daftarnya masih kosong."),
    Fault.TOO_MANY: _("Paling banyak 60 anggota dalam satu buku."),
    Fault.TOO_LONG: _("Filenya terlalu besar kalau dibuka. Bisa juga tempel daftarnya."),
    Fault.NOT_READABLE: _("Filenya tidak bisa dibaca. Bisa juga tempel daftarnya."),
    Fault.TOO_MANY_ROWS: _("Barisnya terlalu banyak. Paling banyak 200 baris."),
    Fault.TOO_MANY_COLUMNS: _("Kolomnya terlalu banyak. Paling banyak 20 kolom."),
    Fault.TOO_MANY_SHEETS: _("Lembarnya terlalu banyak. Kirim satu lembar saja."),
}
_UNCLEAR = _("isinya belum jelas.")


def wrong_line(wrong: Wrong) -> Text:
    """One fault with its place."""
    if not wrong.row:
        if wrong.fault is Fault.TOTAL:
            return _("Jumlah di daftar tidak sama: tertulis {amount}.", amount=Rupiah(int(wrong.text)))
        return _WHOLE.get(wrong.fault, _WHOLE[Fault.NOT_READABLE])
    what = _WHAT.get(wrong.fault, _UNCLEAR)
    if wrong.column and wrong.text:
        return _(
            'Baris {row}, kolom {column} ("{text}"): {what}',
            row=wrong.row,
            column=_column(wrong.column),
            text=wrong.text,
            what=what,
        )
    if wrong.column:
        return _(
            "Baris {row}, kolom {column}: {what}", row=wrong.row, column=_column(wrong.column), what=what
        )
    return _('Baris {row} ("{text}"): {what}', row=wrong.row, text=wrong.text, what=what)


def _column(column: str) -> Text:
    """A letter of a table, or the kind of saving."""
    known = {kind.value for kind in SavingKind}
    return NAMES[SavingKind(column)] if column in known else _("{column}", column=column)


def wrong_lines(wrong: Sequence[Wrong]) -> list[Text]:
    """The faults, as many as one mends at a time."""
    found = [wrong_line(each) for each in wrong[:WRONG_SHOWN_MAX]]
    if len(wrong) > WRONG_SHOWN_MAX:
        found.append(_("Masih ada {n} lagi.", n=len(wrong) - WRONG_SHOWN_MAX))
    return found


def opening_line(number: int, opening: Opening) -> Text:
    """One member with all she begins with."""
    line = _("{number}. {name}", number=number, name=opening.name)
    for kind, amount in opening.amounts:
        line = _("{line}, {kind} {amount}", line=line, kind=SHORT[kind], amount=amount)
    return line


# As they stand in a table.
SHORT: Mapping[SavingKind, Text] = {
    SavingKind.POKOK: _("pokok"),
    SavingKind.WAJIB: _("wajib"),
    SavingKind.SUKARELA: _("sukarela"),
    SavingKind.KHUSUS: _("khusus"),
    SavingKind.SOSIAL: _("sosial"),
    SavingKind.ARISAN: _("arisan"),
}
