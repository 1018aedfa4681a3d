"""Signs of danger are seen, in whatever spelling; harmless look-alikes are not; no text is too long or too strange."""

import ast
import random
import time
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reading.distress import About, Distress, Kind, Level, read_distress
from domain.reading.distress.families import FAMILY_NAMES
from domain.reading.distress.harmless import HARMLESS_WORDS
from domain.reading.distress.indirect import MEANINGS
from domain.reading.distress.model import NOTHING
from domain.reading.distress.people import PERSON_TAGS
from domain.reading.distress.read import TEXT_CHARS_MAX, read_closely
from domain.reading.distress.signs import SIGN_TAGS
from domain.reading.distress.words import WORD_TAGS
from tests.figures.distress import LISTS, PRECISION_MIN, RECALL_MIN, cases_of, judge

PACKAGE = Path(__file__).parents[3] / "domain" / "reading" / "distress"
# What each list gave when the reader met it for the first time: (recall, precision). The held-out and the blind list
# were written before the reader by the same author; each fresh list after the lists above it had been learnt from.
# This is what an unseen list may be expected to give, and it only stands here to be told: nothing is tested by it.
FIRST_MET = {
    "held out": (0.991, 0.973),
    "blind": (0.963, 0.975),
    "fresh": (0.892, 0.989),
    "fresh 2": (0.871, 0.934),
    "fresh 3": (0.918, 0.966),
    "fresh 4": (0.916, 0.984),
    "fresh 5": (0.851, 1.000),
    "fresh 6": (0.928, 0.985),
    # Two writers who did not know the reader, 240 lines each: (0.733, 0.917) told at length and around the deed,
    # (0.975, 0.975) told plainly. Fresh 7 to 11 are by the author of the patterns, each met before it was learnt from.
    "others": (0.854, 0.949),
    "fresh 7": (0.740, 0.924),
    "fresh 8": (0.759, 0.922),
    "fresh 9": (0.886, 0.912),
    # Plain tellings, and then only veiled ones, where a person too has to think twice.
    "fresh 10": (0.982, 1.000),
    "fresh 11": (0.514, 1.000),
    # 300 lines by an examiner who had not read the reader, and then 121 more of the classes it had shown to be weak.
    "examiner": (0.940, 0.946),
    "fresh 12": (0.949, 0.949),
    # 300 lines by a second examiner, and then 109 more of the few classes misread there, in all five languages.
    "examiner 2": (0.973, 0.980),
    "fresh 13": (0.407, 0.524),
}


@pytest.mark.parametrize("title", LISTS)
def test_of_every_list_98_in_100_signs_are_seen_and_95_in_100_alarms_are_right(title: str) -> None:
    outcome = judge(cases_of(LISTS[title]))
    assert outcome.recall >= RECALL_MIN, [case.text for case in outcome.missed]
    assert outcome.precision >= PRECISION_MIN, [case.text for case in outcome.raised]


@pytest.mark.parametrize("title", LISTS)
def test_of_every_list_94_in_100_signs_have_their_level_kind_and_person(title: str) -> None:
    outcome = judge(cases_of(LISTS[title]))
    unlike = {case.text for case, _, _ in outcome.unlike}
    assert len(unlike) <= 0.06 * (len(outcome.found) + len(outcome.missed)), unlike


def test_the_lists_are_as_long_as_promised_and_the_development_list_is_half_harmless() -> None:
    development, held_out = cases_of(LISTS["development"]), cases_of(LISTS["held out"])
    assert len(development) >= 500
    assert 2 * sum(not case.has_sign for case in development) >= len(development)
    assert len(held_out) >= 200
    assert not {case.text for case in development} & {case.text for case in held_out}


def test_every_list_is_printed_and_no_list_is_left_out() -> None:
    vectors = Path(__file__).parents[2] / "vectors"
    assert {path.name for path in vectors.glob("distress*.toml")} == set(LISTS.values())
    for name in LISTS.values():
        for group in tomllib.loads((vectors / name).read_text(encoding="utf-8"))["group"]:
            assert set(group) <= {"level", "kind", "about", "texts"}


@pytest.mark.parametrize(
    ("text", "level", "kind", "about"),
    [
        ("bu saya takut pulang, bapaknya anak2 mabuk lagi", "ask", "fear", "self"),
        ("euis izin, abis dipukul lakinya", "danger", "violence", "other"),
        ("Euis dipukul lakinya", "danger", "violence", "other"),
        ("saya dipukul suaminya Euis", "danger", "violence", "self"),
        ("dipukul bapaknya anak-anak", "danger", "violence", "self"),
        ("suami mukul anak saya", "danger", "child", "child"),
        ("stop dia pukul saya", "danger", "violence", "self"),
        ("mau bunuh diri", "danger", "wish_to_die", "self"),
        ("rentenir ngancam saya", "danger", "debt", "self"),
        ("setor 20rb, maaf telat kemarin habis dipukul suami", "danger", "violence", "self"),
        ("sudah tidak dipukul lagi sejak pindah", "ask", "violence", "self"),
        ("saya tidak pernah dipukul suami", "none", "none", "self"),
    ],
)
def test_a_message_is_read_as_a_trained_person_would(text: str, level: str, kind: str, about: str) -> None:
    assert read_distress(text) == Distress(Level(level), Kind(kind), About(about))


def test_a_sign_in_the_middle_of_a_long_message_is_seen() -> None:
    around = "setor dua puluh ribu ya bu nanti sore saya mampir ke balai bawa keripik dua bungkus "
    for times in (1, 5, 20):
        assert (
            read_distress(around * times + "semalam saya dicekik suami " + around * times).level
            is Level.DANGER
        )


# What fingers do to a message; each is applied to every clear sign of the development list.
def loud(text: str, _: random.Random) -> str:
    return text.upper() + " 😭😭!!"


def stretched(text: str, chance: random.Random) -> str:
    words = text.split()
    at = longest(words)
    letter = chance.randrange(len(words[at]))
    words[at] = words[at][:letter] + words[at][letter] * 3 + words[at][letter + 1 :]
    return " ".join(words)


def masked(text: str, _: random.Random) -> str:
    words = text.split()
    at = longest(words)
    words[at] = words[at][0] + words[at][1:].replace("a", "4").replace("i", "1")
    return " ".join(words) if sum(sign.isdigit() for sign in words[at]) * 2 < len(words[at]) else text


def apart(text: str, _: random.Random) -> str:
    return " ".join(
        f"d {word[2:]}" if word.startswith("di") and len(word) > 6 else word for word in text.split()
    )


def in_a_savings_message(text: str, _: random.Random) -> str:
    return f"simpanan wajib 20rb ya bu, {text}, makasih"


def with_invisible_signs(text: str, _: random.Random) -> str:
    return "\u200b".join(text)


def lost(text: str, chance: random.Random) -> str:
    words = text.split()
    at = longest(words)
    places = [place for place in range(2, len(words[at])) if words[at][place] in "aiueo"] or [1]
    place = chance.choice(places)
    words[at] = words[at][:place] + words[at][place + 1 :]
    return " ".join(words)


def longest(words: list[str]) -> int:
    return max(range(len(words)), key=lambda at: len(words[at]))


@pytest.mark.parametrize(
    ("slip", "recall_min"),
    [
        (loud, 0.98),
        (stretched, 0.98),
        (with_invisible_signs, 0.98),
        (apart, 0.98),
        (in_a_savings_message, 0.95),
        (masked, 0.95),
        (lost, 0.85),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_slips_of_the_finger_hide_few_signs(slip, recall_min: float) -> None:
    chance = random.Random(7)
    signs = [case.text for case in cases_of(LISTS["development"]) if case.level == "danger"]
    hidden = [bent for text in signs if read_distress(bent := slip(text, chance)).level is Level.NONE]
    assert 1 - len(hidden) / len(signs) >= recall_min, hidden


# Systematic: who hurts whom with which verb, in which language, with which slip of the finger.
HITTING = (
    "tampar tonjok jambak cekik gebuk hajar tendang gampar keroyok siksa aniaya tempeleng bogem jotos keplak tabok "
    "toyor jitak cambuk pentung hantam perkosa cabul leceh bacok bunuh pukul banting dorong seret tinju injak siram "
    "bakar tusuk sayat ikat gigit cubit ludah sabet sepak tembak todong setrum tindih cengkeram bekap lempar ancam "
    "sekap kurung kunci usir bentak maki hina caci paksa"
).split()
SUNDANESE = "teunggeul tampiling gebug cabok jenggut tajong cekek siksa peupeuh geplak jewer".split()
JAVANESE = (
    "antem gebug kampleng keplak siksa sawat kepruk jambak tempiling gaplok balang tendang jotos".split()
)
BANJAR = "tampar tendang cakik siksa sipak hantup pukul tunjang".split()
HUSBANDS = (
    "suami",
    "suami saya",
    "laki saya",
    "suamiku",
    "bapaknya anak-anak",
    "mantan suami",
    "mertua",
    "pacar saya",
)
SELVES = ("saya", "aku", "sy", "gue")
_SWALLOWED = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}


def nasal(root: str) -> str:
    """The verb of him who does it: "pukul" -> "memukul", "gebuk" -> "menggebuk", "ancam" -> "mengancam"."""
    if root[0] in _SWALLOWED:
        return _SWALLOWED[root[0]] + root[1:]
    if root[0] in "aiueogh":
        return "meng" + root
    return ("mem" if root[0] == "b" else "me" if root[0] in "lmrnwy" else "men") + root


def as_spoken(root: str) -> str:
    """The same without its first syllable: "mukul", "nggebuk" and "ngancam"."""
    full = nasal(root).removeprefix("me")
    return full if full[0] in "mn" else "nge" + root


def tellings_of_violence() -> list[str]:
    """Each verb with each husband, done to the writer, in the forms of five languages."""
    told = []
    for at, root in enumerate(HITTING):
        for step, him in enumerate(HUSBANDS):
            me = SELVES[(at + step) % len(SELVES)]
            ending = ("", "i", "in")[(at + step) % 3] if root[-1] not in "ai" else ""
            told += [
                f"{me} di{root}{ending} {him}",
                f"{me} tadi malam di{root} sama {him}",
                f"habis di{root}{ending} {him} bu",
                f"{him} {nasal(root)}{ending} {me}",
                f"{him} suka {as_spoken(root)}{ending} {me}",
                f"{him} {root} {me} lagi",
            ]
    for root in SUNDANESE:
        told += [
            f"{me} {word} ku salaki" for me in ("abdi", "kuring") for word in (f"di{root}", f"di{root}an")
        ]
        told += [f"salaki {as_spoken(root)} abdi", f"salaki abdi sok {as_spoken(root)}an abdi"]
    for root in JAVANESE:
        told += [
            f"aku di{root}i bojoku",
            f"aku di{root} bojo",
            f"bojoku {as_spoken(root)}i aku",
            f"wingi kula di{root} bojo",
        ]
    for root in BANJAR:
        told += [
            f"ulun di{root} laki",
            f"laki ulun {nasal(root).replace('me', 'ma', 1)} ulun",
            f"ulun di{root}i laki ulun",
        ]
    told += [
        line
        for root in HITTING[:20]
        for line in (f"beta dapa {root} dari laki", f"beta pung laki {root} beta")
    ]
    return told


WISHING = {
    "id": ("pengen pingin ingin mau kepengen pgn pengin mending mendingan", "mati;mati aja;mati saja;bunuh diri;bundir;gantung diri;mengakhiri hidup"),
    "su": ("hoyong hayang palay mending", "paeh;maot;paeh wae;maot wae"),
    "jv": ("pengen kepengin pingin pengin arep luwung", "mati;mati wae;mati ae;bunuh diri;nggantung diri"),
    "kp": ("mau pengen lebe bae", "mati sa;mati;bunuh diri"),
    "bj": ("handak ingin hakun", "mati;mati haja;bunuh diri"),
}  # fmt: skip
WISHER = {"id": "saya aku sy gue", "su": "abdi kuring", "jv": "aku kula", "kp": "beta", "bj": "ulun"}
NOT_TO_LIVE = (
    "{me} sudah tidak mau hidup", "{me} ga pengen hidup lagi", "{me} gak ingin hidup", "{me} bosan hidup", "{me} capek hidup",
    "{me} lelah hidup", "buat apa {me} hidup", "untuk apa {me} hidup lagi", "hidup {me} ga ada gunanya", "hidup {me} tidak ada artinya",
    "{me} pengen akhiri hidup", "lebih baik {me} mati", "lebih baik {me} tidak ada", "{me} mau minum racun", "{me} mau loncat dari jembatan",
    "{me} mau gantung diri", "kenapa {me} ga mati aja", "{me} pengen tidur selamanya",
)  # fmt: skip
AROUND = ("{}", "bu {}", "{} bu", "rasanya {}", "setor 20rb ya bu, {}", "{} aja rasanya")


def tellings_of_a_wish_to_die() -> list[str]:
    """Each wish with each way to die in each language, and each way to be done with life."""
    wishes = [
        f"{me} {want} {die}"
        for language, (wants, ways) in WISHING.items()
        for me in WISHER[language].split()
        for want in wants.split()
        for die in ways.split(";")
    ] + [line.format(me=me) for line in NOT_TO_LIVE for me in SELVES]
    return wishes + [AROUND[at % len(AROUND)].format(wish) for at, wish in enumerate(wishes)]


def unchanged(text: str, _: random.Random) -> str:
    return text


def slipped(text: str, chance: random.Random) -> str:
    """One letter of the longest word is another one, next to it on the keyboard."""
    words = text.split()
    at = longest(words)
    place = chance.randrange(2, len(words[at]))
    near = {
        "a": "s",
        "i": "o",
        "u": "i",
        "e": "r",
        "o": "p",
        "k": "l",
        "l": "k",
        "n": "m",
        "m": "n",
        "t": "y",
        "r": "t",
    }
    word = words[at]
    words[at] = word[:place] + near.get(word[place], word[place]) + word[place + 1 :]
    return " ".join(words)


def swapped(text: str, chance: random.Random) -> str:
    """Two neighbours of the longest word in the wrong order."""
    words = text.split()
    at = longest(words)
    word, place = words[at], chance.randrange(2, max(3, len(words[at]) - 1))
    words[at] = word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]
    return " ".join(words)


@pytest.mark.parametrize("tell", [tellings_of_violence, tellings_of_a_wish_to_die])
@pytest.mark.parametrize(
    ("slip", "recall_min"),
    [
        (unchanged, 1), (loud, 1), (stretched, 1), (apart, 1), (with_invisible_signs, 1), (masked, 0.99),
        (lost, 0.95), (swapped, 0.92), (slipped, 0.92),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_every_way_to_tell_it_is_seen_in_every_language_behind_every_slip(
    tell, slip, recall_min: float
) -> None:
    chance = random.Random(11)
    told = tell()[:: 1 if slip is unchanged else 3]
    hidden = [bent for text in told if read_distress(bent := slip(text, chance)).level is Level.NONE]
    assert 1 - len(hidden) / len(told) >= recall_min, (len(hidden), hidden[:40])


# Systematic: what looks like it and is none.
THINGS = (
    "hp lampu motor mesin kompor tv ayam kambing ikan sapi tanaman listrik sinyal laptop kipas pompa".split()
)
PESTS = "nyamuk tikus kecoa semut lalat hama ular".split()
FORCES = (
    "banjir ombak angin hujan petir kuda sapi kambing ayam anjing kucing motor truk harga pandemi".split()
)
FOOD = "adonan daging tepung bumbu kelapa padi".split()
KIND = "diantar dijemput dibantu disayang ditemani dibelikan diajak disuapi dipijat didukung dihibur diobati".split()


def harmless_uses() -> list[str]:
    """Dead phones and killed pests, blows of the weather, beaten dough, kind husbands, and what she says is not so."""
    return [
        *(f"{thing} {state}" for thing in THINGS for state in ("saya mati", "mati lagi bu", "mau mati", "mati dari tadi", "sudah mati")),
        *(f"{verb} {pest}" for pest in PESTS for verb in ("bunuh", "membunuh", "mukul", "pukul", "racun", "takut")),
        *(f"{what} {verb} {force}" for what in ("rumah", "sawah saya", "perahu", "warung saya", "usaha kami") for verb in ("dihantam", "kena hantam", "dihajar", "diterjang") for force in FORCES),
        *(f"{verb} {force} tadi pagi" for verb in ("ditendang", "kena tendang", "diinjak", "digigit", "dicakar") for force in ("kuda", "sapi", "kambing", "ayam", "kucing")),
        *(f"{food} {verb}" for food in FOOD for verb in ("dipukul sampai halus", "dibanting banting", "ditumbuk", "digebuk", "dibakar")),
        *(f"saya {verb} suami" for verb in KIND),
        *(f"saya tidak pernah di{root} suami" for root in ("pukul", "tampar", "tendang", "siksa", "ancam", "bentak")),
        *(f"{when} {at}" for at in range(1, 13) for when in ("pukul", "kumpul pukul", "jam pukul", "besok pukul")),
        *(f"{told} istri di{root} suaminya" for told in ("nonton sinetron", "di film ada", "berita di tv") for root in ("pukul", "siksa", "bunuh")),
        *(f"takut {what}" for what in ("hujan", "telat", "salah", "lupa", "anjing", "ketinggalan bis", "kemalaman", "gelap")),
    ]  # fmt: skip


def test_of_every_harmless_use_none_is_taken_for_a_sign() -> None:
    raised = [
        (text, read_distress(text).kind.value) for text in harmless_uses() if read_distress(text) != NOTHING
    ]
    assert not raised


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("urip kok abot temen pengen mati", "self"),
        ("kalau bukan karena anak saya sudah bunuh diri", "self"),
        ("nyokap digebukin bokap, gue juga", "self"),
        ("dijual sama suami ke temannya", "self"),
        ("bapaknya anak-anak dia pukul saya", "self"),
        ("dia pung laki banting dia", "other"),
        ("beta pung ana dapa pukul dari dia pung bapa", "child"),
    ],
)
def test_it_is_about_her_unless_another_is_meant(text: str, about: str) -> None:
    assert read_distress(text).about is About(about)


@pytest.mark.parametrize(
    "text",
    [
        "rugi dihantam banjir", "kena hantam ombak perahu", "ditendang kuda", "anak suka main tangan kiri",
        "mesin jahit saya rusak kena banting anak", "suami marah? engga kok bu", "ayam tetangga masuk rumah diusir",
        "td malem persib dibantai 3-0 bu", "main ff dibunuh musuh", "rambut dijambak bayi", "anak kucing dibuang",
        "bukan saya yang dipukul, itu cerita sinetron", "kebun di sawit", "suami ibu dirawat di rs",
        "kerudung gantung di depan", "suami marah ke wasit", "bapak marah2 karena motornya mogok", "digebug wae kasure",
        "usaha saya hidup segan mati tak mau", "saya mau berhenti dari kelompok, pindah rumah", "malu saya belum bisa baca",
        "kada kawa lagi makan, kanyang", "mata sudah ga kuat lihat layar", "kata ustadz bunuh diri itu dosa",
    ],
)  # fmt: skip
def test_what_no_human_being_does_to_her_is_no_sign(text: str) -> None:
    assert read_distress(text) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "hp saya diambil suami, saya gak boleh keluar", "saya udah nyiapin racun", "dijual sama suami ke temannya",
        "saya nyerah", "hidup segan mati tak mau rasanya, capek bu", "pintu digembok dr luar, ga bisa keluar",
        "lengan saya biru2 tp jgn bilang siapa2", "kalau dia tau, bisa habis saya", "ada yg ngikutin saya terus",
        "pingin nglalu wae", "saya takut khilaf sama anak", "anak saya memar tiap pulang dari rumah pamannya",
        "suami marah ke saya gara2 wasit", "hidup saya segan mati tak mau", "kata ustadz dosa, tapi saya mau bunuh diri",
        "suami ngamuk gara2 motor mogok, piring dilempar", "mau gantung pakai tali di pintu", "dipukul di kasur",
        "sy mau bun0h d1ri", "saya ingn mti aja", "pengen mayi", "saya dikerem di kamar ku salaki",
    ],
)  # fmt: skip
def test_what_is_told_around_the_deed_is_a_sign(text: str) -> None:
    assert read_distress(text).level is not Level.NONE


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(read_distress(text), Distress)


@given(
    st.lists(
        st.sampled_from(sorted(WORD_TAGS)[::7] + sorted(PERSON_TAGS)[::5] + ["dipukul", "!", "."]),
        max_size=40,
    )
)
def test_any_row_of_known_words_is_read_without_an_error(words: list[str]) -> None:
    assert isinstance(read_distress(" ".join(words)), Distress)


@pytest.mark.parametrize("title", LISTS)
def test_the_first_look_at_each_word_lets_no_sign_go(title: str) -> None:
    for case in cases_of(LISTS[title]):
        assert read_distress(case.text) == read_closely(case.text), case.text


def test_every_meaning_that_a_rule_asks_for_is_in_a_list() -> None:
    known = {tag for tags in (*WORD_TAGS.values(), *PERSON_TAGS.values()) for tag in tags}
    known |= {"number", "doubled", "own", "theirs", *HARMLESS_WORDS} | FAMILY_NAMES
    asked = {tag for path in PACKAGE.glob("*.py") for tag in tags_asked_for(path)} | SIGN_TAGS | MEANINGS
    assert asked <= known, asked - known


def tags_asked_for(path: Path) -> set[str]:
    """The meanings given to `at`, `has` and `near` in a file of rules."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("at", "has", "near")
        ):
            for argument in node.args:
                parts = argument.elts if isinstance(argument, ast.Tuple) else [argument]
                found |= {
                    part.value
                    for part in parts
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_no_answer_of_the_other_vectors_is_taken_for_a_sign() -> None:
    """Amounts, days, hours and short answers of real chats; one of them is a sign, and is there for that."""
    vectors = Path(__file__).parents[2] / "vectors"
    texts: list[str] = []
    for name, keys in (("money", ("case",)), ("dates", ("case", "time")), ("words", ("phrase",))):
        lists = tomllib.loads((vectors / f"{name}_id.toml").read_text(encoding="utf-8"))
        texts += [case["input"] for key in keys for case in lists[key]]
    raised = [text for text in texts if read_distress(text) != NOTHING]
    assert raised == ["bu saya takut pulang, bapaknya anak2 mabuk lagi"]


def test_a_reading_holds_no_word_of_the_message() -> None:
    read = read_distress("Euis dipukul lakinya di Penfui")
    assert all(isinstance(getattr(read, field.name), Level | Kind | About) for field in fields(read))
    assert "euis" not in repr(read).lower()


def test_nothing_is_none_none_self() -> None:
    assert (
        NOTHING
        == Distress()
        == read_distress("")
        == read_distress("20rb")
        == Distress(Level.NONE, Kind.NONE, About.SELF)
    )


@pytest.mark.parametrize(
    "unit",
    [
        "mati ",
        "dipukul ",
        "saya dipukul suami ",
        "a ",
        "dipukulsuamisaya",
        "tidak ",
        "rentenir ancam ",
        "p*kul ",
        "d ",
        "😭",
        "takut pulang ",
    ],
)
def test_the_longest_message_takes_a_fraction_of_a_second(unit: str) -> None:
    text = (unit * TEXT_CHARS_MAX)[: 2 * TEXT_CHARS_MAX]
    read_distress(text)
    begun = time.perf_counter()
    read_distress(text)
    assert time.perf_counter() - begun < 1


def test_never_seen_long_words_take_a_fraction_of_a_second() -> None:
    chance = random.Random(5)
    text = " ".join(
        "".join(chance.choice("abdgimnpuklst") for _ in range(38)) + "bunuh"[: chance.randrange(6)]
        for _ in range(100)
    )
    begun = time.perf_counter()
    read_distress(text)
    assert time.perf_counter() - begun < 2
