"""Which words beside an amount change what it means: data for `money.py`.

Indonesian with the chat spellings, Sundanese, Javanese, Kupang Malay and Banjar. A word that is not here
and is no number counts as unknown, and an amount beside unknown words is asked about.
"""

from __future__ import annotations

from enum import Enum, auto

from domain.reading.clean import POLITE, phrase_table


class Beside(Enum):
    """What a word does to the amount it stands beside."""

    FILLER = auto()  # nothing
    CURRENCY = auto()  # Rp, rupiah
    COINS = auto()  # perak: really single rupiah
    PROMISE = auto()  # money that is not there yet
    DENIAL = auto()  # not, wrong, short of: perhaps a correction
    ABOUT = auto()  # more or less
    RANGE = auto()  # between two amounts, or a choice of two
    PLUS = auto()
    TIMES = auto()
    PER = auto()  # for each day, week, person: not the whole
    REMAINDER = auto()  # what is promised behind it is the rest, not the amount before it
    FOREIGN = auto()  # money of another country
    NOW = auto()  # this month, today: the day is not the amount, and it may be the earning of a day
    MONTHLY = auto()  # a whole month: likely the question itself
    MEASURE = auto()  # counts something that is no money


_WORDS: dict[Beside, str] = {
    Beside.CURRENCY: "rp, idr, rupiah, rupiyah, rupia, rph, rps, rupiahnya",
    Beside.COINS: "perak",
    Beside.FILLER: (
        "ya, yaa, iya, iy, y, yo, ok, oke, okey, siap, sip, baik, nggih, njih, inggih, muhun, iyo, "
        "saya, sy, sya, aku, ak, aq, gue, beta, kula, kulo, abdi, ulun, ini, ni, nih, itu, segini, "
        "segitu, sakieu, semene, ada, adanya, "
        "setor, stor, setoran, nyetor, menyetor, nabung, tabung, menabung, tabungan, simpan, nyimpan, simpanan, "
        "bayar, byr, byar, mbayar, membayar, mayar, titip, nitip, masuk, kasih, ngasih, uang, uangnya, duit, "
        "duwit, artos, arto, pitih, kepeng, sebesar, sejumlah, senilai, sebanyak, jumlah, jumlahnya, nominal, "
        "nominalnya, "
        "assalamualaikum, asalamualaikum, assalamu alaikum, ass, selamat, met, pagi, siang, sore, malam, halo, "
        "hallo, hai, hi, sudah, udah, udh, sdh, dah, su, cuma, cuman, hanya, mung, namung, ngan, ngan ukur, "
        "dulu, dl, dlu, dolo, buat, bwt, untuk, utk, kanggo, kangge, keur, "
        "pas, tunai, cash, kes, kontan, terima kasih, trima kasih, terima kasih banyak, makasih banyak, matur nuwun, "
        "hatur nuhun, monggo, mangga, totalnya, total"
    ),
    Beside.PROMISE: (
        "besok, bsk, bsok, besuk, beso, besoknya, esok, sesuk, benjing, isuk, isukan, enjing, lusa, pageto, nanti, "
        "nnti, nti, ntar, entar, tar, engke, engkin, mengko, mangke, kaina, minggu depan, mgg depan, bulan "
        "depan, bln depan, "
        "minggu ngarep, bulan hareup, minggu hareup, minggu muka, akhir bulan, awal bulan, gajian, habis gajian, "
        "janji, janjinya, akan, bakal, bade, badhe, arek, menyusul, nyusul, belakangan, habis panen, abis panen, "
        "kapan kapan, lain kali, lain waktu, suatu saat"
    ),
    Beside.DENIAL: (
        "minus, min, kurang, krg, kirang, kurange, salah, slh, bukan, bkn, sanes, dudu, jangan, jgn, jang, "
        "tidak, tdk, "
        "ga, gak, gk, g, ngga, nggak, enggak, engga, ndak, nda, tak, ora, mboten, boten, henteu, teu, sonde, "
        "son, kada, "
        "kadak, batal, gajadi, belum, blm, blom, belom, durung, dereng, teu acan, tacan, balom, balum, ralat, "
        "koreksi, ganti, diganti, hapus, kalau, kalo, klo, kl, lamun, menawi, misal, misalnya, contoh, seharusnya, "
        "harusnya, dikurangi, potong, dipotong, berapa, brp, brapa, sabaraha, pira, pinten, gimana, gmn"
    ),
    Beside.ABOUT: (
        "sekitar, sktr, skitar, sekitaran, skitaran, sakitar, kira, kira kira, kiro kiro, kiraan, kurang lebih, "
        "krg lbh, krg lebih, kurang lbh, lebih kurang, lbh kurang, lbh krg, kurleb, "
        "kirang langkung, kurang luwih, kirang langkungipun, "
        "hampir, hampir hampir, nyaris, ampir, meh, lebih, lbh, leuwih, luwih, lebihan, lebih dari, kurang dari, "
        "dibawah, "
        "di bawah, diatas, di atas, maksimal, minimal, maks, paling, paling banyak, paling sedikit, palingan, "
        "rata rata, rerata, ke atas, keatas, ke bawah, kebawah, punjul, "
        "seputar, seputaran, mungkin, mgkn, kayaknya, kyknya, kayanya, sepertinya, "
        "kalau tidak salah, kalo ga salah, klo ga salah, kalau ga salah, insyaallah, insya allah, inshaallah, "
        "insha allah, "
        "kadang, kadang kadang, dikit, sedikit, udakara, watara, sakedik, an, nan, ada kali"
    ),
    Beside.RANGE: "sampai, smp, sampe, sampek, sd, s d, hingga, tekan, dugi, antara, atau, ato, atawa, utawi, utowo",
    Beside.PLUS: "tambah, ditambah, plus, dan, sama, sareng, jeung, karo, kaliyan, ples, dengan, lawan",
    Beside.TIMES: "x, kali, dikali, ping",
    Beside.PER: (
        "per, tiap, setiap, saban, masing masing, masing, sehari, sahari, sedina, sedinten, perhari, harian, "
        "seminggu, saminggu, "
        "perminggu, mingguan, sepekan, setahun, sataun, setaun, pertahun, perorang, seorang, sekali, sakali"
    ),
    Beside.REMAINDER: "sisanya, sisane, sesana, sesane, kurangnya, kekurangannya, kekurangane, selebihnya",
    Beside.FOREIGN: (
        "dolar, dollar, dolars, dollars, usd, ringgit, myr, rm, riyal, real, rial, sar, dirham, dinar, yen, euro, eur, "
        "sgd, hkd, ntd, baht, peso, yuan"
    ),
    Beside.NOW: "hari ini, hr ini, minggu ini, mgg ini, bulan ini, bln ini, dina iki, dinten niki, sasi iki, "
    "poe ieu, dinten ieu, bulan ieu",
    Beside.MONTHLY: (
        "sebulan, sabulan, sesasi, sewulan, sasih, perbulan, per bulan, tiap bulan, bulanan, per bln, setiap "
        "bulan"
    ),
    Beside.MEASURE: (
        "orang, org, anak, ank, anaknya, cucu, kg, kilo, kilogram, gram, gr, ons, liter, meter, cm, tahun, thn, "
        "th, taun, "
        "bulan, bln, hari, hr, minggu, mgg, dina, poe, jam, pukul, menit, mnt, detik, lembar, lbr, biji, buah, bh, "
        "pcs, bungkus, bks, karung, ekor, persen, rumah, kk, jiwa, butir, ikat, pasang, lusin, kodi, tgl, tanggal, "
        "tg, umur, usia, umurnya, no, nmr, nomor, nomer, rt, rw, kelas, ke, hp, wa, nik, ktp, rek, rekening, pin, "
        "otp, kode, pertanyaan, rekeningnya, januari, jan, februari, feb, maret, april, mei, juni, juli, agustus, "
        "september, oktober, november, desember, wib, wita, wit"
    ),
}

BESIDE = phrase_table(_WORDS)
BESIDE.update({(word,): Beside.FILLER for word in POLITE if (word,) not in BESIDE})

# An answer that names a range belongs to a question about a range ("kira-kira uang masuk sebulan?").
RANGE_ANSWER_WORDS = frozenset({"sekitar", "sktr", "skitar", "sekitaran", "sakitar"})
