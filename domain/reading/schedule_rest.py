"""What of a message is not read yet: each reader of a part takes its words out, so that none is read twice."""

from __future__ import annotations

import re
from collections.abc import Callable

# Stands where words were taken out, so that what stood around them does not grow together.
TAKEN = "|"

Fits = Callable[[re.Match[str]], bool]


class Rest:
    """The plain words that are left."""

    def __init__(self, words: str) -> None:
        self.words = f" {words} "

    def take(self, pattern: re.Pattern[str], fits: Fits = lambda _: True) -> re.Match[str] | None:
        """The first place that fits, taken out; None if there is none."""
        found = next((one for one in pattern.finditer(self.words) if fits(one)), None)
        if found is not None:
            self.words = f"{self.words[: found.start()]} {TAKEN} {self.words[found.end() :]}"
            self.words = f" {' '.join(self.words.split())} "
        return found

    def take_all(self, pattern: re.Pattern[str], fits: Fits = lambda _: True) -> list[re.Match[str]]:
        """Every place that fits, in their order, taken out."""
        found: list[re.Match[str]] = []
        while (one := self.take(pattern, fits)) is not None:
            found.append(one)
        return found

    def list_all(self, pattern: re.Pattern[str]) -> list[str]:
        """The words of every place that fits."""
        return [found[0] for found in self.take_all(pattern)]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether it is said somewhere."""
        return pattern.search(self.words) is not None


def words(pattern: str) -> re.Pattern[str]:
    """A pattern of whole plain words."""
    return re.compile(rf"(?<= )(?:{pattern})(?= )")
