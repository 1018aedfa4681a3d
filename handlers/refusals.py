"""One sentence for each refusal: what is wrong and what to do, never a reproach."""

from conversation.text import Text, _
from domain.refusals import Refusal

SENTENCES: dict[str, Text] = {
    "refused": _("Maaf, itu belum bisa."),
    "not_allowed": _("Maaf, itu tidak ada di sini."),
    "changed": _("Ada yang sudah mengubahnya. Coba lihat lagi."),
    "not_confirmed": _("Syarat ini masih contoh. Kantor perlu mengesahkannya dulu."),
    "own_request": _("Permintaan sendiri harus diputuskan petugas lain."),  # staff
    "wrong_order": _("Langkah itu belum bisa dari keadaan ini."),  # staff
    "needs_reason": _("Tulis sebabnya dalam satu kalimat pendek."),  # staff
    "reason_not_plain": _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut."),  # staff
    "needs_decree": _("Perlu nomor dan tanggal SK yang sudah terbit."),  # staff
    "last_keeper": _("Peran terakhir ini belum bisa diakhiri. Serahkan dulu ke pengganti."),  # staff
    "second_admin_needed": _("Perlu satu pengurus lain. Hubungi pengelola aplikasi."),  # staff
    "link_code_unusable": _("Kode ini tidak bisa dipakai, Bu. Buat kode baru, ya."),
    "phone_open": _("HP ini dipakai bersama. Ketik KUNCI dulu, baru sambungkan."),
    "has_duties": _("HP ini punya tugas sendiri, jadi belum bisa disambungkan. Ketik PETUGAS."),
    "word_taken": _("Kata itu sering dipakai. Pilih kata lain, Bu."),
    "too_many_profiles": _("HP ini sudah dipakai terlalu banyak orang, Bu."),
    "shared_by_others": _("HP ini dipakai orang lain juga. Kuncinya perlu tetap ada, Bu."),
    "invite_unusable": _("Kode ini tidak bisa dipakai. Minta kode baru ke kantor."),
    "consent_missing": _("Izinnya belum ada, atau sudah dicabut. Ketik DATA untuk melihat."),
    "processing_paused": _("Pemilik data ini minta dijeda dulu."),  # staff
    "too_many_open": _("Permintaan Ibu masih banyak yang menunggu. Kita tunggu itu dulu, ya."),
    "last_of_role": _(
        "Ibu satu-satunya pengurus di {place}. Serahkan dulu ke orang lain. Ketik PETUGAS untuk dibantu.",
        place="",
    ),
    "needs_ground": _("Menolak perlu alasan dari daftar."),  # staff
}


def sentence(refusal: Refusal) -> Text:
    """What she reads."""
    found = SENTENCES.get(refusal.code, SENTENCES["refused"])
    return Text(found.message, refusal.fields) if refusal.fields else found
