"""Which leading numbers only count the lines of a list? "1. siti a 10", "2) yuyun", "3 imas", several on one line.

The law: "10: Tati, Rina" is an amount and "10. Tati" a line's number; without a dot or bracket, or with nothing said
behind it, a number counts lines only where it goes on from the line before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOTTED = re.compile(r"^[#(\[ ]*(?:no ?\.? ?)?(\d{1,3}) ?[.)\]]+(?: +|(?=[a-z(\[*]))")
_LOOSE = re.compile(r"^[#(\[ ]*(\d{1,3}) ?[:/,|-]? *(?=[a-z])")
# "3." and nothing behind it: a line nobody filled in.
_EMPTY = re.compile(r"^[#(\[ ]*(\d{1,3}) ?[.)\]]+$")
_SAYS = re.compile(r"[a-z]{2}|\d")
_SIGN = re.compile(r"^ *(?:centang|silang|tungguan)tanda (?=[ #(\[]*\d)")
_INSIDE = re.compile(r"(?<=[\s,;])(\d{1,2}) ?[.)]\s*(?=[a-z])")
_NO_COUNT = re.compile(
    r"(?:rb|ribu|rebu|k|jt|juta|x|orang|org|lembar|lbr|buah|biji|anggota|bulan|bln|minggu|hari|perak|w|puluh|ratus"
    r"|jan\w*|feb\w*|peb\w*|mar|maret|apr\w*|mei|juni?|juli?|agu\w*|agt|ags|sept?\w*|okt\w*|no[vp]\w*|des\w*)\b"
)
_SUM = re.compile(r"[a-z] ?[:=-]? ?\d")
# wajib, sukarela, sosial, angsuran: so many headings count themselves.
_SECTIONS_MAX = 4
_SKIPPED_MAX = 3


@dataclass(slots=True)
class Numbering:
    """The number the last counted line had. astray: it went on from nothing, and no list has so many sections."""

    last: int = 0
    astray: bool = False

    def strip(self, text: str) -> tuple[str, bool]:
        """The plain line without its number and the numbers inside it; whether there was one."""
        self.astray = False
        sign = _SIGN.match(text)
        if sign is not None:  # "✅ 1. siti a"
            rest, numbered = self.strip(text[sign.end() :])
            return sign[0] + rest, numbered
        empty = _EMPTY.match(text)
        if empty is not None and int(empty[1]) == self.last + 1:
            self.last += 1
            return "", True
        found = _DOTTED.match(text)
        if found is not None and int(found[1]) != self.last + 1 and not _SAYS.search(text[found.end() :]):
            return text, False  # "10 ) a": it counts no line
        if found is None:
            loose = _LOOSE.match(text)
            goes_on = loose is not None and self._goes_on(int(loose[1]), text[loose.end() :])
            if loose is None or not goes_on or _NO_COUNT.match(text[loose.end() :]):
                return self._all_inside(text), False
            found = loose
        self.astray = int(found[1]) > _SECTIONS_MAX and int(found[1]) != self.last + 1
        self.last = int(found[1])
        return self._inside(text[found.end() :]), True

    def _goes_on(self, number: int, rest: str) -> bool:
        """The next one, or in a list already counted one of those behind it: "2 neneng 10", "4 imas 10"."""
        skips = self.last > 1 and self.last + 1 < number <= self.last + _SKIPPED_MAX and _SUM.search(rest)
        return number == self.last + 1 or bool(skips)

    def _all_inside(self, text: str) -> str:
        """ "yang bayar: 1. yuyun 2. neneng": numbers in their order, from 1 or from the last line's on."""
        numbers = [int(found[1]) for found in _INSIDE.finditer(text)]
        following = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        if len(numbers) < 2 or not following or numbers[0] not in (1, self.last + 1):
            return text
        self.last = numbers[0] - 1
        return self._inside(text).replace("; ", ", ")

    def _inside(self, text: str) -> str:
        """ "siti a 10 2. siti r 10 3. yuyun 5": numbers that go on from the first part it like full stops."""

        def part(found: re.Match[str]) -> str:
            if int(found[1]) != self.last + 1:
                return found[0]
            self.last += 1
            return "; "

        return _INSIDE.sub(part, text)
