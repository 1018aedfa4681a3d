"""Does a whole message mean a control word ("menu", "batal", "petugas") or small talk (a salam, thanks)?

The law: only when nothing else is said. "Petugas" is a signal, "petugas kemarin bilang 25rb" is not.
The caller asks in this order: `is_command`, then the open question's own reading, then `read_signal`;
so a command beats a synonym, and a word that answers the question ("cukup", "lewat") stays an answer.
Where "lanjut" answers the open question (yes, go on), the question may keep it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from domain.reading.clean import POLITE, clean, find_phrases, phrase_table, words_of
from domain.reading.limits import SIGNAL_TEXT_CHARS_MAX
from domain.reading.spelling import squeeze


class Signal(StrEnum):
    """What a whole message asks for. BANTUAN is social aid or help with the program: the caller asks which."""

    MENU = "menu"
    BATAL = "batal"
    KEMBALI = "kembali"
    LANJUT = "lanjut"
    PETUGAS = "petugas"
    BANTUAN = "bantuan"
    LEWATI = "lewati"
    TIDAK_TAHU = "tidak_tahu"
    PERIKSA_LAGI = "periksa_lagi"
    SALAM = "salam"
    TERIMA_KASIH = "terima_kasih"
    GRATIS_KAN = "gratis_kan"


SMALL_TALK = frozenset({Signal.SALAM, Signal.TERIMA_KASIH, Signal.GRATIS_KAN})
# So few words can be one request; a longer message says more than that.
WORDS_MAX = 8

_WORDS: dict[Signal, str] = {
    Signal.MENU: (
        "menu, menunya, menu utama, menu awal, ke menu, kembali ke menu, balik ke menu, lihat menu, buka menu, "
        "minta menu, mulai, mulai lagi, "
        "mulai dari awal, dari awal, awal, start, home, daftar menu, mimiti, ti awal, wiwit, saking wiwitan, "
        "menyu, menue"
    ),
    Signal.BATAL: (
        "batal, batalkan, batalin, dibatalkan, dibatalin, btal, batl, cancel, ga jadi, gak jadi, gk jadi, ngga "
        "jadi, nggak jadi, enggak jadi, tidak jadi, tdk jadi, "
        "gajadi, ndak jadi, teu jadi, teu janten, teu jantos, ora sido, ra sido, orasido, mboten sios, mboten "
        "sido, sonde jadi, son jadi, kada jadi, "
        "berhenti, brenti, berenti, brhenti, stop, setop, stopp, hentikan, udahan, sudahan, sudah dulu, udah "
        "dulu, keluar, cukup, cukup sekian, "
        "mandeg, mandheg, kendel, liren, eureun, ampih, sudahi"
    ),
    Signal.KEMBALI: (
        "kembali, kmbali, kembalikan, balik, balik lagi, balik tadi, mundur, back, undo, ke belakang, "
        "sebelumnya, pertanyaan tadi, yang tadi, "
        "ulang, ulangi, ulang lagi, salah ketik, salah tulis, salah pencet, salah jawab, salah isi, wangsul, "
        "wangsul deui, bali, bali meneh, mulih, "
        "balik deui, mau ganti jawaban, ganti jawaban, ubah jawaban, betulkan"
    ),
    Signal.LANJUT: (
        "lanjut, lnjut, lanjutkan, lanjutin, lanjut lagi, dilanjut, teruskan, terusin, terus, next, continue, "
        "teraskeun, teruskeun, lajeng, "
        "lajengaken, terusno, terusna, lanjut yang tadi, lanjutkan yang tadi"
    ),
    Signal.PETUGAS: (
        "petugas, petugasnya, ptugas, petgas, petugs, orang, orangnya, admin, adminnya, mimin, pendamping, bu "
        "dinas, ibu dinas, orang dinas, pegawai, operator, cs, "
        "petugas perempuan, petugas wanita, petugas dinas, mau bicara, ingin bicara, mau ngomong, mau ngobrol, "
        "mau curhat, mau cerita, "
        "mau bicara dengan orang, mau bicara sama orang, mau bicara petugas, mau bicara dengan petugas, mau "
        "bicara sama petugas, mau ngomong sama petugas, mau ngobrol sama petugas, mau tanya petugas, "
        "ingin bicara dengan petugas, bicara dengan petugas, bicara sama petugas, bicara dengan petugas "
        "perempuan, mau bicara dengan petugas perempuan, mau bicara dengan pendamping, "
        "bicara petugas, ngomong sama petugas, hubungi petugas, panggil petugas, panggilkan petugas, minta "
        "petugas, chat petugas, sambungkan ke petugas, "
        "ke petugas, tanya petugas, telepon saya, telpon saya, tlp saya, tlpn saya, telp saya, hoyong nyarios, "
        "hoyong nyarios sareng petugas, bade naros ka petugas, "
        "badhe matur, badhe matur petugas, pengen ngomong karo petugas, beta mau omong, mau omong deng petugas, "
        "handak bapandir, handak bepandir"
    ),
    Signal.BANTUAN: (
        "bantuan, bntuan, batuan, bantuannya, bantu, bantu saya, bantuin, bantosan, bantosannya, tolong, tolong "
        "saya, tolong bantu, tolong bantu saya, tulung, tulungan, nyuwun tulung, "
        "help, minta bantuan, mau bantuan, butuh bantuan, perlu bantuan, cari bantuan, mau minta bantuan, mau "
        "daftar bantuan, daftar bantuan, info bantuan, "
        "tanya bantuan, mau tanya bantuan, minta tolong, nyuhunkeun bantosan, peryogi bantosan, butuh "
        "pitulungan, nyuwun bantuan, "
        "cara pakai, cara memakai, cara memakainya, cara pakainya, caranya, caranya gimana, gimana caranya, "
        "bagaimana caranya, gmn caranya, kumaha carana, "
        "kados pundi caranipun, piye carane, bingung, saya bingung, bansos, ada bantuan"
    ),
    Signal.PERIKSA_LAGI: (
        "periksa lagi, periksa ulang, priksa lagi, preksa lagi, diperiksa lagi, minta diperiksa lagi, minta "
        "periksa lagi, mau diperiksa lagi, tolong diperiksa lagi, "
        "cek lagi, cek ulang, dicek lagi, minta dicek lagi, tolong dicek lagi, tolong cek lagi, pariksa deui, "
        "dipariksa deui, cek deui, priksa maneh, dipriksa maneh, cek maneh, "
        "periksalagi, saya mau diperiksa lagi, hasilnya salah"
    ),
    Signal.SALAM: (
        "assalamualaikum, asalamualaikum, assalamualaikum wr wb, assalamualaikum warahmatullahi wabarakatuh, "
        "assalamu alaikum, asalamu alaikum, assalamuallaikum, assalamualaikun, aslmkm, aslm, asslm, assalam, "
        "ass, askum, assalamu alaikum wr wb, assalamualaikum wrwb, waalaikumsalam, waalaikum salam, wr wb, "
        "salam, salam sejahtera, shalom, syalom, om swastiastu, salam kenal, "
        "halo, hallo, haloo, alo, hai, hay, hi, hello, helo, hei, hey, oi, p, ping, test, tes, permisi, punten, "
        "spada, kulo nuwun, kula nuwun, kulonuwun, nuwun sewu, "
        "sampurasun, rampes, selamat pagi, selamat siang, selamat sore, selamat malam, slamat pagi, slmt pagi, "
        "slmt siang, slmt sore, slmt malam, met pagi, met siang, met sore, met malam, "
        "pagi, siang, sore, malam, pagi pagi, mlm, pgi, wilujeng enjing, wilujeng siang, wilujeng sonten, "
        "wilujeng wengi, wilujeng, sugeng enjing, sugeng siang, sugeng sonten, "
        "sugeng dalu, sugeng rawuh, apa kabar, apa khabar, kumaha damang, damang, pripun kabare, piye kabare, "
        "met malem, selamat malem, salamat pagi, malam bae"
    ),
    Signal.TERIMA_KASIH: (
        "terima kasih, terimakasih, trima kasih, trimakasih, terima kasih banyak, terimakasih banyak, trims, "
        "trms, makasih, makasi, maksih, makasih banyak, makasih ya, mksh, mksih, mkasih, makaseh, "
        "tengkyu, thanks, thank you, thankyou, thx, tq, tks, nuhun, nuhun pisan, hatur nuhun, haturnuhun, hatur "
        "nuhun pisan, hn, suwun, matur suwun, matur nuwun, maturnuwun, matur nuwun sanget, matursuwun, "
        "matur sembah nuwun, kasih, terima kasih byk, tarima kasih, tarima kasih banyak, makasi banyak, "
        "alhamdulillah, jazakallah, jazakillah, barakallah, syukron, semoga sehat selalu, sehat selalu"
    ),
    Signal.GRATIS_KAN: (
        "gratis kan, gratis, gratis ga, gratis gak, gratis nggak, gratis tidak, ini gratis kan, ini gratis, ini "
        "gratis ga, ini gratis tidak, apakah gratis, apa gratis, apa ini gratis, apakah ini gratis, gratis to, "
        "gratis toh, beneran gratis, "
        "bayar ga, bayar gak, bayar nggak, bayar tidak, bayar apa tidak, bayar kah, ini bayar, ini bayar ga, ini "
        "bayar gak, ini bayar tidak, apa bayar, apakah bayar, harus bayar, harus bayar ga, harus bayar tidak, "
        "ada biaya, ada biayanya, ada biaya ga, ada biaya tidak, ada biayanya ga, ada biayanya tidak, apakah ada "
        "biaya, apa ada biayanya, biayanya berapa, berapa biayanya, bayar berapa, bayarnya berapa, berapa "
        "bayarnya, "
        "dipungut biaya, kena biaya, kena biaya ga, tidak bayar kan, ga bayar kan, gak bayar kan, nggak bayar "
        "kan, mayar teu, mayar henteu, kedah mayar, mbayar ora, mbayar mboten, bayar ko sonde, bayar kah tidak, "
        "potong pulsa ga"
    ),
}
# One of them greets; two that stand alone are hours ("pagi, sore").
_HOURS = frozenset({"pagi", "siang", "sore", "malam"})
_NOISE = (POLITE | {"ya", "iya", "saya", "dulu", "oke", "ok", "nya"}) - {"p"}
_PHRASES = phrase_table(_WORDS)
_KNOWN = {word for phrase in _PHRASES for word in phrase}
_THIN = {squeeze(word): word for word in sorted(_KNOWN)}
_COMMANDS: dict[str, Signal] = {
    "menu": Signal.MENU, "start": Signal.MENU, "batal": Signal.BATAL, "kembali": Signal.KEMBALI,
    "lanjut": Signal.LANJUT,
    "petugas": Signal.PETUGAS, "bantuan": Signal.BANTUAN, "help": Signal.BANTUAN, "lewati": Signal.LEWATI,
    "periksa lagi": Signal.PERIKSA_LAGI, "periksa_lagi": Signal.PERIKSA_LAGI, "periksalagi": Signal.PERIKSA_LAGI,
}  # fmt: skip
_SLASH = re.compile(r"/\s?([a-z_]+)(?:@\w+)?")
# Where one thing said ends and another begins: "boleh. gratis kan?", "boleh, tapi gratis kan".
_PARTS = re.compile(
    r"[.,;!?\n]+|\b(?:tapi|tp|tetapi|dan|trus|terus)\b"
    r"|(?<!\bini)(?<!\bapa)(?<!\bapakah)\s(?=(?:(?:ini|apa|apakah) )?(?:gratis|bayar)\b)",
    re.IGNORECASE,
)
# "tolong" and "bantu" also soften any other wish: "tolong menu", "bantu periksa lagi".
_SOFT = frozenset({"tolong", "bantu"})


def is_command(text: str) -> bool:
    """Whether the message is one of our commands itself, with or without a slash and a title; no synonym is one."""
    return _find_command(text) is not None


def read_signal(text: str) -> Signal | None:
    """What the whole message asks for, or None when it says anything else. Never raises.

    A control word wins over small talk beside it ("makasih, menu"); two different control words are None.
    """
    if len(text) > SIGNAL_TEXT_CHARS_MAX:
        return None
    command = _find_command(text)
    if command or text.lstrip().startswith("/"):
        return command
    words = [_spelled(word) for word in words_of(clean(text).text)]
    if not words or len(words) > WORDS_MAX or (len(set(words)) > 1 and _HOURS.issuperset(words)):
        return None
    return _by_words(words) or _by_answer(text)


def split_question(text: str) -> tuple[str, Signal | None]:
    """The answer without the question that stands beside it ("boleh. ini gratis kan?"), and that question.

    The text as it was, and None, where there are not both. Only GRATIS_KAN is looked for: to a salam or thanks beside
    an answer nothing needs to be said. Never raises.
    """
    if len(text) > SIGNAL_TEXT_CHARS_MAX:
        return text, None
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    if len(parts) < 2:
        return text, None  # one thing is never both
    rest = [part for part in parts if read_signal(part) is not Signal.GRATIS_KAN]
    if len(rest) in (0, len(parts)) or read_signal(text) is not None:
        return text, None
    return ", ".join(rest), Signal.GRATIS_KAN


@lru_cache(maxsize=16)  # of one message it is asked several times in a row
def _find_command(text: str) -> Signal | None:
    if len(text) > SIGNAL_TEXT_CHARS_MAX:
        return None
    plain = clean(text).text
    slash = _SLASH.fullmatch(plain)
    if slash:
        return _COMMANDS.get(slash[1])
    if "?" in plain:
        return None
    return _COMMANDS.get(" ".join(word for word in words_of(plain) if word not in POLITE and word != "ya"))


def _by_words(words: list[str]) -> Signal | None:
    found: list[Signal] = []
    softeners = 0
    for signal, group in find_phrases(words, _PHRASES):
        if signal is None and group[0] not in _NOISE:
            return None
        softeners += group[0] in _SOFT and len(group) == 1
        if signal is not None and not (len(group) == 1 and group[0] in _SOFT):
            found.append(signal)
    controls = set(found) - SMALL_TALK
    if len(controls) == 1:
        return controls.pop()
    if controls:
        return None
    if softeners and Signal.GRATIS_KAN not in found:
        return Signal.BANTUAN
    return next((one for one in (Signal.GRATIS_KAN, Signal.SALAM, Signal.TERIMA_KASIH) if one in found), None)


def _by_answer(text: str) -> Signal | None:
    # Only what is no phrase of ours comes here: not loaded for a greeting or a command.
    from domain.reading.answers import Answer, read_answer_full

    answer = read_answer_full(text, digits=False).answer
    return (
        {Answer.TIDAK_TAHU: Signal.TIDAK_TAHU, Answer.LEWATI: Signal.LEWATI}.get(answer) if answer else None
    )


def _spelled(word: str) -> str:
    thin = squeeze(word)
    return word if word in _KNOWN or len(thin) < 3 else _THIN.get(thin, word)
