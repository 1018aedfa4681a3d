"""How a decision is told to her: true, warm, never a refusal of herself."""

from conversation.text import Text, _
from domain.requests import Decision, Kind, State


def decided(decision: Decision, kind: Kind, office: str) -> Text:
    """What she reads about a decision: true, warm, and never a refusal of herself."""
    if decision.to is State.BELUM_BISA:
        return _(
            "Kabar dari {office}, Bu. Untuk sekarang belum bisa.\nSebabnya: {reason}\n"
            "Ini bukan salah Ibu. Kalau ada yang keliru, ketik PERIKSA LAGI.",
            office=office,
            reason=decision.reason,
        )
    if decision.to is State.DITETAPKAN:
        return _(
            "Kabar dari {office}, Bu. Nama Ibu sudah ada di daftar penerima.\n"
            "Nomor surat: {number}.\nTanggalnya: {day}.\nPetugas akan memberi tahu langkah berikutnya.",
            office=office,
            number=decision.sk_number,
            day=decision.sk_date,
        )
    if decision.to is State.DISERAHKAN:
        return _(
            "Kabar dari {office}, Bu. Petugas mencatat: bantuan sudah Ibu terima. Kalau belum, ketik PETUGAS.",
            office=office,
        )
    if decision.to is State.DIUSULKAN:
        return _(
            "Kabar dari {office}, Bu. Nama Ibu diusulkan. Belum tentu dapat. Kami kabari hasilnya.",
            office=office,
        )
    if decision.to is State.MENUNGGU_ANGGARAN:
        return _(
            "Kabar dari {office}, Bu. Jawaban Ibu sudah diperiksa. Uang untuk bantuannya belum ada."
            " Belum tahu kapan ada. Kalau ada kabar, kami beri tahu.",
            office=office,
        )
    if kind is Kind.MINOR and decision.to is State.SELESAI:
        return _(
            "Kabar dari {office}. Petugas mencatat: sudah saling bicara. Kalau belum, ketik PETUGAS.",
            office=office,
        )
    if decision.to is State.SELESAI:
        return _(
            "Kabar dari {office}, Bu. Petugas mencatat: sudah bicara dengan Ibu. Kalau belum, ketik PETUGAS.",
            office=office,
        )
    if kind is Kind.MINOR:
        return _(
            "Kabar dari {office}. Pesannya sudah dibaca petugas. Petugas sedang mengurusnya.", office=office
        )
    if kind is Kind.SCREENING:
        return _(
            "Kabar dari {office}, Bu. Jawaban Ibu sedang diperiksa petugas. Kami kabari hasilnya.",
            office=office,
        )
    return _(
        "Kabar dari {office}, Bu. Pesan Ibu sudah dibaca petugas. Petugas sedang mengurusnya.",
        office=office,
    )


def kept(before: State, office: str) -> Text:
    """What she reads when another look changed nothing."""
    if before is State.DITETAPKAN:
        return _(
            "Kabar dari {office}, Bu. Sudah kami periksa lagi. Nama Ibu tetap di daftar penerima.",
            office=office,
        )
    if before is State.BELUM_BISA:
        return _(
            "Kabar dari {office}, Bu. Sudah kami periksa lagi. Untuk sekarang masih belum bisa."
            " Mau bicara langsung? Ketik PETUGAS.",
            office=office,
        )
    return _(
        "Kabar dari {office}, Bu. Sudah kami periksa lagi. Hasilnya tetap seperti kabar yang lalu.",
        office=office,
    )
