"""Which words people use for when a class meets, each with the plain word that stands for it in `schedule_plain.py`.

Days, months and market days come from `date_words.py`, the parts of a day from `time_words.py`; here is what only a
schedule needs. Indonesian with its chat spellings; Sundanese, Javanese, Kupang Malay and Banjar as people write them.
"""

from __future__ import annotations

from domain.reading.clean import phrase_table
from domain.reading.date_words import DATE_WORDS, MARKET_DAYS, Mark
from domain.reading.time_words import HINTS, PRAYERS, Hint

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "ahad")
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
MARKET_DAY_NAMES = ("legi", "pahing", "pon", "wage", "kliwon")
PARTS = ("pagi", "siang", "sore", "malam", "subuh")

# What stands for a word that decides something we cannot decide, and for one that says nothing.
VAGUE, NOTHING = "?", ""

_OWN: dict[str, str] = {
    "tiap": (
        "tiap, setiap, tiap2, tiap tiap, setiap tiap, stiap, tyap, setip, satiap, tip, stp, saban, saben, "
        "saban saban, sakben, ben, unggal, unggal unggal, sabilang, per, rutin, rutinan, rutinnya, selalu"
    ),
    "mulai": (
        "mulai, mulainya, mula, mule, mulei, mulae, muali, mlai, dimulai, di mulai, mulai dari, "
        "dimulai dari, start, sejak, terhitung, terhitung mulai, terhitung sejak, dari, dr, dibuka, awit, "
        "wiwit, kawit, ngawitan, ngawiti, milai, ti, saking, tmt"
    ),
    "mulai tanggal": "per tanggal, per tgl",
    "sampai": (
        "sampai, sampe, smp, smpe, smpek, smpai, sampek, ampe, hingga, sd, s d, sampai dengan, sampai dgn, "
        "sampe dengan, hingga dengan, nepi ka, nepi, dugi ka, dugi, nganti, nganti tekan, tekan, tumeka, "
        "ngantos, berakhir"
    ),
    "selesai": "selesai, slesai, rampung, beres, tuntas, bubar",
    "kali": (
        "kali, x, kl, kli, kali pertemuan, kali tatap muka, kali sesi, kali kelas, kali latihan, "
        "kali datang, kali ketemu, pertemuan, prtemuan, pertmuan, ptm, sesi, tatap muka, balikan, "
        "x pertemuan, x tatap muka, x sesi, x kelas, kali masuk"
    ),
    "1 kali": "sekali, skali, sakali, sepisan, sakalian, sekalian, sekali saja, sekali aja",
    "1 minggu": "seminggu, saminggu, sakminggu, seminggunya, sapekan, sepekan",
    "1 bulan": "sebulan, sabulan, saksasi, sawulan, sakwulan",
    "1 tahun": "setahun, sataun, sakwarsa",
    "1 hari": "sehari, sedinten, sadinten, sapoe, sakdina",
    "1 minggu 1 kali": "mingguan",
    "1 bulan 1 kali": "bulanan",
    "tiap hari": "harian",
    "35 hari": "selapan, selapanan, selapan dina",
    "kerja": "hari kerja, hari aktif, hari efektif, weekday, weekdays, hari dinas",
    "sabtu dan ahad": (
        "akhir pekan, akhir minggu, weekend, weekand, wiken, wikend, sabtu dan minggu, sabtu ahad, "
        "sabtu sama minggu"
    ),
    "libur": "libur, liburan, liburnya, diliburkan, prei, perei, pre, prai, pere, off, tutup, cuti, kosong",
    "kecuali": "kecuali, kcuali, kecwali, kajaba, kejaba, selain, minus, di luar",
    "kecuali tanggal": "kec tgl, kec tanggal",
    "lebaran": (
        "lebaran, lebran, lbran, lebarannya, idul fitri, idulfitri, hari raya, hari raya idul fitri, "
        "idul fitrinya, riyaya, riaya, boboran, boboran siyam, hari lebaran, idhul fitri"
    ),
    "hanyalebaran": (
        "libur lebaran saja, libur lebaran aja, libur lebaran doang, libur hanya lebaran, libur cuma lebaran, "
        "hanya libur lebaran, cuma libur lebaran, libur idul fitri saja, libur idul fitri aja, "
        "kecuali lebaran saja, kecuali lebaran aja, libur pas lebaran saja, libur pas lebaran aja"
    ),
    "puasa": "puasa, ramadan, ramadhan, romadhon, romadon, bulan puasa, pasa, siyam",
    "besar": (
        "natal, natalan, paskah, nyepi, imlek, waisak, maulid, maulud, mulud, muludan, tahun baru, "
        "idul adha, iduladha, lebaran haji, hari raya kurban, kurban, haji, galungan, kuningan, agustusan, "
        "hari buruh"
    ),
    "merah": (
        "tanggal merah, tgl merah, tanggalan merah, hari libur, hari libur nasional, libur nasional, "
        "hari besar, hari besar nasional, cuti bersama, hr libur, libur resmi, hari merah, kalender merah"
    ),
    "tetap": (
        "tetap, ttp, tetep, tetap ada, tetap masuk, tetap jalan, tetep masuk, tetep ada, ttp masuk, ttp ada"
    ),
    "jam": "jam, jm, pukul, pkl, pk, tabuh, jame, jamnya, puku, pukulan, wanci",
    "menit": "menit, mnt, mnit, menitan",
    "selama": (
        "selama, slama, lamanya, durasi, durasinya, salila, suwene, sepanjang, sebanyak, sbnyk, total, "
        "totalnya"
    ),
    "turut": "berturut turut, berturutan, beruntun, berturut2, turut turut, berturut",
    "selang": "selang, selang seling, belang, jeda",
    "ke1": "pertama, prtama, kesatu, ke satu, kahiji, kapisan, kapertama, ke i, first",
    "ke2": "kedua, kadua, kapindho, ke ii",
    "ke3": "ketiga, katilu, ke iii",
    "ke4": "keempat, kaopat, ke empat, ke iv",
    "ke5": "kelima, kalima, ke lima",
    "ke9": "terakhir, trakhir, terahir, trahir, pamungkas, panungtung",
    "dan": (
        "dan, dn, serta, sama, jeung, reujeung, rejeung, sareng, lan, karo, kalih, plus, lawan, deng, sm, "
        "ama, terus, trs, lanjut"
    ),
    "atau": "atau, ato, utawa, atanapi, atawa",
    "bukan": (
        "bukan, bkn, jangan, jgn, tidak, tdk, ga, gak, nggak, enggak, ora, mboten, henteu, teu, sonde, "
        "kada, tidak jadi, batal, bukannya, sanes"
    ),
    "setengah": "setengah, stengah, stgh, setenga, satengah, stngah, setngah",
    "lewat": "lewat, lwt, liwat, lebih, lbh, leuwih, luwih, langkung",
    "kurang": "kurang, krg, kirang, kurange",
    "seperempat": "seperempat, saparapat, seprapat, saprapat, seprempat, sperempat, seprmpat",
    "sesudah": "bada, bakda, bakdo, ba da, habis, abis, hbs, sesudah, setelah, stlh, sabada, sawise, bibar",
    "kira": (
        "sekitar, sktr, kira kira, kira, kiro kiro, an, nan, kurang lebih, mungkin, insyaallah, insya allah"
    ),
    "akhir": "akhir, ahir, akhr, tungtung",
    "pertengahan": "pertengahan, tengah tengah, pertengahan bulan",
    "lagi": "lagi, lg, lgi, kemudian, deui, maneh, engkas, malih",
    VAGUE: (
        "kapan, kpn, kapan kapan, terserah, tergantung, secepatnya, berapa, brp, beberapa, bbrp, kalau, "
        "kalo, klo, kalau bisa, antara, sebelum, sblm, belum, blm, entah, lupa, lain hari, lain kali, "
        "suatu hari, kadang, kadang kadang, fleksibel, menyusul, nanti dulu, dikabari, panen, gajian"
    ),
    NOTHING: (
        "kelas, kelasnya, pelatihan, pelatihannya, belajar, belajarnya, bimbingan, bimtek, kursus, "
        "kegiatan, acara, acaranya, kumpul, diadakan, dilaksanakan, di laksanakan, berlangsung, "
        "berlangsungnya, jadwal, jadwalnya, jadwale, ada, adanya, ya, iya, ok, oke, siap, baik, pada, di, "
        "ke, yang, yg, nu, sing, ingkang, itu, untuk, utk, saya, sy, aku, kami, kita, aja, saja, bisa, "
        "pas, dulu, waktu, waktunya, wektu, waktos, tepat, teng, nanti, nnti, ntar, bu, ibu, pak, akan, "
        "lalu, hanya, cuma, cmn, buat, dengan, dgn, harinya, tanggalnya, nya, masing masing, durasi waktu, "
        "secara, maka, jadi, rencananya, rencana, latihan, praktek, praktik, nggih, inggih, muhun, "
        "sumuhun, wae, bae, mawon, tuh, sudah, masuk, jalan, ketemu, tapi, tetapi, melainkan, cukup, mau, "
        "maunya, minta, usul, masak, memasak, jahit, menjahit, membatik, batik, rias, kue, tata boga, "
        "tata busana, tata rias, juga, jg, jga"
    ),
}

# Words of dates that mean something else, or nothing, beside a schedule.
_NOT_HERE = frozenset("tukang lepas muka suk datang may an muda tua lalau".split())
_BY_MARK = {
    Mark.WEEK: "minggu",
    Mark.DAY: "hari",
    Mark.MONTH_WORD: "bulan",
    Mark.YEAR_WORD: "tahun",
    Mark.ON_THE: "tanggal",
    Mark.NEXT: "depan",
    Mark.FURTHER: "lagi",
    Mark.END: "akhir",
    Mark.START: "awal",
    Mark.EVE: "malam",
    Mark.THIS: "ini",
}
_OFFSETS = {0: "hari ini", 1: "besok", 2: "lusa", 3: "3 hari lagi", -1: "kemarin", -2: "kemarin"}
_PART_OF = {
    Hint.MORNING: "pagi",
    Hint.NOON: "siang",
    Hint.AFTERNOON: "sore",
    Hint.NIGHT: "malam",
    Hint.DAWN: "subuh",
}
# By the hour that `time_words.py` gives them; "subuh" is a part of the day as well.
_PRAYERS = {"12:30": "zuhur", "13:00": "jumatan", "15:30": "asar", "18:30": "magrib", "19:30": "isya"}
# "sing" is a Javanese "that", "am" and "pg" are too short to be trusted here.
_NO_PARTS = frozenset(("sing", "sor", "an"))

PLAIN_WORDS: dict[tuple[str, ...], str] = {}


def _part_in(phrase: tuple[str, ...]) -> str:
    """The part of the day in "nanti sore", "ini malam"."""
    return next(_PART_OF[HINTS[word,]] for word in phrase if HINTS.get((word,)) in _PART_OF)


def _fill() -> None:
    for phrase, (mark, value) in DATE_WORDS.items():
        if phrase[0] in _NOT_HERE and len(phrase) == 1:
            continue
        if mark is Mark.WEEKDAY:
            PLAIN_WORDS[phrase] = WEEKDAYS[value]
        elif mark is Mark.MONTH:
            PLAIN_WORDS[phrase] = MONTHS[value - 1]
        elif mark is Mark.OFFSET and value in _OFFSETS:
            PLAIN_WORDS[phrase] = _OFFSETS[value]
        elif mark is Mark.LATER_TODAY:
            PLAIN_WORDS[phrase] = f"hari ini {_part_in(phrase)}"
        elif mark in _BY_MARK:
            PLAIN_WORDS[phrase] = _BY_MARK[mark]
    PLAIN_WORDS.update({(word,): word for word in MARKET_DAYS if word != "paing"})
    PLAIN_WORDS["paing",] = "pahing"
    for phrase, hint in HINTS.items():
        if hint in _PART_OF and phrase[0] not in _NO_PARTS and phrase[-1] != "pm":
            PLAIN_WORDS[phrase] = _PART_OF[hint]
    PLAIN_WORDS.update(phrase_table(_OWN))
    PLAIN_WORDS["lusa",] = "lusa"
    for word in ("isuk", "enjing"):  # tomorrow in Sundanese, the morning in Javanese
        PLAIN_WORDS[word,] = "isuk"
    for word in ("wib", "wita", "wit"):
        PLAIN_WORDS[word,] = word
    for word, hour in PRAYERS.items():
        if hour in _PRAYERS and (word,) not in HINTS:
            PLAIN_WORDS[word,] = _PRAYERS[hour]
    for word in ("jumat", "jumaah", "jumuah"):  # the day; its prayer only behind "sesudah"
        PLAIN_WORDS[word,] = "jumat"


_fill()

# Names and schedule words long enough to be recognised with one slip of the finger.
GUESSABLE: dict[str, str] = {
    phrase[0]: plain
    for phrase, plain in PLAIN_WORDS.items()
    if len(phrase) == 1
    and len(phrase[0]) >= 5
    and (
        plain in WEEKDAYS
        or plain in MONTHS
        or plain in ("mulai", "tiap", "sampai", "besok", "lebaran", "kecuali")
    )
}
