"""Does a woman who finished primary school understand every sentence? What can be counted is counted here.

The words and the way to count are those that criteria files are held to (domain/criteria/plain.py): short
sentences, everyday words, nothing that blames or frightens, no capitals for stress, labels that fit a button.
Sentences only workers read may use office words, but are as short.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import mean

from domain.criteria.plain import FORBIDDEN_PHRASES, FORBIDDEN_WORDS, sentences, words
from tests.tidy.exceptions import PLAIN_LANGUAGE
from tests.tidy.sentences import Sentence, list_sentences
from tests.tidy.sources import Problem, Source

SENTENCE_WORDS_MAX = 12
CRITERIA_WORDS_MAX = 15  # laws are harder to say; also the limit no exception may pass
AVERAGE_WORDS_MAX = 9
AVERAGE_SYLLABLES_MAX = 2.6  # a word; the Fry graph, adapted to Indonesian
MESSAGE_CHARS_MAX = 300
MESSAGE_CHARS_HARD_MAX = 500  # DESIGN: one message a turn and receiver, 500 characters in all

# Never to anybody, also not among workers: they judge a person, or are no way to speak to or of her.
HARSH_WORDS = frozenset(
    "anda kamu saudari nyonya janda rawan penyandang pmks miskin kemiskinan lulus gagal ditolak layak diumumkan".split()
)
# Office words and English, beside those of domain/criteria/plain.py; workers know them.
OFFICE_WORDS = frozenset(
    "bunga pengajuan memverifikasi menunggak user input error invalid valid login submit cancel password "
    "update reminder database default link".split()
)
HARSH_PHRASES = ("harus segera",)
# In capitals: what she may type, and short forms that everybody says so (the rest is written out).
CAPITALS = frozenset(
    "KODE RAPAT TERIMA ANGGOTA KELOMPOK GABUNG UNDANGAN BUAT PERAN TARIK IMPOR TABUNGAN BETULKAN LATIHAN SELESAI SETOR CATAT BACAKAN "
    "MENU LANJUT PETUGAS BATAL KEMBALI LEWATI PERIKSA LAGI SKRINING SALAH BANTUAN YA TIDAK MULAI DATA HAPUS JEJAK KUNCI SAMBUNGKAN "
    "PIN WA KK KTP PKH KUBE PENA WIB WITA WIT OTP HP SK NIK RT RW SD SMP SMA SHU RAT BPJS BPNT BLT DTKS DTSEN TKSK UEP "
    "UPTD PPA WRSE PRSE LAPOR PDF ID UU AD ART SIKS NG PINJAM CICIL SETUJUI SERTIFIKAT SM MATERI JADWAL KELAS KELOLA KETERAMPILAN BOLEH JANGAN DKUPP AJAK PILIH KABAR".split()
)

_CAPITAL_WORD = re.compile(r"(?<![{\w])[A-Z]{2,}(?![\w}])")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\u231a-\u23ff]")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_VOWELS = re.compile(r"ai|au|oi|[aeiouéè]", re.IGNORECASE)


def check(sources: Sequence[Source]) -> Iterator[Problem]:
    """Every sentence that is hard to read, too long, unkind or does not fit; then the averages of all."""
    found = list_sentences(sources)
    for sentence in found:
        for text in faults(sentence):
            yield sentence.problem(text)
    yield from check_averages(found)


def faults(sentence: Sentence) -> list[str]:
    """What is wrong with a sentence, in all its forms."""
    forms = [form for form in (sentence.message, sentence.plural) if form]
    excepted = any(sentence.message.startswith(entry) for entry in PLAIN_LANGUAGE)
    found = [text for form in forms for text in _hard_faults(form, sentence)]
    found += [] if excepted else [text for form in forms for text in _soft_faults(form, sentence)]
    return list(dict.fromkeys(found))


def _hard_faults(form: str, sentence: Sentence) -> Iterator[str]:
    """What no exception allows."""
    longest = max((len(words(part)) for part in sentences(form)), default=0)
    if longest > CRITERIA_WORDS_MAX:
        yield f"a sentence of {longest} words; {CRITERIA_WORDS_MAX} at the very most"
    if len(form) > MESSAGE_CHARS_HARD_MAX:
        yield f"{len(form)} characters; {MESSAGE_CHARS_HARD_MAX} at the very most"
    if sentence.chars_max and len(form) > sentence.chars_max:
        yield f"{len(form)} characters where {sentence.chars_max} fit"
    if "!!" in form:
        yield "!! shouts"
    if len(_EMOJI.findall(form)) > 1:
        yield "more than one emoji"


def _soft_faults(form: str, sentence: Sentence) -> Iterator[str]:
    """What an exception with its reason may allow."""
    longest = max((len(words(part)) for part in sentences(form)), default=0)
    if SENTENCE_WORDS_MAX < longest <= CRITERIA_WORDS_MAX and not _of_criteria(sentence):
        yield f"a sentence of {longest} words; {SENTENCE_WORDS_MAX} is the limit"
    if MESSAGE_CHARS_MAX < len(form) <= MESSAGE_CHARS_HARD_MAX:
        yield f"{len(form)} characters; {MESSAGE_CHARS_MAX} is the limit"
    for word in _forbidden(form, staff=sentence.staff):
        yield f"{word!r} is forbidden; use an everyday word"
    for word in _CAPITAL_WORD.findall(form):
        if word not in CAPITALS:
            yield f"{word!r} in capitals is neither a command nor a known short form"


def _forbidden(form: str, *, staff: bool) -> list[str]:
    lowered = _PLACEHOLDER.sub(" ", form).lower()
    harsh, rest = HARSH_WORDS, (FORBIDDEN_WORDS | OFFICE_WORDS) - HARSH_WORDS
    found = sorted((harsh if staff else harsh | rest).intersection(re.findall(r"[^\W_]+", lowered)))
    phrases = HARSH_PHRASES if staff else (*HARSH_PHRASES, *FORBIDDEN_PHRASES)
    return found + [phrase for phrase in phrases if phrase in lowered]


def check_averages(found: Sequence[Sentence]) -> Iterator[Problem]:
    """Over all sentences she reads: words a sentence, syllables a word. Labels are no sentences."""
    read = [each for each in found if not each.staff and not each.chars_max]
    parts = [words(_PLACEHOLDER.sub("nama", part)) for each in read for part in sentences(each.message)]
    lengths = [len(part) for part in parts if part]
    syllables = [len(_VOWELS.findall(word)) for part in parts for word in part if word.isalpha()]
    if lengths and mean(lengths) > AVERAGE_WORDS_MAX:
        yield _average(f"{mean(lengths):.1f} words a sentence on average; {AVERAGE_WORDS_MAX} is the limit")
    if syllables and mean(syllables) > AVERAGE_SYLLABLES_MAX:
        yield _average(
            f"{mean(syllables):.2f} syllables a word on average; {AVERAGE_SYLLABLES_MAX} is the limit"
        )


def _average(text: str) -> Problem:
    return Problem(path="locales/teman.pot", line=1, text=text)


def _of_criteria(sentence: Sentence) -> bool:
    return sentence.path.startswith("criteria/")
