"""Why a course is not for her, in kind words: never about herself, and each says where else to ask."""

from collections.abc import Mapping, Sequence

from conversation.questions import Choice
from conversation.text import Text, _
from domain.course_fit import Why
from domain.courses import Topic
from handlers.training.make_words import TOPICS

WHY: Mapping[Why, Text] = {
    Why.WHERE: _("Saya belum tahu Ibu tinggal di mana. Ketik JADWAL, lalu pilih daerahnya."),
    Why.ELSEWHERE: _("Kelas ini untuk warga daerah lain. Ketik JADWAL untuk kelas di dekat Ibu."),
    Why.GROUP: _("Kelas ini untuk anggota kelompoknya. Kalau mau ikut, tanya pengurus kelompok itu."),
    Why.RESULT: _("Kelas ini untuk yang sudah cek bantuan dan cocok. Mau cek? Ketik SKRINING."),
    Why.AID: _("Kelas ini untuk yang bantuannya sedang disiapkan. Mau tanya? Ketik PETUGAS."),
    Why.OVER: _("Kelas ini sudah selesai, atau tidak jadi. Ketik JADWAL untuk kelas lain."),
}

# Why she does not go on; kept with her own key, and asked so that the next course fits better.
REASONS: tuple[Choice, ...] = (
    Choice("time", _("Jamnya tidak pas"), words=("jam", "waktu", "kerja")),
    Choice("far", _("Jauh, atau ongkosnya"), words=("jauh", "ongkos", "mahal")),
    Choice("family", _("Anak atau keluarga"), words=("anak", "keluarga", "momong")),
    Choice("sick", _("Sedang sakit"), words=("sakit", "hamil")),
    Choice("other", _("Sebab lain"), words=("lain", "lainnya")),
)


def why_not(why: Why, needs: Sequence[Topic]) -> Text:
    """The reason as she reads it. needs: what has to be learned before."""
    if why is not Why.LEARN_FIRST:
        return WHY[why]
    return _(
        "Kelas ini lanjutan. Yang dipelajari dulu: {topics}.\nSudah bisa? Ketik KETERAMPILAN, lalu catat di sana.",
        topics=named(needs),
    )


def named(topics: Sequence[Topic]) -> Text:
    """The topics, one behind the other."""
    text = TOPICS[topics[0]] if topics else _("{nothing}", nothing="-")
    for each in topics[1:]:
        text = _("{before}, {name}", before=text, name=TOPICS[each])
    return text


def reason_text(key: str) -> str:
    """The reason as it is kept: in words, for whoever reads it with her leave."""
    label = next(each.label for each in REASONS if each.key == key)
    assert isinstance(label, Text), "the labels above are sentences of ours"
    return label.message
