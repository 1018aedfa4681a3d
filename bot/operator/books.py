"""`python -m bot books`: a group's whole book out of the database and in again, for an auditor or for moving away.

The JSON file holds names: it belongs to the group, and reading it is noted in the audit. The beancount file has numbers
only. An imported book is looked through before it counts: its chain, its balances, its published heads.
"""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from bot.operator.opening import CommandError, in_words, is_missing, opened
from bot.settings import Settings
from db import book_copies, books, groups
from db.book_shapes import BadBook
from db.groups import Group
from db.ledger_check import verify_group
from db.loan_check import verify_of as verify_loans
from db.unit import Unit

FIRST, LAST = date(2000, 1, 1), date(9999, 12, 30)
BOOK_BYTES_MAX = 200_000_000


def parse(arguments: Sequence[str]) -> Namespace:
    """What was asked for. Raises SystemExit after telling what is wrong."""
    parser = ArgumentParser(prog="python -m bot books", description=__doc__)
    parser.add_argument("action", choices=("list", "export", "import"))
    parser.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="of the book; it must not be there yet"
    )
    parser.add_argument(
        "--group", default="", metavar="NAME", help="the name or number of the group to export"
    )
    parser.add_argument("--format", default="json", choices=("json", "beancount"))
    asked = parser.parse_args(list(arguments))
    if asked.action != "list" and asked.file is None:
        parser.error("name the FILE")
    return asked


async def work(asked: Namespace, settings: Settings, stdout: TextIO) -> int:
    """Do what was asked. Raises CommandError."""
    if is_missing(settings.database_url):
        raise CommandError(f"there is no database at {in_words(settings.database_url)}")
    async with opened(settings) as beside:
        if asked.action == "list":
            found = await beside.run(_list_real)
            stdout.write("".join(f"{each.id}  {each.name}, {each.place}\n" for each in found))
        elif asked.action == "export":
            written = await beside.run(lambda unit: _export(unit, asked))
            stdout.write(written)
        else:
            book = _read(asked.file)
            stdout.write(await beside.run(lambda unit: _import(unit, book)))
    return 0


async def _export(unit: Unit, asked: Namespace) -> str:
    group = await _find(unit, asked.group)
    if asked.format == "json":
        unit.audit("read", "book", group.id, 0, "operator: books export")
        body = json.dumps(await book_copies.copy_out(unit, group.id), ensure_ascii=False, indent=1)
    else:
        from bot.books.beancount import text_of

        body = text_of(await books.collect(unit, group.id, FIRST, LAST))
    _write(asked.file, body)
    said = (
        "It holds names: it belongs to the group, give it to nobody else.\n" if asked.format == "json" else ""
    )
    return f"{asked.file}: the book of {group.name}\n{said}"


async def _list_real(unit: Unit) -> list[Group]:
    """Without what somebody only practises: out of here nobody could tell it from a real book."""
    return [each for each in await groups.list_all(unit) if not each.practice_of]


async def _find(unit: Unit, wanted: str) -> Group:
    known = await _list_real(unit)
    fitting = [each for each in known if wanted in (str(each.id), each.name)]
    if len(fitting) != 1:
        names = ", ".join(f"{each.name} ({each.id})" for each in known) or "none"
        raise CommandError(f"name one group by --group; known: {names}")
    return fitting[0]


def _write(path: Path, body: str) -> None:
    if path.exists():
        raise CommandError(f"{path} is there already; name a new file")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(body)


def _read(path: Path) -> book_copies.Plain:
    if not path.is_file() or path.stat().st_size > BOOK_BYTES_MAX:
        raise CommandError(f"{path} is no book file")
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as fault:  # too deep is no book either
        raise CommandError(f"{path} is no JSON file") from fault
    if not isinstance(found, dict):
        raise CommandError(f"{path} is no book file")
    return found


async def _import(unit: Unit, book: book_copies.Plain) -> str:
    try:
        group_id = await book_copies.copy_in(unit, book)
    except BadBook as fault:
        raise CommandError(f"this is no whole book: {fault}; nothing was imported") from fault
    verdict = await verify_group(unit, group_id)
    if verdict.fault is not None:
        raise CommandError(f"the book does not verify ({verdict.fault}); nothing was imported")
    _loans, fault_of_loans = await verify_loans(unit, group_id)
    if fault_of_loans is not None:
        raise CommandError(f"the loans do not agree with the book ({fault_of_loans}); nothing was imported")
    group = await groups.get(unit, group_id)
    unit.audit("write", "book", group_id, 0, "operator: books import")
    return f"The book of {group.name} is here as group {group_id}. Invite its officers.\n"
