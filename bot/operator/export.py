"""`python -m bot export FOLDER`: requests, decisions, consents, courses, places as CSV, for statistics or moving away.

Without names unless --names asks for them; each name read is noted in the audit. Nothing of the safety store, no
answers, no words people wrote. A woman's own copy of her data is another thing: she asks for it in the chat.
"""

import csv
import os
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO, TypeVar

from bot.operator.opening import Beside, CommandError, in_words, is_missing, opened
from bot.settings import Settings
from db import course_exports, exports, organisations
from db.course_exports import CourseRow, PlaceRow
from db.exports import ConsentRow, DecisionRow, RequestRow
from db.unit import Unit

T = TypeVar("T")
Job = Callable[[Unit], Awaitable[list[T]]]

# A spreadsheet takes what begins so for a formula (OWASP ASVS 1.2.10).
FORMULA = re.compile(r"^[\uFEFF\x00-\x20\x7f]*[=+\-@|%]|^[\t\r]")


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot export", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="a new or empty folder")
    parser.add_argument("--office", type=int, default=0, metavar="ID", help="one office; all if not given")
    parser.add_argument(
        "--names", action="store_true", help="with the names of the women; noted in the audit"
    )
    return parser.parse_args(list(arguments))


async def export(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Write the files and tell what is in them. Raises CommandError."""
    if is_missing(settings.database_url):
        raise CommandError(f"there is no database at {in_words(settings.database_url)}")
    if asked.folder.exists() and (not asked.folder.is_dir() or any(asked.folder.iterdir())):
        raise CommandError(f"{asked.folder} is not an empty folder")
    async with opened(settings) as beside:
        await beside.run(lambda unit: _check_office(unit, asked.office))
        counts = await _write_all(beside, asked)
    stdout.write("".join(f"{asked.folder / name}: {count} rows\n" for name, count in counts.items()))
    stdout.write(
        "Whoever has these files answers for them: give them to nobody without a ground, and delete them.\n"
    )
    return 0


async def _check_office(unit: Unit, office: int) -> None:
    known = {each.row_id for each in await organisations.list_all(unit)}
    if office and office not in known:
        raise CommandError(f"there is no office {office}; known: {', '.join(map(str, sorted(known)))}")


async def _write_all(beside: Beside, asked: Namespace) -> dict[str, int]:
    asked.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as open_files:
        requests = _Sheet(
            asked.folder / "requests.csv", RequestRow, open_files, without="" if asked.names else "name"
        )
        decisions = _Sheet(asked.folder / "decisions.csv", DecisionRow, open_files)
        consents = _Sheet(asked.folder / "consents.csv", ConsentRow, open_files)
        after = 0
        while rows := await beside.run(_requests(asked, after)):
            requests.add(rows)
            decisions.add(await beside.run(_decisions([row.id for row in rows])))
            after = rows[-1].id
        courses = _Sheet(asked.folder / "courses.csv", CourseRow, open_files)
        places = _Sheet(asked.folder / "places.csv", PlaceRow, open_files)
        await _write_courses(beside, asked.office, courses, places)
        after = 0
        while answers := await beside.run(_consents(asked, after)):
            consents.add(answers)
            after = answers[-1].id
    return {sheet.name: sheet.count for sheet in (requests, decisions, consents, courses, places)}


async def _write_courses(beside: Beside, office: int, courses: "_Sheet", places: "_Sheet") -> None:
    after = 0
    while rows := await beside.run(_courses(office, after)):
        courses.add(rows)
        for row in rows:
            last = 0
            while some := await beside.run(_places(row.id, last)):
                places.add(some)
                last = some[-1].person_id
        after = rows[-1].id


def _courses(office: int, after: int) -> Job[CourseRow]:
    async def job(unit: Unit) -> list[CourseRow]:
        return await course_exports.list_courses(unit, after, organisation_id=office)

    return job


def _places(course_id: int, after: int) -> Job[PlaceRow]:
    async def job(unit: Unit) -> list[PlaceRow]:
        return await course_exports.list_places(unit, course_id, after)

    return job


def _requests(asked: Namespace, after: int) -> Job[RequestRow]:
    async def job(unit: Unit) -> list[RequestRow]:
        return await exports.list_requests(unit, after, organisation_id=asked.office, names=asked.names)

    return job


def _decisions(request_ids: list[int]) -> Job[DecisionRow]:
    async def job(unit: Unit) -> list[DecisionRow]:
        return await exports.list_decisions(unit, request_ids)

    return job


def _consents(asked: Namespace, after: int) -> Job[ConsentRow]:
    async def job(unit: Unit) -> list[ConsentRow]:
        return await exports.list_consents(unit, after, organisation_id=asked.office)

    return job


class _Sheet:
    """One CSV file, readable by its owner alone; moments as UTC, nothing a spreadsheet would run."""

    def __init__(self, path: Path, kind: type[Any], open_files: ExitStack, *, without: str = "") -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._out = csv.writer(
            open_files.enter_context(os.fdopen(descriptor, "w", newline="", encoding="utf-8"))
        )
        self._columns = [field.name for field in fields(kind) if field.name not in ("id", without)]
        self._out.writerow([name.removesuffix("_ms") for name in self._columns])
        self.name = path.name
        self.count = 0

    def add(self, rows: Iterable[Any]) -> None:
        """Write these rows."""
        for row in rows:
            values = asdict(row)
            self._out.writerow([_cell(name, values[name]) for name in self._columns])
            self.count += 1


def _cell(name: str, value: Any) -> str:
    if name.endswith("_ms"):
        return f"{datetime.fromtimestamp(value / 1000, UTC):%Y-%m-%d %H:%M:%S}"
    text = str(value)
    return f"'{text}" if FORMULA.match(text) else text
