"""A chat on paper: the lines of a transcript, and whether a message is what the paper says.

Siti: skrining                     she writes; [Ya] taps; (stiker) sends a thing; (ubah) text edits her last one
Siti: (kutip Sudah dibaca) ya bu   answers the newest message on her screen with these words in it
Bot: Baik, Bu. / Boleh? [Ya] [Tidak]   paragraphs are parted by " / " or stand on indented lines
Bot → Petugas: Ada ... baru. [...]     on another phone; ... is anything, [...] any other choices
(jam +2 hari)   (mulai ulang)      the clock goes forward; the program starts again
<kode>                             remembers a word of the program, and stands for it from then on
"""

import re
from dataclasses import dataclass, field

ANYTHING = "..."
UNITS_S = {"detik": 1, "menit": 60, "jam": 3600, "hari": 86_400}

_SPEAKER = re.compile(r"(?P<who>[A-Z][\w ]*?)(?: → (?P<to>[A-Z][\w ]*?))?:(?: (?P<text>.*))?$")
_CLOCK = re.compile(r"\(jam \+(\d+) (\w+)\)$")
_LABELS = re.compile(r"(?P<text>.*?)(?P<labels>(?:\s*\[[^\[\]]*\])+)$", re.DOTALL)
_MEMORY = re.compile(r"<(\w+)>")
_NUMBERED = re.compile(r"(?P<number>\d{1,3}|LAGI|LEWATI|PETUGAS) (?P<label>\S.*)")


@dataclass(frozen=True)
class Says:
    """Somebody writes, taps or sends. again: she taps what she has tapped before."""

    who: str
    text: str = ""
    tap: str = ""
    thing: str = ""
    changed: str = ""
    quoted: str = ""
    again: bool = False
    source: str = ""


@dataclass(frozen=True)
class Hears:
    """What a phone shows next. to: "" for the one who has just written."""

    to: str
    text: str
    labels: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Passes:
    """The clock goes forward."""

    seconds: int
    source: str


@dataclass(frozen=True)
class Restarts:
    """The program ends and starts again."""

    source: str


Line = Says | Hears | Passes | Restarts


def read_transcript(transcript: str) -> list[Line]:
    """Its lines. Raises ValueError for one that says nothing."""
    return [_line(source) for source in _joined(transcript)]


def _joined(transcript: str) -> list[str]:
    """One string a line; what is indented deeper than the first line belongs to the line above."""
    written = [line.rstrip() for line in transcript.splitlines() if line.strip()]
    edge = min((len(line) - len(line.lstrip()) for line in written), default=0)
    lines: list[str] = []
    for line in written:
        if line[edge:].startswith(" ") and lines:
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line.strip())
    return lines


def _line(source: str) -> Line:
    if source == "(mulai ulang)":
        return Restarts(source)
    if clock := _CLOCK.match(source):
        return Passes(int(clock[1]) * UNITS_S[clock[2]], source)
    spoken = _SPEAKER.match(source)
    if spoken is None:
        raise ValueError(f"not a line of a transcript: {source!r}")
    who, text = spoken["who"], spoken["text"] or ""
    if who == "Bot":
        return _hears(spoken["to"] or "", text, source)
    return _says(who, text, source)


def _hears(to: str, text: str, source: str) -> Hears:
    labelled = _LABELS.match(text)
    if labelled is None:
        return Hears(to, text, (), source)
    return Hears(
        to, labelled["text"].strip(), tuple(re.findall(r"\[([^\[\]]*)\]", labelled["labels"])), source
    )


def _says(who: str, text: str, source: str) -> Says:
    if tapped := re.fullmatch(r"\[([^\[\]]+)\]( lagi)?", text):
        return Says(who, tap=tapped[1], again=bool(tapped[2]), source=source)
    if text.startswith("(ubah) "):
        return Says(who, changed=text.removeprefix("(ubah) "), source=source)
    if quote := re.fullmatch(r"\(kutip ([^()]+)\) (.+)", text):
        return Says(who, text=quote[2], quoted=quote[1], source=source)
    if thing := re.fullmatch(r"\(([\w ]+)\)", text):
        return Says(who, thing=thing[1], source=source)
    return Says(who, text=text, source=source)


@dataclass
class Memory:
    """The words that were remembered."""

    words: dict[str, str] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """The text with what is remembered in the place of <name>."""
        return _MEMORY.sub(lambda found: self.words.get(found[1], found[0]), text)

    def fits(self, expected: str, got: str) -> bool:
        """Whether the message is what the paper says; then new <names> are remembered."""
        found = re.fullmatch(_pattern(self.fill(expected)), plain(got), re.DOTALL)
        if found is not None:
            self.words |= found.groupdict()
        return found is not None


def plain(text: str) -> str:
    """On one line, however it was broken into paragraphs."""
    return " ".join(text.replace(" / ", " ").split())


def _pattern(expected: str) -> str:
    parts = []
    for part in plain(expected).split(ANYTHING):
        remembered = _MEMORY.split(part.strip() if ANYTHING in expected else part)
        parts.append(
            "".join(
                f"(?P<{piece}>\\S+?)" if index % 2 else re.escape(piece)
                for index, piece in enumerate(remembered)
            )
        )
    return ".*".join(parts)


def choices_fit(expected: tuple[str, ...], got: tuple[str, ...]) -> bool:
    """Whether these choices are shown in this order; "..." stands for any others."""
    if ANYTHING not in expected:
        return expected == got
    place = expected.index(ANYTHING)
    before, after = expected[:place], expected[place + 1 :]
    if len(got) < len(before) + len(after):
        return False
    return got[: len(before)] == before and (not after or got[-len(after) :] == after)


def split_numbered(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The message without its numbered choices, and those: what to type, and the label."""
    lines = text.split("\n")
    numbered: list[tuple[str, str]] = []
    while len(lines) > 1 and (found := _NUMBERED.fullmatch(lines[-1])):
        numbered.insert(0, (found["number"], found["label"]))
        lines.pop()
    if not numbered or not lines[-1].strip():
        return text, ()
    return "\n".join(lines), tuple(numbered)
