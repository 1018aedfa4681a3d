"""Which words name the parts of a day and the prayers: data for `times.py`.

Indonesian, Sundanese, Javanese, Kupang Malay and Banjar. The hours of each part are those people use for
meetings: pagi about 4-10, siang 10-15, sore 15-18, malam 18-24, subuh 3-5 (house rule).
"""

from __future__ import annotations

from enum import StrEnum

from domain.reading.clean import POLITE, phrase_table


class Hint(StrEnum):
    """What a word says about a time."""

    MORNING = "pagi"
    NOON = "siang"
    AFTERNOON = "sore"
    NIGHT = "malam"
    DAWN = "subuh"
    AT = "at"  # jam, pukul
    HALF = "half"
    QUARTER = "quarter"
    PAST = "past"
    TO = "to"
    MINUTES = "minutes"
    AFTER_ANCHOR = "after"
    ABOUT = "about"
    REFUSED = "refused"
    NOTHING = "."


HINTS: dict[tuple[str, ...], Hint] = phrase_table(
    {
        Hint.MORNING: (
            "pagi, pg, pgi, pagi pagi, am, isuk, isuk isuk, esuk, enjing, enjing enjing, injing, baisukan, "
            "baisuk, pagi hari"
        ),
        Hint.NOON: "siang, sing, siang hari, beurang, awan, tengah hari, tangah hari, sianghari, siyang",
        Hint.AFTERNOON: "sore, sor, sre, sonten, sontene, petang, sore hari, kamarian, burit, pm sore",
        Hint.NIGHT: "malam, mlm, malem, mlem, mlam, peuting, wengi, bengi, dalu, ndalu, malam hari, tengah malam",
        Hint.DAWN: "subuh, shubuh, sbh, dini hari, dinihari, janari, fajar, pajar, subuh subuh",
        Hint.AT: "jam, jm, pukul, pkl, pk, tabuh, jame, jamnya, puku",
        Hint.HALF: "setengah, stengah, stgh, setenga, satengah, stngah, setngah, stngh, stg, stgah, setgh, tengah",
        Hint.QUARTER: "seperempat, saparapat, seprapat, saprapat, seprempat, sperempat, seprmpat",
        Hint.PAST: "lewat, lwt, liwat, lebih, lbh, leuwih, luwih, langkung, lebat",
        Hint.TO: "kurang, krg, kirang, kurange",
        Hint.MINUTES: "menit, mnt, menitan",
        Hint.AFTER_ANCHOR: (
            "bada, badal, bakda, bakdo, ba da, habis, abis, hbs, sesudah, setelah, stlh, sabada, sawise, bibar, "
            "rampung, selesai, sehabis, seusai, usai, selepas, saatos, sanggeus, imbah, limbah, sakwise, sakbare"
        ),
        Hint.ABOUT: (
            "sekitar, sktr, kurang lebih, krg lebih, kurleb, kira kira, kira, kiro kiro, an, nan, "
            "mungkin, insyaallah, insya allah, kalau bisa, paling"
        ),
        Hint.REFUSED: (
            "sebelum, sblm, menjelang, jelang, paling lambat, paling telat, selambatnya, maksimal, maks, "
            "sampai, smp, sampe, hingga, sd, s d, atau, ato, antara, bukan, jangan, tidak, ga, gak, nggak, "
            "berapa, brp, sabaraha, pira, kapan, terserah, per, setiap, tiap, sekali, dan, lamanya, lama, selama"
        ),
        Hint.NOTHING: (
            "ya, iya, ok, oke, siap, waktu, wektu, waktos, pada, di, ke, saya, aja, besok, bsk, nanti, hari, "
            "ini, hari ini, senin, selasa, "
            "rabu, kamis, jumat, sabtu, minggu, sampun, tepat, teng, pas, setempat, bisa, datang, mulai, kumpul, "
            "wae, saja, "
            "beso, enjing dinten, mangke, engke, sesuk, benjing, lusa, isukan, pageto, benjang, ngesuk, dinten, poe, "
            "dina, lebih baik, lebih enak, lebih bagus, minggu depan, mgg depan, mgg dpn"
        ),
    }
)
HINTS.update({(word,): Hint.NOTHING for word in POLITE if (word,) not in HINTS})

# About when people come together after a prayer; the prayer moves with the season, so it is always confirmed.
_AFTER_PRAYER: dict[str, str] = {
    "05:00": "subuh shubuh",
    "12:30": "zuhur dzuhur duhur dhuhur zohor lohor dhuhr luhur dzuhr",
    "13:00": "jumatan jumat jumaah jumuah jumuahan",
    "15:30": "asar ashar asr ngasar ashr",
    "18:30": "magrib maghrib mgrib mahgrib magrip maghrip mahrib magreb maghreb",
    "19:30": "isya isa isyak isak ngisa isyaa",
}
# The prayer itself, when it is the hour that is named: "magrib", "waktu asar".
AT_PRAYER: dict[str, str] = {"18:30": "18:00", "12:30": "12:00", "15:30": "15:00", "19:30": "19:00"}
PRAYERS: dict[str, str] = {word: time for time, words in _AFTER_PRAYER.items() for word in words.split()}
# Without a clock of their own: we ask for the hour.
OTHER_ANCHORS = frozenset(
    "gereja misa kebaktian ibadah ngaji pengajian sekolah pasar makan kerja rapat arisan posyandu "
    "tarawih taraweh sahur buka".split()
)

# Between two hours, or before "selesai": a pattern over cleaned text.
UNTIL = r"(?:-|\bs/d\b|\bs\.d\b\.?|\bsd\b|\bsampai\b|\bsmp\b|\bsampe\b|\bhingga\b)"

# Short words that mean "after" only before a prayer: Javanese bar and mari, Sundanese tas.
AFTER_ONLY_BEFORE_PRAYER = ("bar", "mari", "tas", "lepas")

ZONES = {"wib": "WIB", "wita": "WITA", "wit": "WIT"}
