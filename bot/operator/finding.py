"""One thing `python -m bot check` has looked at, in words for a person and in numbers for a program."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Where a record differs from what follows from the others: nobody mends that by himself.
CHANGED_BY_HAND = (
    "Keep a copy of the files as proof, find out who wrote in the database, and compare with the last backup"
    " and the group's paper book"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at. fault: something to mend. remedy: what to do, "" if nothing. counts: for programs."""

    name: str
    text: str
    fault: bool = False
    remedy: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)

    def in_words(self) -> str:
        """One line."""
        word = "FAULT" if self.fault else "note" if self.remedy else "ok"
        return f"{word}: {self.text}{'. ' + self.remedy if self.remedy else ''}"


def age(ms: int) -> str:
    """`5 minutes`, `3 hours`, `2 days`."""
    for size_ms, name in ((86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes")):
        if ms >= 2 * size_ms:
            return f"{ms // size_ms} {name}"
    return f"{max(0, ms) // 1000} seconds"
