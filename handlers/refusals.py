"""One sentence for each refusal: what is wrong and what to do, never a reproach."""

from conversation.text import Text, _
from domain.refusals import Refusal

SENTENCES: dict[str, Text] = {
    "refused": _("Maaf, Bu, itu belum bisa."),
    "not_allowed": _("Maaf, Bu, itu tidak ada di sini."),
    "changed": _("Ada yang sudah mengubahnya, Bu. Coba lihat lagi."),
    "not_confirmed": _("Syarat ini masih contoh. Kantor perlu mengesahkannya dulu."),
    "invite_unusable": _("Kode ini tidak bisa dipakai, Bu. Minta kode baru ke kantor."),
}


def sentence(refusal: Refusal) -> Text:
    """What she reads."""
    found = SENTENCES.get(refusal.code, SENTENCES["refused"])
    return Text(found.message, refusal.fields) if refusal.fields else found
