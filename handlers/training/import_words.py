"""A table of classes in plain words: what is wrong with it, by row and column, and what to do about it."""

# staff: who makes classes (office people, leaders of a group) reads this file's sentences

from collections.abc import Mapping, Sequence

from conversation.text import Text, _
from domain.course_table import CourseWrong, Fault
from domain.opening import Fault as FileFault
from domain.opening import Wrong

# So many faults are named; with more these are mended first.
WRONG_SHOWN_MAX = 8

_WHAT: Mapping[Fault, Text] = {
    Fault.UNKNOWN_COLUMN: _("judul kolom ini belum saya kenal. Pakai judul dari contoh."),
    Fault.NO_SORT: _("jenisnya belum ada. Contoh: Menjahit."),
    Fault.UNKNOWN_SORT: _("jenis ini belum saya kenal. Tulis Lain, dan isi nama kelasnya."),
    Fault.NO_PLACE: _("tempatnya belum ada."),
    Fault.NO_WHEN: _("jadwalnya belum ada. Contoh: tiap Selasa jam 9 pagi."),
    Fault.WHEN_UNCLEAR: _("jadwalnya belum jelas. Contoh: tiap Selasa jam 9 pagi."),
    Fault.WHEN_NO_HOUR: _("jamnya belum ada atau belum jelas. Contoh: jam 9 pagi."),
    Fault.WHEN_NO_END: _("belum ada berapa kali atau sampai kapan. Contoh: 8 kali."),
    Fault.WHEN_NO_FIRST: _("tanggal mulainya belum ada. Contoh: mulai 3 Februari 2026."),
    Fault.WHEN_OVER: _("pertemuan pertamanya sudah lewat. Ganti tanggal mulainya."),
    Fault.WHEN_FAR: _("mulainya masih lebih dari satu tahun lagi. Lihat lagi tahunnya."),
    Fault.NO_DAYS: _("tidak ada hari yang cocok dengan jadwal ini."),
    Fault.TOO_MANY_DAYS: _("pertemuannya terlalu banyak. Paling lama satu tahun."),
    Fault.NOT_A_NUMBER: _("banyaknya orang ditulis angka, 1 sampai 500."),
    Fault.TOO_LONG: _("tulisannya terlalu panjang. Tulis lebih singkat."),
    Fault.NOT_FIT: _("tulisan ini bisa terbaca orang lain. Pakai kata yang netral."),
    Fault.UNKNOWN_AREA: _("wilayah ini bukan wilayah kantor. Lihat lagi namanya."),
    Fault.TWICE: _("kelas ini sudah ada di baris lain."),
    Fault.THERE_ALREADY: _("kelas ini sudah pernah dibuat. Hapus barisnya."),
}
_WHOLE: Mapping[Fault, Text] = {
    Fault.NO_HEADER: _("Saya tidak menemukan baris judul. Pakai file contoh, lalu isi di bawahnya."),
    Fault.NO_ROWS: _("Belum ada kelas di file ini. Isi di bawah baris judul."),
    Fault.TOO_MANY: _("Paling banyak 20 kelas dalam satu file. Bagi jadi dua file."),
    Fault.TOO_MANY_DAYS: _("Semua pertemuan bersama terlalu banyak. Bagi jadi dua file."),
}
_FILE: Mapping[FileFault, Text] = {
    FileFault.FORMULA: _("Baris {row}, kolom {column}: isinya rumus. Tulis isinya saja.", row=0, column=""),
    FileFault.TOO_LONG: _("Baris {row}, kolom {column}: isinya terlalu panjang.", row=0, column=""),
    FileFault.NO_ROWS: _("Filenya masih kosong."),
    FileFault.NOT_READABLE: _("Filenya tidak bisa dibaca. Simpan lagi sebagai Excel (xlsx)."),
    FileFault.TOO_MANY_ROWS: _("Barisnya terlalu banyak. Paling banyak 200 baris."),
    FileFault.TOO_MANY_COLUMNS: _("Kolomnya terlalu banyak. Paling banyak 20 kolom."),
    FileFault.TOO_MANY_SHEETS: _("Lembarnya terlalu banyak. Kirim satu lembar saja."),
}
_BROKEN = _("Filenya tidak bisa dibaca. Simpan lagi sebagai Excel (xlsx).")


def wrong_line(wrong: CourseWrong) -> Text:
    """One fault with its place."""
    if not wrong.row:
        return _WHOLE.get(wrong.fault, _BROKEN)
    what = _WHAT[wrong.fault]
    if wrong.column and wrong.text:
        return _(
            'Baris {row}, kolom {column} ("{text}"): {what}',
            row=wrong.row,
            column=wrong.column,
            text=wrong.text,
            what=what,
        )
    if wrong.column:
        return _("Baris {row}, kolom {column}: {what}", row=wrong.row, column=wrong.column, what=what)
    return _("Baris {row}: {what}", row=wrong.row, what=what)


def file_line(wrong: Wrong) -> Text:
    """What stopped the reading of the file itself."""
    found = _FILE.get(wrong.fault, _BROKEN)
    if wrong.fault in (FileFault.FORMULA, FileFault.TOO_LONG) and not wrong.row:
        return _BROKEN
    return Text(found.message, {"row": wrong.row, "column": wrong.column}) if found.values else found


def wrong_lines(lines: Sequence[Text]) -> list[Text]:
    """As many faults as one mends at a time."""
    found = list(lines[:WRONG_SHOWN_MAX])
    if len(lines) > WRONG_SHOWN_MAX:
        found.append(_("Masih ada {n} lagi.", n=len(lines) - WRONG_SHOWN_MAX))
    return found
