"""Does she ask something about a session, instead of answering? What it is about, or None.

The law: few words, one subject. A sentence that tells something is no question, though it names an hour or a place; a
question for money or a loan is never one of these.
"""

from enum import StrEnum

from domain.reading.clean import POLITE, clean, find_phrases, phrase_table, words_of

TEXT_CHARS_MAX = 80


class About(StrEnum):
    """What she wants to know."""

    TIME = "time"
    PLACE = "place"
    CHILDREN = "children"
    FARE = "fare"
    COST = "cost"
    BRING = "bring"
    LATE = "late"
    WHAT = "what"


class _Part(StrEnum):
    WHEN = "when"
    HOUR = "hour"
    HOW_MUCH = "how_much"
    WHERE = "where"
    WHAT = "what"
    MAY = "may"
    NOT = "not"
    BRING = "bring"
    CHILD = "child"
    FARE = "fare"
    PAY = "pay"
    FREE = "free"
    LATE = "late"
    CLASS = "class"
    FILLER = "filler"


_TABLE = phrase_table(
    {
        _Part.WHEN: (
            "kapan, kpn, kapankah, iraha, iraha atuh, benjang napa, hari apa, dinten naon, dinten napa, dino opo, "
            "tanggal berapa, tgl berapa, tgl brp, tanggal brp, tanggal pira, jam berapa, jam brp, jm brp, jam "
            "brapa, jam piro, jam pinten, tabuh sabaraha, jam sabaraha, pukul berapa, pukul brp, jam mulai, "
            "mulai jam berapa, mulainya jam berapa, jamnya, sampai jam berapa, selesai jam berapa"
        ),
        _Part.HOUR: "jam, jm, pukul, tabuh, mulai, mulainya, selesai, selesainya, sampai, bubar",
        _Part.HOW_MUCH: "berapa, brp, brapa, pira, piro, pinten, sabaraha, bara",
        _Part.WHERE: (
            "di mana, dimana, dmn, d mana, dmana, di mna, dimna, mana, tempatnya, lokasi, lokasinya, alamat, "
            "alamatnya, tempat, nang endi, neng endi, wonten pundi, ten pundi, pundi, di manten, dimanten, "
            "palih mana, di mano, ke mana, kemana, sharelok, share lok"
        ),
        _Part.WHAT: "apa, apakah, apa aja, apa saja, opo, opo ae, napa, naon, naon wae, apa kah, siapa, sinten, saha",
        _Part.MAY: (
            "boleh, blh, bole, bolehkah, boleh ga, boleh gak, boleh tidak, angsal, kenging, oleh, kena, bisa, "
            "bs, tiasa, saged, iso, dapat, dpt, dapet, ada, aya, wonten, ono"
        ),
        _Part.NOT: "ga, gak, gk, g, nggak, ngga, tidak, tdk, ndak, ora, mboten, teu, henteu, sonde, kada, kah, kan",
        _Part.BRING: (
            "bawa, bwa, bw, membawa, dibawa, bawanya, mbawa, mbeto, nggowo, gowo, ngasto, nyandak, candak, mawa, "
            "disiapkan, siapkan, dipakai, pakai, pake, perlengkapan, alat, alatnya, bahan, bahannya"
        ),
        _Part.CHILD: "anak, anaknya, anak kecil, bayi, balita, lare, budak, murangkalih, cucu, momongan, bocah",
        _Part.FARE: (
            "ongkos, ongkosnya, transport, transportnya, jemputan, dijemput, jemput, uang transport, uang bensin, "
            "bensin, uang saku, diganti, ganti"
        ),
        _Part.PAY: "bayar, mbayar, mayar, bayarnya, biaya, biayanya, dipungut, iuran, harus bayar, bayaran, mbayare",
        _Part.FREE: "gratis, gratisan, cuma cuma, perai",
        _Part.LATE: "telat, terlambat, tlat, datang telat, dtg telat, agak siang, nyusul, menyusul, kasep, elat",
        _Part.CLASS: "kelas apa, pelatihan apa, kegiatan apa, acara apa, kelas opo, kelas naon",
        _Part.FILLER: (
            "kelas, kelasnya, pelatihan, pelatihannya, pertemuan, pertemuannya, acara, acaranya, besok, bsk, "
            "besuk, sesuk, enjing, isukan, nanti, hari ini, ini, itu, nya, ya, iya, saya, sy, aku, kulo, abdi, "
            "beta, mau, tanya, mau tanya, nanya, numpang tanya, badhe tanglet, bade naros, perlu, harus, mesti, "
            "kudu, kedah, wajib, ikut, datang, hadir, sendiri, yang, yg, dari, untuk, buat, di, ke, kalau, kalo, "
            "klo, dengan, sama, juga, jg, lagi, lg, sih, pas, baju, assalamualaikum, "
            "permisi, uang, dikit, sedikit"
        ),
    }
)

# "Boleh bawa anak" asks without a sign; "bawa anak" and "jam 9" tell.
_SIGNS = frozenset({_Part.WHEN, _Part.WHERE, _Part.WHAT, _Part.HOW_MUCH, _Part.CLASS})


def read_class_question(text: str) -> About | None:
    """What she asks about, or None. Never raises."""
    if len(text) > TEXT_CHARS_MAX:
        return None
    cleaned = clean(text).text
    words = [word for word in words_of(cleaned) if word not in POLITE]
    parts = [part for part, _group in find_phrases(words, _TABLE)]
    if not parts or None in parts:
        return None
    found = {part for part in parts if part is not None} - {_Part.FILLER}
    return _about(found, parts, is_question="?" in cleaned)


def _about(found: set[_Part], parts: list[_Part | None], *, is_question: bool) -> About | None:
    may = _Part.MAY in found and _Part.NOT not in found  # "ga ada ongkos" tells
    asks = is_question or bool(found & _SIGNS) or may or parts[-1] is _Part.NOT
    if not asks:
        return None
    if found & {_Part.PAY, _Part.FREE}:
        return About.COST
    if _Part.CHILD in found:
        return About.CHILDREN if found & {_Part.MAY, _Part.BRING} or is_question else None
    if _Part.FARE in found:
        return About.FARE
    if _Part.LATE in found:
        return About.LATE if is_question or found & {_Part.MAY} or parts[-1] is _Part.NOT else None
    if _Part.CLASS in found:
        return About.WHAT
    if _Part.BRING in found:
        return About.BRING if found & {_Part.WHAT} or is_question else None
    if _Part.WHEN in found or (_Part.HOUR in found and _Part.HOW_MUCH in found):
        return About.TIME
    if _Part.WHERE in found:
        return About.PLACE
    return None
