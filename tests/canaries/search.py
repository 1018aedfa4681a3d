"""Where does a planted secret stand in clear? In any file below a folder, in any spelling a program could give it.

A canary is a word that occurs nowhere else. Digits count only where no other digit stands beside them: row ids are long.
"""

import base64
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

# Shorter pieces of base64 could stand anywhere by chance.
_BASE64_CHARS_MIN = 8


def spellings(word: str) -> set[bytes]:
    """The word as text, in two byte orders, in capitals and small letters, as hex, base64, JSON and in an address."""
    plain = word.encode()
    found = {
        plain,
        word.lower().encode(),
        word.upper().encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        quote(word).encode(),
        word.encode("ascii", "backslashreplace"),
        plain[::-1],
    }
    for shift in range(3):  # wherever in a longer text the word begins
        whole = (shift + len(plain)) // 3 * 4  # what follows it shares the signs after these
        inner = base64.b64encode(bytes(shift) + plain)[(0, 2, 3)[shift] : whole]
        if len(inner) >= _BASE64_CHARS_MIN:
            found |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def patterns(words: Iterable[str]) -> dict[str, re.Pattern[bytes]]:
    """One pattern for each word, for all its spellings."""
    made = {}
    for word in words:
        every = b"|".join(re.escape(each) for each in sorted(spellings(word), key=len, reverse=True))
        if word.isdecimal():
            every = rb"(?<![0-9a-fA-F])(?:" + every + rb")(?![0-9a-fA-F])"
        made[word] = re.compile(every)
    return made


def find(
    folder: Path, canaries: Mapping[str, str], *, leave_out: tuple[str, ...] = ()
) -> dict[str, list[str]]:
    """The names of the canaries that stand in clear, each with the files. Raises AssertionError if there is no file."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(leave_out or ("\0",))
    ]
    assert files, f"nothing to search in {folder.name}"
    wanted = patterns(canaries.values())
    found: dict[str, list[str]] = {}
    for path in files:
        content = path.read_bytes()
        named = str(path.relative_to(folder)).encode()
        for name, word in canaries.items():
            if wanted[word].search(content) or wanted[word].search(named):
                found.setdefault(name, []).append(str(path.relative_to(folder)))
    return found
