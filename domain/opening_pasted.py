"""What does a pasted list of opening balances say? One member a line (or up to a semicolon)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.accounts import SavingKind
from domain.hygiene import tidy_text
from domain.opening import KIND_WORDS, TOTAL_WORDS, Fault, Listed, Part, Row, Wrong, named, read_amount, shown

# As long as a pasted list of 60 members with four kinds each.
LIST_CHARS_MAX = 6_000

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}\s*[.)]\s*|[-*•]\s*)")
_BREAKS = re.compile(r"[\s:;=+|✅☑✔]+|(?<!\d),|,(?!\d)")
_FILLERS = frozenset({"simpanan", "simp", "tabungan", "dan", "sama", "saldo", "uang", "rupiah"})
# "Yani belum": she has nothing yet.
_NOTHING = frozenset({"-", "kosong", "belum", "blm", "blum", "nol", "nihil"})
_NAME_ENDS = _FILLERS | _NOTHING | {"rp"}
_UNITS = frozenset({"rb", "ribu", "rebu", "k", "jt", "juta", "ratus", "perak"})


def read_pasted(text: str) -> Listed:
    """One member a line: "1. Siti Aminah 125rb pokok 50rb". Never raises."""
    rows: list[Row] = []
    wrong: list[Wrong] = []
    total: Part | None = None
    for number, line in enumerate(tidy_text(text[:LIST_CHARS_MAX]).replace(";", "\n").splitlines(), start=1):
        words = [word for word in _BREAKS.split(_NUMBERING.sub("", line)) if word]
        if not words:
            continue
        if words[0].casefold() in TOTAL_WORDS:
            parts, bad = _parts(words[1:], number)
            total = parts[0] if len(parts) == 1 and not bad else None
            wrong += bad or (
                [] if total else [Wrong(fault=Fault.NOT_AN_AMOUNT, row=number, text=shown(line))]
            )
            continue
        name_words = _leading_name(words)
        parts, bad = _parts(words[len(name_words) :], number)
        row, faults = named(Row(row=number, name=" ".join(name_words), parts=parts), rows, "", line)
        rows.append(row)
        wrong += [*faults, *bad]
    return Listed(rows=tuple(rows), wrong=tuple(wrong), total=total)


def _leading_name(words: Sequence[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        plain = word.casefold()
        is_name = any(sign.isalpha() for sign in word) and not any(sign.isdigit() for sign in word)
        if not is_name or plain in KIND_WORDS or plain in _NAME_ENDS:
            break
        found.append(word)
    return found


def _parts(words: Sequence[str], row: int) -> tuple[tuple[Part, ...], list[Wrong]]:
    """The amounts with the kinds before them, and what is no amount."""
    parts: list[Part] = []
    wrong: list[Wrong] = []
    kind: SavingKind | None = None
    rest = list(words)
    while rest:
        word = rest.pop(0)
        plain = word.casefold()
        if plain in KIND_WORDS:
            # "50rb pokok": the kind behind its amount, where nothing follows it.
            if parts and parts[-1].kind is None and kind is None and not _amount_follows(rest):
                parts[-1] = replace(parts[-1], kind=KIND_WORDS[plain])
            else:
                kind = KIND_WORDS[plain]
            continue
        if plain in _FILLERS or plain == "rp":
            continue
        if plain in _NOTHING or (plain == "ada" and not rest):  # "belum ada"
            kind = None
            continue
        if rest and rest[0].casefold() in _UNITS:
            word = f"{word} {rest.pop(0)}"
        part = read_amount(word, kind)
        if part is None:
            wrong.append(Wrong(fault=Fault.NOT_AN_AMOUNT, row=row, text=shown(word)))
        elif part.rupiah:
            parts.append(part)
        kind = None
    return tuple(parts), wrong


def _amount_follows(rest: Sequence[str]) -> bool:
    return bool(rest) and any(sign.isdigit() for sign in rest[0])
