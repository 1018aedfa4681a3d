"""Which words name days, months and distances in time: data for `date_parts.py`.

Indonesian with its chat spellings; Sundanese, Javanese, Kupang Malay and Banjar as people write them (docobook.com
"Bahasa Kupang"; sundapedia.com; hipwee.com). Month and day spellings also after scrapinghub/dateparser id.yaml.
"""

from __future__ import annotations

from enum import StrEnum

from domain.reading.clean import POLITE, phrase_table


class Mark(StrEnum):
    """What a word is in a date; one letter each, so that a message becomes a short pattern."""

    OFFSET = "R"  # besok, kemarin: so many days from today
    MAYBE_OFFSET = "r"  # the same, in one language of several
    EARLIER_TODAY = "Q"
    LATER_TODAY = "F"
    WEEKDAY = "W"
    WEEK = "G"  # minggu: the week, or Sunday
    DAY = "H"
    MONTH_WORD = "B"
    YEAR_WORD = "Y"
    MONTH = "M"
    ON_THE = "T"  # tanggal
    NEXT = "X"
    LAST = "L"
    THIS = "I"
    FURTHER = "A"  # lagi
    EVE = "E"  # malam
    END = "K"
    START = "S"
    MARKET_DAY = "P"  # pasaran
    NUMBER = "N"
    FULL = "D"  # a day and month (and year) in digits
    ABOUT = "a"
    LATER = "v"  # "nanti": no day by itself
    EVENT = "e"  # "arisan": beside a day it is what happens then, by itself no day
    COUNTED = "c"  # behind a number the thing that is counted: "3 orang" is no day
    VAGUE = "V"
    NOTHING = "."


_OFFSETS: dict[int, str] = {
    0: (
        "hari ini, hr ini, hari ni, hr ni, hari nih, ini hari, sekarang, skrg, skrang, skg, skr, skarang, now, "
        "hri ini, "
        "ayeuna, poe ieu, dinten ieu, saiki, sak iki, sakniki, samenika, dina iki, dino iki, dinten niki, "
        "dinten puniki, dinten punika, wayahini, wahini, malam ini, sore ini, siang ini, pagi ini, mlm ini, harini"
    ),
    1: (
        "besok, bsk, bsok, besk, beso, besong, esok, esok hari, bsek, keesokan, sesuk, ngesuk, sesok, mbesok, "
        "benjing, "
        "benjang, mbenjing, isukan, enjingan, hisuk, besoknya, bezok, besokk"
    ),
    2: "lusa, lsa, pageto, suk emben, sesuk emben, besok lusanya",
    3: "tulat",
    -1: (
        "kemarin, kmrn, kmren, kmarin, kemaren, kmaren, kemren, kemarn, kmrin, kemarim, kemrin, wingi, kala wingi, "
        "dek wingi, kamari, kamarin, kamareng, kamaren, kamaring, kemareng, wengi kemarin"
    ),
    -2: (
        "kemarin lusa, kmrn lusa, kemaren lusa, kemarin dulu, kemaren dulu, kmrn dulu, kmrn dlu, mangkukna, mangkuk, "
        "wingenane, wingenan, lusa kemarin, lusa kemaren"
    ),
}
# Sundanese isuk and enjing are tomorrow, in Javanese they are the morning; Banjar samalam is yesterday.
_MAYBE_OFFSETS: dict[int, str] = {
    1: "isuk, enjing, besuk, mbesuk",
    2: "emben, embene",
    -1: "semalam, samalam, tadi malam, td malam, tadi mlm, mau bengi, wau dalu, tadi semalam",
}
_WEEKDAYS: dict[int, str] = {
    0: "senin, senen, snin, snn, senn, sening, isnin, isnain, sanayan, sen, monday",
    1: "selasa, salasa, slasa, sls, selosa, seloso, slasah, salasah, selasah",
    2: "rabu, rebo, rbu, rabo, robo, arba, arbaa, araba",
    3: "kamis, kemis, kms, kmis, khamis, kammis",
    4: (
        "jumat, jumaat, jumaah, jumah, jemuwah, jumuwah, jemuah, jumuah, jumahat, jmt, jmat, jumt, jum at, jum "
        "ah, jumatan, "
        "jemah, juma, jumad"
    ),
    5: "sabtu, saptu, setu, sebtu, sbtu, sbt, saptuh, septu, sabtuh, sattu",
    6: (
        "ahad, ahat, ngahad, akad, ngakad, hari minggu, hr minggu, dinten minggu, poe minggu, dina minggu, hari "
        "mgg, hari ming"
    ),
}
_MONTHS: dict[int, str] = {
    1: "januari, jan, januwari, janwari, januri, janauri, januarie",
    2: "februari, feb, pebruari, peb, pebuari, febuari, februwari, febr, febuary, pebruwari, february, peberuari",
    3: "maret, mar, mrt, mart, maart, maretnya, march",
    4: "april, apr, avril, aprl, apri, aprill",
    5: "mei, may, meii",
    6: "juni, jun, juny, juney",
    7: "juli, jul, july, julie",
    8: "agustus, agt, ags, agu, aug, agus, agst, agustusan, agutus, agustu, august, agts",
    9: "september, sep, sept, spt, setember, septembr, septmber",
    10: "oktober, okt, oct, october, oktobr, oktobar",
    11: "november, nov, nop, nopember, novembr, nopembr",
    12: "desember, des, dec, december, desembr, dessember",
}
_OTHERS: dict[Mark, str] = {
    Mark.EARLIER_TODAY: (
        "tadi, td, tdi, barusan, baru saja, baru aja, tadi pagi, tadi siang, tadi sore, td pagi, td siang, td sore, "
        "mau isuk, mau esuk, mau awan"
    ),
    Mark.LATER_TODAY: (
        "nanti malam, nanti sore, nanti siang, ntar malam, ntar sore, ntar siang, nti malam, nti sore, nanti "
        "mlm, nanti malem, ntar malem, ntar mlm, nti malem, nti mlm, tar malam, tar malem, tar mlm, engke "
        "peuting, engke sonten, engke sore, mengko bengi, mengko sore, mangke dalu, mangke sonten, ini malam, ini sore"
    ),
    Mark.WEEK: "minggu, mgg, mggu, mnggu, mingguan, pekan, ming, minggunya, mingu, minngu, mimggu",
    Mark.DAY: "hari, hr, hri, poe, dinten, dina, dino, harian, hare",
    Mark.MONTH_WORD: "bulan, bln, bulannya, sasih, sasi, wulan, bl",
    Mark.YEAR_WORD: "tahun, thn, taun, th, warsa",
    Mark.ON_THE: "tgl, tanggal, tg, tngl, tnggl, tggl, tgal, tanggl, ping, kaping",
    Mark.NEXT: (
        "depan, dpn, dpan, datang, akan datang, payun, hareup, ngarep, ngajeng, muka, berikutnya, brikutnya, "
        "suk, mendatang, kedepan, ke depan, depannya"
    ),
    Mark.LAST: (
        "lalu, lalau, llu, yll, kapungkur, kepungkur, tukang, kemarinnya, lepas, sudah lewat, ka tukang, "
        "kamarinya, kliwat, katukang, kapengker, kepengker"
    ),
    Mark.THIS: "ini, ieu, iki, niki, puniki, punika, nih",
    Mark.FURTHER: "lagi, lg, lgi, kemudian, deui, maneh, engkas, malih, pagi lagi, dalam",
    Mark.EVE: "malam, malem, mlm, mlem, peuting, bengi, wengi, dalu",
    Mark.END: "akhir, ahir, akhr, tungtung, pungkasan",
    Mark.START: "awal, awl, mimiti, wiwitan",
    Mark.ABOUT: (
        "kira kira, kira, kiro kiro, sekitar, sktr, mungkin, mgkn, kayaknya, kyknya, kayanya, sepertinya, "
        "insyaallah, insya allah, inshaallah, "
        "kurang lebih, krg lebih, kurleb, rencana, rencananya, kalau bisa, kalo bisa, semoga, mudah mudahan"
    ),
    Mark.EVENT: "gajian, rapat, kumpulan, arisan, posyandu, pertemuan",
    Mark.COUNTED: (
        "orang, org, urang, wong, anak, ank, cucu, kali, x, kg, kilo, ons, gram, liter, meter, buah, bh, biji, ekor, "
        "lembar, bungkus, bks, pcs, potong, porsi, kotak, karung, ikat, jiwa, jam, menit, mnt, persen, %, "
        "ribu, rebu, rb, juta, jt, ewu, perak, rupiah"
    ),
    Mark.LATER: "nanti, nnti, nti, ntar, entar, tar, sebentar, bentar, engke, engkin, mengko, mangke, kaina",
    Mark.VAGUE: (
        "minggu ke, mgg ke, pekan ke, hari ke, kapan, kapan kapan, kpn, secepatnya, terserah, tergantung, "
        "lebaran, ramadan, ramadhan, puasa, natal, "
        "paskah, tahun baru, "
        "panen, tanggal muda, tgl muda, tanggal tua, tgl tua, muda, "
        "tua, pertengahan, tengah, "
        "pertengahan bulan, besok lusa, besok besok, kemarin kemarin, kemarin2, lama, dulu sekali, habis, abis, "
        "hbs, sesudah, setelah, stlh, "
        "sebelum, sblm, paling lambat, selambatnya, sebelumnya, kalau, kalo, klo, kalau ada, antara, atau, ato, "
        "sampai, "
        "smp, sampe, sd, s d, hingga, setiap, tiap, saban, unggal, tiap2, bukan, bkn, jangan, jgn, tidak, tdk, "
        "ga, gak, nggak, enggak, ora, "
        "mboten, henteu, teu, sonde, kada, belum, blm, selapanan, dan, sama, berapa, brp, lain kali, lain hari, "
        "suatu hari, entah, lupa, beberapa, bbrp, depannya lagi, depan lagi, "
        # months of the Islamic and Javanese year: their days are not ours to count
        "muharram, muharam, suro, safar, sapar, rabiul, maulud, mulud, rajab, rejeb, syaban, ruwah, syawal, sawal, "
        "zulkaidah, zulhijah, dzulhijjah, idul, hijriah, hijriyah, rebo wekasan, rabu wekasan, "
        # feasts of the church that carry the name of a weekday
        "jumat agung, rabu abu, kamis putih, minggu palma, sabtu suci, sabtu sunyi, "
        "selain, kecuali, maksimal, maks, paling telat"
    ),
    Mark.NOTHING: (
        "ya, iya, yaa, ok, oke, siap, baik, pada, di, ke, yang, yg, nu, sing, ingkang, itu, untuk, utk, saya, "
        "sy, aku, "
        "kami, kita, aja, bayar, setor, datang ya, bisa, pas, dulu, pagi, siang, sore, subuh, sonten, sontene, "
        "esuk, isuk isuk, enjing enjing, "
        "beurang, awan, malam nya, pagi pagi, wib, wita, wit, mulai, masehi, kamarian, baisukan, terima kasih, "
        "sudah, udah, "
        "assalamualaikum, selamat, juga, jg, jua, nang, su"
    ),
}
# Beside "tadi" it is today that has gone by, beside "nanti" today to come, in every language: "engke sonten".
_PARTS_OF_DAY = "siang sore sonten petang beurang awan"
_NIGHTS = "malam malem mlm mlem peuting wengi bengi dalu"
# Behind "kemarin" it is the day before: "kmrn dulu", "kamareng dolo".
_EARLIER = "dulu dlu dl dolo dolu lusa"
MARKET_DAYS: dict[str, int] = {"legi": 0, "pahing": 1, "paing": 1, "pon": 2, "wage": 3, "kliwon": 4}

DATE_WORDS: dict[tuple[str, ...], tuple[Mark, int]] = {}


def _fill() -> None:
    for mark, table in (
        (Mark.OFFSET, _OFFSETS),
        (Mark.MAYBE_OFFSET, _MAYBE_OFFSETS),
        (Mark.WEEKDAY, _WEEKDAYS),
        (Mark.MONTH, _MONTHS),
    ):
        DATE_WORDS.update({phrase: (mark, value) for phrase, value in phrase_table(table).items()})
    DATE_WORDS.update({phrase: (mark, 0) for phrase, mark in phrase_table(_OTHERS).items()})
    DATE_WORDS.update({(word,): (Mark.MARKET_DAY, value) for word, value in MARKET_DAYS.items()})
    DATE_WORDS["dalam",] = (Mark.FURTHER, 1)  # "dalam 3 hari": on the third day, or before
    later, earlier = (_OTHERS[mark].split(", ") for mark in (Mark.LATER, Mark.EARLIER_TODAY))
    for part in f"{_PARTS_OF_DAY} {_NIGHTS}".split():
        DATE_WORDS.update(
            {pair: (Mark.LATER_TODAY, 0) for word in later for pair in ((word, part), (part, word))}
        )
    for part in (*_PARTS_OF_DAY.split(), "isuk", "esuk", "enjing", "subuh"):
        DATE_WORDS.update({(word, part): (Mark.EARLIER_TODAY, 0) for word in earlier if len(word) <= 4})
    for night in _NIGHTS.split():  # "tadi malam" is last night
        for word in ("tadi", "td", "tdi"):
            DATE_WORDS.update(dict.fromkeys(((word, night), (night, word)), (Mark.MAYBE_OFFSET, -1)))
    for day in _OTHERS[Mark.DAY].split(", "):
        DATE_WORDS.update(
            {(day, week): (Mark.WEEKDAY, 6) for week in ("mingu", "minngu", "mimggu", "mggu", "mnggu")}
        )
    for word in _OFFSETS[-1].split(", "):
        DATE_WORDS.update({(*word.split(), dulu): (Mark.OFFSET, -2) for dulu in _EARLIER.split()})
    for word in POLITE:
        DATE_WORDS.setdefault((word,), (Mark.NOTHING, 0))


_fill()
# Words of their own that are a slip of the finger from a day's name: never taken for it.
ORDINARY_WORDS = frozenset(
    "jumlah kabari kabarin kamar kamus kumis kemas kalis senang seneng sering sebut selama selain selasar sesak sejuk "
    "sosok sepatu septi sekarung telat marah macet market wangi mangku bening belong sending seven match julid "
    "julia isnaini sedasa sedoso kepareng".split()
)
# What has a number of its own: "cicilan 5" and "RT 3" are no days.
NUMBERED_WORDS = frozenset(
    "no nomor nomer nmr jumlah jumlahnya umur umurnya usia rt rw simpanan cicilan angsuran setoran pinjaman "
    "kelas kelompok grup gang blok rumah pertemuan".split()
)
# Names long enough to be recognised with one slip of the finger.
GUESSABLE_DATE_WORDS: dict[str, tuple[Mark, int]] = {
    phrase[0]: meaning
    for phrase, meaning in DATE_WORDS.items()
    if len(phrase) == 1 and len(phrase[0]) >= 5 and meaning[0] in (Mark.WEEKDAY, Mark.MONTH, Mark.OFFSET)
}
