"""Which words say yes, no, not yet, don't know and "skip": data for `answers.py` and `signals.py`.

Indonesian with its chat spellings, Sundanese (sundapedia.com), Javanese (hipwee.com), Kupang Malay (docobook.com
"Bahasa Kupang"), Banjar and Bugis. A word that is not here makes an answer unclear, never a yes.
"""

from __future__ import annotations

from enum import StrEnum

from domain.reading.clean import POLITE, phrase_table


class Sense(StrEnum):
    """What a word does in a short answer; one letter each, so that an answer becomes a short pattern."""

    YES = "A"  # ya, iya: explicit by itself
    AGREE = "E"  # boleh, setuju: explicit, and "not" turns it round
    CAN = "C"  # mau, bisa, ada, benar: yes, but not the explicit yes that consent needs
    FINE = "F"  # oke, gapapa: yes-ish
    DONE = "D"  # sudah: yes only where it was asked whether something is done
    NO = "N"
    NOT_SO = "n"  # bukan: no, but "bukan tidak mau" is neither
    NOT_YET = "B"
    KNOW = "K"  # tahu: with "tidak" before it, don't know
    UNKNOWN = "U"
    SKIP = "S"
    UNSURE = "?"  # nanti, terserah, insyaallah: no answer
    FILLER = "."


NEGATIONS = (
    "tidak tdk tidk tida tak tak ga gak gk ngga nggak enggak engga engg gag kagak kaga ndak nda endak mboten boten "
    "ora ra henteu heunteu teu sonde son tra kada kadak indak nggk ngg tdak ogak kgk kgak gx"
).split()

_WORDS: dict[Sense, str] = {
    Sense.YES: (
        "ya, iya, iyaa, iyah, y, iy, yaa, ia, yah iya, he eh, heeh, he e, hooh, ho oh, heem, yoi, yo, iyo, io, yes, "
        "yup, yap, yep, muhun, sumuhun, enya, nya enya, heueuh, heuh, leres, nggih, inggih, njih, enggih, "
        "enggeh, nggeh, nggi, "
        "iih, iye, hiih, iyalah, ya iyalah, iyaps, iyes, iyup, pilih ya, pilih iya, jawab ya, jawab iya"
    ),
    Sense.AGREE: (
        "boleh, bolehlah, blh, bole, boleh boleh, setuju, stuju, setujuh, stju, satuju, sepakat, kenging, angsal, "
        "kepareng, izinkan, ijinkan, diizinkan, diijinkan, mengizinkan, mengijinkan, kasih izin, kasih ijin, "
        "beri izin, beri ijin, bersedia, berkenan, silakan, silahkan, silakeun, sumangga"
    ),
    Sense.CAN: (
        "mau, mo, mao, pengen, pingin, ingin, hoyong, daek, hayang, purun, kersa, gelem, gelam, hakun, handak, "
        "minat, berminat, tertarik, ikut, melu, melok, ngiring, sanggup, kawa, "
        "bisa, bs, bisaa, tiasa, saged, iso, "
        "isa, betul, btul, betull, bener, benar, bnr, bnar, leres pisan, bujur, pas, sesuai, cocok, ada, aya, "
        "wonten, ono, punya, "
        "gaduh, gadhah, nduwe, duwe, pernah, kantos, suah, butuh, masih, cukup benar, perlu, usah, kedah, masuk, jadi"
    ),
    Sense.FINE: (
        "ok, oke, okey, okeh, oce, okay, okelah, okedeh, oki, siap, siyap, sip, sipp, sippp, lanjut, lanjutkan, "
        "lanjutin, mangga, monggo, "
        "yaudah, yauda, ya sudah, ya udah, ya uda, yo wis, yowis, yowes, yo wes, ya wis, iya deh, ya deh, baik, "
        "baiklah, jelas, "
        "sae, pastinya, yups, sok, sok atuh, sok wae, gas, gass, gaskeun, "
        "tentu, tentu saja, pasti, dong iya, gapapa, gpp, gapapah, gppa, ngapapa, rapopo, ora popo, teu sawios, "
        "teu nanaon, "
        "mboten punapa punapa, mboten napa napa, santai, aman, no problem, acc, hayu, hayuk, ayo, yuk, sudah "
        "benar, sudah betul, "
        "udah benar, udah bener, sudah bener, sudah sesuai, sudah pas, sudah cocok, sdh benar, sdh betul, atos "
        "leres, sampun leres"
    ),
    Sense.DONE: (
        "sudah, udah, udh, sdh, dah, suda, uda, sudh, atos, tos, parantos, geus, ges, enggeus, sampun, mpun, "
        "pun, wis, uwis, wes, "
        "uwes, su, so, sudah semua, lah sudah, sampun nate, wis tau"
    ),
    Sense.NO: (
        "t, g, jangan, jgn, jngn, jang, jan, ojo, ojok, ulah, gausah, gosah, ga usah, gak usah, ngga usah, "
        "nggak usah, tidak usah, tdk usah, ndak usah, "
        "usah jang, alim, embung, moal, montong, tong, emoh, wegah, emong, teu kedah, ampun mboten, nope, no, "
        "ogah, males, malas, "
        "nehi, tolak, menolak, "
        "keberatan, salah, slh, kurang benar, kurang tepat, kurang pas, kurang setuju, kurang cocok, "
        "indik, pilih tidak, pilih tdk, jawab tidak, jawab tdk, pilih nggak, pilih gak, "
        + ", ".join(NEGATIONS)
    ),
    Sense.NOT_SO: "bukan, bkn, bukn, bukan itu, sanes, dudu, lain, ndudu",
    Sense.NOT_YET: (
        "belum, blm, blom, belom, belun, lum, blum, bloom, belumm, teu acan, teuacan, tacan, can, acan, dereng, "
        "durung, drg, durong, "
        "teu acan kantos, tacan kantos, dereng nate, durung tau, durung nate, "
        "balom, balum, bolom"
    ),
    Sense.KNOW: (
        "tahu, tau, taw, tw, eling, tao, tauk, ngerti, mengerti, paham, faham, ngarti, ngartos, terang, apal, "
        "ngertos, "
        "mangertos, mudeng, reti, ingat, inget, "
        "emut, kelingan, yakin, jelas nya, hafal, eruh, eroh, weruh, ruh, semerep, sumerep, nyaho, "
        "tahu pasti, tau pasti, begitu tahu, begitu tau, begitu paham, terlalu paham"
    ),
    Sense.UNKNOWN: (
        "auk, auk ah, auah, au ah, "
        "gatau, gatahu, gtau, gtw, gaktau, gktau, ngatau, gatw, gktw, entah, entahlah, ntah, tauah, embuh, mbuh, "
        "duka, duka atuh, teuing, duka teuing, lupa, "
        "poho, poho deui, hilap, hilap deui, kesupen, lali, lali maneh, lupa lagi, "
        "kurang tau, kurang tahu, kurang paham, kurang ngerti, krg tau, krg tahu, kirang "
        "mangertos, kirang ngertos, "
        "kirang terang, kirang paham, bingung, bingung bu, teu apal, ora ngerti, ora weruh"
    ),
    Sense.SKIP: (
        "lewat, lewati, lewatin, lewatkan, skip, lompat, lompati, liwat, liwati, rahasia, pertanyaan lain, ganti "
        "pertanyaan, no comment, "
        "liwatan, langkah, dilewat, dilewati, lewat aja, enggan menjawab, enggan jawab, keberatan "
        "menjawab, keberatan jawab, malu jawab, malu menjawab, malas jawab, males jawab, emoh njawab, alim ngajawab, "
        "alim ngawaler, embung ngajawab"
    ),
    Sense.UNSURE: (
        "nanti, nanti dulu, nnti, ntar, entar, engke, mengko, mangke, terserah, trserah, sakarep, kumaha, "
        "pripun, insyaallah, insya allah, inshaallah, insha allah, "
        "insyaalloh, mungkin, mgkn, kali, barangkali, kayaknya, kyknya, kayanya, sepertinya, kira kira, lihat "
        "nanti, liat nanti, "
        "pikir pikir, tergantung, kalau, kalo, klo, asal, tapi, tp, semoga, mudah mudahan, kadang, kadang "
        "kadang, kapan kapan, atau, ato, "
        "iya sih, ya sih, belum tentu, belum pasti, belum yakin ya, gimana, bagaimana, ya gitu, "
        "ragu, bimbang, bisa jadi, bs jadi, boleh jadi, izin, ijin, jawaban rahasia, jangan jangan, jgn jgn"
    ),
    Sense.FILLER: (
        "saya, sy, sya, aku, ak, aq, kula, kulo, abdi, beta, be, kami, kita, ulun, terima kasih, trima kasih, "
        "terima kasih banyak, trima kasih banyak, terimakasih banyak, matur nuwun, hatur nuhun, makasih banyak, "
        "banget, bgt, sekali, pisan, juga, sanget, catat, dicatat, mencatat, aja kak, semua, semuanya, "
        "sama sekali, jawaban, jawabannya, itu, tetap, tetep, sekarang, skrg, sampai sekarang, ayeuna, saiki, "
        "sangat, sa, ai, e, oh, wah, nah, oh ya, o ya, oh iya, o iya, kalau begitu, kalo begitu, klo begitu, "
        "kalau gitu, kalo gitu, klo gitu, nek ngono, yen ngaten"
    ),
}

ANSWER_PHRASES = phrase_table(_WORDS)
_FINE_AFTER_NOT = (
    "apa apa",
    "jadi masalah",
    "ada masalah",
    "papa",
    "apa",
    "masalah",
    "keberatan",
    "popo",
    "nopo nopo",
    "opo opo",
    "opo",
    "menapa menapa",
    "nanaon",
    "sawios",
    "pa pa",
)
_SKIP_AFTER_NOT = (
    "mau jawab,mau menjawab,mau njawab,mau cerita,mau bilang,mau isi,ingin jawab,ingin menjawab,usah jawab,"
    "usah dijawab,bersedia menjawab,bersedia jawab,jawab,menjawab,hoyong ngajawab,hoyong ngawaler,gelem njawab,"
    "purun njawab,purun mangsuli,bisa jawab,mau kasih tau"
).split(",")
for _not in [*NEGATIONS, "g"]:
    ANSWER_PHRASES.update({(_not, *rest.split()): Sense.FINE for rest in _FINE_AFTER_NOT})
    ANSWER_PHRASES.update({(_not, *rest.split()): Sense.SKIP for rest in _SKIP_AFTER_NOT})
_ENDS: dict[Sense, tuple[list[tuple[str, ...]], list[str]]] = {
    Sense.NO: ([(word,) for word in NEGATIONS], ["lagi", "sah"]),
    Sense.NOT_YET: (
        [phrase for phrase, sense in ANSWER_PHRASES.items() if sense is Sense.NOT_YET],
        "lagi lai pernah nate ada sempat sempet siap selesai bayar setor lunas".split(),
    ),
    # "Tidak salah" is no no, and no plain yes: it is asked again.
    Sense.UNSURE: (
        [(word,) for word in [*NEGATIONS, "g", "jangan", "jgn"]],
        "menolak tolak nolak salah slh males malas ogah".split(),
    ),
}
for _sense, (_firsts, _lasts) in _ENDS.items():
    ANSWER_PHRASES.update({(*first, last): _sense for first in _firsts for last in _lasts})
ANSWER_PHRASES.update({("masih", *_words): Sense.NOT_YET for _words in _ENDS[Sense.NOT_YET][0]})
for _polite in POLITE:
    ANSWER_PHRASES.setdefault((_polite,), Sense.FILLER)

# At the end of a no, a not-yet or a skip these only soften it: "nggak dulu", "jang dolo", "ulah heula".
FIRST = frozenset("dulu dlu dl dolo heula disik dhisik sik sek rumiyin".split())
# Behind a "belum" these say when; alone they are no answer.
LATER = frozenset(
    "nanti nnti nti ntar entar engke mengko mangke besok bsk besuk lusa sesuk isukan benjing".split()
)

THUMBS = {
    "\U0001f44d": Sense.FINE, "\U0001f44c": Sense.FINE, "\u2705": Sense.FINE, "\u2714": Sense.FINE,
    "\U0001f44e": Sense.NO, "\u274c": Sense.NO,
}  # fmt: skip
