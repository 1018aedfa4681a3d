"""What does the program understand? `python -m bot read KIND`: lines in, one JSON object a line out.

Kinds: money, date, time, answer, distress.

It uses the very functions the conversations use, and needs no database, key or token.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TextIO

from domain.reading.answers import read_answer
from domain.reading.dates import read_date
from domain.reading.distress import read_distress
from domain.reading.money import read_money_without_context
from domain.reading.times import read_time

USAGE = (
    "usage: python -m bot read money|date|time|answer|distress [--today YYYY-MM-DD] [--context past|future|any]\n"
    "Reads lines from standard input and prints one JSON object a line. --today and --context are for date.\n"
)
KINDS = ("money", "date", "time", "answer", "distress")
LATER = ("list",)
DONE, WRONG_USE = 0, 2

Reader = Callable[[str], dict[str, Any]]


def run(arguments: Sequence[str], stdin: Iterable[str], stdout: TextIO) -> int:
    """Answers every line of `stdin` (an empty one too); the exit code: 0, or 2 with the usage.

    A line that is not known to be anything gets nulls, never an error.
    """
    try:
        options = _options(arguments)
    except (_WrongUse, ValueError) as wrong:
        stdout.write(f"{wrong}\n{USAGE}")
        return WRONG_USE
    read = _reader(options)
    for line in stdin:
        stdout.write(json.dumps(read(line.rstrip("\r\n")), ensure_ascii=False) + "\n")
    return DONE


class _WrongUse(Exception):
    """What was typed is not a reading we have."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves the exit to us."""

    def error(self, message: str) -> Any:
        raise _WrongUse(message)


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(prog="python -m bot read", add_help=False, allow_abbrev=False)
    parser.add_argument("kind")
    parser.add_argument("--today", type=date.fromisoformat, default=None)
    parser.add_argument("--context", choices=("past", "future", "any"), default="any")
    options = parser.parse_args(list(arguments))
    if options.kind in LATER:
        raise _WrongUse(f"{options.kind}: this version does not read it yet.")
    if options.kind not in KINDS:
        raise _WrongUse(f"{options.kind}: unknown.")
    return options


def _reader(options: argparse.Namespace) -> Reader:
    today = options.today or date.today()  # noqa: DTZ011 - the operator's own day, when none is named

    def as_date(line: str) -> dict[str, Any]:
        found = read_date(line, today=today, context=options.context)
        return {"action": found.action, "date": found.day.isoformat() if found.day else None}

    readers: dict[str, Reader] = {
        "money": _money,
        "date": as_date,
        "time": _time,
        "answer": _answer,
        "distress": _distress,
    }
    return readers[options.kind]


def _money(line: str) -> dict[str, Any]:
    found = read_money_without_context(line)
    return {"action": found.action, "rupiah": found.rupiah}


def _time(line: str) -> dict[str, Any]:
    found = read_time(line)
    return {"action": found.action, "time": found.time}


def _answer(line: str) -> dict[str, Any]:
    """With no question at hand, "sudah" counts as the answer to a question whether something is done."""
    return {"answer": read_answer(line, asked_done=True)}


def _distress(line: str) -> dict[str, Any]:
    found = read_distress(line)
    return {"level": found.level, "kind": found.kind, "about": found.about}
