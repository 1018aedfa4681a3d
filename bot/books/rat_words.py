"""How the yearly report calls things: as on the forms of a cooperative, since an office files it."""

# staff: officers give this paper to the yearly meeting; it keeps the words of the forms

from conversation.text import Text, _
from domain.year_rules import Fund

REPORT = (_("Laporan"), _("Pertanggungjawaban Pengurus"), _("Rapat Anggota Tahunan (RAT)"))
CONTENTS, PAGE, OF = _("Isi laporan"), _("Halaman"), _("dari")

# What is read out in which order; as most groups do it.
AGENDA: tuple[Text, ...] = (
    _("Pembukaan dan doa"),
    _("Daftar hadir, dan apakah anggota yang hadir sudah cukup"),
    _("Hal yang masih dicek bersama"),
    _("Laporan pengurus: kegiatan, simpanan, pinjaman, neraca, hasil usaha"),
    _("Laporan pengawas"),
    _("Tanya jawab"),
    _("Pengesahan laporan dan pembagian hasil usaha"),
    _("Rencana tahun berikutnya"),
    _("Penutup"),
)

COVER_TITLE, CONTENT = _("Laporan RAT"), _("Isi")
AGENDA_TITLE = _("Susunan acara")
FIRST_TITLE = _("Yang dibicarakan dulu")
SUMMARY_TITLE = _("Ringkasan tahun")
OFFICERS_TITLE = _("Pengurus dan pengawas")
NERACA_TITLE = _("Neraca")
RESULT_TITLE = _("Perhitungan hasil usaha")
SAVINGS_TITLE = _("Simpanan anggota")
MOVED_TITLE = _("Simpanan menurut jenis")
LOANS_TITLE = _("Pinjaman anggota")
EACH_LOAN_TITLE = _("Daftar pinjaman dan golongan")
SHARES_TITLE = _("Pembagian hasil usaha")
PERCENT_TITLE = _("Pembagian menurut keputusan")
BY_MEMBER_TITLE = _("Bagian tiap anggota")
OFFICERS_ONLY = _("Pengurus dan pengawas saja")
PARTS_TOLD = _("Bagian tiap anggota dikabarkan sendiri-sendiri: di HP atau kartu anggota.")
LOSS_TITLE = _("Kekurangan tahun ini")
MEETINGS_TITLE = _("Rapat dan kehadiran")
HEALTH_TITLE = _("Kesehatan kelompok")
LOOKS_TITLE = _("Laporan pengawas")
APPROVAL_TITLE = _("Pengesahan")
SIGNED_TITLE = _("Daftar hadir rapat anggota")

ASSETS, LIABILITIES, CAPITAL = _("Harta"), _("Kewajiban"), _("Modal sendiri")
CLAIMS = _("Kewajiban dan modal")
SUM_LIABILITIES, SUM_CAPITAL = _("Jumlah kewajiban"), _("Jumlah modal sendiri")
INCOME, COSTS = _("Pendapatan"), _("Biaya")
SUM_INCOME, SUM_COSTS = _("Jumlah pendapatan"), _("Jumlah biaya")
SURPLUS, LOSS = _("Sisa hasil usaha (SHU)"), _("Kekurangan (rugi)")
CARRIED, AVAILABLE = _("Dari tahun sebelumnya"), _("Yang dibagi")

FUNDS: dict[Fund, Text] = {
    Fund.CADANGAN: _("Dana cadangan"),
    Fund.JASA_SIMPANAN: _("Untuk anggota, menurut simpanan"),
    Fund.JASA_PINJAMAN: _("Untuk anggota, menurut jasa pinjaman"),
    Fund.PENGURUS: _("Untuk pengurus"),
    Fund.PENDIDIKAN: _("Dana pendidikan"),
    Fund.SOSIAL: _("Dana sosial"),
}
