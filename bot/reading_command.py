"""What does the program understand? `python -m bot read KIND`: lines in, one JSON object a line out.

Kinds: money, date, time, schedule, answer, distress. `list` reads all of the input as one pasted list of a demo group
and prints one object.

It uses the very functions the conversations use, and needs no database, key or token.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TextIO

from bot.calendar_days import CalendarDays
from bot.demo_people import MENTARI, DemoGroup
from domain.reading.answers import read_answer
from domain.reading.dates import read_date
from domain.reading.distress import read_distress
from domain.reading.lists import ListMember, ListReading, Question, read_list
from domain.reading.lists.limits import LIST_CHARS_MAX
from domain.reading.money import read_money_without_context
from domain.reading.schedule import read_schedule
from domain.reading.times import read_time
from domain.recurrence import NO_START_MIN, Recurrence

USAGE = (
    "usage: python -m bot read money|date|time|schedule|answer|distress [--today YYYY-MM-DD]\n"
    "                          [--context past|future|any]\n"
    "       python -m bot read list --group Mentari [--today YYYY-MM-DD]\n"
    "Reads lines from standard input and prints one JSON object a line. --today is for date and schedule,\n"
    "--context for date. schedule prints the days as well, and the holidays among them.\n"
    "list reads all of standard input as one pasted list and prints one JSON object.\n"
)
KINDS = ("money", "date", "time", "schedule", "answer", "distress", "list")
GROUPS = (MENTARI,)
DONE, WRONG_USE = 0, 2

Reader = Callable[[str], dict[str, Any]]


def run(arguments: Sequence[str], stdin: Iterable[str], stdout: TextIO) -> int:
    """Answers every line of `stdin` (an empty one too), or all of it as one list. Exit code: 0, or 2 with the usage.

    A line that is not known to be anything gets nulls, never an error.
    """
    try:
        options = _options(arguments)
        group = _group(options)
    except (_WrongUse, ValueError) as wrong:
        stdout.write(f"{wrong}\n{USAGE}")
        return WRONG_USE
    if group is not None:
        read_it = read_list(
            _all_of(stdin),
            _members(group),
            today=_today(options),
            usual={rule.kind.value: int(rule.amount) for rule in group.kinds if rule.amount is not None},
            kinds=[rule.kind.value for rule in group.kinds],
        )
        stdout.write(json.dumps(_told(read_it), ensure_ascii=False) + "\n")
        return DONE
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
    parser.add_argument("--group", default=MENTARI.name)
    options = parser.parse_args(list(arguments))
    if options.kind not in KINDS:
        raise _WrongUse(f"{options.kind}: unknown.")
    return options


def _group(options: argparse.Namespace) -> DemoGroup | None:
    """The group whose list is read; None for every other kind of reading."""
    if options.kind != "list":
        return None
    for group in GROUPS:
        if group.name.casefold() == options.group.casefold():
            return group
    names = ", ".join(group.name for group in GROUPS)
    raise _WrongUse(f"There is no demo group {options.group!r}. Known: {names}.")


def _today(options: argparse.Namespace) -> date:
    return options.today or date.today()  # noqa: DTZ011 - the operator's own day, when none is named


def _reader(options: argparse.Namespace) -> Reader:
    today = _today(options)

    def as_date(line: str) -> dict[str, Any]:
        found = read_date(line, today=today, context=options.context)
        return {"action": found.action, "date": found.day.isoformat() if found.day else None}

    readers: dict[str, Reader] = {
        "money": _money,
        "date": as_date,
        "time": _time,
        "schedule": lambda line: _schedule(line, today),
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


def _schedule(line: str, today: date) -> dict[str, Any]:
    found = read_schedule(line, today=today)
    return {
        "action": found.action,
        "asks": list(found.asks),
        "doubts": list(found.doubts),
        "zone": found.zone,
        "schedule": _planned(found.recurrence) if found.recurrence is not None else None,
    }


def _planned(when: Recurrence) -> dict[str, Any]:
    planned = CalendarDays().plan(when)
    hour = None if when.start_min == NO_START_MIN else divmod(when.start_min, 60)
    return {
        "rule": when.rule,
        "first": when.first.isoformat(),
        "time": f"{hour[0]:02}:{hour[1]:02}" if hour else None,
        "length_min": when.length_min,
        "count": when.count,
        "until": when.until.isoformat() if when.until else None,
        "skips": when.skips,
        "days": [day.isoformat() for day in planned.days],
        "skipped": {each.day.isoformat(): each.name for each in planned.skipped},
        "on_holidays": {each.day.isoformat(): each.name for each in planned.on_holidays},
        "cut": planned.cut,
    }


def _answer(line: str) -> dict[str, Any]:
    """With no question at hand, "sudah" counts as the answer to a question whether something is done."""
    return {"answer": read_answer(line, asked_done=True)}


def _distress(line: str) -> dict[str, Any]:
    found = read_distress(line)
    return {"level": found.level, "kind": found.kind, "about": found.about}


def _all_of(stdin: Iterable[str]) -> str:
    """The whole input, up to a little more than a list may have, so that too much is told as too much."""
    parts: list[str] = []
    size = 0
    for line in stdin:
        parts.append(line)
        size += len(line)
        if size > 2 * LIST_CHARS_MAX:
            break
    return "".join(parts)


def _members(group: DemoGroup) -> list[ListMember]:
    """The members of a demo group; their names are their keys, so the answer names them."""
    return [ListMember(key=member.name, name=member.name) for member in group.members]


def _told(reading: ListReading) -> dict[str, Any]:
    def marked(status: str) -> list[str]:
        return [one.member for one in reading.marks if one.status == status]

    return {
        "entries": [
            {"member": one.member, "kind": one.kind, "rupiah": one.rupiah, "date": one.day.isoformat()}
            for one in reading.entries
        ],
        "ask": [*(_asked(one) for one in reading.questions), *_unusual(reading)],
        "unpaid": marked("unpaid"),
        "absent": marked("absent"),
        "excused": marked("excused"),
        "costs": [{"what": one.what, "kind": one.kind, "rupiah": one.rupiah} for one in reading.costs],
        "cash": reading.cash.rupiah if reading.cash else None,
        "total": reading.total,
        "total_mismatch": reading.total_mismatch,
    }


def _unusual(reading: ListReading) -> list[dict[str, Any]]:
    """Entries of an unusual size, asked about once more before they are booked (domain.md 4.1, rule 8)."""
    return [
        _asked(Question(about="unusual", line=one.line, candidates=(one.member,), rupiah=one.rupiah))
        for one in reading.entries
        if one.doubt == "unusual"
    ]


def _asked(question: Question) -> dict[str, Any]:
    return {
        "about": question.about,
        "line": question.line,
        "text": question.text,
        "candidates": list(question.candidates),
        "rupiah": question.rupiah,
    }
