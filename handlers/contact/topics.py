"""What a matter is about, as staff call it; she is never asked (handlers/contact/ask.py)."""

# staff: who answers women reads this file's sentences

from collections.abc import Mapping

from conversation.chat import Chat
from conversation.questions import Choice
from conversation.text import Text, _
from domain.matters import Topic

TOPICS: Mapping[str, Text] = {
    Topic.AID.value: _("Bantuan"),
    Topic.TRAINING.value: _("Pelatihan"),
    Topic.GROUP.value: _("Kelompok"),
    Topic.FAMILY.value: _("Keluarga"),
    Topic.BUSINESS.value: _("Usaha"),
    Topic.HEALTH.value: _("Kesehatan"),
    Topic.PAPERS.value: _("Surat dan KTP"),
    Topic.OTHER.value: _("Soal lain"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    Topic.AID.value: ("bansos", "uang", "sembako"),
    Topic.TRAINING.value: ("latihan kerja", "kursus"),
    Topic.GROUP.value: ("simpan pinjam",),
    Topic.FAMILY.value: ("anak", "suami", "rumah"),
    Topic.BUSINESS.value: ("jualan", "dagang", "modal"),
    Topic.HEALTH.value: ("sakit", "berobat", "bpjs"),
    Topic.PAPERS.value: ("ktp", "kk", "surat", "akta"),
    Topic.OTHER.value: ("lain", "lainnya"),
}
CHOICES = tuple(Choice(key, label, words=_WORDS[key]) for key, label in TOPICS.items())
ANY = Choice("any", _("Untuk semua soal"), words=("semua", "umum"))


async def ask_topic(chat: Chat, asked: Text) -> str:
    """One of them, as the value of Topic."""
    return (await chat.choose(asked, CHOICES)).key


async def ask_topic_of_answer(chat: Chat, asked: Text) -> str:
    """The same for an answer kept ready; "" where it fits any."""
    chosen = await chat.choose(asked, (*CHOICES, ANY))
    return "" if chosen.key == ANY.key else chosen.key
