"""`python -m bot export FOLDER`: requests, decisions and consents as CSV files, for statistics or for moving away.

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
from db import exports, organisations
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
        after = 0
        while answers := await beside.run(_consents(asked, after)):
            consents.add(answers)
            after = answers[-1].id
    return {sheet.name: sheet.count for sheet in (requests, decisions, consents)}


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
