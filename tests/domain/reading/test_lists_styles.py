"""However a treasurer writes a meeting down, every amount ends with the woman who gave it, and is asked about never.

A meeting is invented, written in one of the ways groups write (lines, one line, copied messages, a table, amounts
before the names) and read again.
"""

from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo_people import MENTARI
from tests.domain.reading.test_lists import MEMBERS, read

NAMES = [one.name for one in MENTARI.members]
SHORT = {
    "Siti Aminah": ("Siti A", "siti aminah", "St Aminah", "siti a.", "S. Aminah"),
    "Siti Rohmah": ("Siti R", "siti rohmah", "Siti R.", "Rohmah"),
    "Ai Kurnia": ("Ai", "ai kurnia", "Ai K"),
}
TITLES = ("", "", "", "", "bu ", "Bu ", "teh ", "ceu ", "Ibu ", "bi ", "mak ", "mba ", "Hj. ")
UNPAID = (
    "blm",
    "belum",
    "belum setor",
    "❌",
    "teu acan",
    "belum bayar",
    "nyusul",
    "besok",
    "acan",
    "can mayar",
    "otw",
)
EXCUSED = ("izin", "sakit", "ijin", "izin sakit", "udur", "pamit")
ABSENT = ("tidak hadir", "gak dateng", "alpa", "ga hadir", "teu hadir")
WORDS = {
    2_000: ("dua ribu", "dua rebu"),
    5_000: ("lima ribu", "lima rebu", "goceng", "limaribu"),
    10_000: ("sepuluh ribu", "sapuluh rebu", "ceban", "sepulu ribu"),
    15_000: ("lima belas ribu", "limabelas rebu"),
    20_000: ("dua puluh ribu", "dua puluh rebu", "noban"),
    25_000: ("dua puluh lima ribu", "selawe ewu"),
}
UNITS = ("{}rb", "{} rb", "{}ribu", "{} ribu", "{}k", "{} k", "{}rbu", "{}rebu")
FULL = ("{}.000", "Rp{}.000", "Rp {}.000", "{}.000,-", "Rp. {}.000,-", "{}000")
TAILS = ("", "", "", " ✅", " ya", " 🙏", " lunas", " ok", " tf")


@dataclass
class Meeting:
    """What happened, and the lines in which it is told."""

    entries: dict[tuple[str, str], int] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)


def amount(chance: Random, value: int, style: str) -> str:
    if style == "words":
        return chance.choice(WORDS[value])
    forms = {"units": UNITS, "full": FULL, "bare": ("{}",)}[style]
    return chance.choice(forms).format(value // 1_000)


def called(chance: Random, name: str) -> str:
    return chance.choice(TITLES) + chance.choice(SHORT.get(name, (name, name, name.lower(), name.upper())))


def missing(chance: Random, meeting: Meeting, name: str) -> str:
    status, words = chance.choice((("unpaid", UNPAID), ("excused", EXCUSED), ("absent", ABSENT)))
    meeting.marks[name] = status
    return chance.choice(words)


def paid(chance: Random, meeting: Meeting, name: str, style: str, *, kinds: bool) -> str:
    value = chance.choice((5_000, 10_000, 10_000, 10_000, 15_000, 20_000, 25_000))
    meeting.entries[name, "wajib"] = value
    if not kinds:
        return amount(chance, value, style)
    text = chance.choice(("wajib ", "wjb ")) + amount(chance, value, style)
    if chance.random() < 0.5:
        kind, more = chance.choice((("sukarela", 5_000), ("sosial", 2_000), ("sukarela", 10_000)))
        meeting.entries[name, kind] = more
        text += chance.choice((", ", " + ", " ", " dan ")) + f"{kind} {amount(chance, more, style)}"
    return text


def in_lines(chance: Random, meeting: Meeting, who: list[str], style: str) -> str:
    join = chance.choice((" ", ": ", " - ", " = ", ", ", "... "))
    count = chance.choice(("", "{}. ", "{}) ", "{} ", "- ", "• ", "✅ "))
    kinds = chance.random() < 0.5
    for number, name in enumerate(who, start=1):
        away = chance.random() < 0.15
        said = missing(chance, meeting, name) if away else paid(chance, meeting, name, style, kinds=kinds)
        before = "" if away and count == "✅ " else count.format(number)
        meeting.lines.append(
            before + called(chance, name) + join + said + ("" if away else chance.choice(TAILS))
        )
    return "\n".join(meeting.lines)


def on_one_line(chance: Random, meeting: Meeting, who: list[str], style: str) -> str:
    join = chance.choice((" ", ": ", " = "))
    parts = [called(chance, name) + join + paid(chance, meeting, name, style, kinds=False) for name in who]
    return chance.choice((", ", "; ", " / ")).join(parts)


def in_messages(chance: Random, meeting: Meeting, who: list[str], style: str) -> str:
    for name in who:
        away = chance.random() < 0.15
        said = missing(chance, meeting, name) if away else paid(chance, meeting, name, style, kinds=False)
        begin = "saya " if away else chance.choice(("saya ", "", "nitip ", "sy ", "punten abdi "))
        meeting.lines.append(
            f"[3/2 13.41] {called(chance, name)}: {begin}{said}" + chance.choice(("", " ya", " ya teh"))
        )
    return "\n".join(meeting.lines)


def in_a_table(chance: Random, meeting: Meeting, who: list[str], style: str) -> str:
    meeting.lines.append("No | Nama | Wajib | Sukarela")
    for number, name in enumerate(who, start=1):
        values = (chance.choice((10_000, 15_000, 0)), chance.choice((0, 5_000)))
        for kind, value in zip(("wajib", "sukarela"), values, strict=True):
            if value:
                meeting.entries[name, kind] = value
        if not any(values):
            meeting.marks[name] = "unpaid"
        cells = [amount(chance, value, "full") if value else chance.choice("-0") for value in values]
        meeting.lines.append(f"{number} | {name} | {cells[0]} | {cells[1]}")
    return "\n".join(meeting.lines)


def by_amount(chance: Random, meeting: Meeting, who: list[str], style: str) -> str:
    form = chance.choice(
        ("{a}: {n}", "wajib {a}: {n}", "yang {a} {n}", "{n} masing-masing {a}", "setor {a}: {n}")
    )
    values = [5_000, 10_000, 15_000, 20_000]
    for value in values:
        names = [name for at, name in enumerate(who) if values[at % len(values)] == value]
        meeting.entries.update({(name, "wajib"): value for name in names})
        told = ", ".join(called(chance, name) for name in names)
        meeting.lines += [form.format(a=amount(chance, value, style), n=told)] if names else []
    return "\n".join(meeting.lines)


def differences(seed: int) -> tuple[str, list[str]]:
    """The list written for this seed, and what was read of it otherwise than it was."""
    chance, meeting = Random(seed), Meeting()
    who = chance.sample(NAMES, chance.choice((2, 3, 5, 8, 12, 25)))
    style = chance.choice(("units", "full", "words", "bare"))
    write = chance.choice((in_lines, in_lines, on_one_line, in_messages, in_a_table, by_amount))
    style = "units" if write is by_amount and style == "bare" else style
    text = write(chance, meeting, who, style)
    reading = read(text)
    entries = {(one.member, one.kind): one.rupiah for one in reading.entries}
    marks = {one.member: one.status for one in reading.marks if one.status != "present"}
    asked = [one.about for one in reading.questions if one.about != "unmentioned"]
    scale = ["scale"] if style == "bare" and meeting.entries and write is not in_a_table else []
    silent = [one.candidates[0] for one in reading.questions if one.about == "unmentioned"]
    told = (entries, marks, asked, silent)
    meant = (meeting.entries, meeting.marks, scale, [one.key for one in MEMBERS if one.key not in who])
    return text, [f"{one} for {other}" for one, other in zip(told, meant, strict=True) if one != other]


@given(st.integers(min_value=0, max_value=10**9))
@settings(max_examples=150, deadline=None)
def test_a_meeting_written_in_any_style_is_read_as_it_was(seed: int) -> None:
    text, wrong = differences(seed)
    assert not wrong, text
