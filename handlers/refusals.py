"""One sentence for each refusal: what is wrong and what to do, never a reproach."""

from conversation.text import Text, _
from domain.refusals import Refusal

SENTENCES: dict[str, Text] = {
    "refused": _("Maaf, Bu, itu belum bisa."),
    "not_allowed": _("Maaf, Bu, itu tidak ada di sini."),
    "changed": _("Ada yang sudah mengubahnya, Bu. Coba lihat lagi."),
    "not_confirmed": _("Syarat ini masih contoh. Kantor perlu mengesahkannya dulu."),
    "own_request": _("Permintaan sendiri harus diputuskan petugas lain."),  # staff
    "wrong_order": _("Langkah itu belum bisa dari keadaan ini."),  # staff
    "needs_reason": _("Tulis sebabnya dalam satu kalimat pendek."),  # staff
    "reason_not_plain": _("Kalimat itu sulit dibaca atau menyinggung. Tulis lebih lembut."),  # staff
    "needs_decree": _("Perlu nomor dan tanggal SK yang sudah terbit."),  # staff
    "invite_unusable": _("Kode ini tidak bisa dipakai, Bu. Minta kode baru ke kantor."),
}


def sentence(refusal: Refusal) -> Text:
    """What she reads."""
    found = SENTENCES.get(refusal.code, SENTENCES["refused"])
    return Text(found.message, refusal.fields) if refusal.fields else found
