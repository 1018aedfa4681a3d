"""Which things done to her by her husband are kind or plain? All others are a reason to ask.

"Saya diantar suami" is an everyday sentence, "saya dipojokkan suami" is not, and no list holds every verb that hurts.
"""

from __future__ import annotations

from domain.reading.distress.ordinary import ORDINARY
from domain.reading.distress.words import WORD_TAGS

_KIND = frozenset(
    (
        "antar anter jemput bantu bantui temen teman temani ajak beli belikan bikin buat buatkan kasih "
        "beri bawa bawakan kirim telpon telepon tlp telfon chat wa jaga jagai rawat obati pijat pijit "
        "pijeti urut kerok izin ijin izinkan bolehkan boleh restu dukung semangat ingat ingatkan bilang "
        "kabari tunggu sayang cinta manja peluk cium cari suruh tanya panggil ganti bayar pinjam transfer "
        "modal tinggal tingal titip urus masak suap ambil hubung kenal nikah lamar ajar latih didik "
        "nafkah cerai talak bohong tipu selingkuh madu susul jenguk tengok minta mint percaya larang "
        "marah omel ceritakan cerita ajari kuat hibur bimbing biaya tanggung gaji kuliah daftar foto "
        "lihat liat dengar rumah sini sana sebelah mana dalam luar atas bawah depan belakang dapur pasar "
        "sawah kebun kota desa kampung tempat kantor pabrik laut rantau malaysia jakarta kalimantan dia "
        "diri diam dini dikit dinas doakan doa setujui setuju sepakati pakai pake isi catat tulis simpan "
        "pegang kelola manca bonceng traktir suapi sapa nasihat nasehat belai perhati terima undang wakil "
        "salam salami modali siap siapi sedia sediakan layan layani jelas terang maaf rindu selimut mandi "
        "oles rayu goda bujuk puji sanjung tatap pandang senyum pinang dua biayai utang tagih video cek "
        "jadi jadikan buka tutup setor pinjami kerja gendong tuntun bangun jauh dekat deket sebut terusin "
        "terus lanjut pindah pulang periksa kelon gantikan hadiah kado kejut angkut parkir pesan pesen "
        "jodoh mantu rujuk "
    ).split()
)
_ENDINGS = (
    "",
    "in",
    "kan",
    "i",
    "an",
    "ken",
    "akan",
    "ake",
    "keun",
    "ni",
    "nin",
    "at",
    "tin",
    "kin",
    "lin",
    "sama",
    "ke",
    "no",
)


def is_kind(verb: str) -> bool:
    """Whether a word that begins with "di" is a kind or plain deed, a place, or no verb at all."""
    if verb in ORDINARY or verb in WORD_TAGS or len(verb) < 5:
        return True
    stem = verb[2:]
    return any(stem == known + ending for known in _KIND for ending in _ENDINGS if stem.startswith(known[:3]))
