"""How is a TOML table read so that an editor learns of every mistake at once?

A `Table` hands out typed values and notes each fault instead of stopping; a value that is wrong or missing is
noted once and replaced by an empty one, so reading goes on. What was never asked for is an unknown key.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from domain.criteria.plain import TEXT_CHARS_MAX, plain_faults
from domain.records import dataclass

FILE_CHARS_MAX = 200_000
"""The three sets have at most 15,000 characters; more than this is not a criteria file."""
STAFF_TEXT_CHARS_MAX = 1_000
KEY_PATTERN = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One mistake in a criteria file: which file, where in it, what is wrong and what to do."""

    file: str
    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.problem}. {self.remedy}."


class CriteriaError(ValueError):
    """Criteria files that cannot be used; `faults` holds every mistake found, one a line in its text."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Table:
    """One table of a file, with the place to name in its faults."""

    def __init__(self, values: Mapping[str, Any], *, file: str, where: str, faults: list[Fault]) -> None:
        self.values = values
        self.file = file
        self.where = where
        self.faults = faults
        self.asked: set[str] = set()

    def fault(self, problem: str, remedy: str) -> None:
        self.faults.append(Fault(file=self.file, where=self.where, problem=problem, remedy=remedy))

    def has(self, key: str) -> bool:
        return key in self.values

    def _take(self, key: str, wanted: type, *, required: bool, remedy: str) -> Any:
        self.asked.add(key)
        if key not in self.values:
            if required:
                self.fault(f"{key} is missing", f"Add {key}: {remedy}")
            return None
        value = self.values[key]
        # TOML's true is a Python int too, and must not pass as a number.
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            self.fault(f"{key} is not {_NAMES[wanted]}", f"Write {remedy}")
            return None
        return value

    def text(self, key: str, *, required: bool = True, chars_max: int = STAFF_TEXT_CHARS_MAX) -> str:
        """A text for staff or the program; "" where it is missing."""
        value: str = self._take(key, str, required=required, remedy="a text in quotes") or ""
        if required and self.has(key) and not value.strip() and isinstance(self.values[key], str):
            self.fault(f"{key} is empty", f"Write {key}")
        if len(value) > chars_max:
            self.fault(f"{key} has {len(value)} characters", f"Write at most {chars_max}")
        return value

    def shown(self, key: str, *, required: bool = True, chars_max: int = TEXT_CHARS_MAX) -> str:
        """A text that she will read: it must be plain."""
        value = self.text(key, required=required, chars_max=FILE_CHARS_MAX)
        self.check_shown(key, value, chars_max=chars_max)
        return value

    def check_shown(self, name: str, value: str, *, chars_max: int = TEXT_CHARS_MAX, slots: str = "") -> None:
        for problem in plain_faults(value, chars_max=chars_max):
            self.fault(
                f"{name} is not plain: {problem}", "Write it as a woman who finished primary school reads"
            )
        if re.search(r"[{}]", value.replace(slots, "") if slots else value):
            self.fault(f"{name} holds a brace", f"Use no braces{f' but {slots}' if slots else ''}")

    def key(self, key: str, *, required: bool = True, pattern: re.Pattern[str] = KEY_PATTERN) -> str:
        """A key in small letters, digits and underscores."""
        value = self.text(key, required=required)
        if value and not pattern.fullmatch(value):
            self.fault(f"{key} {value!r} is not a key", "Use small letters, digits and single separators")
            return ""
        return value

    def one_of(self, key: str, allowed: Collection[str], *, required: bool = True) -> str:
        """One of the allowed words, or "" where it is missing or another."""
        value = self.text(key, required=required)
        if value and value not in allowed:
            self.fault(f"{key} {value!r} is unknown", f"Use one of: {', '.join(sorted(allowed))}")
            return ""
        return value

    def number(self, key: str, *, required: bool = True) -> int | None:
        value: int | None = self._take(key, int, required=required, remedy="a whole number without quotes")
        return value

    def numbers(self, key: str, *, count: int) -> tuple[int, ...]:
        """So many whole numbers; () where they are missing or others."""
        values = self._take(key, list, required=True, remedy=f"a list of {count} whole numbers")
        if values is None:
            return ()
        if len(values) != count or not all(type(value) is int for value in values):
            self.fault(f"{key} is not a list of {count} whole numbers", "Write a list like [0, 30]")
            return ()
        return tuple(values)

    def flag(self, key: str, *, required: bool = True) -> bool:
        return bool(self._take(key, bool, required=required, remedy="true or false"))

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """A list of different, filled texts."""
        values = self._take(key, list, required=required, remedy='a list like ["a", "b"]')
        if values is None:
            return ()
        if not values or not all(isinstance(value, str) and value.strip() for value in values):
            self.fault(f"{key} is not a filled list of texts", 'Write a list like ["a", "b"]')
            return ()
        for value in sorted({value for value in values if values.count(value) > 1}):
            self.fault(f"{key} has {value!r} twice", "Keep one of them")
        return tuple(values)

    def table(self, key: str, *, required: bool = True, where: str = "") -> "Table":
        """The table under this key; an empty, silent one where it is missing."""
        values = self._take(key, dict, required=required, remedy="a table")
        place = where or f"{self.where}, {key}"
        if values is None:
            # The missing table is noted already; what would stand in it is not noted again.
            return Table({}, file=self.file, where=place, faults=[])
        return self.inner(values, place)

    def tables(self, key: str, *, required: bool = True) -> list["Table"]:
        """The tables written as [[key]]; each is named by its id or n, else by its place."""
        values = self._take(key, list, required=required, remedy=f"[[{key}]] tables")
        found = []
        for place, value in enumerate(values or [], start=1):
            if not isinstance(value, dict):
                self.fault(f"{key} no. {place} is not a table", f"Write [[{key}]]")
                continue
            name = value.get("id") or value.get("key") or value.get("n") or f"no. {place}"
            found.append(self.inner(value, f"{key} {name}"))
        return found

    def inner(self, values: Mapping[str, Any], where: str) -> "Table":
        return Table(values, file=self.file, where=where, faults=self.faults)

    def text_map(self, key: str, allowed: Collection[str], *, remedy: str) -> dict[str, str]:
        """A table from allowed keys to filled texts; {} where it is missing."""
        table = self.table(key, required=False)
        for name in table.values:
            if name not in allowed:
                self.fault(f"{key} has the unknown key {name!r}", remedy)
        return {name: table.text(name) for name in table.values if name in allowed}

    def done(self) -> None:
        """To be called last: notes every key that nothing asked for."""
        for key in self.values:
            if key not in self.asked:
                known = ", ".join(sorted(self.asked))
                self.fault(f"the key {key!r} is unknown", f"Delete it or use one of: {known}")


_NAMES: Mapping[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


def read_toml(text: str, file: str, faults: list[Fault]) -> Table:
    """The whole file as a table; raises CriteriaError where it is too large or not TOML."""
    if len(text) > FILE_CHARS_MAX:
        problem = f"it has {len(text)} characters"
        raise CriteriaError([Fault(file=file, where="file", problem=problem, remedy="Split or shorten it")])
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        fault = Fault(file=file, where="file", problem=f"it is not TOML: {error}", remedy="Mend this place")
        raise CriteriaError([fault]) from error
    return Table(values, file=file, where="top", faults=faults)


def note_twice(table: Table, what: str, values: Sequence[object]) -> None:
    """Notes every value that stands more than once."""
    for value in dict.fromkeys(values):
        if values.count(value) > 1:
            table.fault(f"{what} {value!r} stands {values.count(value)} times", "Give each its own")
