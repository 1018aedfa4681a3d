"""The words with which people say whether they come to a session: data for `coming.py`.

Indonesian with its chat spellings; Sundanese, Javanese, Kupang Malay and Banjar forms behind it. What is not here makes
an answer unclear, never a yes.
"""

import re
from enum import StrEnum

from domain.reading.answer_words import NEGATIONS
from domain.reading.clean import phrase_table


class Sense(StrEnum):
    """What a word does in an answer to "Bisa datang?"."""

    WILLING = "willing"
    DOUBT = "doubt"
    COME = "come"
    LATE = "late"
    AWAY = "away"
    NOT = "not"
    REASON = "reason"
    FILLER = "filler"


_WORDS: dict[Sense, str] = {
    Sense.WILLING: (
        "insyaallah, insya, insyaa, kalau tuhan mau, kalau tuhan berkenan, tuhan berkenan, bila tuhan mau, "
        "kalo tuhan mau, kalau tuhan izinkan, kalau tuhan kehendaki, bila tuhan berkehendak, kalau tuhan "
        "berkehendak, kalau dikasih sehat, asal sehat"
    ),
    Sense.DOUBT: (
        "mungkin, mgkn, mngkn, mgkin, barangkali, kayaknya, kyknya, kayanya, keknya, sepertinya, kira kira, "
        "belum tentu, blm tentu, blom tentu, bt, belum pasti, blm pasti, belum tahu, belum tau, blm tau, blm "
        "tahu, ga tau, gak tau, nggak tau, tidak tahu, tidak tau, ndak tau, lihat nanti, liat nanti, lihat "
        "dulu, liat dulu, lihat besok, liat besok, lihat sikon, liat sikon, liat kondisi, lihat kondisi, "
        "ragu, saya usahakan, usahakan, diusahakan, diupayakan, tak usahakan, tak usahakno, saya coba, "
        "dicoba, kalau, kalo, klo, kl, tergantung, moga, moga moga, semoga, smoga, mudah mudahan, mudahan, "
        "mdh mdhan, mdhmdhn, mugi, mugi mugi, mugia, muga, muga muga, mugo mugo, nanti dulu, nanti saya "
        "kabari, nanti dikabari, nanti kabari, nanti tak kabari, bisa pastikan, bs pastikan, bisa memastikan, "
        "bisa mastikan, memastikan, teu acan tangtos, acan tangtos, teu acan terang, meureun, panginten, mbok "
        "menawi, menawi, mbok bilih, dereng mesthi, durung mesti, durung mesthi, dereng mesti, durung karuan, "
        "embuh, mboh, entah, antara, maybe, duka tiasa"
    ),
    Sense.COME: (
        "bisa, bs, bisaa, datang, dateng, dtg, dtng, dtang, hadir, hdr, hdir, berangkat, brangkat, ikut, ikt, "
        "ke sana, kesana, sanggup, tiasa, sumping, dugi, saged, sged, iso, isa, rawuh, teko, mangkat, bisa e, "
        "pigi, datangan, kawa, merapat, mrapat, otw"
    ),
    Sense.LATE: (
        "telat, tlat, terlambat, trlambat, telat dikit, agak siang, kesiangan, nyusul, menyusul, nusul, "
        "kasep, rada siang, elat, keri"
    ),
    Sense.AWAY: (
        "berhalangan, halangan, ada halangan, absen, saya libur, libur dulu, libur sek, libur heula, pamit, "
        "izin, ijin, izin dulu, ijin dulu, izin tidak, batal datang, batal dtg, btl datang, btl dtg, batal "
        "hadir, batal ikut, ga jadi, gak jadi, gk jadi, g jadi, tdk jadi, tidak jadi, ndak jadi, nggak jadi, "
        "ngga jadi, teu jadi, teu janten, mboten sios, mboten sido, ora sido, ra sido, sonde jadi, kada jadi, "
        "skip, saya off, off dulu, prei, prei sek"
    ),
    Sense.NOT: ", ".join(
        [*NEGATIONS, *"g gx te kd tra belum blm blom dereng durung acan".split(), "teu acan", "teh teu"]
    ),
    # Alone they say what keeps her, and not what she will do about it: she is asked, nothing is guessed.
    Sense.REASON: (
        "sakit, skit, gering, teu damang, udur, loro, gerah, demam, panas, meriang, hamil, haid, opname, "
        "rumah sakit, kontrol, hajatan, kondangan, acara, takziah, takziyah, layat, melayat, nglayat, "
        "ngalayat, meninggal, ninggal, pengajian, kerja, lembur, masuk kerja, jualan, panen, tandur, hujan, "
        "ujan, banjir, ongkos, repot, rpot, sibuk, rewel, bocor, mudik, pulang kampung, luar kota, "
        "melahirkan, lahiran, jaga anak, momong, ngasuh, antar anak, jemput anak, capek, batal, btl, suami, "
        "mertua"
    ),
    Sense.FILLER: (
        "saya, sy, sya, aku, ak, aq, kula, kulo, abdi, beta, ulun, kami, kita, besok, bsk, besuk, isuk, "
        "enjing, enjang, sesuk, isukan, lusa, hari ini, nanti, ntar, pagi, siang, sore, jam segitu, pasti, "
        "pst, tentu, tentunya, juga, jg, untuk, buat, yang, yg, ini, itu, pertemuan, kelas, latihan, akan, "
        "mau, ya, iya, iyaa, y, oke, ok, siap, baik, nggih, inggih, muhun, assalamualaikum, semangat, "
        "bersama, sama, anak, masih, msh, krn, karena, karna, soalnya, soale, amargi, bawa, ajak, banget, "
        "bgt, sekali, pisan, sanget, terima, kasih, trima, terima kasih, jadi, jd, janten, sido, sios, dulu, "
        "dl, dlu, sek, sik, heula, rumiyin, riyin, ada, lagi, lg, nuju, dikit, sedikit, sdikit, dikik, "
        "sekedik, sakedik, agak, rada, tapi, tp, tapi agak, sebentar, bentar, nyuwun sewu, ngapunten, "
        "hapunten, nyuwun pangapunten, mohon maaf, mhn"
    ),
}
TABLE = phrase_table(_WORDS)

# How many ways there are to write it, and how Arabic letters write it.
_WILLING = re.compile(r"\b[ie]n?\s?s[hyk]{0,2}\s?a*\s?a*w?l+[aow]+l*[ao]*h*\b")
_ARABIC = re.compile(r"[\u0625\u0627]\u0646\s*\u0634\u0627\u0621?\s*\u0627?\u0644\u0644?\u0647")
_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
# "gabisa", "tdkdtg": the no and what it is about in one word.
_GLUED = re.compile(
    r"\b(ga|gak|gk|g|tdk|tidak|tak|ngga|nggak|enggak|ndak|ra|ora|teu|te|blm|belum)"
    r"(bisa|bs|bsa|datang|dateng|dtg|iso|tiasa|hadir|hdr|ikut|jadi)\b"
)


def in_latin(text: str) -> str:
    """Insyaallah in Arabic letters, written as everybody writes it."""
    return _ARABIC.sub("insyaallah", _MARKS.sub("", text))


# "mudah2an": what the little two doubles.
_HOPE = re.compile(r"\b(?:mudah|mdh|moga|muga|mugi)2(?:an)?\b")


def made_one(cleaned: str) -> str:
    """A cleaned text in which insyaallah is one word, and a no stands apart from what it is about."""
    return _GLUED.sub(r"\1 \2", _HOPE.sub("semoga", _WILLING.sub("insyaallah", cleaned)))
